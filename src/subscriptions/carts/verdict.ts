import type { ClientGeneration } from '../../access/generation.ts';
import type { DecidedPurchase } from '../orders/commands.ts';
import type { PlannedLine } from '../orders/plan.ts';
import { faultOfPurchase } from '../orders/refusal-status.ts';
import type { PurchaseReason } from '../orders/reasons.ts';
import type { CartLine } from './cart.ts';
import type { CartError } from './contract.ts';

/** What stands against a line: its first reason, or something that no catalogue of ours has. */
export type LineError = { readonly code: CartError['errorCode']; readonly reason: PurchaseReason | null };

/** Why a line cannot be bought; null when it can. */
export function errorIn({ wish, promotionId, customTermEndDate }: CartLine, decided: DecidedPurchase): LineError | null {
  const planned = plannedLine(decided, wish.line);
  if (planned === null) return { code: 'catalog_item_id_is_not_valid', reason: null };
  if (promotionId !== null) return { code: 'invalid_promotion_id', reason: null };
  if (customTermEndDate !== null) return { code: 'invalid_custom_term_end_date', reason: null };
  const [reason] = planned.reasons;
  return reason === undefined ? null : { code: faultOfPurchase(reason).cartCode, reason };
}

/** The plan of a line; null where the catalogue does not have its offer. */
export function plannedLine({ plan }: DecidedPurchase, line: number): PlannedLine | null {
  return plan.lines.find((planned) => planned.wish.line === line) ?? null;
}

/** Codes that only newer client libraries know. */
const NEWER: ReadonlySet<string> = new Set([
  'invalid_input',
  'billing_plan_not_supported',
  'invalid_promotion_id',
  'max_allowed_seats_per_subscription_exceeded',
  'invalid_custom_term_end_date',
  'base_offer_seat_quantity_not_met',
  'legacy_offer_not_eligible_for_purchase',
]);

/** The code as a client of a generation can read it. */
export function codeFor(code: CartError['errorCode'], generation: ClientGeneration): CartError['errorCode'] {
  return generation === 'common' && NEWER.has(code) ? 'unable_to_process_cart_line_item' : code;
}
