import type { AuditEntry } from '../audit/entry.ts';
import type { Living } from './living.ts';

/** What is known of a change to a subscription beside its two states. */
export type Audited = {
  readonly auditId: string;
  readonly actor: AuditEntry['actor'];
  readonly companyName: string;
  readonly at: Date;
  readonly details?: readonly { readonly key: string; readonly value: string }[];
};

/** The entry of a changed subscription, with all of it before and after. Inside, names are PascalCase as in the audit API. */
export function subscriptionAudit(before: Living, after: Living, { auditId, actor, companyName, at, details = [] }: Audited): AuditEntry {
  return {
    auditId,
    actor,
    customerName: companyName,
    resourceType: 'subscription',
    resourceId: before.subscription.id,
    operationType: 'update_subscription',
    oldValue: told(before),
    newValue: told(after),
    customizedData: details,
    at,
  };
}

function told({ subscription, account }: Living): object {
  return {
    Id: subscription.id,
    OfferId: subscription.offerId,
    OfferName: account.offerName,
    FriendlyName: subscription.friendlyName,
    Quantity: subscription.quantity,
    Status: subscription.status,
    AutoRenewEnabled: account.autoRenew,
    PartnerId: subscription.resellerMpnId ?? '',
    ...(account.nextTerm === undefined || account.nextTerm === null ? {} : { ScheduledNextTerm: account.nextTerm }),
    TermFrom: subscription.term.from,
    TermUntil: subscription.term.until,
    ...(account.suspensionReasons.length === 0 ? {} : { SuspensionReasons: account.suspensionReasons }),
  };
}
