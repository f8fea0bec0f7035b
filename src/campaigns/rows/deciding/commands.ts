import { actingOf } from '../../../access/acting/steps.ts';
import type { Tx } from '../../../platform/db.ts';
import type { AddOnChoice } from '../../../upgrades/add-ons.ts';
import { stateAfter, type CampaignId } from '../../campaign.ts';
import { tell, type Around } from '../../commands.ts';
import type { CampaignReason } from '../../reasons.ts';
import { changeCampaign, lockCampaign } from '../../store.ts';
import { findRow } from '../list/store.ts';
import { REHEARSABLE, type KeptRow, type RowId } from '../row.ts';
import { decideRow } from '../store.ts';
import { addOnsOf } from './found.ts';

/** What is decided about the add-ons of one row: all of it, so that none takes every decision back. */
export type Decision = { readonly campaignId: CampaignId; readonly rowId: RowId; readonly choices: readonly AddOnChoice[] };

export type DecisionOutcome =
  | { readonly kind: 'no_such_row' }
  | { readonly kind: 'refused'; readonly reason: CampaignReason }
  /** Where in the list something is named that is no add-on of the row. */
  | { readonly kind: 'no_such_add_on'; readonly place: number }
  | { readonly kind: 'done'; readonly row: KeptRow };

/**
 * Decides about the add-ons of one row before somebody approves the campaign, and has the row worked out again. Whoever decides
 * has prepared the campaign from then on: their rights count, and where two people are wanted they do not approve it.
 */
export async function decideAddOns(tx: Tx, { campaignId, rowId, choices }: Decision, around: Around): Promise<DecisionOutcome> {
  const { caller } = around.actor;
  const { partnerId } = caller;
  const campaign = await lockCampaign(tx, partnerId, campaignId);
  const of = { partnerId, campaignId };
  const row = campaign === null ? null : await findRow(tx, of, rowId);
  if (campaign === null || row === null) return { kind: 'no_such_row' };
  const state = stateAfter(campaign.state, 'decide');
  if (state === null) return refused({ code: 'campaign_state_forbids', state: campaign.state, action: 'decide' });
  if (!REHEARSABLE.includes(row.state)) return refused({ code: 'campaign_has_no_such_rows', action: 'decide' });
  const known = new Set([...addOnsOf(row), ...row.decided].map(({ subscriptionId }) => subscriptionId));
  const place = choices.findIndex(({ subscriptionId }) => !known.has(subscriptionId));
  if (place >= 0) return { kind: 'no_such_add_on', place };
  if (isSame(choices, row.decided)) return { kind: 'done', row };

  // A paused campaign's last rows may still be under way.
  if (!(await decideRow(tx, row, choices))) return refused({ code: 'campaign_has_no_such_rows', action: 'decide' });
  changeCampaign(tx, campaignId, { state, prepared: { by: actingOf(caller), at: around.now }, approval: null, trouble: null });
  tell(tx, around, {
    id: campaignId,
    operation: 'decide_campaign_row',
    said: { Name: campaign.name, Row: rowId, AddOns: choices },
    before: { Name: campaign.name, Row: rowId, AddOns: row.decided },
  });
  const after = await findRow(tx, of, rowId);
  return after === null ? { kind: 'no_such_row' } : { kind: 'done', row: after };
}

function refused(reason: CampaignReason): DecisionOutcome {
  return { kind: 'refused', reason };
}

function isSame(some: readonly AddOnChoice[], others: readonly AddOnChoice[]): boolean {
  const said = (choices: readonly AddOnChoice[]) =>
    JSON.stringify(choices.map(({ subscriptionId, choice }) => `${subscriptionId} ${choice}`).toSorted());
  return said(some) === said(others);
}
