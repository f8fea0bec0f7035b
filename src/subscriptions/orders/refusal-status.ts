import { unreachable } from '../../kit/brand.ts';
import { termFault } from '../new-commerce/terms.ts';
import type { PurchaseReason } from './reasons.ts';

/** The fault with which the public API tells a refused purchase, and its code in a line of a cart. */
export type PurchaseFault = { readonly status: 400 | 403 | 404 | 409; readonly code: number; readonly cartCode: CartErrorCode };

/** CartErrorCode of the SDKs, as far as a refusal has one. */
export type CartErrorCode =
  | 'currency_is_not_supported'
  | 'catalog_item_id_is_not_valid'
  | 'participants_is_not_supported_for_partner'
  | 'unable_to_process_cart_line_item'
  | 'subscription_is_not_valid'
  | 'invalid_input'
  | 'billing_plan_not_supported'
  | 'max_allowed_seats_per_subscription_exceeded'
  | 'base_offer_seat_quantity_not_met'
  | 'legacy_offer_not_eligible_for_purchase';

/** The fault for each reason (error codes of the API reference). */
export function faultOfPurchase(reason: PurchaseReason): PurchaseFault {
  switch (reason.code) {
    case 'customer_agreement_missing':
      return { status: 403, code: 13605, cartCode: 'unable_to_process_cart_line_item' };
    case 'partner_suspended':
      return { status: 403, code: 900149, cartCode: 'unable_to_process_cart_line_item' };
    case 'offer_not_sold_in_country':
      return { status: 400, code: 800070, cartCode: 'legacy_offer_not_eligible_for_purchase' };
    case 'offer_not_available':
      return { status: 403, code: 2091, cartCode: 'legacy_offer_not_eligible_for_purchase' };
    case 'trial_of_held_product':
    case 'price_missing':
      return { status: 403, code: 2085, cartCode: 'legacy_offer_not_eligible_for_purchase' };
    case 'term_not_sold':
      return { status: 400, code: termFault(reason), cartCode: 'invalid_input' };
    case 'offer_does_not_support_billing_cycle':
      return { status: 400, code: 6001, cartCode: 'billing_plan_not_supported' };
    case 'base_billing_cycle_differs':
      return { status: 400, code: 800085, cartCode: 'billing_plan_not_supported' };
    case 'quantity_out_of_range':
      return { status: 400, code: 2002, cartCode: 'invalid_input' };
    case 'offer_limit_reached':
      return reason.measure === 'lifetime'
        ? { status: 400, code: 27006, cartCode: 'legacy_offer_not_eligible_for_purchase' }
        : { status: 403, code: 800066, cartCode: 'legacy_offer_not_eligible_for_purchase' };
    case 'seat_family_full':
      return { status: 403, code: 800067, cartCode: 'max_allowed_seats_per_subscription_exceeded' };
    case 'add_on_exceeds_base':
      return { status: 403, code: 800088, cartCode: 'base_offer_seat_quantity_not_met' };
    case 'add_on_needs_base':
    case 'add_on_not_for_base':
    case 'not_an_add_on':
      return { status: 400, code: 800029, cartCode: 'subscription_is_not_valid' };
    case 'base_not_found':
      return { status: 404, code: 20003, cartCode: 'subscription_is_not_valid' };
    case 'base_not_active':
      return { status: 409, code: 27009, cartCode: 'subscription_is_not_valid' };
    case 'subscription_suspended_already':
      return { status: 400, code: 800012, cartCode: 'legacy_offer_not_eligible_for_purchase' };
    case 'currency_not_supported':
      return { status: 400, code: 800002, cartCode: 'currency_is_not_supported' };
    case 'reseller_unknown':
      return { status: 400, code: 800016, cartCode: 'participants_is_not_supported_for_partner' };
    default:
      return unreachable(reason);
  }
}
