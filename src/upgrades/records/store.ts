import type { Charge } from '../../billing/charge.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';
import type { LeftBehindReason } from '../../licenses/transfer-reasons.ts';
import type { Reader } from '../../platform/reader.ts';
import type { UpgradeType } from '../eligibility.ts';
import { UNDOABLE_UNTIL } from '../undo/store.ts';

/** An upgrade that happened, with the bill and everyone who was left behind and is not yet done. */
export type RecordedUpgrade = {
  readonly id: UpgradeId;
  readonly sourceId: SubscriptionId;
  readonly targetId: SubscriptionId;
  readonly sourceOfferId: OfferId;
  readonly targetOfferId: OfferId;
  readonly upgradeType: UpgradeType;
  readonly quantity: number;
  readonly state: 'finishing' | 'done' | 'undone';
  readonly usersMoved: number;
  readonly submittedAt: string;
  readonly submittedBy: string | null;
  readonly undoableUntil: string | null;
  readonly undoneAt: string | null;
  readonly lines: readonly Charge[];
  readonly leftBehind: readonly {
    readonly userId: UserId;
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly reasons: readonly LeftBehindReason[];
  }[];
};

const RECORD = `
  select u.upgrade_id as id, u.source_subscription_id as "sourceId", u.target_subscription_id as "targetId", coalesce(u.source_offer_id, s.offer_id) as "sourceOfferId",
         coalesce(u.target_offer_id, t.offer_id) as "targetOfferId", u.upgrade_type as "upgradeType", u.quantity, u.state, u.users_moved as "usersMoved",
         u.submitted_at as "submittedAt", p.display_name as "submittedBy",
         ${UNDOABLE_UNTIL} as "undoableUntil", k.undone_at as "undoneAt",
         coalesce((select json_agg(json_build_object('subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'cause', g.cause,
               'chargeType', g.charge_type, 'span', json_build_object('from', g.charged_from, 'until', g.charged_until),
               'periodDays', g.period_days, 'quantity', g.quantity, 'unitPriceMinor', g.unit_price_minor,
               'amountMinor', g.amount_minor, 'currency', g.currency, 'rounding', g.rounding) order by g.charge_id)
             from charge g where g.customer_id = u.customer_id and g.event_id = u.upgrade_id
              and g.subscription_id in (select f.subscription_id from subscription f where f.customer_id = u.customer_id
                    and (f.subscription_id in (u.source_subscription_id, u.target_subscription_id) or f.parent_subscription_id is not null))), '[]') as lines,
         coalesce((select json_agg(json_build_object('userId', b.user_id, 'displayName', d.display_name,
               'userPrincipalName', d.user_principal_name, 'reasons', b.reasons) order by d.display_name, b.user_id)
             from left_behind_user b
             join directory_user d on d.customer_id = b.customer_id and d.user_id = b.user_id
            where b.customer_id = u.customer_id and b.upgrade_id = u.upgrade_id and b.state = 'open'), '[]') as "leftBehind"
    from upgrade u
    join subscription s on s.customer_id = u.customer_id and s.subscription_id = u.source_subscription_id
    join subscription t on t.customer_id = u.customer_id and t.subscription_id = u.target_subscription_id
    left join partner_user p on p.user_id = u.submitted_by
    left join upgrade_undo k on k.customer_id = u.customer_id and k.upgrade_id = u.upgrade_id
   where u.customer_id = $1 and u.partner_id = $2`;

/** The partner's upgrades of one customer, latest first. */
export async function listUpgrades(
  reader: Reader,
  scope: { readonly customerId: CustomerId; readonly partnerId: PartnerId },
): Promise<readonly RecordedUpgrade[]> {
  const { rows } = await reader.query<RecordedUpgrade>(`${RECORD} order by u.submitted_at desc, u.upgrade_id`, [
    scope.customerId,
    scope.partnerId,
  ]);
  return rows;
}

/** One upgrade of the partner; null where there is none. */
export async function findUpgrade(
  reader: Reader,
  scope: { readonly customerId: CustomerId; readonly partnerId: PartnerId },
  id: UpgradeId,
): Promise<RecordedUpgrade | null> {
  const { rows } = await reader.query<RecordedUpgrade>(`${RECORD} and u.upgrade_id = $3`, [scope.customerId, scope.partnerId, id]);
  return rows[0] ?? null;
}
