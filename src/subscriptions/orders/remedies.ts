import { unreachable } from '../../kit/brand.ts';
import type { PurchaseReason, PurchaseRemedy } from './reasons.ts';

/** What would help against a refused purchase, best first. */
export function remediesForPurchase(reason: PurchaseReason): readonly PurchaseRemedy[] {
  switch (reason.code) {
    case 'customer_agreement_missing':
      return [{ kind: 'confirm_customer_agreement' }];
    case 'partner_suspended':
      return [{ kind: 'settle_partner_account' }];
    case 'offer_not_sold_in_country':
    case 'offer_not_available':
    case 'not_an_add_on':
    case 'base_not_found':
      return [{ kind: 'choose_another_offer' }];
    case 'trial_of_held_product':
    case 'offer_limit_reached':
      return reason.holders.flatMap((holder) => {
        if (holder.kind !== 'own') return [];
        const { subscriptionId } = holder;
        return [holder.status === 'suspended' ? { kind: 'reactivate', subscriptionId } : { kind: 'add_seats', subscriptionId }];
      });
    case 'offer_does_not_support_billing_cycle':
      return [{ kind: 'change_billing_cycle', to: reason.supported }];
    case 'base_billing_cycle_differs':
      return [{ kind: 'change_billing_cycle', to: [reason.baseBillingCycle] }];
    case 'quantity_out_of_range':
      return [{ kind: 'change_quantity', minimum: reason.minimum, maximum: reason.maximum }];
    case 'seat_family_full': {
      const maximum = reason.seatsMax - reason.seatsHeld;
      return maximum > 0 ? [{ kind: 'change_quantity', minimum: 1, maximum }] : [];
    }
    case 'add_on_exceeds_base':
      return [
        { kind: 'change_quantity', minimum: 1, maximum: reason.baseQuantity },
        { kind: 'add_seats', subscriptionId: reason.baseId },
      ];
    case 'add_on_needs_base':
    case 'add_on_not_for_base':
      return [{ kind: 'buy_base_first', offerIds: reason.baseOfferIds }];
    case 'base_not_active':
      return reason.status === 'suspended' ? [{ kind: 'reactivate', subscriptionId: reason.baseId }] : [];
    case 'subscription_suspended_already':
      return [{ kind: 'reactivate', subscriptionId: reason.subscriptionId }];
    // The client sent something that nobody chose in a console.
    case 'currency_not_supported':
    case 'term_not_sold':
    case 'reseller_unknown':
      return [];
    case 'price_missing':
      return [{ kind: 'import_price', offerId: reason.offerId }];
    default:
      return unreachable(reason);
  }
}
