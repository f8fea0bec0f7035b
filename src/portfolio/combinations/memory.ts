import type { Caller } from '../../access/caller.ts';
import type { Catalog, CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import type { Day } from '../../kit/dates.ts';
import { decide, type Decided } from '../decided.ts';
import { digestOf, factsOfDigest, type Digest, type Seats, type Seller } from '../digest/facts.ts';
import type { Sales } from '../sales.ts';
import { bandOf, seatLimitsOf, type Band } from '../seat-limits.ts';
import { openKinds } from './kinds.ts';

/** Seats as far as verdicts can depend on them: in which band those of the subscription lie, and those of the customer. */
export type Bands = { readonly own: Band; readonly all: Band };

/** Who asks, about which sales of whom, on which day. */
type Asking = { readonly caller: Caller; readonly sales: Sales; readonly seller: Seller; readonly today: Day };

/** Callers whom the law answers alike about some sales: nothing of them counts but what they are and which roles they have. */
export function kindOfAsking({ caller, sales: { sellerId, reseller } }: Pick<Asking, 'caller' | 'sales'>): string {
  const kind = caller.kind === 'user' ? caller.roles.toSorted().join(' ') : caller.kind;
  return `${caller.partnerId} ${sellerId} ${reseller?.mpnId ?? ''} ${kind}`;
}

/** What has been decided for one kind of caller on one day with one catalogue. Remembered, because it is asked again and again. */
export type Verdicts = Asking & {
  readonly catalog: Catalog;
  /** Whether what is decided with these can be used on that day, with that catalogue and partner. */
  readonly isFor: (seller: Seller, today: Day) => boolean;
  readonly bandsOf: (quantity: number, ofAll: number) => Bands;
  /** The verdicts on all with these facts and seats in these bands; null where the seats must be told exactly. */
  readonly of: (combination: string, bands: Bands) => Decided | null;
  /** The verdicts on all with these facts and exactly these seats. */
  readonly ofExactly: (combination: string, seats: Seats) => Decided;
  /** Verdicts with the same number no filter tells apart. */
  readonly kindOf: (decided: Decided) => number;
};

/** What combinations stand for, of all partners; what a combination stands for never changes. */
export type Digests = {
  readonly get: (combination: string) => Digest;
  readonly has: (combination: string) => boolean;
  readonly add: (combination: string, facts: string) => void;
};

/** An empty memory. It forgets everything when it has grown too large. */
export function openDigests(): Digests {
  const known = new Map<string, Digest>();
  return {
    has: (combination) => known.has(combination),
    get: (combination) => {
      const found = known.get(combination);
      if (found === undefined) throw new Error(`the combination ${combination} was not read`);
      return found;
    },
    add: (combination, facts) => {
      if (known.size >= DIGESTS_MOST) known.clear();
      known.set(combination, digestOf(facts));
    },
  };
}

const DIGESTS_MOST = 200_000;
const EXACTLY_MOST = 100_000;

/** Nothing decided yet. */
export function openVerdicts(digests: Digests, source: Pick<CatalogSource, 'on'>, { caller, sales, seller, today }: Asking): Verdicts {
  const catalog = source.on(today);
  const limits = seatLimitsOf(catalog);
  const partnerText = JSON.stringify(seller);
  const decided = new Map<string, Decided>();
  const { id: partnerId } = seller.partner;

  const exactly = new Map<string, Decided>();
  const ofExactly = (combination: string, seats: Seats): Decided => {
    const key = `${combination} ${seats.quantity} ${seats.held.join(' ')}`;
    const before = exactly.get(key);
    if (before !== undefined) return before;
    if (exactly.size >= EXACTLY_MOST) exactly.clear();
    const made = decideExactly(combination, seats);
    exactly.set(key, made);
    return made;
  };
  const decideExactly = (combination: string, seats: Seats): Decided => {
    const digest = digests.get(combination);
    const sold = catalogSoldBy(catalog, { partnerId, country: digest.country });
    return decide(factsOfDigest(digest, seats, seller, { caller, catalog: sold, today }));
  };
  return {
    today,
    catalog,
    seller,
    sales,
    caller,
    isFor: (other, day) => day === today && JSON.stringify(other) === partnerText,
    bandsOf: (quantity, ofAll) => ({ own: bandOf(limits.own, quantity), all: bandOf(limits.all, ofAll) }),
    ofExactly,
    kindOf: openKinds(),
    of: (combination, bands) => {
      const key = `${combination} ${bands.own.from} ${bands.all.from}`;
      const before = decided.get(key);
      if (before !== undefined) return before;
      if (needsSeats(catalog, digests.get(combination), bands)) return null;
      const made = decideExactly(combination, { quantity: bands.own.from, held: [] });
      decided.set(key, made);
      return made;
    },
  };
}

/**
 * Whether the bands do not tell enough: a family of seats that a target belongs to could be full, and not by the
 * subscription's own seats alone.
 */
function needsSeats(catalog: Catalog, { offerId, held }: Digest, { all }: Bands): boolean {
  const families = new Set((catalog.paths.get(offerId) ?? []).flatMap(({ to }) => catalog.offers.get(to)?.seatFamily ?? []));
  return [...families].some((name) => {
    const seatsMax = catalog.seatFamilies.get(name)?.seatsMax ?? Infinity;
    const inFamily = held.filter((entry) => catalog.offers.get(entry[1])?.seatFamily === name);
    const isAddOn = inFamily.some(([kind]) => kind === 'add_on' || kind === 'other_add_on');
    return isAddOn || (inFamily.length > 0 && (all.until ?? Infinity) > seatsMax + 1);
  });
}
