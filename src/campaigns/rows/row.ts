import type { Charge } from '../../billing/charge.ts';
import type { Brand } from '../../kit/brand.ts';
import type { Day } from '../../kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, PreviewId, SubscriptionId, UpgradeId } from '../../kit/ids.ts';
import type { Currency, Minor } from '../../kit/money.ts';
import type { LeftBehind } from '../../licenses/transfer.ts';
import type { Difference } from '../../subscriptions/promise.ts';
import type { AddOnChoice } from '../../upgrades/add-ons.ts';
import type { UpgradeType } from '../../upgrades/eligibility.ts';
import type { ImpossibleChoice } from '../../upgrades/reasons.ts';
import type { RowReason } from '../reasons.ts';
import type { Schedule } from '../../upgrades/scheduled/schedule.ts';
import type { UndoReason } from '../../upgrades/undo/reasons.ts';
import type { CampaignId } from '../campaign.ts';

export type RowId = Brand<string, 'RowId'>;

/**
 * Where a row stands: chosen, then possible or refused by the dry run; left out by a person; carried out or scheduled, or changed meanwhile and to be looked
 * at again; failed where something unforeseen came in between several times; and taken back.
 */
export const ROW_STATES = [
  'chosen',
  'possible',
  'refused',
  'changed',
  'failed',
  'omitted',
  'scheduled',
  'upgraded',
  'undoing',
  'undone',
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** States whose rows a new dry run looks at; what was carried out is not touched. */
export const REHEARSABLE: readonly RowState[] = ['chosen', 'possible', 'refused', 'changed', 'failed'];

/** States whose rows can be taken back. */
export const TAKEN_BACK: readonly RowState[] = ['scheduled', 'upgraded'];

/** What is asked of one subscription. */
export type RowWish = {
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly targetOfferId: OfferId;
  /** Seats of the target; null for all of the source's. */
  readonly quantity: number | null;
  /** Null for users moving along where they can. */
  readonly upgradeType: UpgradeType | null;
};

/** What the dry run promised, as far as people look at it. */
export type RowPlan = {
  readonly upgradeType: UpgradeType;
  readonly quantity: number;
  readonly lines: readonly Charge[];
  /** What a billing period costs before and after, and how many months it has. */
  readonly before: Minor;
  readonly after: Minor;
  readonly months: number;
  readonly leftBehind: readonly LeftBehind[];
  /** What becomes of the source's add-ons; their money is in the lines and in what a period costs. */
  readonly addOns?: readonly PlannedAddOn[];
};

export type PlannedAddOn = AddOnChoice & { readonly offerId: OfferId; readonly quantity: number };

/** What can become of an add-on: what that costs or gives back, and what it costs in each coming period; null where that was not worked out. */
export type OpenChoice = { readonly choice: AddOnChoice['choice']; readonly total: Minor | null; readonly nextPeriod: Minor | null };

/** An add-on that a dry run came upon, and what it was worked out with; null where nobody decided. */
export type FoundAddOn = {
  readonly subscriptionId: SubscriptionId;
  readonly offerId: OfferId;
  readonly quantity: number;
  readonly choices: readonly OpenChoice[];
  /** What cannot; nothing where an earlier version ran the dry run. */
  readonly impossible?: readonly ImpossibleChoice[];
  readonly chosen: AddOnChoice['choice'] | null;
  readonly currency: Currency | null;
};

/** What the dry run of an upgrade on a later day came to; nulls where there was none. */
export type Promised = {
  readonly dueOn: Day | null;
  readonly quantity: number | null;
  readonly totalMinor: Minor | null;
  readonly usersLeftBehind: number | null;
};

/** A row that a worker holds for a while. */
export type ClaimedRow = RowWish & {
  readonly id: RowId;
  readonly partnerId: PartnerId;
  readonly campaignId: CampaignId;
  readonly claimId: string;
  readonly previewId: PreviewId | null;
  readonly upgradeId: UpgradeId | null;
  readonly promised: Promised;
  /** What the dry run took for each add-on. */
  readonly addOns: readonly AddOnChoice[];
  /** What somebody decided about add-ons of this row alone. */
  readonly decided: readonly AddOnChoice[];
};

/** A row as people see it. */
export type KeptRow = Omit<ClaimedRow, 'claimId' | 'promised' | 'addOns'> & {
  readonly state: RowState;
  readonly customerName: string;
  readonly friendlyName: string;
  readonly sourceOfferId: OfferId;
  readonly sourceQuantity: number;
  readonly plan: RowPlan | null;
  /** The add-ons that the last dry run came upon; null where an earlier version ran it. */
  readonly foundAddOns: readonly FoundAddOn[] | null;
  readonly promiseHash: string | null;
  readonly rehearsedAt: string | null;
  readonly currency: Currency | null;
  readonly totalMinor: Minor | null;
  readonly monthMoreMinor: Minor | null;
  readonly usersMoved: number | null;
  readonly usersLeftBehind: number | null;
  readonly reasons: readonly RowReason[];
  readonly differences: readonly Difference[];
  readonly undoReasons: readonly UndoReason[];
  readonly finishedAt: string | null;
  /** The day for which it is scheduled, and what has become of that; null where nothing was. */
  readonly dueOn: Day | null;
  readonly scheduleState: Schedule['state'] | null;
  /** The upgrade as it is now, and until when it can be taken back; null where there is none. */
  readonly upgradeState: 'finishing' | 'done' | 'undone' | null;
  readonly targetSubscriptionId: SubscriptionId | null;
  readonly undoableUntil: string | null;
  readonly isInHand: boolean;
};

/** So many rows in a state, and what they come to. */
export type RowCount = {
  readonly campaignId: CampaignId;
  readonly state: RowState;
  readonly rows: number;
  readonly customers: number;
  readonly totalMinor: Minor;
  readonly monthMoreMinor: Minor;
  readonly usersMoved: number;
  readonly usersLeftBehind: number;
  readonly rowsLeavingBehind: number;
  /** With choices of their own about add-ons. */
  readonly decidedAlone: number;
};

/** Rows with an add-on of an offer, those about which nobody decided yet, and what can be chosen in one of these at least. */
export type AddOnCount = {
  readonly offerId: OfferId;
  readonly rows: number;
  readonly undecided: number;
  /** Rows with a choice of their own about it. */
  readonly decidedAlone: number;
  readonly choices: readonly AddOnChoice['choice'][];
};
