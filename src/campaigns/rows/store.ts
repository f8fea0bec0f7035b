import type { Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, PreviewId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Difference } from '../../subscriptions/promise.ts';
import type { UndoReason } from '../../upgrades/undo/reasons.ts';
import type { CampaignId, RowsOpen } from '../campaign.ts';
import type { RowReason } from '../reasons.ts';
import type { ClaimedRow, RowCount, RowId, RowPlan, RowState, RowWish } from './row.ts';

/** Where rows are: in a campaign of a partner. */
export type InCampaign = { readonly partnerId: PartnerId; readonly campaignId: CampaignId };

/** Adds rows to a campaign. A subscription that is in it already stays as it is; tells how many came in. */
export async function addRows(
  tx: Tx,
  { partnerId, campaignId }: InCampaign,
  rows: readonly (RowWish & { readonly id: RowId })[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `/* fanout */ insert into campaign_row (customer_id, row_id, partner_id, campaign_id, subscription_id, target_offer_id, asked_quantity, asked_type, state)
     select r.customer_id, r.row_id, $1, $2, r.subscription_id, r.target_offer_id, r.asked_quantity, r.asked_type, 'chosen'
       from jsonb_to_recordset($3::jsonb) as r(customer_id uuid, row_id uuid, subscription_id uuid, target_offer_id text, asked_quantity integer, asked_type text)
     on conflict (customer_id, campaign_id, subscription_id) do nothing`,
    [
      partnerId,
      campaignId,
      JSON.stringify(
        rows.map(({ id, customerId, subscriptionId, targetOfferId, quantity, upgradeType }) => ({
          row_id: id,
          customer_id: customerId,
          subscription_id: subscriptionId,
          target_offer_id: targetOfferId,
          asked_quantity: quantity,
          asked_type: upgradeType,
        })),
      ),
    ],
  );
  return rowCount;
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

/** What a campaign's rows ask for at an instant; `state` is the one whose rows wait for the present work. */
export async function readOpen(tx: Tx, { partnerId, campaignId }: InCampaign, state: RowState, now: Date): Promise<RowsOpen> {
  const some = (what: string) => `exists (select from campaign_row where partner_id = $1 and campaign_id = $2 and ${what})`;
  const { rows } = await tx.query<RowsOpen>(
    `/* fanout */ select ${some('state = $3 and (claimed_until is null or claimed_until <= $4)')} as waiting,
            ${some("state in ($3, 'undoing') and claimed_until > $4")} as "inHand",
            ${some("state = 'undoing' and (claimed_until is null or claimed_until <= $4)")} as undoing`,
    [partnerId, campaignId, state, now.toISOString()],
  );
  const [open] = rows;
  if (open === undefined) throw new Error('no answer to a question that always has one');
  return open;
}

export type Claim = { readonly claimId: string; readonly now: Date; readonly until: Date; readonly limit: number };

/** Gives some of the rows in a state to one worker, for a while. The caller holds the campaign's lock. */
export async function claimRows(
  tx: Tx,
  { partnerId, campaignId }: InCampaign,
  state: RowState,
  claim: Claim,
): Promise<readonly ClaimedRow[]> {
  const { rows: free } = await tx.query<{ readonly customerId: CustomerId; readonly id: RowId }>(
    `/* fanout */ select customer_id as "customerId", row_id as id from campaign_row
      where partner_id = $1 and campaign_id = $2 and state = $3 and (claimed_until is null or claimed_until <= $4)
      order by row_id, customer_id limit $5`,
    [partnerId, campaignId, state, claim.now.toISOString(), claim.limit],
  );
  if (free.length === 0) return [];
  const { rows } = await tx.query<Omit<ClaimedRow, 'claimId'>>(
    `/* fanout */ update campaign_row r set claim_id = $3, claimed_until = $4, begun_at = $5
       from unnest($1::uuid[], $2::uuid[]) as f(customer_id, row_id)
      where r.customer_id = f.customer_id and r.row_id = f.row_id
     returning r.customer_id as "customerId", r.row_id as id, r.partner_id as "partnerId", r.campaign_id as "campaignId", r.subscription_id as "subscriptionId",
       r.target_offer_id as "targetOfferId", r.asked_quantity as quantity, r.asked_type as "upgradeType", r.preview_id as "previewId", r.upgrade_id as "upgradeId",
       json_build_object('dueOn', r.due_on, 'quantity', (r.plan->>'quantity')::integer, 'totalMinor', r.total_minor, 'usersLeftBehind', r.users_left_behind) as promised`,
    [free.map(({ customerId }) => customerId), free.map(({ id }) => id), claim.claimId, claim.until.toISOString(), claim.now.toISOString()],
  );
  return rows.map((row) => ({ ...row, claimId: claim.claimId }));
}

/** Locks a row until the end of the transaction; false where somebody else has it by now, or it no longer asks for that work. */
export async function lockRow(tx: Tx, { customerId, id, claimId }: ClaimedRow, state: RowState): Promise<boolean> {
  const { rowCount } = await tx.query(
    `select 1 from campaign_row where customer_id = $1 and row_id = $2 and claim_id = $3 and state = $4 for update`,
    [customerId, id, claimId, state],
  );
  return rowCount === 1;
}

/** What a dry run found out about a row. */
export type Rehearsed = {
  readonly state: Extract<RowState, 'possible' | 'refused'>;
  readonly previewId: PreviewId | null;
  readonly promiseHash: string | null;
  readonly plan: RowPlan | null;
  readonly currency: Currency | null;
  readonly totalMinor: Minor | null;
  readonly monthMoreMinor: Minor | null;
  readonly usersMoved: number | null;
  readonly usersLeftBehind: number | null;
  readonly reasons: readonly RowReason[];
  /** The day for which it is worked out; null for at once. */
  readonly dueOn: Day | null;
  readonly at: Date;
};

export function writeRehearsed(tx: Tx, { customerId, id }: ClaimedRow, found: Rehearsed): void {
  tx.send(
    `update campaign_row set claim_id = null, claimed_until = null, failures = 0, state = $3, preview_id = $4, promise_hash = $5, plan = $6::jsonb, currency = $7,
            total_minor = $8, month_more_minor = $9, users_moved = $10, users_left_behind = $11, reasons = $12::jsonb, differences = '[]', rehearsed_at = $13, due_on = $14
      where customer_id = $1 and row_id = $2`,
    [
      customerId,
      id,
      found.state,
      found.previewId,
      found.promiseHash,
      found.plan === null ? null : JSON.stringify(found.plan),
      found.currency,
      found.totalMinor,
      found.monthMoreMinor,
      found.usersMoved,
      found.usersLeftBehind,
      JSON.stringify(found.reasons),
      found.at.toISOString(),
      found.dueOn,
    ],
  );
}

/** What came of a row. The amounts and people of an upgrade are those that it really had. */
export type Ended =
  | {
      readonly state: 'upgraded';
      readonly upgradeId: UpgradeId;
      readonly totalMinor: Minor;
      readonly usersMoved: number;
      readonly usersLeftBehind: number;
      readonly lines: RowPlan['lines'];
      readonly at: Date;
    }
  | { readonly state: 'scheduled'; readonly at: Date }
  | { readonly state: 'changed'; readonly differences: readonly Difference[]; readonly reasons: readonly RowReason[]; readonly at: Date };

export function writeEnded(tx: Tx, { customerId, id }: ClaimedRow, ended: Ended): void {
  const done = ended.state === 'upgraded' ? ended : null;
  const changed = ended.state === 'changed' ? ended : null;
  tx.send(
    `update campaign_row set claim_id = null, claimed_until = null, state = $3, finished_at = $4, upgrade_id = $5, total_minor = coalesce($6, total_minor),
            users_moved = coalesce($7, users_moved), users_left_behind = coalesce($8, users_left_behind), differences = $9::jsonb, reasons = $10::jsonb,
            plan = case when $11::jsonb is null then plan else jsonb_set(plan, '{lines}', $11::jsonb) end
      where customer_id = $1 and row_id = $2`,
    [
      customerId,
      id,
      ended.state,
      ended.at.toISOString(),
      done?.upgradeId ?? null,
      done?.totalMinor ?? null,
      done?.usersMoved ?? null,
      done?.usersLeftBehind ?? null,
      JSON.stringify(changed?.differences ?? []),
      JSON.stringify(changed?.reasons ?? []),
      done === null ? null : JSON.stringify(done.lines),
    ],
  );
}

/** Where a row stands that is not taken back after all. */
const STANDS = `case when upgrade_id is null then 'scheduled' else 'upgraded' end`;

/** Writes that an upgrade was taken back, or every reason why not. */
export function writeUndone(tx: Tx, { customerId, id }: ClaimedRow, reasons: readonly UndoReason[], at: Date): void {
  tx.send(
    `update campaign_row set claim_id = null, claimed_until = null, state = case when $3 then 'undone' else ${STANDS} end, undo_reasons = $4::jsonb,
            finished_at = case when $3 then $5 else finished_at end
      where customer_id = $1 and row_id = $2`,
    [customerId, id, reasons.length === 0, JSON.stringify(reasons), at.toISOString()],
  );
}

/** Writes what became of a row whose schedule waits no more: taken back already, or carried out or failed, and then it stands. */
export function writeNotWaiting(tx: Tx, { customerId, id }: ClaimedRow, at: Date): void {
  tx.send(
    `update campaign_row r set claim_id = null, claimed_until = null, state = case when d.state = 'cancelled' then 'undone' else 'scheduled' end,
            finished_at = case when d.state = 'cancelled' then $3 else r.finished_at end
       from scheduled_change d
      where r.customer_id = $1 and r.row_id = $2 and d.customer_id = r.customer_id and d.schedule_id = r.row_id`,
    [customerId, id, at.toISOString()],
  );
}

/**
 * Notes that something unforeseen kept a row from being done. It stays in hand until an instant, so that it is tried again
 * later; after so many times it counts as failed, and one that was to be taken back stays as it is.
 */
export function noteFailure(tx: Tx, { customerId, id, claimId }: ClaimedRow, again: Date, failuresMax: number): void {
  tx.send(
    `update campaign_row set failures = failures + 1, claimed_until = case when failures + 1 >= $5 then null else $4::timestamptz end,
            claim_id = case when failures + 1 >= $5 then null else claim_id end,
            state = case when failures + 1 < $5 then state when state = 'undoing' then ${STANDS} else 'failed' end,
            reasons = case when failures + 1 >= $5 then '[{"code": "campaign_unforeseen"}]' else reasons end
      where customer_id = $1 and row_id = $2 and claim_id = $3`,
    [customerId, id, claimId, again.toISOString(), failuresMax],
  );
}

/** Lets go of what a worker did not come to. */
export function releaseRows(tx: Tx, rows: readonly ClaimedRow[]): void {
  tx.send(
    `/* fanout */ update campaign_row r set claim_id = null, claimed_until = null
       from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as f(customer_id, row_id, claim_id)
      where r.customer_id = f.customer_id and r.row_id = f.row_id and r.claim_id = f.claim_id`,
    [rows.map(({ customerId }) => customerId), rows.map(({ id }) => id), rows.map(({ claimId }) => claimId)],
  );
}

/** Puts a campaign's rows in some states into another one, all of them or those named; tells how many. */
export async function moveRows(
  tx: Tx,
  { partnerId, campaignId }: InCampaign,
  move: { readonly from: readonly RowState[]; readonly to: RowState; readonly rowIds: readonly RowId[] | null },
): Promise<number> {
  const { rowCount } = await tx.query(
    `/* fanout */ update campaign_row set state = $4, claim_id = null, claimed_until = null, failures = 0, undo_reasons = '[]'
      where partner_id = $1 and campaign_id = $2 and state = any($3::text[]) and ($5::uuid[] is null or row_id = any($5))`,
    [partnerId, campaignId, move.from, move.to, move.rowIds],
  );
  return rowCount;
}

/** Leaves what was to be taken back as it stands. */
export async function keepAsItStands(tx: Tx, { partnerId, campaignId }: InCampaign): Promise<void> {
  await tx.query(
    `/* fanout */ update campaign_row set state = ${STANDS}, claim_id = null, claimed_until = null
      where partner_id = $1 and campaign_id = $2 and state = 'undoing'`,
    [partnerId, campaignId],
  );
}

/** Counts what was scheduled and has been carried out by now among the upgrades, with what it really came to. */
export async function adoptDone(tx: Tx, { partnerId, campaignId }: InCampaign): Promise<void> {
  await tx.query(
    `/* fanout */ update campaign_row r set state = 'upgraded', upgrade_id = (d.outcome->>'upgradeId')::uuid, total_minor = (d.outcome->>'totalMinor')::bigint,
            users_left_behind = (d.outcome->>'usersLeftBehind')::integer, finished_at = d.finished_at
       from scheduled_change d
      where r.partner_id = $1 and r.campaign_id = $2 and r.state = 'scheduled' and d.customer_id = r.customer_id and d.schedule_id = r.row_id
        and d.state = 'done' and d.outcome ? 'upgradeId'`,
    [partnerId, campaignId],
  );
}

/** How many rows of some campaigns are in each state, and what they come to. */
export async function countRows(reader: Reader, partnerId: PartnerId, campaignIds: readonly CampaignId[]): Promise<readonly RowCount[]> {
  const { rows } = await reader.query<RowCount>(
    `/* fanout */ select campaign_id as "campaignId", state, count(*)::integer as rows, count(distinct customer_id)::integer as customers,
            coalesce(sum(total_minor), 0)::bigint as "totalMinor", coalesce(sum(month_more_minor), 0)::bigint as "monthMoreMinor",
            coalesce(sum(users_moved), 0)::integer as "usersMoved", coalesce(sum(users_left_behind), 0)::integer as "usersLeftBehind",
            count(*) filter (where users_left_behind > 0)::integer as "rowsLeavingBehind"
       from campaign_row where partner_id = $1 and campaign_id = any($2::uuid[]) group by campaign_id, state`,
    [partnerId, campaignIds],
  );
  return rows;
}
