import { toIso } from '../../../kit/dates.ts';
import type { Reader } from '../../../platform/reader.ts';
import type { KeptRow, RowId, RowState } from '../row.ts';
import type { InCampaign } from '../store.ts';

/** A page of a campaign's rows, in the order in which they were chosen. */
export async function listRows(
  reader: Reader,
  asked: InCampaign & { readonly states: readonly RowState[] | null; readonly after: RowId | null; readonly limit: number },
): Promise<readonly KeptRow[]> {
  const { rows } = await reader.query<KeptRow>(
    `/* fanout */ ${ROW} where r.partner_id = $1 and r.campaign_id = $2 and ($3::text[] is null or r.state = any($3)) and ($4::uuid is null or r.row_id > $4)
      order by r.row_id limit $5`,
    [asked.partnerId, asked.campaignId, asked.states, asked.after, asked.limit],
  );
  return rows.map(keptOf);
}

/** One row of a campaign; null where there is none of that id. */
export async function findRow(reader: Reader, { partnerId, campaignId }: InCampaign, id: RowId): Promise<KeptRow | null> {
  const { rows } = await reader.query<KeptRow>(`/* fanout */ ${ROW} where r.partner_id = $1 and r.campaign_id = $2 and r.row_id = $3`, [
    partnerId,
    campaignId,
    id,
  ]);
  return rows[0] === undefined ? null : keptOf(rows[0]);
}

const ROW = `
  select r.customer_id as "customerId", r.row_id as id, r.partner_id as "partnerId", r.campaign_id as "campaignId", r.subscription_id as "subscriptionId",
         r.target_offer_id as "targetOfferId", r.asked_quantity as quantity, r.asked_type as "upgradeType", r.state, r.preview_id as "previewId",
         r.promise_hash as "promiseHash", r.rehearsed_at as "rehearsedAt", r.plan, r.currency, r.total_minor as "totalMinor", r.month_more_minor as "monthMoreMinor",
         r.users_moved as "usersMoved", r.users_left_behind as "usersLeftBehind", r.reasons, r.differences, r.undo_reasons as "undoReasons",
         coalesce(r.upgrade_id, (d.outcome->>'upgradeId')::uuid) as "upgradeId", coalesce(d.due_on, r.due_on) as "dueOn", d.state as "scheduleState", r.finished_at as "finishedAt", r.claim_id is not null as "isInHand", coalesce(c.company_name, '') as "customerName",
         coalesce(s.friendly_name, '') as "friendlyName", coalesce(u.source_offer_id, s.offer_id, '') as "sourceOfferId", coalesce(s.quantity, 0) as "sourceQuantity",
         u.state as "upgradeState", u.target_subscription_id as "targetSubscriptionId", k.undoable_until as "undoableUntil"
    from campaign_row r
    left join customer c on c.customer_id = r.customer_id
    left join subscription s on s.customer_id = r.customer_id and s.subscription_id = r.subscription_id
    left join scheduled_change d on d.customer_id = r.customer_id and d.schedule_id = r.row_id
    left join upgrade u on u.customer_id = r.customer_id and u.upgrade_id = coalesce(r.upgrade_id, (d.outcome->>'upgradeId')::uuid)
    left join upgrade_undo k on k.customer_id = u.customer_id and k.upgrade_id = u.upgrade_id`;

function keptOf(row: KeptRow): KeptRow {
  const { rehearsedAt, finishedAt, undoableUntil } = row;
  return {
    ...row,
    rehearsedAt: rehearsedAt === null ? null : toIso(rehearsedAt),
    finishedAt: finishedAt === null ? null : toIso(finishedAt),
    undoableUntil: undoableUntil === null ? null : toIso(undoableUntil),
  };
}
