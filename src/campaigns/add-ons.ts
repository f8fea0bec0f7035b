import type { OfferId } from '../kit/ids.ts';
import type { AddOnChoice } from '../upgrades/add-ons.ts';

/** What becomes of each add-on of an offer; of every other one where the offer is null. */
export type AddOnRule = { readonly offerId: OfferId | null; readonly choice: AddOnChoice['choice'] };

/** What the rules say about an add-on; null where they say nothing. */
export function ruleFor(rules: readonly AddOnRule[], offerId: OfferId): AddOnRule['choice'] | null {
  return (rules.find((rule) => rule.offerId === offerId) ?? rules.find((rule) => rule.offerId === null))?.choice ?? null;
}
