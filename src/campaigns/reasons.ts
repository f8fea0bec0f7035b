import type { Day } from '../kit/dates.ts';
import type { Reason } from '../upgrades/reasons.ts';
import type { ScheduleReason } from '../upgrades/scheduled/reasons.ts';
import type { CampaignAction, CampaignState } from './campaign.ts';

/** Why something is not done to a campaign. Each has a page in docs/refusals. */
export type CampaignReason =
  /** It makes no sense where the campaign stands. */
  | { readonly code: 'campaign_state_forbids'; readonly state: CampaignState; readonly action: CampaignAction | 'change' }
  /** Whoever prepared it may not approve it: the partner wants two people. */
  | { readonly code: 'campaign_needs_second_person' }
  /** No row of it is possible, or none is left to be taken back or looked at again. */
  | { readonly code: 'campaign_has_no_such_rows'; readonly action: CampaignAction };

/** Why a row was not carried out: the law's reasons, and what can happen between the dry run and the run. */
export type RowReason =
  | Reason
  /** What stands against it on the day for which it is to be scheduled. */
  | ScheduleReason
  /** The partner no longer has the customer. */
  | { readonly code: 'campaign_customer_gone' }
  /** The dry run is too long ago. */
  | { readonly code: 'campaign_preview_expired' }
  /** The day on which it was to happen is over, or is today. */
  | { readonly code: 'campaign_day_passed'; readonly day: Day }
  /** What is scheduled takes all seats that there are then; fewer were asked for. */
  | { readonly code: 'campaign_takes_all_seats'; readonly seatsNow: number; readonly seatsWanted: number }
  /** Something unforeseen came in between, several times; the server's log has it. */
  | { readonly code: 'campaign_unforeseen' };
