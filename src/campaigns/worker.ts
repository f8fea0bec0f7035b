import type { Caller } from '../access/caller.ts';
import type { CatalogSource } from '../catalog/catalog.ts';
import { withFreshCatalog } from '../catalog/freshness.ts';
import { unreachable } from '../kit/brand.ts';
import { atFirstNeed, type Clock } from '../platform/clock.ts';
import { isConnectionFailure, type Db } from '../platform/db.ts';
import { readerOf } from '../platform/reader.ts';
import { regularly, type Regular } from '../platform/regularly.ts';
import { openResting, type Resting } from '../platform/resting.ts';
import type { Portfolio } from '../portfolio/commands.ts';
import { selectRows } from '../portfolio/selection/commands.ts';
import { ROWS_MAX, type Campaign } from './campaign.ts';
import { oneTargetEach } from './choosing/target.ts';
import { openLanes, type Lanes } from './lanes.ts';
import { rehearseRow, runRow, TakenAway, undoRow } from './rows/commands.ts';
import { rehearseLater, scheduleRow, takeBackRow } from './rows/later/commands.ts';
import type { ClaimedRow, RowId } from './rows/row.ts';
import { addRows, noteFailure, releaseRows } from './rows/store.ts';
import { changeCampaign, holdChoosing, listAtWork, lockCampaign, type AtWork, type CampaignChange } from './store.ts';
import { takeWork, type Work } from './steps.ts';

export type CampaignDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly portfolio: Portfolio;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Hears of what could not be done; it is tried again. */
  readonly onTrouble: (sentence: string, error: unknown) => void;
};

/** So many rows at once: as many as there are connections. A person waits at most until the first of them is done. */
const AT_ONCE = 8;
const LOOK_MS = 500;
const FAILURES_MAX = 3;
const AGAIN_MS = 20_000;

/** Works on campaigns, in any number of processes: each looks twice a second for what is to do. */
export function startCampaigns(deps: CampaignDeps): Regular {
  const resting = restingCampaigns(deps.clock);
  return regularly({
    name: 'campaigns',
    everyMs: LOOK_MS,
    work: (isStopped) => workOnCampaigns(deps, isStopped, resting),
    onTrouble: (error) => deps.onTrouble('The campaigns could not be looked after.', error),
  });
}

/** Campaigns that something unforeseen keeps from going on: they are left alone for a while, and the others go on. */
export function restingCampaigns(clock: Clock): Resting<AtWork> {
  return openResting(clock, ({ id }) => id);
}

/** Does what can be done now for all campaigns, a piece of each in turn, so that none waits for another's end. */
export async function workOnCampaigns(
  deps: CampaignDeps,
  isStopped: () => boolean = () => false,
  resting: Resting<AtWork> = restingCampaigns(deps.clock),
): Promise<void> {
  // Rows of one customer wait for each other anyway: one that is held by somebody else occupies one lane.
  const apart = ({ row }: RowInHand) => row.customerId;
  const rows = openLanes((piece: RowInHand) => doRow(deps, piece), { lanes: AT_ONCE, isStopped, apart });
  try {
    while (!isStopped()) {
      const isBusy = await lookAtAll(deps, { rows, resting, isStopped });
      // What was done meanwhile may be the last of its campaign, which then goes on to its next state.
      if (!isBusy && !(await rows.goOn(LOOK_MS))) return;
    }
  } finally {
    await letGo(deps, await rows.close());
  }
}

async function letGo({ db }: CampaignDeps, left: readonly RowInHand[]): Promise<void> {
  const rows = left.map(({ row }) => row);
  if (rows.length > 0) await db.transaction(async (tx) => releaseRows(tx, rows));
}

/** A row in the hands of this process, and what is to be done with it. */
type RowInHand = { readonly row: ClaimedRow; readonly work: Extract<Work, { kind: 'rows' }> };

type Looking = { readonly rows: Lanes<RowInHand>; readonly resting: Resting<AtWork>; readonly isStopped: () => boolean };

/** Takes the next work of each campaign while the rows taken before are still being done; whether there may be more at once. */
async function lookAtAll(deps: CampaignDeps, { rows, resting, isStopped }: Looking): Promise<boolean> {
  let isBusy = false;
  const left = new Set(resting.all().map(({ id }) => id));
  const places = await listAtWork(readerOf(deps.db));
  await letGo(
    deps,
    rows.drop((piece) => !isStillMeant(piece, places, deps.clock.now())),
  );
  for (const place of places) {
    if (isStopped()) return false;
    // Enough of it waits already: its rows are kept apart, and others go on.
    if (left.has(place.id) || rows.waiting(({ row }) => row.campaignId === place.id) > AT_ONCE) continue;
    try {
      const work = await deps.db.transaction((tx) => takeWork(tx, place, { now: deps.clock.now(), newId: deps.newId }));
      isBusy = (await begin(deps, work, rows)) || isBusy;
    } catch (error) {
      if (isConnectionFailure(error)) throw error;
      deps.onTrouble(`The campaign ${place.id} could not be looked after; it is tried again.`, error);
      resting.add(place);
    }
  }
  return isBusy;
}

/** Whether a row that waits for its customer is still to be done, by this process: somebody may have paused its campaign meanwhile. */
function isStillMeant({ row, work: { step, until } }: RowInHand, places: readonly AtWork[], now: Date): boolean {
  const place = places.find(({ id }) => id === row.campaignId);
  if (place === undefined || until <= now) return false;
  switch (step) {
    case 'rehearse':
      return place.state === 'rehearsing';
    case 'run':
      return place.state === 'running';
    case 'undo':
      return place.isUndoing;
    default:
      return unreachable(step);
  }
}

/** Whether there may be more to do at once. */
async function begin(deps: CampaignDeps, work: Work, rows: Lanes<RowInHand>): Promise<boolean> {
  switch (work.kind) {
    case 'nothing':
      return false;
    case 'turned':
      return true;
    case 'choose':
      return chooseRows(deps, work);
    case 'rows':
      await rows.take(work.rows.map((row) => ({ row, work })));
      return work.rows.length > 0;
    default:
      return unreachable(work);
  }
}

const CHOOSING_MS = 60_000;

/** Chooses a campaign's rows by its filter, page by page. Whoever takes over from a dead process begins anew; what is there stays. */
async function chooseRows(
  { db, portfolio, clock, newId }: CampaignDeps,
  { campaign, caller }: { readonly campaign: Campaign; readonly caller: Caller },
): Promise<boolean> {
  const { id, partnerId, choice, upgradeType } = campaign;
  if (choice.kind !== 'filter') throw new Error(`a campaign whose rows are listed was to choose them: ${id}`);
  const claimId = newId();
  const hold = () => ({ claimId, now: clock.now(), until: new Date(clock.now().getTime() + CHOOSING_MS) });
  if (!(await db.transaction((tx) => holdChoosing(tx, id, hold())))) return false;
  const { target } = choice;
  const filter = target.kind === 'offer' ? { ...choice.filter, targetOfferIds: [target.offerId] } : choice.filter;
  let rows = 0;
  for await (const wishes of oneTargetEach(selectRows(portfolio, { caller, filter }))) {
    rows += wishes.length;
    if (rows > ROWS_MAX) break;
    const isOurs = await db.transaction(async (tx) => {
      if (!(await holdChoosing(tx, id, hold()))) return false;
      await addRows(
        tx,
        { partnerId, campaignId: id },
        wishes.map((wish) => ({ ...wish, upgradeType, id: newId() as RowId })),
      );
      return true;
    });
    if (!isOurs) return false;
  }
  return db.transaction(async (tx) => {
    const now = await lockCampaign(tx, partnerId, id);
    if (now?.state !== 'choosing' || !(await holdChoosing(tx, id, hold()))) return false;
    changeCampaign(tx, id, afterChoosing(rows, clock.now()));
    return true;
  });
}

function afterChoosing(rows: number, at: Date): CampaignChange {
  if (rows > ROWS_MAX) return { state: 'stopped', finishedAt: at, trouble: { kind: 'too_many_rows', rowsMax: ROWS_MAX } };
  if (rows === 0) return { state: 'stopped', finishedAt: at, trouble: { kind: 'nothing_chosen' } };
  return { state: 'rehearsing' };
}

const DO = { rehearse: rehearseRow, run: runRow, undo: undoRow } as const;
const DO_LATER = { rehearse: rehearseLater, run: scheduleRow, undo: takeBackRow } as const;

/** Deals with one row in a transaction of its own. */
async function doRow(deps: CampaignDeps, { row, work: { step, campaign, caller } }: RowInHand): Promise<void> {
  const { db, catalog, clock, newId, onTrouble } = deps;
  try {
    // Once it was carried out on its day it is an upgrade like any other.
    if (campaign.timing.kind !== 'now' && row.upgradeId === null) {
      await DO_LATER[step](deps, row, { campaign, caller });
      return;
    }
    await withFreshCatalog(catalog, () =>
      db.transaction((tx) => DO[step](tx, row, { campaign, caller, around: atFirstNeed(clock, { catalog, newId }) })),
    );
  } catch (error) {
    if (error instanceof TakenAway) return;
    onTrouble(`The row ${row.id} of the campaign ${campaign.id} could not be dealt with.`, error);
    // Without a database nothing can be noted: the claim runs out, and the row says itself what came of it.
    if (isConnectionFailure(error)) return;
    const again = new Date(clock.now().getTime() + AGAIN_MS);
    try {
      await db.transaction(async (tx) => noteFailure(tx, row, again, FAILURES_MAX));
    } catch (unnoted) {
      // The claim runs out, and whoever has the row next tries again: no other row waits for that.
      onTrouble(`That the row ${row.id} of the campaign ${campaign.id} failed could not be noted.`, unnoted);
    }
  }
}
