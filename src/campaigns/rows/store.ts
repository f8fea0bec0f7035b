import type { Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, PreviewId, UpgradeId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import type { Difference } from '../../subscriptions/promise.ts';
import type { AddOnChoice } from '../../upgrades/add-ons.ts';
import type { UndoReason } from '../../upgrades/undo/reasons.ts';
import type { CampaignId } from '../campaign.ts';
import type { RowReason } from '../reasons.ts';
import { REHEARSABLE, type ClaimedRow, type FoundAddOn, type RowId, type RowPlan, type RowState, type RowWish } from './row.ts';

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
       json_build_object('dueOn', r.due_on, 'quantity', (r.plan->>'quantity')::integer, 'totalMinor', r.total_minor, 'usersLeftBehind', r.users_left_behind) as promised,
       coalesce(r.plan->'addOns', '[]') as "addOns", r.add_ons as decided`,
    [free.map(({ customerId }) => customerId), free.map(({ id }) => id), claim.claimId, claim.until.toISOString(), claim.now.toISOString()],
  );
  return rows.map((row) => ({ ...row, claimId: claim.claimId }));
}

/** Locks a row until the end of the transaction; false where somebody else has it by now, or it no longer asks for that work. */
export function lockRow(tx: Tx, row: ClaimedRow, state: RowState): Promise<boolean> {
  return isFound(tx, LOCK_CLAIMED, row, state);
}

/**
 * The same for whoever holds the row's customer until the end of the transaction and asks behind the wait for it: whoever
 * has the row next waits for the customer as well, and then finds what came of it.
 */
export function isInHand(tx: Tx, row: ClaimedRow, state: RowState): Promise<boolean> {
  return isFound(tx, CLAIMED, row, state);
}

const CLAIMED = `select 1 from campaign_row where customer_id = $1 and row_id = $2 and claim_id = $3 and state = $4`;
const LOCK_CLAIMED = `${CLAIMED} for update`;

async function isFound(tx: Tx, sql: string, { customerId, id, claimId }: ClaimedRow, state: RowState): Promise<boolean> {
  const { rowCount } = await tx.query(sql, [customerId, id, claimId, state]);
  return rowCount === 1;
}

/** What a dry run found out about a row. */
export type Rehearsed = {
  readonly state: Extract<RowState, 'possible' | 'refused'>;
  readonly previewId: PreviewId | null;
  readonly promiseHash: string | null;
  readonly plan: RowPlan | null;
  /** The add-ons that it came upon; null where nothing is known of any. */
  readonly addOns: readonly FoundAddOn[] | null;
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

/** Keeps what a dry run found out; nothing, where somebody else has the row by now. */
export function writeRehearsed(tx: Tx, { customerId, id, claimId }: ClaimedRow, found: Rehearsed): void {
  tx.send(
    `update campaign_row set claim_id = null, claimed_until = null, failures = 0, state = $3, preview_id = $4, promise_hash = $5, plan = $6::jsonb, currency = $7,
            total_minor = $8, month_more_minor = $9, users_moved = $10, users_left_behind = $11, reasons = $12::jsonb, differences = '[]', rehearsed_at = $13, due_on = $14, add_ons_found = $16::jsonb
      where customer_id = $1 and row_id = $2 and claim_id = $15 and state = 'chosen'`,
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
      claimId,
      found.addOns === null ? null : JSON.stringify(found.addOns),
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
      /** Null where the bill is the promised one to the line. */
      readonly lines: RowPlan['lines'] | null;
      readonly at: Date;
    }
  | { readonly state: 'scheduled'; readonly at: Date }
  | { readonly state: 'changed'; readonly differences: readonly Difference[]; readonly reasons: readonly RowReason[]; readonly at: Date };

/** What came of a row, to be written with it. */
export function endRow({ id }: Pick<ClaimedRow, 'id'>, ended: Ended): Write {
  const done = ended.state === 'upgraded' ? ended : null;
  const changed = ended.state === 'changed' ? ended : null;
  return {
    table: 'campaign_row',
    sql: `
      update campaign_row c set claim_id = null, claimed_until = null, state = r.state, finished_at = r.finished_at, upgrade_id = r.upgrade_id,
        total_minor = coalesce(r.total_minor, c.total_minor), users_moved = coalesce(r.users_moved, c.users_moved),
        users_left_behind = coalesce(r.users_left_behind, c.users_left_behind), differences = r.differences, reasons = r.reasons,
        plan = case when r.lines is null then c.plan else jsonb_set(c.plan, '{lines}', r.lines) end
      from jsonb_to_recordset($rows) as r(row_id uuid, state text, finished_at timestamptz, upgrade_id uuid, total_minor bigint, users_moved integer,
        users_left_behind integer, differences jsonb, reasons jsonb, lines jsonb)
      where c.customer_id = $customer and c.row_id = r.row_id`,
    rows: [
      {
        row_id: id,
        state: ended.state,
        finished_at: ended.at.toISOString(),
        upgrade_id: done?.upgradeId,
        total_minor: done?.totalMinor,
        users_moved: done?.usersMoved,
        users_left_behind: done?.usersLeftBehind,
        differences: changed?.differences ?? [],
        reasons: changed?.reasons ?? [],
        lines: done?.lines ?? undefined,
      },
    ],
  };
}

/** The same on its own. */
export function writeEnded(tx: Tx, row: ClaimedRow, ended: Ended): void {
  writeAll(tx, row.customerId, [endRow(row, ended)]);
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

/**
 * Keeps what somebody decided about the add-ons of a row, all of it, and has the row worked out again, whoever has it in hand. False where
 * it was carried out meanwhile: what came of it stays.
 */
export async function decideRow(
  tx: Tx,
  { customerId, id }: Pick<ClaimedRow, 'customerId' | 'id'>,
  decided: readonly AddOnChoice[],
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update campaign_row set add_ons = $3::jsonb, state = 'chosen', claim_id = null, claimed_until = null, failures = 0
      where customer_id = $1 and row_id = $2 and state = any($4::text[])`,
    [customerId, id, JSON.stringify(decided), REHEARSABLE],
  );
  return rowCount === 1;
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
