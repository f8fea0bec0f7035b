import { symbolOf } from '../../billing/invoices/view.ts';
import { divide, minor, toDecimal, type Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import { alternateIdOf } from './audit.ts';
import type * as wire from './contract.ts';
import { statusOf, totalOf, type Order, type OrderLine } from './order.ts';

/** An order as the wire has it. Prices are told only to those who ask for them. */
export function orderView(order: Order, { withPrices }: { readonly withPrices: boolean }): wire.Order {
  const self = `/customers/${order.customerId}/orders/${order.id}`;
  const { currency } = order;
  return {
    id: order.id,
    alternateId: alternateIdOf(order.id),
    referenceCustomerId: order.customerId,
    billingCycle: order.billingCycle,
    transactionType: 'UserPurchase',
    lineItems: order.lines.map((line) => lineView(order, line, withPrices)),
    currencyCode: currency,
    currencySymbol: symbolOf(currency),
    creationDate: order.createdAt,
    status: statusOf(order),
    ...(withPrices ? { totalPrice: toDecimal({ amountMinor: totalOf(order), currency }) } : {}),
    links: { self: link(self), provisioningStatus: link(`${self}/provisioningstatus`), patchOperation: link(self, 'PATCH') },
    attributes: { objectType: 'Order' },
  };
}

function lineView(order: Order, line: OrderLine, withPrices: boolean): wire.OrderLineItem {
  const { customerId, id, currency } = order;
  const price = (amountMinor: Minor) => toDecimal({ amountMinor, currency });
  return {
    lineItemNumber: line.line,
    offerId: line.offerId,
    subscriptionId: line.subscriptionId,
    ...(line.parentId === null ? {} : { parentSubscriptionId: line.parentId }),
    friendlyName: line.friendlyName,
    quantity: line.quantity,
    ...(line.duration === undefined || line.duration === null ? {} : { termDuration: line.duration }),
    transactionType: 'New',
    partnerIdOnRecord: line.resellerMpnId ?? '',
    ...(withPrices
      ? {
          pricing: {
            listPrice: price(line.unitPriceMinor),
            discountedPrice: price(line.unitPriceMinor),
            proratedPrice: price(perSeat(line)),
            price: price(line.unitPriceMinor),
            extendedPrice: price(line.amountMinor),
          },
        }
      : {}),
    links: {
      subscription: link(`/customers/${customerId}/subscriptions/${line.subscriptionId}`),
      provisioningStatus: link(`/customers/${customerId}/orders/${id}/provisioningstatus`),
    },
    attributes: { objectType: 'OrderLineItem' },
  };
}

/** What one seat cost at the purchase, which of an add-on is less than a whole period. For show: the amount is what counts. */
function perSeat({ amountMinor, quantity }: OrderLine): Minor {
  return quantity === 0 ? minor(0) : minor(Number(divide(BigInt(amountMinor), BigInt(quantity), 'half_away_from_zero')));
}

/** How far the set-up of an order is, line by line. */
export function provisioningView({ status, quantity, line }: OrderLine) {
  const isPending = status === 'pending';
  return {
    lineItemNumber: line,
    status: isPending ? ('Unfulfilled' as const) : ('Fulfilled' as const),
    quantityProvisioningInformation: [{ quantity, status: isPending ? 'pending' : 'success' }],
    attributes: { objectType: 'OrderLineItemProvisioningStatus' as const },
  };
}
