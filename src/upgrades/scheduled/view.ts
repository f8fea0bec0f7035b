import { moneyView } from '../../billing/view.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { toIso } from '../../kit/dates.ts';
import type { Locale } from '../../kit/locale.ts';
import { link } from '../../platform/paging.ts';
import type { ChangeRefusal } from '../../subscriptions/change/contract.ts';
import type { ChangeReason } from '../../subscriptions/change/reasons.ts';
import { previewView as seatsPreview, refusalView } from '../../subscriptions/change/view.ts';
import type { Reason } from '../reasons.ts';
import { previewView as upgradePreview } from '../result-view.ts';
import { reasonView } from '../view.ts';
import { explain } from '../words.ts';
import type * as wire from './contract.ts';
import { explainOwn, isOwn, remediesFor, type AgainstSchedule } from './reasons.ts';
import { rebase, seatsAfter, type Rebasing, type Schedule } from './schedule.ts';
import type { Carried } from './steps.ts';
import type { Standing } from './store.ts';

type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** A scheduled change as its readers see it: on the ground of this moment, even before the next check. */
export function scheduleView({ schedule: stored, ground }: Standing, now: Date, shown: Shown): wire.ScheduledChange {
  const isPending = stored.state === 'pending';
  const schedule = isPending ? rebase(stored, ground, now) : stored;
  const { id, customerId, subscriptionId, reasons, outcome } = schedule;
  const self = `/customers/${customerId}/subscriptions/${subscriptionId}`;
  return {
    id,
    customerId,
    customerName: ground.companyName,
    subscriptionId,
    friendlyName: ground.friendlyName,
    offerName: offerName(shown.catalog, ground.offerId, shown.locale),
    when: schedule.atRenewal ? 'renewal' : 'date',
    date: schedule.dueOn,
    state: schedule.state,
    ...wishView(schedule, shown),
    seatsNow: ground.quantity,
    seatsAfter: isPending
      ? seatsAfter(schedule.wish, ground.quantity)
      : (outcome?.quantity ?? seatsAfter(schedule.wish, schedule.baseQuantity)),
    wouldFail: isPending && reasons.length > 0,
    reasons: reasons.map((reason) => againstView(reason, schedule, shown)),
    ...(schedule.checkedAt === null ? {} : { checkedDate: toIso(schedule.checkedAt) }),
    ...(outcome === null ? {} : { expected: outcomeView(outcome) }),
    rebased: schedule.history.map(rebasedView),
    scheduledBy: schedule.askedBy.name,
    createdDate: toIso(schedule.createdAt),
    ...(schedule.finishedAt === null ? {} : { finishedDate: toIso(schedule.finishedAt) }),
    links: { self: link(`${self}/scheduledchanges/${id}`), subscription: link(self) },
    attributes: { objectType: 'ScheduledChange' },
  };
}

function wishView({ wish }: Schedule, { catalog, locale }: Shown) {
  if (wish.kind === 'upgrade') {
    const { kind, targetOfferId: id, upgradeType, addOns } = wish;
    return {
      kind,
      targetOffer: { id, name: offerName(catalog, id, locale) },
      ...(upgradeType === null ? {} : { upgradeType }),
      ...(addOns.length === 0 ? {} : { addOns: [...addOns] }),
    };
  }
  const { kind, mode, seats, acceptLicenseConflict } = wish;
  return {
    kind,
    ...(mode === 'to' ? { quantity: seats } : { quantityChange: seats }),
    ...(acceptLicenseConflict ? { acceptLicenseConflict } : {}),
  };
}

function outcomeView({ quantity, totalMinor, currency, usersLeftBehind, upgradeId }: NonNullable<Schedule['outcome']>) {
  const total = moneyView(totalMinor, currency);
  return { quantity, total, usersLeftBehind, ...(upgradeId === undefined ? {} : { upgradeId }) };
}

function rebasedView(entry: Rebasing): wire.ScheduledChange['rebased'][number] {
  const { at, because } = entry;
  const date = toIso(at);
  return because === 'seats_changed' ? { date, because, seats: entry.seats, result: entry.result } : { date, because, day: entry.day };
}

/** What stands against it, with its facts and what would help. */
function againstView(reason: AgainstSchedule, { wish, subscriptionId }: Schedule, shown: Shown): ChangeRefusal {
  if (isOwn(reason)) {
    const { code, ...facts } = reason;
    return { code, description: explainOwn(reason, shown.locale), facts, remedies: [...remediesFor(reason)] };
  }
  // What a change is refused for is worded by its own law.
  if (wish.kind === 'seats') return refusalView(reason as ChangeReason, subscriptionId, shown);
  return { ...reasonView(reason as Reason, subscriptionId, shown), description: explain(reason as Reason, shown.catalog, shown.locale) };
}

/** What it would do on its day. */
export function workedOutView({ kind, schedule, reasons, shown }: Carried, { catalog, locale }: Shown): wire.ScheduledChangePreview {
  const upgrade = shown?.kind === 'upgrade' && shown.preview.facts.catalog.offers.has(shown.preview.planning.targetOfferId);
  return {
    date: schedule.dueOn,
    isPossible: kind === 'possible',
    reasons: reasons.map((reason) => againstView(reason, schedule, { catalog, locale })),
    ...(shown?.kind === 'seats' ? { seats: seatsPreview(shown.preview, locale) } : {}),
    ...(shown?.kind === 'upgrade' && upgrade ? { upgrade: upgradePreview(shown.preview, locale) } : {}),
    attributes: { objectType: 'ScheduledChangePreview' },
  };
}
