import type { AuditEntry } from '../../audit/entry.ts';
import { countUsers } from '../plan.ts';
import type { UserId } from '../../kit/ids.ts';
import type { WorkFacts, WorkPlan } from './plan.ts';
import type { Owned } from './task.ts';

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

/** The most people whom an entry names; of more it tells the number. */
const NAMED_MOST = 100;

/** The audit entry of work that changes hands: who had how many of these people, and who has them now. */
export function ownerAudit(
  { customer, upgrade }: Pick<WorkFacts, 'customer' | 'upgrade'>,
  { before, after, userIds }: { readonly before: readonly Owned[]; readonly after: readonly Owned[]; readonly userIds: readonly UserId[] },
  done: Pick<AuditEntry, 'auditId' | 'actor' | 'at'>,
): AuditEntry {
  const shown = (each: readonly Owned[]) => ({
    Id: upgrade.sourceId,
    Owners: each.map(({ owner, users }) => ({ Owner: owner, Users: users })),
  });
  return {
    ...done,
    customerName: customer.companyName,
    resourceType: 'subscription',
    resourceId: upgrade.sourceId,
    operationType: 'upgrade_subscription',
    oldValue: shown(before),
    newValue: shown(after),
    customizedData: [
      { key: 'UpgradeId', value: upgrade.id },
      { key: 'UsersGivenOver', value: String(userIds.length) },
      ...userIds.slice(0, NAMED_MOST).map((value) => ({ key: 'CustomerUserId', value })),
    ],
  };
}
