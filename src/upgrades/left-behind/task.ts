import type { CustomerId, OfferId, PartnerUserId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';
import type { LeftBehindCode, LeftBehindReason } from '../../licenses/transfer-reasons.ts';

/** Where the work on one person stands. */
export type TaskState = 'open' | 'moved' | 'dismissed' | 'gone';

/** A person whom an upgrade left behind, with everything that a list tells. */
export type LeftBehindTask = {
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly upgradeId: UpgradeId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly sourceOfferId: OfferId;
  readonly targetOfferId: OfferId;
  readonly userId: UserId;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly state: TaskState;
  readonly reasons: readonly LeftBehindReason[];
  readonly hasSourceLicense: boolean;
  readonly owner: { readonly id: PartnerUserId; readonly name: string } | null;
  readonly note: string | null;
  readonly recordedAt: string;
  readonly retriedAt: string | null;
  readonly closedAt: string | null;
};

/** How many people somebody of the partner has taken on; null: nobody has. */
export type Owned = { readonly owner: string | null; readonly users: number };

/** Somebody of the partner who can take on work, and how many people they have taken on. */
export type Colleague = { readonly id: PartnerUserId; readonly name: string; readonly openTasks: number };

/** Which tasks a list shows. */
export type TaskFilter = {
  readonly states: readonly TaskState[];
  readonly reason: LeftBehindCode | null;
  readonly customerId: CustomerId | null;
  readonly upgradeId: UpgradeId | null;
  readonly owner: { readonly kind: 'anybody' } | { readonly kind: 'nobody' } | { readonly kind: 'person'; readonly id: PartnerUserId };
};

/** Where a page of the list begins: after this task. The list goes from the latest to the oldest. */
export type TaskPosition = {
  readonly recordedAt: string;
  readonly customerId: CustomerId;
  readonly upgradeId: UpgradeId;
  readonly userId: UserId;
};

/** The ids of the groups that the reasons speak of, each once. */
export function groupsIn(groups: readonly { readonly reasons: readonly LeftBehindReason[] }[]): readonly string[] {
  return [
    ...new Set(
      groups.flatMap(({ reasons }) => reasons.flatMap((reason) => (reason.code === 'license_inherited_from_group' ? reason.groupIds : []))),
    ),
  ];
}
