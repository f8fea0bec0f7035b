import { callerId, type Caller } from '../access/caller.ts';
import { moneyView } from '../billing/view.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { offerName } from '../catalog/names.ts';
import type { OfferId } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';
import { minor, type Currency } from '../kit/money.ts';
import { link } from '../platform/paging.ts';
import { CAMPAIGN_ACTIONS, isAboutRows, stateAfter, type Campaign, type CampaignAction, type CampaignId } from './campaign.ts';
import type { CampaignView } from './contract.ts';
import { mayRunAt, nextOpening } from './hours.ts';
import { nextAllowed } from './pace.ts';
import { REHEARSABLE, ROW_STATES, TAKEN_BACK, type RowCount, type RowState } from './rows/row.ts';
import { explainTrouble } from './words.ts';

export type ViewedWith = {
  readonly catalog: Catalog;
  readonly locale: Locale;
  readonly currency: Currency;
  readonly caller: Caller;
  readonly needsSecondPerson: boolean;
  readonly now: Date;
};

/** A campaign with its rows counted, as the wire has it. */
export function campaignView(campaign: Campaign, counted: readonly RowCount[], shown: ViewedWith): CampaignView {
  const { choice, approval, trouble, hours, state } = campaign;
  const counts = counted.filter(({ campaignId }) => campaignId === campaign.id);
  const goesOn = state === 'running' ? goesOnAt(campaign, shown.now) : null;
  const given = <Value>(name: string, value: Value | null) => (value === null ? {} : { [name]: value });
  return {
    id: campaign.id,
    name: campaign.name,
    state,
    chosenBy: choice.kind === 'filter' ? 'filter' : 'list',
    ...(choice.kind === 'filter' && choice.target.kind === 'offer' ? { targetOffer: named(choice.target.offerId, shown) } : {}),
    ...given('upgradeType', campaign.upgradeType),
    when: campaign.timing.kind,
    ...(campaign.timing.kind === 'date' ? { date: campaign.timing.on } : {}),
    ...given('rowsPerMinute', campaign.rowsPerMinute),
    ...given('hours', hours),
    acceptsLaterDay: campaign.acceptsLaterDay,
    addOns: campaign.addOns.map((rule) => ({
      ...(rule.offerId === null ? {} : { offer: named(rule.offerId, shown) }),
      choice: rule.choice,
    })),
    preparedBy: campaign.preparedBy.name,
    preparedAt: campaign.preparedAt,
    ...(approval === null ? {} : { approvedBy: approval.byName, approvedAt: approval.at }),
    needsSecondPerson: shown.needsSecondPerson,
    isPreparedByCaller: campaign.preparedBy.id === callerId(shown.caller),
    createdAt: campaign.createdAt,
    ...given('startedAt', campaign.startedAt),
    ...given('finishedAt', campaign.finishedAt),
    ...(goesOn === null ? {} : { waitsUntil: goesOn.toISOString() }),
    rowsDecidedAlone: counts.reduce((rows, count) => rows + count.decidedAlone, 0),
    isUndoing: campaign.isUndoing,
    ...(trouble === null ? {} : { trouble: { code: trouble.kind, description: explainTrouble(trouble, shown.locale) } }),
    rows: rowsOf(counts),
    possible: comesTo(counts, 'possible', shown.currency),
    scheduled: comesTo(counts, 'scheduled', shown.currency),
    upgraded: comesTo(counts, 'upgraded', shown.currency),
    actions: CAMPAIGN_ACTIONS.filter((action) => makesSense(campaign, counts, action)),
    links: linksOf(campaign.id),
    attributes: { objectType: 'Campaign' },
  };
}

/** When rows may begin again; null where they may now. */
function goesOnAt({ hours, rowsPerMinute, begun }: Campaign, now: Date): Date | null {
  const next = mayRunAt(hours, now) ? nextAllowed(rowsPerMinute, begun, now) : nextOpening(hours, now);
  return next > now ? next : null;
}

/** Whether an action would do anything, whoever asks for it. */
function makesSense({ state }: Campaign, counts: readonly RowCount[], action: CampaignAction): boolean {
  const has = (states: readonly RowState[]) => counts.some((count) => states.includes(count.state));
  const after = stateAfter(state, action);
  if (after === null || (after === state && !isAboutRows(action))) return false;
  if (action === 'undo') return has(TAKEN_BACK);
  if (action === 'rehearse' || action === 'omit' || action === 'decide') return has(REHEARSABLE);
  if (action === 'readmit') return has(['omitted']);
  return action === 'approve' ? has(['possible']) : true;
}

function rowsOf(counts: readonly RowCount[]): CampaignView['rows'] {
  const of = (state: RowState) => counts.find((count) => count.state === state)?.rows ?? 0;
  const states = Object.fromEntries(ROW_STATES.map((state) => [state, of(state)])) as Record<RowState, number>;
  return { total: counts.reduce((rows, count) => rows + count.rows, 0), ...states };
}

function comesTo(counts: readonly RowCount[], state: RowState, currency: Currency): CampaignView['possible'] {
  const found = counts.find((count) => count.state === state);
  return {
    rows: found?.rows ?? 0,
    customers: found?.customers ?? 0,
    total: moneyView(found?.totalMinor ?? minor(0), currency),
    monthMore: moneyView(found?.monthMoreMinor ?? minor(0), currency),
    usersMoved: found?.usersMoved ?? 0,
    usersLeftBehind: found?.usersLeftBehind ?? 0,
    rowsLeavingBehind: found?.rowsLeavingBehind ?? 0,
  };
}

function named(id: OfferId, { catalog, locale }: ViewedWith) {
  return { id, name: offerName(catalog, id, locale) };
}

function linksOf(id: CampaignId): CampaignView['links'] {
  return { rows: link(`/campaigns/${id}/rows`), results: link(`/campaigns/${id}/results`) };
}
