import type { Actor, AuditEntry } from '../audit/entry.ts';
import type { UpgradeFacts } from './facts.ts';
import { countUsers, type UpgradePlan } from './plan.ts';

/** The audit entry of an upgrade, with the subscription before and after. Inside, names are PascalCase as in the audit API. */
export function upgradeAudit(done: {
  readonly auditId: string;
  readonly actor: Actor;
  readonly facts: UpgradeFacts;
  readonly plan: UpgradePlan;
  readonly at: Date;
}): AuditEntry {
  const { facts, plan } = done;
  const { source, customer, catalog } = facts;
  const closed = plan.sourceSeatsLeft === 0;
  return {
    auditId: done.auditId,
    actor: done.actor,
    customerName: customer.companyName,
    resourceType: 'subscription',
    resourceId: source.id,
    operationType: 'upgrade_subscription',
    oldValue: {
      Id: source.id,
      OfferId: source.offerId,
      OfferName: catalog.offers.get(source.offerId)?.name.en,
      Quantity: source.quantity,
      Status: source.status,
    },
    newValue: {
      SourceSubscription: { Id: source.id, Quantity: closed ? 0 : plan.sourceSeatsLeft, Status: closed ? 'deleted' : source.status },
      TargetSubscription: {
        Id: plan.target.id,
        OfferId: plan.target.offerId,
        OfferName: plan.target.name,
        Quantity: plan.target.quantity,
        Status: 'active',
      },
      UpgradeType: plan.upgradeType,
      ...(plan.addOns.length === 0
        ? {}
        : { AddOns: plan.addOns.map(({ subscriptionId, chosen }) => ({ Id: subscriptionId, Choice: chosen })) }),
    },
    customizedData: [
      { key: 'UsersMoved', value: String(countUsers(plan.moves)) },
      { key: 'UsersLeftBehind', value: String(countUsers(plan.leftBehind)) },
    ],
    at: done.at,
  };
}
