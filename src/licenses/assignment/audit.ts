import type { Actor, AuditEntry } from '../../audit/entry.ts';
import type { License } from './decision.ts';
import type { Outcome } from './plan.ts';

type Changing = { readonly actor: Actor; readonly companyName: string; readonly at: Date; readonly newId: () => string };

/** One entry for each user whose licences changed, with all licences before and after. */
export function licenseAudit(outcomes: readonly Outcome[], { actor, companyName, at, newId }: Changing): readonly AuditEntry[] {
  return outcomes.flatMap((outcome): AuditEntry[] => {
    if (outcome.kind !== 'changed') return [];
    const { user, after } = outcome;
    return [
      {
        auditId: newId(),
        actor,
        customerName: companyName,
        resourceType: 'license',
        resourceId: user.userId,
        operationType: 'update_customer_user_licenses',
        oldValue: { UserPrincipalName: user.userPrincipalName, Licenses: user.licenses.map(shown) },
        newValue: { UserPrincipalName: user.userPrincipalName, Licenses: after.map(shown) },
        customizedData: [
          { key: 'CustomerUserId', value: user.userId },
          ...gained('AddedLicenseSkuId', after, user.licenses),
          ...gained('RemovedLicenseSkuId', user.licenses, after),
        ],
        at,
      },
    ];
  });
}

function shown({ skuId, groupId, disabledPlanIds }: License): object {
  return { SkuId: skuId, ...(groupId === null ? {} : { AssignedByGroup: groupId }), DisabledPlans: disabledPlanIds };
}

/** The products that are among the first licences and not among the second. */
function gained(key: string, these: readonly License[], those: readonly License[]): { readonly key: string; readonly value: string }[] {
  const skuIds = new Set(these.map(({ skuId }) => skuId));
  return [...skuIds].filter((skuId) => !those.some((license) => license.skuId === skuId)).map((value) => ({ key, value }));
}
