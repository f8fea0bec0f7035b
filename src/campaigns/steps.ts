import { callerNow, type ActingId } from '../access/acting/steps.ts';
import type { Caller } from '../access/caller.ts';
import { may } from '../access/permissions.ts';
import type { PartnerId } from '../kit/ids.ts';
import { unreachable } from '../kit/brand.ts';
import type { Tx } from '../platform/db.ts';
import type { Reader } from '../platform/reader.ts';
import { nextStep, type Campaign, type CampaignId, type Step } from './campaign.ts';
import { mayRunAt } from './hours.ts';
import { allowedNow, begunLately } from './pace.ts';
import type { ClaimedRow, RowState } from './rows/row.ts';
import { readOpen } from './rows/list/store.ts';
import { claimRows, keepAsItStands } from './rows/store.ts';
import { changeCampaign, lockCampaign } from './store.ts';

/** What a worker does next for a campaign, and as whom. */
export type Work =
  | {
      readonly kind: 'rows';
      readonly step: 'rehearse' | 'run' | 'undo';
      readonly campaign: Campaign;
      readonly caller: Caller;
      readonly rows: readonly ClaimedRow[];
      /** Until when they are this worker's. */
      readonly until: Date;
    }
  | { readonly kind: 'choose'; readonly campaign: Campaign; readonly caller: Caller }
  /** One state follows the other; there may be more to do at once. */
  | { readonly kind: 'turned' }
  | { readonly kind: 'nothing' };

/** So many rows are taken at a time: these, and the few that wait before them, still begin after somebody says stop. */
export const ROWS_PER_CLAIM = 100;
/** Far longer than so many rows take; after it their worker counts as dead. */
const CLAIM_MS = 120_000;

/** Takes the next work of a campaign, under its lock: rows for this worker alone, as many as may begin now. */
export async function takeWork(
  tx: Tx,
  { partnerId, id }: { readonly partnerId: PartnerId; readonly id: CampaignId },
  { now, newId }: { readonly now: Date; readonly newId: () => string },
): Promise<Work> {
  const campaign = await lockCampaign(tx, partnerId, id);
  if (campaign === null) return { kind: 'nothing' };
  const of = { partnerId, campaignId: id };
  const step = nextStep(campaign, await readOpen(tx, campaign, now));
  const until = new Date(now.getTime() + CLAIM_MS);
  const claim = (state: RowState, limit: number) => claimRows(tx, of, state, { claimId: newId(), now, until, limit });
  switch (step) {
    case 'none':
      return { kind: 'nothing' };
    case 'end_rehearsal':
      changeCampaign(tx, id, { state: 'ready' });
      return { kind: 'turned' };
    case 'end_run':
      changeCampaign(tx, id, { state: 'done', finishedAt: now });
      return { kind: 'turned' };
    case 'end_undo':
      changeCampaign(tx, id, { isUndoing: false });
      return { kind: 'turned' };
    case 'choose':
    case 'rehearse':
    case 'undo':
    case 'run': {
      const caller = await actingNow(tx, campaign, step === 'undo' ? campaign.undoBy : campaign.preparedBy);
      if (caller === null) return giveUp(tx, campaign, step);
      if (step === 'choose') return { kind: 'choose', campaign, caller };
      if (step === 'rehearse') return { kind: 'rows', step, campaign, caller, rows: await claim('chosen', ROWS_PER_CLAIM), until };
      if (step === 'undo') return { kind: 'rows', step, campaign, caller, rows: await claim('undoing', ROWS_PER_CLAIM), until };
      const { rowsPerMinute, begun, hours } = campaign;
      const limit = mayRunAt(hours, now) ? Math.min(ROWS_PER_CLAIM, allowedNow(rowsPerMinute, begun, now)) : 0;
      if (limit === 0) return { kind: 'nothing' };
      const rows = await claim('possible', limit);
      if (rowsPerMinute !== null)
        changeCampaign(tx, id, { begun: [...begunLately(begun, now), { at: now.toISOString(), rows: rows.length }] });
      return { kind: 'rows', step, campaign, caller, rows, until };
    }
    default:
      return unreachable(step);
  }
}

/** Nobody stands behind the work any more: it waits for somebody, and says so. */
async function giveUp(tx: Tx, { id, partnerId }: Campaign, step: Extract<Step, 'choose' | 'rehearse' | 'run' | 'undo'>): Promise<Work> {
  const trouble = { kind: 'person_may_not' } as const;
  switch (step) {
    case 'choose':
      changeCampaign(tx, id, { state: 'stopped', trouble });
      break;
    case 'rehearse':
      changeCampaign(tx, id, { state: 'ready', trouble });
      break;
    case 'run':
      changeCampaign(tx, id, { state: 'paused', trouble });
      break;
    case 'undo':
      await keepAsItStands(tx, { partnerId, campaignId: id });
      changeCampaign(tx, id, { isUndoing: false, trouble });
      break;
    default:
      return unreachable(step);
  }
  return { kind: 'turned' };
}

/** Somebody with the roles of this moment; null where they are gone, or may not upgrade any more. */
async function actingNow(reader: Reader, { partnerId }: Campaign, acting: ActingId | null): Promise<Caller | null> {
  if (acting === null) return null;
  const caller = await callerNow(reader, partnerId, acting);
  return caller !== null && may(caller, 'subscriptions.upgrade').kind === 'allowed' ? caller : null;
}
