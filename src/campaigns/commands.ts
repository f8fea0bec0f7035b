import { actingOf } from '../access/acting/steps.ts';
import type { JournalEntry } from '../access/journal/entry.ts';
import { recordInJournal } from '../access/journal/store.ts';
import type { Actor } from '../audit/entry.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { OfferId, PartnerId } from '../kit/ids.ts';
import type { Tx } from '../platform/db.ts';
import type { UpgradeType } from '../upgrades/eligibility.ts';
import { isAboutRows, stateAfter, type Campaign, type CampaignAction, type CampaignId, type Choice } from './campaign.ts';
import type { AddOnRule } from './add-ons.ts';
import type { Hours } from './hours.ts';
import type { CampaignReason } from './reasons.ts';
import { REHEARSABLE, TAKEN_BACK, type RowId, type RowState, type RowWish } from './rows/row.ts';
import { countRows, knownAmong } from './rows/list/store.ts';
import { addRows, adoptDone, moveRows } from './rows/store.ts';
import { changeCampaign, findCampaign, lockCampaign, needsSecondPerson, saveCampaign, setNeedsSecondPerson } from './store.ts';
import type { Timing } from './timing.ts';

/** What a person brings to an action. */
export type Around = { readonly actor: Actor; readonly now: Date; readonly newId: () => string };

/** How a campaign is to run. */
export type Running = { readonly rowsPerMinute: number | null; readonly hours: Hours | null; readonly acceptsLaterDay: boolean };

export type CampaignOrder = Running & {
  readonly name: string;
  readonly upgradeType: UpgradeType | null;
  readonly timing: Timing;
  readonly addOns: readonly AddOnRule[];
  /** Found by a filter, or listed; `place` says where in the list an entry stands, for what is wrong with it. */
  readonly chosen:
    | Extract<Choice, { kind: 'filter' }>
    | { readonly kind: 'listed'; readonly rows: readonly (RowWish & { readonly place: string })[] };
};

export type CreateOutcome =
  | { readonly kind: 'created'; readonly campaign: Campaign }
  /** These are no subscriptions of the partner, or these are no offers: where in the list, and what. */
  | { readonly kind: 'unknown'; readonly places: readonly { readonly place: string; readonly what: 'subscription' | 'offer' | 'twice' }[] };

/** Makes a campaign and, where its rows are listed, writes them; nothing is worked out yet. */
export async function createCampaign(
  tx: Tx,
  order: CampaignOrder,
  { catalog, ...around }: Around & { readonly catalog: Catalog },
): Promise<CreateOutcome> {
  const { partnerId } = around.actor.caller;
  const wrong = await wrongPlaces(tx, partnerId, order.chosen, catalog);
  if (wrong.length > 0) return { kind: 'unknown', places: wrong };

  const id = around.newId() as CampaignId;
  const { chosen, ...rest } = order;
  const choice: Choice = chosen.kind === 'filter' ? chosen : { kind: 'listed' };
  const state = chosen.kind === 'filter' ? 'choosing' : 'rehearsing';
  saveCampaign(tx, {
    ...rest,
    id,
    partnerId,
    choice,
    state,
    preparedBy: actingOf(around.actor.caller),
    at: around.now,
  });
  if (chosen.kind === 'listed') {
    const { upgradeType } = order;
    const rows = chosen.rows.map((row) => ({ ...row, upgradeType: row.upgradeType ?? upgradeType, id: around.newId() as RowId }));
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT)
      await addRows(tx, { partnerId, campaignId: id }, rows.slice(from, from + ROWS_PER_STATEMENT));
  }
  tell(tx, around, { id, operation: 'create_campaign', said: { Name: order.name } });
  const campaign = await findCampaign(tx, partnerId, id);
  if (campaign === null) throw new Error(`a campaign is gone that was just made: ${id}`);
  return { kind: 'created', campaign };
}

const ROWS_PER_STATEMENT = 1_000;

type Wrong = Extract<CreateOutcome, { kind: 'unknown' }>['places'];

async function wrongPlaces(tx: Tx, partnerId: PartnerId, chosen: CampaignOrder['chosen'], catalog: Catalog): Promise<Wrong> {
  const offers = (ids: readonly { readonly place: string; readonly offerId: OfferId }[]) =>
    ids.filter(({ offerId }) => !catalog.offers.has(offerId)).map(({ place }) => ({ place, what: 'offer' as const }));
  if (chosen.kind === 'filter') return chosen.target.kind === 'offer' ? offers([{ place: 'target', offerId: chosen.target.offerId }]) : [];
  const known = await knownAmong(tx, partnerId, chosen.rows);
  const seen = new Set<string>();
  const rows = chosen.rows.flatMap(({ customerId, subscriptionId, place }): Wrong => {
    const key = `${customerId} ${subscriptionId}`;
    if (!known.has(key)) return [{ place, what: 'subscription' }];
    if (seen.has(key)) return [{ place, what: 'twice' }];
    seen.add(key);
    return [];
  });
  return [...rows, ...offers(chosen.rows.map(({ place, targetOfferId }) => ({ place, offerId: targetOfferId })))];
}

export type ActOutcome =
  | { readonly kind: 'no_such_campaign' }
  | { readonly kind: 'refused'; readonly reason: CampaignReason }
  | { readonly kind: 'done'; readonly campaign: Campaign; readonly rows: number };

/** What is asked of a campaign; taking back and looking again can name rows, all are meant otherwise. */
export type Act = { readonly id: CampaignId; readonly action: RowsAction; readonly rowIds?: readonly RowId[] };

/** What is asked of a campaign as a whole, or of rows as they are. */
export type RowsAction = Exclude<CampaignAction, 'decide'>;

/** Does to a campaign what a person asks, under the campaign's lock, or says why not. */
export async function actOn(tx: Tx, { id, action, rowIds }: Act, around: Around): Promise<ActOutcome> {
  const { caller } = around.actor;
  const { partnerId } = caller;
  const campaign = await lockCampaign(tx, partnerId, id);
  if (campaign === null) return { kind: 'no_such_campaign' };
  const state = stateAfter(campaign.state, action);
  if (state === null) return refused({ code: 'campaign_state_forbids', state: campaign.state, action });
  if (state === campaign.state && !isAboutRows(action)) return { kind: 'done', campaign, rows: 0 };

  const of = { partnerId, campaignId: id };
  const move = (from: readonly RowState[], to: RowState) => moveRows(tx, of, { from, to, rowIds: rowIds ?? null });
  let rows = 0;
  switch (action) {
    case 'rehearse':
    case 'readmit':
      rows = await move(action === 'rehearse' ? REHEARSABLE : ['omitted'], 'chosen');
      if (rows === 0) return refused({ code: 'campaign_has_no_such_rows', action });
      changeCampaign(tx, id, {
        state,
        prepared: { by: actingOf(caller), at: around.now },
        approval: null,
        trouble: null,
        finishedAt: null,
      });
      break;
    case 'omit':
      rows = await move(REHEARSABLE, 'omitted');
      if (rows === 0) return refused({ code: 'campaign_has_no_such_rows', action });
      break;
    case 'approve': {
      if (caller.kind !== 'user') throw new Error('a program approves nothing');
      const isPreparer = campaign.preparedBy.id === caller.userId;
      if (isPreparer && (await needsSecondPerson(tx, partnerId))) return refused({ code: 'campaign_needs_second_person' });
      rows = (await countRows(tx, partnerId, [id])).find((count) => count.state === 'possible')?.rows ?? 0;
      if (rows === 0) return refused({ code: 'campaign_has_no_such_rows', action });
      changeCampaign(tx, id, { state, approval: { by: caller.userId, byName: caller.displayName, at: around.now } });
      break;
    }
    case 'undo':
      await adoptDone(tx, of);
      rows = await move(TAKEN_BACK, 'undoing');
      if (rows === 0) return refused({ code: 'campaign_has_no_such_rows', action });
      changeCampaign(tx, id, { isUndoing: true, undoBy: actingOf(caller), trouble: null });
      break;
    case 'run':
      changeCampaign(tx, id, { state, trouble: null, ...(campaign.startedAt === null ? { startedAt: around.now } : {}) });
      break;
    case 'pause':
      changeCampaign(tx, id, { state });
      break;
    case 'stop':
      await adoptDone(tx, of);
      // What waits for its day would still begin; what was carried out stays.
      rows = await move(['scheduled'], 'undoing');
      changeCampaign(tx, id, { state, finishedAt: around.now, ...(rows === 0 ? {} : { isUndoing: true, undoBy: actingOf(caller) }) });
      break;
  }
  tell(tx, around, {
    id,
    operation: `${action}_campaign`,
    said: { Name: campaign.name, State: state, ...(rows === 0 ? {} : { Rows: rows }) },
    before: { Name: campaign.name, State: campaign.state },
  });
  const after = await findCampaign(tx, partnerId, id);
  return after === null ? { kind: 'no_such_campaign' } : { kind: 'done', campaign: after, rows };
}

function refused(reason: CampaignReason): ActOutcome {
  return { kind: 'refused', reason };
}

/** What can be changed about a campaign that is not over; whether later days are accepted, only before somebody approved it. */
export type CampaignEdit = Partial<Running> & { readonly name?: string; readonly addOns?: readonly AddOnRule[] };

/** Changes how a campaign is to run. */
export async function editCampaign(tx: Tx, id: CampaignId, edit: CampaignEdit, around: Around): Promise<ActOutcome> {
  const { partnerId } = around.actor.caller;
  const campaign = await lockCampaign(tx, partnerId, id);
  if (campaign === null) return { kind: 'no_such_campaign' };
  const { state } = campaign;
  const isOver = state === 'stopped' || state === 'done';
  const isSettled = campaign.approval !== null && edit.acceptsLaterDay !== undefined && edit.acceptsLaterDay !== campaign.acceptsLaterDay;
  if (isOver || isSettled) return refused({ code: 'campaign_state_forbids', state, action: 'change' });
  changeCampaign(tx, id, edit);
  tell(tx, around, { id, operation: 'change_campaign', said: toldOf({ ...campaign, ...edit }), before: toldOf(campaign) });
  const after = await findCampaign(tx, partnerId, id);
  return after === null ? { kind: 'no_such_campaign' } : { kind: 'done', campaign: after, rows: 0 };
}

/** Sets whether a partner wants two people for each campaign. */
export async function changeSettings(tx: Tx, needs: boolean, around: Around): Promise<void> {
  const { partnerId } = around.actor.caller;
  const before = await needsSecondPerson(tx, partnerId);
  if (before === needs) return;
  setNeedsSecondPerson(tx, partnerId, needs, around.now);
  tell(tx, around, {
    id: null,
    operation: 'change_campaign_settings',
    said: { NeedsSecondPerson: needs },
    before: { NeedsSecondPerson: before },
  });
}

function toldOf({ name, rowsPerMinute, hours, acceptsLaterDay, addOns }: Running & Pick<Campaign, 'name' | 'addOns'>) {
  return { Name: name, RowsPerMinute: rowsPerMinute, Hours: hours, AcceptsLaterDay: acceptsLaterDay, AddOns: addOns };
}

/** What the partner's journal is told. */
type Told = { readonly id: CampaignId | null; readonly operation: string; readonly said: object; readonly before?: object };

/** Writes what a person did to a campaign into the partner's journal. */
export function tell(tx: Tx, { actor, now, newId }: Around, { id, operation, said, before }: Told): void {
  const { caller } = actor;
  const entry: JournalEntry = {
    auditId: newId(),
    partnerId: caller.partnerId,
    doer: { kind: 'caller', caller },
    remoteAddress: actor.remoteAddress,
    correlationId: actor.correlationId,
    resourceType: 'campaign',
    resourceId: id,
    operationType: operation,
    status: 'succeeded',
    oldValue: before ?? null,
    newValue: said,
    customizedData: [],
    at: now,
  };
  recordInJournal(tx, [entry]);
}
