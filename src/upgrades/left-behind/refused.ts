import type { Outcome } from '../../licenses/assignment/plan.ts';
import type { LicenseRefusal } from '../../licenses/assignment/reasons.ts';
import type { LeftBehind } from '../../licenses/transfer.ts';
import type { LeftBehindReason } from '../../licenses/transfer-reasons.ts';

/** The users from whom a licence cannot be taken, with the reasons as an upgrade words them. */
export function asLeftBehind(outcomes: readonly Outcome[]): readonly LeftBehind[] {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'refused' ? [{ userIds: [outcome.user.userId], reasons: outcome.refusals.flatMap(reasonsOf) }] : [],
  );
}

/** What can stand against taking a licence away: the group that gives it, and what builds on it. */
function reasonsOf(refusal: LicenseRefusal): readonly LeftBehindReason[] {
  switch (refusal.code) {
    case 'license_inherited_from_group':
      return [{ code: refusal.code, groupIds: refusal.groupIds }];
    case 'dependency_violation':
      return [refusal];
    default:
      return [];
  }
}
