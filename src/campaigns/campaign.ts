import type { Acting, ActingId } from '../access/acting/steps.ts';
import { unreachable, type Brand } from '../kit/brand.ts';
import type { OfferId, PartnerId } from '../kit/ids.ts';
import type { UpgradeType } from '../upgrades/eligibility.ts';
import type { PortfolioFilter } from '../portfolio/filter.ts';
import type { AddOnRule } from './add-ons.ts';
import type { Hours } from './hours.ts';
import type { Begun } from './pace.ts';
import type { Timing } from './timing.ts';

export type CampaignId = Brand<string, 'CampaignId'>;

/** Where a campaign stands. `rehearsing` is the dry run; `stopped` and `done` begin no further rows. */
export const CAMPAIGN_STATES = ['choosing', 'rehearsing', 'ready', 'approved', 'running', 'paused', 'stopped', 'done'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** A campaign takes at most so many rows. */
export const ROWS_MAX = 100_000;

/** What every subscription of a campaign is to become: one offer, or the dearest that is open to each. */
type TargetChoice = { readonly kind: 'offer'; readonly offerId: OfferId } | { readonly kind: 'dearest' };

/** How a campaign's rows are chosen: found by a filter of the matrix, or listed, by selection or in a file. */
export type Choice =
  | { readonly kind: 'filter'; readonly filter: PortfolioFilter; readonly target: TargetChoice }
  | { readonly kind: 'listed' };

/** Why a campaign does not go on by itself. */
export type Trouble =
  /** More rows than one campaign takes. */
  | { readonly kind: 'too_many_rows'; readonly rowsMax: number }
  /** Nothing fits the filter. */
  | { readonly kind: 'nothing_chosen' }
  /** Whoever prepared it, or asked to take rows back, may not do so any more. */
  | { readonly kind: 'person_may_not' };

export type Campaign = {
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
  /** What becomes of the add-ons of what is upgraded; a dry run goes by it. */
  readonly addOns: readonly AddOnRule[];
  readonly preparedBy: Acting;
  readonly preparedAt: string;
  readonly undoBy: ActingId | null;
  readonly approval: { readonly by: string; readonly byName: string; readonly at: string } | null;
  readonly trouble: Trouble | null;
  readonly begun: readonly Begun[];
  readonly isUndoing: boolean;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
};

/** What a person can do to a campaign. */
export const CAMPAIGN_ACTIONS = ['rehearse', 'omit', 'readmit', 'decide', 'approve', 'run', 'pause', 'stop', 'undo'] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

/** Whether an action concerns rows alone, so that it may be meant again where the campaign's state stays as it is. */
export function isAboutRows(action: CampaignAction): boolean {
  return action === 'undo' || action === 'omit' || action === 'readmit' || action === 'decide';
}

/**
 * The state after an action; null where the action makes no sense in that state. Acting where it was done already leaves
 * everything as it is, so that a repeated request is no mistake.
 */
export function stateAfter(state: CampaignState, action: CampaignAction): CampaignState | null {
  switch (action) {
    case 'rehearse':
    case 'readmit':
      return ['ready', 'approved', 'paused', 'done', 'rehearsing'].includes(state) ? 'rehearsing' : null;
    case 'decide':
      // What somebody approved is carried out as it is: it is worked out again first, which makes the approval void.
      return state === 'ready' || state === 'rehearsing' ? 'rehearsing' : null;
    case 'omit':
      // What is left is what was approved, or less of it.
      return ['rehearsing', 'ready', 'approved', 'paused'].includes(state) ? state : null;
    case 'approve':
      return state === 'ready' || state === 'approved' ? 'approved' : null;
    case 'run':
      return ['approved', 'paused', 'running'].includes(state) ? 'running' : null;
    case 'pause':
      return state === 'running' || state === 'paused' ? 'paused' : null;
    case 'stop':
      return state === 'done' ? null : 'stopped';
    case 'undo':
      // Rows are taken back beside whatever else the campaign does.
      return state;
    default:
      return unreachable(action);
  }
}

/** What the rows of a campaign ask for: whether some wait for the present state's work, and whether some are in a worker's hands. */
export type RowsOpen = { readonly waiting: boolean; readonly inHand: boolean; readonly undoing: boolean };

/** What is to be done next for a campaign. */
export type Step = 'choose' | 'rehearse' | 'end_rehearsal' | 'run' | 'end_run' | 'undo' | 'end_undo' | 'none';

/** Decides what comes next. Taking back goes first: it has a deadline. What is in somebody's hands is waited for. */
export function nextStep({ state, isUndoing }: Pick<Campaign, 'state' | 'isUndoing'>, open: RowsOpen): Step {
  if (isUndoing && open.undoing) return 'undo';
  if (isUndoing && !open.inHand) return 'end_undo';
  switch (state) {
    case 'choosing':
      return 'choose';
    case 'rehearsing':
      return open.waiting ? 'rehearse' : open.inHand ? 'none' : 'end_rehearsal';
    case 'running':
      return open.waiting ? 'run' : open.inHand ? 'none' : 'end_run';
    case 'ready':
    case 'approved':
    case 'paused':
    case 'stopped':
    case 'done':
      return 'none';
    default:
      return unreachable(state);
  }
}
