import { moneyView } from '../../billing/view.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import type { OfferId, SubscriptionId, UserId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import type { Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import { impossibleView } from '../../upgrades/add-on-words.ts';
import { isOwn as isOfSchedule, remediesFor } from '../../upgrades/scheduled/reasons.ts';
import { explainUndo, undoRemedies } from '../../upgrades/undo/words.ts';
import type { UndoReason } from '../../upgrades/undo/reasons.ts';
import { leftBehindViews, lineView, reasonView } from '../../upgrades/view.ts';
import { ruleFor, type AddOnRule } from '../add-ons.ts';
import type { CampaignAddOn, CampaignRow, CampaignRowDetails } from '../contract.ts';
import type { RowReason } from '../reasons.ts';
import { explainRow, isOwn } from '../words.ts';
import { addOnsOf } from './deciding/found.ts';
import type { AddOnCount, KeptRow } from './row.ts';

export type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** A row of a campaign as the wire has it. */
export function rowView(row: KeptRow, shown: Shown): CampaignRow {
  return { ...members(row, shown), attributes: { objectType: 'CampaignRow' } };
}

/** The same with its bill and everyone it leaves behind. */
export function rowDetailsView(row: KeptRow, people: Parameters<typeof leftBehindViews>[1], shown: Shown): CampaignRowDetails {
  const { plan, currency, promiseHash } = row;
  return {
    ...members(row, shown),
    ...(promiseHash === null ? {} : { promiseHash }),
    lines: (plan?.lines ?? []).map((line) => lineView(line, row.subscriptionId, shown)),
    ...(plan === null || currency === null
      ? {}
      : { nextPeriod: { before: moneyView(plan.before, currency), after: moneyView(plan.after, currency), months: plan.months } }),
    leftBehind: leftBehindViews(plan?.leftBehind ?? [], people, shown),
    attributes: { objectType: 'CampaignRowDetails' },
  };
}

/** The add-ons of an offer, with what the campaign's rules say about them. */
export function addOnView(
  { offerId, rows, undecided, decidedAlone, choices }: AddOnCount,
  rules: readonly AddOnRule[],
  { catalog, locale }: Shown,
): CampaignAddOn {
  const choice = ruleFor(rules, offerId);
  return {
    offer: { id: offerId, name: offerName(catalog, offerId, locale) },
    rows,
    undecided,
    decidedAlone,
    choices: [...choices],
    ...(choice === null ? {} : { choice }),
    attributes: { objectType: 'CampaignAddOn' },
  };
}

/** The people whom a row leaves behind. */
export function peopleOf({ plan }: KeptRow): readonly UserId[] {
  return (plan?.leftBehind ?? []).flatMap(({ userIds }) => userIds);
}

/** What becomes of each add-on, and what could. What was decided for the row alone stands there at once, and is worked out in a moment. */
function addOnViews(row: KeptRow, shown: Shown): CampaignRow['addOns'] {
  return addOnsOf(row).map(({ subscriptionId, offerId, quantity, choices, impossible = [], chosen, currency }) => {
    const own = row.decided.find((each) => each.subscriptionId === subscriptionId)?.choice ?? null;
    const money = (amount: Minor | null) => (amount === null || currency === null ? null : moneyView(amount, currency));
    const choice = own ?? chosen;
    return {
      subscriptionId,
      offer: { id: offerId, name: offerName(shown.catalog, offerId, shown.locale) },
      quantity,
      ...(choice === null ? {} : { choice }),
      isDecidedAlone: own !== null,
      choices: choices.map((open) => {
        const [total, nextPeriod] = [money(open.total), money(open.nextPeriod)];
        return { choice: open.choice, ...(total === null ? {} : { total }), ...(nextPeriod === null ? {} : { nextPeriod }) };
      }),
      impossible: impossible.map((each) => impossibleView(each, shown)),
    };
  });
}

function members(row: KeptRow, shown: Shown) {
  const { currency, plan, upgradeState, undoableUntil, targetSubscriptionId } = row;
  const named = (id: OfferId) => ({ id, name: offerName(shown.catalog, id, shown.locale) });
  const money = (amount: Minor | null) => (amount === null || currency === null ? undefined : moneyView(amount, currency));
  const [total, monthMore] = [money(row.totalMinor), money(row.monthMoreMinor)];
  const quantity = plan?.quantity ?? row.quantity;
  const upgradeType = plan?.upgradeType ?? row.upgradeType;
  return {
    id: row.id,
    state: row.state,
    customerId: row.customerId,
    customerName: row.customerName,
    subscriptionId: row.subscriptionId,
    friendlyName: row.friendlyName,
    sourceOffer: named(row.sourceOfferId),
    targetOffer: named(row.targetOfferId),
    ...(quantity === null ? {} : { quantity }),
    ...(upgradeType === null ? {} : { upgradeType }),
    ...(total === undefined ? {} : { total }),
    ...(monthMore === undefined ? {} : { monthMore }),
    ...(row.usersMoved === null ? {} : { usersMoved: row.usersMoved }),
    ...(row.usersLeftBehind === null ? {} : { usersLeftBehind: row.usersLeftBehind }),
    addOns: addOnViews(row, shown),
    reasons: row.reasons.map((reason) => whyNot(reason, row.subscriptionId, shown)),
    differences: row.differences.map((difference) => ({ ...difference })),
    undoReasons: row.undoReasons.map((reason) => whyNotBack(reason, shown)),
    ...(row.dueOn === null ? {} : { scheduledFor: row.dueOn }),
    ...(row.scheduleState === null ? {} : { scheduleState: row.scheduleState }),
    ...(row.rehearsedAt === null ? {} : { rehearsedAt: row.rehearsedAt }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    ...(row.upgradeId === null ? {} : { upgradeId: row.upgradeId }),
    ...(upgradeState === null ? {} : { upgradeState }),
    ...(targetSubscriptionId === null ? {} : { targetSubscriptionId }),
    ...(undoableUntil === null || upgradeState === 'undone' ? {} : { undoableUntil }),
    links: linksOf(row),
  };
}

function linksOf({ customerId, subscriptionId, campaignId, id, upgradeId }: KeptRow): CampaignRow['links'] {
  return {
    self: link(`/campaigns/${campaignId}/rows/${id}`),
    subscription: link(`/customers/${customerId}/subscriptions/${subscriptionId}`),
    ...(upgradeId === null ? {} : { upgrade: link(`/customers/${customerId}/upgraderecords/${upgradeId}`) }),
  };
}

/** A reason with its sentence, its facts and what would help. */
export function whyNot(reason: RowReason, subscriptionId: SubscriptionId, shown: Shown): CampaignRow['reasons'][number] {
  const description = explainRow(reason, shown.catalog, shown.locale);
  if (isOwn(reason)) {
    const { code, ...facts } = reason;
    return { code, description, facts, remedies: [{ kind: 'work_out_again' }] };
  }
  if (isOfSchedule(reason)) {
    const { code, ...facts } = reason;
    return { code, description, facts, remedies: remediesFor(reason).map((remedy) => ({ ...remedy })) };
  }
  return { description, ...reasonView(reason, subscriptionId, shown) };
}

function whyNotBack(reason: UndoReason, { catalog, locale }: Shown): CampaignRow['undoReasons'][number] {
  const { code, ...facts } = reason;
  return {
    code,
    description: explainUndo(reason, catalog, locale),
    facts,
    remedies: undoRemedies(reason).map((remedy) => ({ ...remedy })),
  };
}
