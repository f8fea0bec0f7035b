import type { Reason } from '../upgrades/reasons.ts';
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
  /** The partner no longer has the customer. */
  | { readonly code: 'campaign_customer_gone' }
  /** The dry run is too long ago. */
  | { readonly code: 'campaign_preview_expired' }
  /** Something unforeseen came in between, several times; the server's log has it. */
  | { readonly code: 'campaign_unforeseen' };
