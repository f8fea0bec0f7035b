import { LEFT_BEHIND_REASONS, LEFT_BEHIND_STATES, type LeftBehindFilter } from '../upgrades/listLeftBehind.ts';
import type { UpgradeChoice } from '../upgrades/UpgradeForm.tsx';

type Raw = Readonly<Record<string, unknown>>;

/** What the list of customers is searched for. */
export function readSearch(raw: Raw): { search?: string } {
  const search = raw['search'];
  return (typeof search === 'string' || typeof search === 'number') && search !== '' ? { search: String(search) } : {};
}

/** The subscription that a link points out. */
export function readMarked(raw: Raw): { subscription?: string } {
  const subscription = raw['subscription'];
  return typeof subscription === 'string' ? { subscription } : {};
}

/** What is chosen in the upgrade form. Anything else in the address is left out. */
export function readChoice(raw: Raw): UpgradeChoice {
  const { target, quantity, type } = raw;
  return {
    ...(typeof target === 'string' ? { target } : {}),
    ...(typeof quantity === 'number' && Number.isSafeInteger(quantity) ? { quantity } : {}),
    ...(type === 'upgrade_only' || type === 'upgrade_with_license_transfer' ? { type } : {}),
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
