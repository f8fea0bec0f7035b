import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { day, type Day } from '../../kit/dates.ts';
import type { Channel, Entitlement } from '../subscription.ts';

/** The channels besides this program, as they are written in lists. */
export const CHANNELS: readonly Channel[] = ['other_partner', 'web_direct', 'volume_agreement', 'open_license', 'retail_key', 'advisor'];
export const ENTITLEMENT_STATES = ['active', 'suspended', 'cancelled'] as const;

/** So many entries a list may have; a customer has a handful. */
export const ENTRIES_MAX = 500;
const QUANTITY_MAX = 1_000_000;

/** One entry as somebody wrote it, and where: `items[2]`, `line 3`. */
export type WrittenEntry = {
  readonly where: string;
  readonly channel: string;
  /** An offer's id, or the part number of its product. */
  readonly product: string;
  readonly quantity: string;
  /** Empty means active. */
  readonly status: string;
  readonly heldSince: string;
  /** Empty where no end is known. */
  readonly heldUntil: string;
};

export type EntryError = { readonly where: string; readonly why: string };

/** What a customer holds elsewhere, or everything that is wrong with the list. */
export type ListReading =
  | { readonly kind: 'entitlements'; readonly entitlements: readonly Entitlement[] }
  | { readonly kind: 'refused'; readonly errors: readonly EntryError[] };

/** Reads a list as a whole: one wrong entry, and nothing of it counts. */
export function readEntitlements(entries: readonly WrittenEntry[], catalog: Catalog): ListReading {
  if (entries.length > ENTRIES_MAX) return { kind: 'refused', errors: [{ where: 'items', why: `has more than ${ENTRIES_MAX} entries` }] };
  const products = productsOf(catalog);
  const errors: EntryError[] = [];
  const entitlements = entries.map((entry) => readEntry(entry, products, (why) => errors.push({ where: entry.where, why })));
  return errors.length > 0
    ? { kind: 'refused', errors }
    : { kind: 'entitlements', entitlements: entitlements.filter((each) => each !== null) };
}

function readEntry(entry: WrittenEntry, products: ReadonlyMap<string, Offer>, refuse: (why: string) => void): Entitlement | null {
  const channel = CHANNELS.find((known) => plain(known) === plain(entry.channel));
  if (channel === undefined) refuse(`channel must be one of ${CHANNELS.join(', ')}`);
  const offer = products.get(entry.product.trim().toUpperCase());
  if (offer === undefined) refuse(`product "${entry.product.trim().slice(0, 60)}" is no offer of the catalogue, and no part number`);
  const quantity = /^\d{1,7}$/.test(entry.quantity.trim()) ? Number(entry.quantity) : 0;
  if (quantity < 1 || quantity > QUANTITY_MAX) refuse(`quantity must be a whole number from 1 to ${QUANTITY_MAX}`);
  const status = ENTITLEMENT_STATES.find((known) => known === (plain(entry.status) || 'active'));
  if (status === undefined) refuse(`status must be one of ${ENTITLEMENT_STATES.join(', ')}`);
  const since = dayIn(entry.heldSince);
  if (since === null) refuse('heldSince must be a day such as 2026-01-31');
  const until = entry.heldUntil.trim() === '' ? null : dayIn(entry.heldUntil);
  if (until === null && entry.heldUntil.trim() !== '') refuse('heldUntil must be a day such as 2026-01-31, or empty');
  if (since !== null && until !== null && until <= since) refuse('heldUntil must be after heldSince');
  if (channel === undefined || offer === undefined || status === undefined || since === null) return null;
  return { channel, offerId: offer.id, quantity, status, since, until };
}

/** Offers by id and by part number. Of several offers of one product the one that is bought, no trial, stands for it. */
function productsOf(catalog: Catalog): ReadonlyMap<string, Offer> {
  const found = new Map<string, Offer>();
  for (const offer of catalog.offers.values()) {
    found.set(offer.id.toUpperCase(), offer);
    const partNumber = offer.skuPartNumber.toUpperCase();
    const known = found.get(partNumber);
    if (known === undefined || (known.isTrial && !offer.isTrial)) found.set(partNumber, offer);
  }
  return found;
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[_\s-]/g, '');
}

/** The day of a date, or of an instant. */
function dayIn(text: string): Day | null {
  const match = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+Z?)?$/.exec(text.trim());
  if (match?.[1] === undefined) return null;
  try {
    return day(match[1]);
  } catch {
    return null;
  }
}
