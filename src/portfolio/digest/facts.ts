import type { Caller } from '../../access/caller.ts';
import type { BillingCycle, Catalog } from '../../catalog/catalog.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import { minor, type Currency } from '../../kit/money.ts';
import type { Channel, Entitlement, Subscription, SubscriptionStatus } from '../../subscriptions/subscription.ts';
import type { TenantFacts, UnfinishedUpgrade } from '../../subscriptions/tenant/facts.ts';
import type { UpgradeFacts } from '../../upgrades/facts.ts';

/** What decides about a subscription's upgrades, seats aside, as the digest keeps it. */
export type Digest = {
  readonly offerId: OfferId;
  readonly billingCycle: BillingCycle;
  readonly currency: Currency;
  readonly country: string;
  readonly agreement: boolean;
  readonly services: readonly string[];
  /** Roles in the customer's directory, of all grants together. */
  readonly roles: readonly string[];
  readonly unfinished: readonly PartInUpgrade[];
  readonly held: readonly Held[];
};

/** As what a subscription takes part in an upgrade that is not finished; `both` where it became another product itself. */
export type PartInUpgrade = 'source' | 'target' | 'both';

/** Something that the customer has beside the subscription; `fits`: the add-on has no more seats than its base. */
export type Held =
  | readonly [kind: 'own' | 'other', offerId: OfferId, status: SubscriptionStatus, unfinished: readonly PartInUpgrade[]]
  | readonly [
      kind: 'add_on' | 'other_add_on',
      offerId: OfferId,
      status: SubscriptionStatus,
      unfinished: readonly PartInUpgrade[],
      fits: boolean,
    ]
  | readonly [kind: 'entitlement', offerId: OfferId, channel: Channel, status: Entitlement['status']];

/** Seats to decide with: of the subscription, and of each entry of what is held beside it. */
export type Seats = { readonly quantity: number; readonly held: readonly number[] };

/** What holds for all of a partner's customers alike. */
export type Seller = {
  readonly partner: TenantFacts['partner'];
  readonly catalogRevision: number;
};

export type DecidingFor = { readonly caller: Caller; readonly catalog: Catalog; readonly today: Day };

/** Reads what the digest keeps; the digest is written by our own statement only. */
export function digestOf(text: string): Digest {
  return JSON.parse(text) as Digest;
}

/** The facts of a digest in the form that the law takes. Ids and days that nothing depends on are made up. */
export function factsOfDigest(digest: Digest, { quantity, held }: Seats, seller: Seller, around: DecidingFor): UpgradeFacts {
  const source = subscription(digest, SOURCE, { offerId: digest.offerId, quantity, partnerId: seller.partner.id });
  const beside = digest.held.map((entry, i) => heldOf(digest, entry, { place: i, seats: held[i] ?? 0, quantity }, seller.partner.id));
  const customer: TenantFacts = {
    customerId: NOBODY,
    companyName: '',
    country: digest.country,
    partner: seller.partner,
    delegatedAdminServices: digest.services,
    granularAdmin: digest.roles.length === 0 ? [] : [{ roles: digest.roles, until: null }],
    agreementRecorded: digest.agreement,
    subscriptions: [source, ...beside.flatMap((each) => each.subscription ?? [])],
    entitlements: beside.flatMap((each) => each.entitlement ?? []),
    // No licence is taken by a total.
    heldElsewhere: [],
    unfinished: [...digest.unfinished.map((part) => unfinished(SOURCE, part)), ...beside.flatMap((each) => each.unfinished)],
    aheadSeconds: 0,
    marginBasisPoints: 0,
    catalogRevision: seller.catalogRevision,
  };
  return { customer, source, ...around };
}

type HeldFacts = {
  readonly subscription?: Subscription;
  readonly entitlement?: Entitlement;
  readonly unfinished: readonly UnfinishedUpgrade[];
};

function heldOf(
  digest: Digest,
  entry: Held,
  { place, seats, quantity }: { readonly place: number; readonly seats: number; readonly quantity: number },
  partnerId: PartnerId,
): HeldFacts {
  const [kind, offerId] = entry;
  const id = `held-${place}` as SubscriptionId;
  if (kind === 'entitlement') {
    const [, , channel, status] = entry;
    return { entitlement: { channel, offerId, quantity: seats, status, since: LONG_AGO, until: null }, unfinished: [] };
  }
  const [, , status, parts] = entry;
  const base = { offerId, partnerId: kind === 'own' || kind === 'add_on' ? partnerId : ANOTHER };
  const known = { unfinished: parts.map((part) => unfinished(id, part)) };
  if (kind === 'own' || kind === 'other')
    return { subscription: { ...subscription(digest, id, { ...base, quantity: seats }), status }, ...known };
  // Without its seats, as many as show how they compare with those of its base.
  const shown = seats > 0 ? seats : entry[4] ? quantity : quantity + 1;
  return { subscription: { ...subscription(digest, id, { ...base, quantity: shown }), status, parentId: SOURCE }, ...known };
}

function subscription(
  { billingCycle, currency }: Digest,
  id: SubscriptionId,
  known: Pick<Subscription, 'offerId' | 'quantity' | 'partnerId'>,
): Subscription {
  return {
    ...known,
    id,
    customerId: NOBODY,
    orderId: '',
    friendlyName: '',
    status: 'active',
    billingCycle,
    parentId: null,
    unitPriceMinor: minor(0),
    currency,
    term: { from: LONG_AGO, until: FAR_AWAY },
    createdOn: LONG_AGO,
    resellerMpnId: null,
    version: 1,
  };
}

function unfinished(id: SubscriptionId, part: PartInUpgrade): UnfinishedUpgrade {
  const ids = { sourceId: part === 'target' ? ELSEWHERE : id, targetId: part === 'source' ? ELSEWHERE : id };
  return { upgradeId: 'unfinished' as UpgradeId, ...ids, usersLeftBehind: 1 };
}

const SOURCE = 'source' as SubscriptionId;
const ELSEWHERE = 'elsewhere' as SubscriptionId;
const NOBODY = 'nobody' as CustomerId;
const ANOTHER = 'another' as PartnerId;
const LONG_AGO = '2000-01-01' as Day;
const FAR_AWAY = '9999-01-01' as Day;
