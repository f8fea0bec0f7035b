import { unreachable } from '../../kit/brand.ts';
import { termFault } from '../new-commerce/terms.ts';
import type { ChangeReason } from './reasons.ts';

/** How a refused change travels: the status and fault code that the public API has for it, or the nearest. */
export type RefusalStatus = { readonly status: number; readonly code: number };

export function statusOf(reason: ChangeReason): RefusalStatus {
  const { code } = reason;
  switch (code) {
    case 'subscription_deleted':
      return { status: 400, code: 2011 };
    case 'term_over':
      return { status: 400, code: 900279 };
    case 'not_new_commerce':
      return { status: 403, code: 900263 };
    case 'cancellation_window_over':
      return { status: 400, code: 900213 };
    case 'next_term_needs_renewal':
      return { status: 400, code: 800093 };
    case 'next_term_product_impossible':
      return { status: 400, code: 900260 };
    case 'term_not_sold':
      return { status: 400, code: termFault(reason) };
    case 'price_missing':
      return { status: 403, code: 2085 };
    case 'subscription_not_provisioned':
      return { status: 400, code: 800081 };
    case 'billing_cycle_by_order':
      return { status: 400, code: 2054 };
    case 'status_change_impossible':
      return { status: 400, code: 800040 };
    case 'base_not_active':
      return { status: 409, code: 27009 };
    case 'upgrade_unfinished':
      return { status: 409, code: 900278 };
    case 'seats_while_suspended':
      return { status: 400, code: 2001 };
    case 'quantity_out_of_range':
      return { status: 400, code: 2002 };
    case 'seat_family_full':
      return { status: 403, code: 800067 };
    case 'customer_agreement_missing':
      return { status: 403, code: 13605 };
    case 'partner_suspended':
      return { status: 403, code: 900149 };
    case 'seats_reduction_closed':
      return { status: 400, code: 800090 };
    case 'add_on_exceeds_base':
      return { status: 403, code: 800088 };
    case 'seats_still_assigned':
      return { status: 400, code: 800095 };
    case 'delegated_admin_permissions_disabled':
      return { status: 403, code: 900308 };
    case 'unassign_without_license':
      return { status: 404, code: 60002 };
    case 'unassign_inherited_from_group':
    case 'unassign_breaks_dependency':
      return { status: 400, code: 60000 };
    case 'auto_renew_impossible':
      return { status: 400, code: 800093 };
    case 'reseller_unknown':
      return { status: 400, code: 2071 };
    case 'reseller_is_partner':
      return { status: 404, code: 2072 };
    default:
      return unreachable(code);
  }
}
