import type { Acting, ActingId } from '../access/acting/steps.ts';
import { toIso } from '../kit/dates.ts';
import type { PartnerId } from '../kit/ids.ts';
import type { Tx } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';
import type { UpgradeType } from '../upgrades/eligibility.ts';
import type { Campaign, CampaignId, CampaignState, Choice, Trouble } from './campaign.ts';
import type { AddOnRule } from './add-ons.ts';
import type { Hours } from './hours.ts';
import type { Begun } from './pace.ts';
import type { Timing } from './timing.ts';

/** Whether a partner wants two people for each campaign; not, where it never said. */
export async function needsSecondPerson(reader: Reader, partnerId: PartnerId): Promise<boolean> {
  const { rows } = await reader.query<{ readonly needs: boolean }>(
    `select needs_second_person as needs from campaign_setting where partner_id = $1`,
    [partnerId],
  );
  return rows[0]?.needs ?? false;
}

/** Sets whether a partner wants two people for each campaign. */
export function setNeedsSecondPerson(tx: Tx, partnerId: PartnerId, needs: boolean, at: Date): void {
  tx.send(
    `insert into campaign_setting (partner_id, needs_second_person, changed_at) values ($1, $2, $3)
     on conflict (partner_id) do update set needs_second_person = excluded.needs_second_person, changed_at = excluded.changed_at`,
    [partnerId, needs, at.toISOString()],
  );
}

export type NewCampaign = Pick<
  Campaign,
  'id' | 'partnerId' | 'name' | 'choice' | 'upgradeType' | 'timing' | 'rowsPerMinute' | 'hours' | 'acceptsLaterDay' | 'addOns'
> & {
  readonly state: Extract<CampaignState, 'choosing' | 'rehearsing'>;
  readonly preparedBy: Acting;
  readonly at: Date;
};

/** Writes a new campaign. */
export function saveCampaign(tx: Tx, campaign: NewCampaign): void {
  tx.send(
    `insert into campaign (campaign_id, partner_id, name, state, choice, upgrade_type, rows_per_minute, hours, accepts_later_day,
       prepared_by_kind, prepared_by, prepared_by_name, prepared_at, created_at,
       happens, happens_on, add_ons)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $13, $14, $15, $16::jsonb)`,
    [
      campaign.id,
      campaign.partnerId,
      campaign.name,
      campaign.state,
      JSON.stringify(campaign.choice),
      campaign.upgradeType,
      campaign.rowsPerMinute,
      campaign.hours === null ? null : JSON.stringify(campaign.hours),
      campaign.acceptsLaterDay,
      campaign.preparedBy.kind,
      campaign.preparedBy.id,
      campaign.preparedBy.name,
      campaign.at.toISOString(),
      campaign.timing.kind,
      campaign.timing.kind === 'date' ? campaign.timing.on : null,
      JSON.stringify(campaign.addOns),
    ],
  );
}

/** A partner's campaign; null where there is none of that id. */
export async function findCampaign(reader: Reader, partnerId: PartnerId, id: CampaignId): Promise<Campaign | null> {
  const { rows } = await reader.query<CampaignRow>(`${CAMPAIGN} where partner_id = $1 and campaign_id = $2`, [partnerId, id]);
  return rows[0] === undefined ? null : campaignOf(rows[0]);
}

/** The same, locked until the end of the transaction: one at a time decides about it. */
export async function lockCampaign(tx: Tx, partnerId: PartnerId, id: CampaignId): Promise<Campaign | null> {
  const { rows } = await tx.query<CampaignRow>(`${CAMPAIGN} where partner_id = $1 and campaign_id = $2 for update`, [partnerId, id]);
  return rows[0] === undefined ? null : campaignOf(rows[0]);
}

/** Where a list of campaigns goes on: after this one. */
export type CampaignPosition = { readonly at: string; readonly id: string };

/** A page of a partner's campaigns, latest first. */
export async function listCampaigns(
  reader: Reader,
  { partnerId, after, limit }: { readonly partnerId: PartnerId; readonly after: CampaignPosition | null; readonly limit: number },
): Promise<readonly Campaign[]> {
  const { rows } = await reader.query<CampaignRow>(
    `${CAMPAIGN} where partner_id = $1 and ($2::timestamptz is null or (created_at, campaign_id) < ($2, $3::uuid))
      order by created_at desc, campaign_id desc limit $4`,
    [partnerId, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map(campaignOf);
}

/** Campaigns of any partner for which something may be to do. */
export async function listAtWork(reader: Reader): Promise<readonly AtWork[]> {
  const { rows } = await reader.query<AtWork>(
    `select partner_id as "partnerId", campaign_id as id, state, is_undoing as "isUndoing" from campaign
      where state in ('choosing', 'rehearsing', 'running') or is_undoing order by campaign_id`,
  );
  return rows;
}

/** A campaign with something to do. */
export type AtWork = Pick<Campaign, 'partnerId' | 'id' | 'state' | 'isUndoing'>;

/** What changes about a campaign; what is left out stays. */
export type CampaignChange = {
  readonly state?: CampaignState;
  readonly name?: string;
  readonly rowsPerMinute?: number | null;
  readonly hours?: Hours | null;
  readonly acceptsLaterDay?: boolean;
  readonly addOns?: readonly AddOnRule[];
  readonly prepared?: { readonly by: Acting; readonly at: Date };
  readonly approval?: { readonly by: string; readonly byName: string; readonly at: Date } | null;
  readonly undoBy?: ActingId;
  readonly isUndoing?: boolean;
  readonly trouble?: Trouble | null;
  readonly begun?: readonly Begun[];
  readonly startedAt?: Date;
  readonly finishedAt?: Date | null;
};

/** Writes what changed about a campaign. The columns are those of the change, so each kind of change is one statement. */
export function changeCampaign(tx: Tx, id: CampaignId, change: CampaignChange): void {
  const columns = columnsOf(change);
  const names = Object.keys(columns);
  if (names.length === 0) return;
  tx.send(`update campaign set ${names.map((name, i) => `${name} = $${i + 2}`).join(', ')} where campaign_id = $1`, [
    id,
    ...Object.values(columns),
  ]);
}

function columnsOf(change: CampaignChange): Readonly<Record<string, string | number | boolean | null>> {
  const { hours, prepared, approval, undoBy, trouble, begun, startedAt, finishedAt } = change;
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  return {
    ...(change.state === undefined ? {} : { state: change.state }),
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.rowsPerMinute === undefined ? {} : { rows_per_minute: change.rowsPerMinute }),
    ...(hours === undefined ? {} : { hours: json(hours) }),
    ...(change.acceptsLaterDay === undefined ? {} : { accepts_later_day: change.acceptsLaterDay }),
    ...(change.addOns === undefined ? {} : { add_ons: json(change.addOns) }),
    ...(prepared === undefined
      ? {}
      : {
          prepared_by_kind: prepared.by.kind,
          prepared_by: prepared.by.id,
          prepared_by_name: prepared.by.name,
          prepared_at: prepared.at.toISOString(),
        }),
    ...(approval === undefined
      ? {}
      : { approved_by: approval?.by ?? null, approved_by_name: approval?.byName ?? null, approved_at: approval?.at.toISOString() ?? null }),
    ...(undoBy === undefined ? {} : { undo_by_kind: undoBy.kind, undo_by: undoBy.id }),
    ...(change.isUndoing === undefined ? {} : { is_undoing: change.isUndoing }),
    ...(trouble === undefined ? {} : { trouble: json(trouble) }),
    ...(begun === undefined ? {} : { begun: json(begun) }),
    ...(startedAt === undefined ? {} : { started_at: startedAt.toISOString() }),
    ...(finishedAt === undefined ? {} : { finished_at: finishedAt?.toISOString() ?? null }),
  };
}

/** Lets one process choose a campaign's rows for a while; false where another one is at it, or it is no longer to be done. */
export async function holdChoosing(
  tx: Tx,
  id: CampaignId,
  claim: { readonly claimId: string; readonly now: Date; readonly until: Date },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update campaign set claim_id = $2, claimed_until = $4
      where campaign_id = $1 and state = 'choosing' and (claim_id is null or claim_id = $2 or claimed_until <= $3)`,
    [id, claim.claimId, claim.now.toISOString(), claim.until.toISOString()],
  );
  return rowCount === 1;
}

const CAMPAIGN = `
  select campaign_id as id, partner_id as "partnerId", name, state, choice, upgrade_type as "upgradeType", rows_per_minute as "rowsPerMinute", hours,
         accepts_later_day as "acceptsLaterDay", add_ons as "addOns", prepared_by_kind, prepared_by, prepared_by_name, prepared_at, undo_by_kind, undo_by,
         approved_by, approved_by_name, approved_at, trouble, begun, is_undoing as "isUndoing", created_at, started_at, finished_at,
         json_strip_nulls(json_build_object('kind', happens, 'on', happens_on)) as timing
    from campaign`;

type CampaignRow = {
  readonly id: CampaignId;
  readonly partnerId: PartnerId;
  readonly name: string;
  readonly state: CampaignState;
  readonly choice: Choice;
  readonly upgradeType: UpgradeType | null;
  readonly timing: Timing;
  readonly rowsPerMinute: number | null;
  readonly hours: Hours | null;
  readonly acceptsLaterDay: boolean;
  readonly addOns: readonly AddOnRule[];
  readonly prepared_by_kind: Acting['kind'];
  readonly prepared_by: Acting['id'];
  readonly prepared_by_name: string;
  readonly prepared_at: string;
  readonly undo_by_kind: Acting['kind'] | null;
  readonly undo_by: Acting['id'] | null;
  readonly approved_by: string | null;
  readonly approved_by_name: string | null;
  readonly approved_at: string | null;
  readonly trouble: Trouble | null;
  readonly begun: readonly Begun[];
  readonly isUndoing: boolean;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
};

function campaignOf(row: CampaignRow): Campaign {
  const {
    prepared_by_kind,
    prepared_by,
    prepared_by_name,
    prepared_at,
    undo_by_kind,
    undo_by,
    approved_by,
    approved_by_name,
    approved_at,
    ...rest
  } = row;
  const { created_at, started_at, finished_at, ...same } = rest;
  return {
    ...same,
    preparedBy: { kind: prepared_by_kind, id: prepared_by, name: prepared_by_name },
    preparedAt: toIso(prepared_at),
    undoBy: undo_by_kind === null || undo_by === null ? null : { kind: undo_by_kind, id: undo_by },
    approval:
      approved_by === null || approved_at === null ? null : { by: approved_by, byName: approved_by_name ?? '', at: toIso(approved_at) },
    createdAt: toIso(created_at),
    startedAt: started_at === null ? null : toIso(started_at),
    finishedAt: finished_at === null ? null : toIso(finished_at),
  };
}
