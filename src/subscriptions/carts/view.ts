import { moneyView } from '../../billing/view.ts';
import type { ClientGeneration } from '../../access/generation.ts';
import type { Charge } from '../../billing/charge.ts';
import { unreachable } from '../../kit/brand.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { ZERO, type Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import { changeLineView } from '../change/view.ts';
import type { DecidedPurchase } from '../orders/commands.ts';
import { totalOf } from '../orders/plan.ts';
import { purchaseReasonView } from '../orders/reason-view.ts';
import { explainPurchase } from '../orders/words.ts';
import type { CartLine } from './cart.ts';
import type { JudgedCart } from './commands.ts';
import type * as wire from './contract.ts';
import { codeFor, errorIn, plannedLine, type LineError } from './verdict.ts';

/** For whom it is shown: the language, and what the client can read. */
export type Shown = { readonly locale: Locale; readonly generation: ClientGeneration };

/** A cart as the wire has it, with the errors and prices of this moment. What was ordered has neither. */
export function cartView({ cart, decided }: JudgedCart, shown: Shown): wire.Cart {
  const judged = cart.status === 'active' ? decided : null;
  const lines = cart.lines.map((line) => ({ line, view: lineView(line, judged, decided, shown) }));
  const roots = lines.filter(({ line }) => line.wish.base.kind !== 'line');
  const nestedIn = (root: CartLine) =>
    lines.filter(({ line }) => line.wish.base.kind === 'line' && line.wish.base.line === root.wish.line).map(({ view }) => view);
  const isSound = judged !== null && cart.lines.every((line) => errorIn(line, decided) === null);
  return {
    id: cart.id,
    creationTimestamp: cart.createdAt,
    lastModifiedTimestamp: cart.modifiedAt,
    expirationTimestamp: cart.expiresAt,
    lastModifiedUser: cart.modifiedBy,
    status: cart.status === 'active' ? 'Active' : 'Ordered',
    lineItems: roots.map(({ line, view }) => ({ ...view, addonItems: nestedIn(line) })),
    ...(isSound ? { total: money(totalOf(decided.plan), decided) } : {}),
    links: { self: link(`/customers/${cart.customerId}/carts/${cart.id}`) },
    attributes: { objectType: 'Cart' },
  };
}

type LineView = Omit<wire.CartLineItem, 'addonItems'>;

function lineView(line: CartLine, judged: DecidedPurchase | null, decided: DecidedPurchase, { locale, generation }: Shown): LineView {
  const { wish, promotionId, customTermEndDate } = line;
  const planned = plannedLine(decided, wish.line);
  const error = judged === null ? null : errorIn(line, judged);
  const reasons = judged === null ? [] : (planned?.reasons ?? []);
  return {
    id: wish.line,
    catalogItemId: wish.offerId,
    ...(wish.friendlyName === null ? {} : { friendlyName: wish.friendlyName }),
    quantity: wish.quantity,
    currencyCode: wish.currency ?? decided.facts.customer.partner.currency,
    billingCycle: planned?.subscription.billingCycle ?? wish.billingCycle ?? 'unknown',
    ...(wish.duration === undefined || wish.duration === null ? {} : { termDuration: wish.duration }),
    ...(promotionId === null ? {} : { promotionId }),
    ...(customTermEndDate === null ? {} : { customTermEndDate }),
    participants: wish.resellerMpnId === null ? [] : [{ key: 'transaction_reseller', value: wish.resellerMpnId }],
    ...(wish.base.kind === 'subscription' ? { provisioningContext: { parentSubscriptionId: wish.base.id } } : {}),
    ...(planned === null ? {} : { orderGroup: String(planned.group) }),
    ...(error === null
      ? {}
      : { error: { errorCode: codeFor(error.code, generation), errorDescription: describe(error, decided, locale) } }),
    reasons: reasons.map((reason) => purchaseReasonView(reason, decided.facts.catalog, locale)),
    ...(planned === null || judged === null || reasons.length > 0
      ? {}
      : {
          unitPrice: money(planned.subscription.unitPriceMinor, decided),
          amount: money(planned.charge?.amountMinor ?? ZERO, decided),
          ...(planned.charge === null ? {} : { bill: billOf(planned.charge, decided, locale) }),
        }),
    ...(planned === null ? {} : { offerName: inLocale(planned.offer.name, locale) }),
    attributes: { objectType: 'CartLineItem' },
  };
}

/** The line of the bill, without the id of a subscription that is not there yet. */
function billOf(charge: Charge, { facts: { catalog } }: DecidedPurchase, locale: Locale): NonNullable<wire.CartLineItem['bill']> {
  const { subscriptionId: _, ...bill } = changeLineView(charge, { catalog, locale });
  return bill;
}

/** One sentence about what is wrong with a line. */
export function describe({ code, reason }: LineError, { facts: { catalog } }: DecidedPurchase, locale: Locale): string {
  if (reason !== null) return explainPurchase(reason, catalog, locale);
  switch (code) {
    case 'invalid_promotion_id':
      return inLocale({ en: 'There is no such promotion.', zhTW: '沒有此促銷活動。' }, locale);
    case 'invalid_custom_term_end_date':
      return inLocale({ en: 'The end of the term cannot be chosen for these offers.', zhTW: '這些供應項目無法選擇期限結束日期。' }, locale);
    case 'catalog_item_id_is_not_valid':
      return inLocale({ en: 'The catalogue has no such offer.', zhTW: '目錄中沒有此供應項目。' }, locale);
    case 'currency_is_not_supported':
    case 'participants_is_not_supported_for_partner':
    case 'unable_to_process_cart_line_item':
    case 'subscription_is_not_valid':
    case 'invalid_input':
    case 'billing_plan_not_supported':
    case 'max_allowed_seats_per_subscription_exceeded':
    case 'base_offer_seat_quantity_not_met':
    case 'legacy_offer_not_eligible_for_purchase':
      throw new Error(`${code} comes with its reason`);
    default:
      return unreachable(code);
  }
}

function money(amountMinor: Minor, { facts }: DecidedPurchase): { amount: number; currency: string } {
  const { currency } = facts.customer.partner;
  return moneyView(amountMinor, currency);
}
