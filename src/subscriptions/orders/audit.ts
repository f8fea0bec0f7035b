import type { Actor, AuditEntry } from '../../audit/entry.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { toDecimal } from '../../kit/money.ts';
import { totalOf, type Order } from './order.ts';

/** The entry of an order that was made or changed. Inside, names are PascalCase as in the audit API. */
export function orderAudit(
  done: { readonly auditId: string; readonly actor: Actor; readonly companyName: string; readonly catalog: Catalog; readonly at: Date },
  { before, after }: { readonly before: Order | null; readonly after: Order },
): AuditEntry {
  return {
    auditId: done.auditId,
    actor: done.actor,
    customerName: done.companyName,
    resourceType: 'order',
    resourceId: after.id,
    operationType: before === null ? 'create_order' : 'update_order',
    oldValue: before === null ? null : told(before, done.catalog),
    newValue: told(after, done.catalog),
    customizedData: [
      { key: 'OrderId', value: after.id },
      { key: 'AlternateId', value: alternateIdOf(after.id) },
      { key: 'BillingCycle', value: after.billingCycle },
      ...after.lines.flatMap((line, i) => [
        { key: `OfferId-${i}`, value: line.offerId },
        { key: `SubscriptionId-${i}`, value: line.subscriptionId },
        { key: `SubscriptionName-${i}`, value: line.friendlyName },
        { key: `Quantity-${i}`, value: String(line.quantity) },
        { key: `PartnerOnRecord-${i}`, value: line.resellerMpnId ?? '' },
      ]),
    ],
    at: done.at,
  };
}

/** The short form of an order's id: its last twelve characters. */
export function alternateIdOf(orderId: string): string {
  return orderId.slice(-12);
}

function told(order: Order, catalog: Catalog): object {
  return {
    Id: order.id,
    AlternateId: alternateIdOf(order.id),
    BillingCycle: order.billingCycle,
    CurrencyCode: order.currency,
    TotalPrice: toDecimal({ amountMinor: totalOf(order), currency: order.currency }),
    LineItems: order.lines.map((line) => ({
      LineItemNumber: line.line,
      OfferId: line.offerId,
      OfferName: offerName(catalog, line.offerId, 'en'),
      SubscriptionId: line.subscriptionId,
      ...(line.parentId === null ? {} : { ParentSubscriptionId: line.parentId }),
      FriendlyName: line.friendlyName,
      Quantity: line.quantity,
      PartnerIdOnRecord: line.resellerMpnId ?? '',
    })),
  };
}
