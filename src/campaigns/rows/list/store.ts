import { toIso } from '../../../kit/dates.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import type { Reader } from '../../../platform/reader.ts';
import { UNDOABLE_UNTIL } from '../../../upgrades/undo/store.ts';
import type { Campaign, CampaignId, RowsOpen } from '../../campaign.ts';
import type { AddOnCount, KeptRow, RowCount, RowId, RowState, RowWish } from '../row.ts';
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
         r.promise_hash as "promiseHash", r.rehearsed_at as "rehearsedAt", r.plan, r.add_ons as decided, r.add_ons_found as "foundAddOns", r.currency, r.total_minor as "totalMinor", r.month_more_minor as "monthMoreMinor",
         r.users_moved as "usersMoved", r.users_left_behind as "usersLeftBehind", r.reasons, r.differences, r.undo_reasons as "undoReasons",
         coalesce(r.upgrade_id, (d.outcome->>'upgradeId')::uuid) as "upgradeId", coalesce(d.due_on, r.due_on) as "dueOn", d.state as "scheduleState", r.finished_at as "finishedAt", r.claim_id is not null as "isInHand", coalesce(c.company_name, '') as "customerName",
         coalesce(s.friendly_name, '') as "friendlyName", coalesce(u.source_offer_id, s.offer_id, '') as "sourceOfferId", coalesce(s.quantity, 0) as "sourceQuantity",
         u.state as "upgradeState", u.target_subscription_id as "targetSubscriptionId", ${UNDOABLE_UNTIL} as "undoableUntil"
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

/** How many rows of some campaigns are in each state, and what they come to. */
export async function countRows(reader: Reader, partnerId: PartnerId, campaignIds: readonly CampaignId[]): Promise<readonly RowCount[]> {
  const { rows } = await reader.query<RowCount>(
    `/* fanout */ select campaign_id as "campaignId", state, count(*)::integer as rows, count(distinct customer_id)::integer as customers,
            coalesce(sum(total_minor), 0)::bigint as "totalMinor", coalesce(sum(month_more_minor), 0)::bigint as "monthMoreMinor",
            coalesce(sum(users_moved), 0)::integer as "usersMoved", coalesce(sum(users_left_behind), 0)::integer as "usersLeftBehind",
            count(*) filter (where users_left_behind > 0)::integer as "rowsLeavingBehind", count(*) filter (where add_ons <> '[]')::integer as "decidedAlone"
       from campaign_row where partner_id = $1 and campaign_id = any($2::uuid[]) group by campaign_id, state`,
    [partnerId, campaignIds],
  );
  return rows;
}

/** Which of these subscriptions the partner has with these customers, whatever has become of them. */
export async function knownAmong(
  reader: Reader,
  partnerId: PartnerId,
  wishes: readonly Pick<RowWish, 'customerId' | 'subscriptionId'>[],
): Promise<ReadonlySet<string>> {
  const { rows } = await reader.query<{ readonly id: SubscriptionId; readonly customerId: CustomerId }>(
    `/* fanout */ select s.subscription_id as id, s.customer_id as "customerId" from unnest($2::uuid[], $3::uuid[]) as w(customer_id, subscription_id)
       join subscription s on s.customer_id = w.customer_id and s.subscription_id = w.subscription_id
       join relationship r on r.customer_id = s.customer_id and r.partner_id = $1 and r.state = 'active'
      where s.partner_id = $1 and s.status <> 'deleted'`,
    [partnerId, wishes.map(({ customerId }) => customerId), wishes.map(({ subscriptionId }) => subscriptionId)],
  );
  return new Set(rows.map(({ id, customerId }) => `${customerId} ${id}`));
}

/** The add-ons of what a campaign is to upgrade, by their offers, as the dry run found them. */
export async function countAddOns(reader: Reader, { partnerId, campaignId }: InCampaign): Promise<readonly AddOnCount[]> {
  const { rows } = await reader.query<AddOnCount>(
    `/* fanout */ with rows as (
       select row_id, state, reasons, plan, add_ons, add_ons_found from campaign_row where partner_id = $1 and campaign_id = $2 and state <> 'omitted')
     select f.offer_id as "offerId", count(distinct f.row_id)::integer as rows, count(distinct f.row_id) filter (where f.is_undecided)::integer as undecided,
            count(distinct f.row_id) filter (where f.is_own)::integer as "decidedAlone",
            coalesce(json_agg(distinct f.choice) filter (where f.choice is not null), '[]') as choices
       from (select r.row_id, a->>'offerId' as offer_id, u.is_undecided, c.choice,
                    r.add_ons @> jsonb_build_array(jsonb_build_object('subscriptionId', a->'subscriptionId')) as is_own
               from rows r cross join jsonb_array_elements(r.add_ons_found) a
               cross join lateral (select r.state = 'refused' and a->>'chosen' is null as is_undecided) u
               left join lateral (select o->>'choice' as choice from jsonb_array_elements(a->'choices') o where u.is_undecided) c on true
             union all
             -- Where no dry run noted what it came upon, the reasons of a refusal and the plan say it.
             select r.row_id, a->>'offerId', true, c.choice, false
               from rows r cross join jsonb_array_elements(r.reasons) w cross join jsonb_array_elements(w->'addOns') a
               left join lateral jsonb_array_elements_text(a->'choices') c(choice) on true
              where r.add_ons_found is null and r.state = 'refused' and w->>'code' = 'subscription_add_ons_present'
             union all
             select r.row_id, a->>'offerId', false, null, false from rows r cross join jsonb_array_elements(r.plan->'addOns') a
              where r.add_ons_found is null) f
      group by f.offer_id order by undecided desc, rows desc, f.offer_id`,
    [partnerId, campaignId],
  );
  return rows;
}

/** What a campaign's rows ask for at an instant. Whether some are in somebody's hands is looked for only where it decides. */
export async function readOpen(tx: Tx, { partnerId, id, state, isUndoing }: Campaign, now: Date): Promise<RowsOpen> {
  const { rows } = await tx.query<RowsOpen>(
    `/* fanout */ select w.waiting, w.undoing,
            case when w.waiting and (w.undoing or not $5::boolean) then true
                 else exists (select ${OF_CAMPAIGN} and state in ($3, 'undoing') and claimed_until > $4) end as "inHand"
       from (select exists (select ${OF_CAMPAIGN} and state = $3 and (claimed_until is null or claimed_until <= $4)) as waiting,
                    exists (select ${OF_CAMPAIGN} and state = 'undoing' and (claimed_until is null or claimed_until <= $4)) as undoing) w`,
    [partnerId, id, state === 'rehearsing' ? 'chosen' : 'possible', now.toISOString(), isUndoing],
  );
  const [open] = rows;
  if (open === undefined) throw new Error('no answer to a question that always has one');
  return open;
}

const OF_CAMPAIGN = 'from campaign_row where partner_id = $1 and campaign_id = $2';
