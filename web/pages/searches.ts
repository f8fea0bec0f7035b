import type { UserFilter } from '../licenses/users/listUsers.ts';
import type { ShelfFilter } from '../subscriptions/buy/listPurchaseOptions.ts';
import { LEFT_BEHIND_REASONS, LEFT_BEHIND_STATES, type LeftBehindFilter } from '../upgrades/listLeftBehind.ts';
import { JOURNAL_KINDS, type JournalFilter } from '../staff/journal.ts';
import { ROLES, type Role } from '../staff/people.ts';
import type { UpgradeChoice } from '../upgrades/UpgradeForm.tsx';

/** What the shelf of offers is narrowed to, and what was just ordered. */
export type BuySearch = ShelfFilter & { readonly orders?: string | undefined };

type Raw = Readonly<Record<string, unknown>>;

/** What the list of customers is searched for. */
export function readSearch(raw: Raw): { search?: string; partner?: string } {
  const { search, partner } = raw;
  if (typeof partner === 'string' && partner !== '') return { partner };
  return (typeof search === 'string' || typeof search === 'number') && search !== '' ? { search: String(search) } : {};
}

/** The subscription that a link points out. */
export function readMarked(raw: Raw): { subscription?: string } {
  const subscription = raw['subscription'];
  return typeof subscription === 'string' ? { subscription } : {};
}

/** What is chosen in the upgrade form. Anything else in the address is left out. */
export function readChoice(raw: Raw): UpgradeChoice {
  const { target, quantity, type, addOns } = raw;
  return {
    ...(typeof target === 'string' ? { target } : {}),
    ...(typeof quantity === 'number' && Number.isSafeInteger(quantity) ? { quantity } : {}),
    ...(type === 'upgrade_only' || type === 'upgrade_with_license_transfer' ? { type } : {}),
    ...(typeof addOns === 'string' ? { addOns } : {}),
  };
}

/** What the list of people left behind is narrowed to. */
export function readLeftBehind(raw: Raw): LeftBehindFilter {
  const { state, reason, owner } = raw;
  return {
    ...(typeof state === 'string' && LEFT_BEHIND_STATES.includes(state) ? { state } : {}),
    ...(typeof reason === 'string' && LEFT_BEHIND_REASONS.includes(reason) ? { reason } : {}),
    ...(typeof owner === 'string' ? { owner } : {}),
  };
}

/** The role whose rights are shown, and what the journal is narrowed to. */
export function readStaff(raw: Raw): JournalFilter & { role?: Role } {
  const { kind, outcome } = raw;
  const role = ROLES.find((each) => each === raw['role']);
  const known = JOURNAL_KINDS.find((each) => each === kind);
  return {
    ...(role === undefined ? {} : { role }),
    ...(known === undefined ? {} : { kind: known }),
    ...(outcome === 'succeeded' || outcome === 'failed' ? { outcome } : {}),
  };
}

/** What the shelf of offers is narrowed to; after a purchase, the orders that it made. */
export function readBuy(raw: Raw): BuySearch {
  const { search, category, base, orders } = raw;
  return {
    ...((typeof search === 'string' || typeof search === 'number') && search !== '' ? { search: String(search) } : {}),
    ...(typeof category === 'string' ? { category } : {}),
    ...(typeof base === 'string' ? { base } : {}),
    ...(typeof orders === 'string' ? { orders } : {}),
  };
}

/** What the list of a customer's people is narrowed to. */
export function readUsers(raw: Raw): UserFilter {
  const { state, skuId } = raw;
  return {
    ...readSearch(raw),
    ...(state === 'deleted' ? { state } : {}),
    ...(typeof skuId === 'string' ? { skuId } : {}),
  };
}
