import type { Actor, AuditEntry } from '../../audit/entry.ts';
import { announce, recordAudit, rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import { appendCharges } from '../../billing/store.ts';
import type { GroupId, SkuId, UserId } from '../../kit/ids.ts';
import type { Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../announcement.ts';
import { subscriptionAudit } from '../audit.ts';
import { savedOf } from '../living.ts';
import { dueOn, type DropProducts, type LifeSurroundings, type Reassign } from '../renewal/commands.ts';
import { saveSubscriptions } from '../store.ts';
import type { ChangeFacts, NamedUser } from './facts.ts';
import type { ChangePlan } from './plan.ts';

/** How licences are taken away: from users who are named, and of products that are gone. */
export type LicenseWrites = {
  readonly dropLicenses: (
    licenses: readonly { readonly userIds: readonly UserId[]; readonly skuId: SkuId; readonly groupId: GroupId | null }[],
  ) => Write;
  readonly dropProducts: DropProducts;
  readonly reassign?: Reassign;
};

type Carrying = {
  readonly facts: ChangeFacts;
  readonly plan: ChangePlan;
  readonly actor: Actor;
  readonly question: Question;
  readonly answer: Answer;
};

/** All parts of a change, for one statement that travels with the commit. */
export function writesOf(
  carrying: Carrying,
  around: Omit<LifeSurroundings, 'dropProducts'> & { readonly licenses: LicenseWrites },
): readonly Write[] {
  const { facts, plan, actor, question, answer } = carrying;
  const { now, newId, licenses } = around;
  const audits = plan.changed.map(({ before, after }) =>
    subscriptionAudit(before, after, { auditId: newId(), actor, companyName: facts.customer.companyName, at: now }),
  );
  const event = { eventId: newId(), partnerId: facts.customer.partner.id, at: now };
  return [
    saveSubscriptions(plan.changed.map(({ after }) => savedOf(after, { dueOn: dueOn(after, around), at: now }))),
    appendCharges(
      plan.lines.map((charge) => ({ chargeId: newId(), charge })),
      event,
    ),
    ...(plan.unassigned.length === 0 ? [] : [licenses.dropLicenses(plan.unassigned.map((each) => ({ ...each, groupId: null })))]),
    ...(plan.releasedSkuIds.length === 0 ? [] : [licenses.dropProducts(plan.releasedSkuIds)]),
    recordAudit([...audits, ...licenseAudits(carrying, { newId, now })]),
    announce(
      plan.changed.map(({ before }, i) =>
        subscriptionUpdated(before.subscription, { eventId: newId(), auditId: audits[i]?.auditId ?? newId(), at: now }),
      ),
    ),
    rememberAnswer(question, answer, now),
  ];
}

/** One entry for each user who lost something, as for any change of licences. */
function licenseAudits(
  { facts, plan, actor }: Carrying,
  { newId, now }: { readonly newId: () => string; readonly now: Date },
): readonly AuditEntry[] {
  const losers = plan.unassigned.map(({ skuId, userIds }) => ({ skuId, userIds: new Set(userIds) }));
  return facts.people.flatMap((person): AuditEntry[] => {
    const lost = losers.filter(({ userIds }) => userIds.has(person.userId)).map(({ skuId }) => skuId);
    if (lost.length === 0) return [];
    return [
      {
        auditId: newId(),
        actor,
        customerName: facts.customer.companyName,
        resourceType: 'license',
        resourceId: person.userId,
        operationType: 'update_customer_user_licenses',
        oldValue: licensesOf(person, []),
        newValue: licensesOf(person, lost),
        customizedData: [{ key: 'CustomerUserId', value: person.userId }, ...lost.map((value) => ({ key: 'RemovedLicenseSkuId', value }))],
        at: now,
      },
    ];
  });
}

function licensesOf({ userPrincipalName, licenses }: NamedUser, without: readonly SkuId[]): object {
  const kept = licenses.filter(({ skuId, groupId }) => groupId !== null || !without.includes(skuId));
  return {
    UserPrincipalName: userPrincipalName,
    Licenses: kept.map(({ skuId, groupId }) => ({ SkuId: skuId, ...(groupId === null ? {} : { AssignedByGroup: groupId }) })),
  };
}
