import type { AuditEntry } from '../../audit/entry.ts';
import { countUsers } from '../plan.ts';
import type { WorkFacts, WorkPlan } from './plan.ts';

/** The audit entry of work on the people of an upgrade, with the old subscription and the counts before and after. */
export function workAudit(
  { customer, upgrade }: WorkFacts,
  plan: WorkPlan,
  done: Pick<AuditEntry, 'auditId' | 'actor' | 'at'> & { readonly note: string | null },
): AuditEntry {
  const { note, ...who } = done;
  const source = customer.subscriptions.find(({ id }) => id === upgrade.sourceId);
  const { change } = plan;
  return {
    ...who,
    customerName: customer.companyName,
    resourceType: 'subscription',
    resourceId: upgrade.sourceId,
    operationType: 'upgrade_subscription',
    oldValue: {
      Id: upgrade.sourceId,
      Quantity: source?.quantity ?? 0,
      Status: source?.status ?? 'deleted',
      UsersLeftBehind: upgrade.usersOpen,
    },
    newValue: {
      Id: upgrade.sourceId,
      Quantity: change?.seatsLeft ?? source?.quantity ?? 0,
      Status: change?.closes === true ? 'deleted' : (source?.status ?? 'deleted'),
      UsersLeftBehind: plan.usersOpen,
    },
    customizedData: [
      { key: 'UpgradeId', value: upgrade.id },
      { key: 'UsersMoved', value: String(countUsers(plan.moves)) },
      { key: 'UsersMovedByHand', value: String(plan.movedByHand.length) },
      { key: 'UsersGone', value: String(plan.gone.length) },
      { key: 'UsersDismissed', value: String(plan.dismissed.length) },
      ...(note === null ? [] : [{ key: 'Note', value: note }]),
    ],
    at: done.at,
  };
}
