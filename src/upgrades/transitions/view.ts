import { moneyView } from '../../billing/view.ts';
import { addDays } from '../../kit/dates.ts';
import type { UserId } from '../../kit/ids.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { durationOfTerm } from '../../subscriptions/new-commerce/terms.ts';
import { countUsers } from '../plan.ts';
import type { Reason } from '../reasons.ts';
import type { DirectoryPerson } from '../store.ts';
import { leftBehindViews, lineView, reasonView } from '../view.ts';
import type * as wire from './contract.ts';
import type { TransitionFacts, TransitionVerdict } from './eligibility.ts';
import { destinationCode, destinationSentence, errorOf } from './errors.ts';
import type { TransitionPlan } from './plan.ts';
import type { RecordedTransition } from './store.ts';
import type { Transition, TransitionType } from './transition.ts';

/** An operation as the wire has it; `finishedAt` is when the last of those whom it left behind was done. */
export function transitionView(transition: Transition & Partial<Pick<RecordedTransition, 'finishedAt'>>): wire.Transition {
  const { finishedAt = null, events } = transition;
  const left = events.some(({ name, status }) => name === 'LicenseReassignment' && status === 'Failed');
  const ended =
    left && finishedAt !== null ? [{ name: 'LicenseReassignment', status: 'Completed', timestamp: finishedAt, errors: [] } as const] : [];
  return {
    operationId: transition.id,
    fromCatalogItemId: transition.fromOfferId,
    fromSubscriptionId: transition.fromId,
    toCatalogItemId: transition.toOfferId,
    toSubscriptionId: transition.toId,
    quantity: transition.quantity,
    transitionType: transition.transitionType,
    termDuration: transition.duration,
    billingCycle: transition.billingCycle,
    events: [...events, ...ended].map((event) => ({
      ...event,
      timestamp: new Date(event.timestamp).toISOString(),
      errors: [...event.errors],
      attributes: { objectType: 'TransitionEvent' as const },
    })),
    attributes: { objectType: 'Transition' },
  };
}

/** The verdict on one product: one way where it is clear, two where the seats could go and the users not. */
export function eligibilityView(facts: TransitionFacts, verdict: TransitionVerdict, locale: Locale): wire.TransitionEligibility {
  const { catalog, source } = facts;
  const { goal, reasons, transferReasons } = verdict;
  const offer = catalog.offers.get(goal.offerId);
  if (offer === undefined) throw new Error(`no such offer: ${goal.offerId}`);
  const way = (transitionType: TransitionType, against: readonly Reason[]) => ({
    isEligible: against.length === 0,
    transitionType,
    errors: against.map((reason) => errorOf(reason, catalog, locale)),
    reasons: against.map((reason) => reasonView(reason, source.id, { catalog, locale })),
  });
  const isClear = reasons.length > 0 || transferReasons.length === 0;
  return {
    catalogItemId: offer.id,
    title: inLocale(offer.name, locale),
    description: inLocale(offer.description, locale),
    quantity: goal.quantity,
    eligibilities: [
      ...(isClear ? [] : [way('transition_only', [])]),
      way('transition_with_license_transfer', [...reasons, ...transferReasons]),
    ],
    subscriptionEligibilities: verdict.destinations.map(({ subscription, reasons: against }) => ({
      isEligible: against.length === 0 && reasons.length === 0,
      subscriptionId: subscription.id,
      subscriptionFriendlyName: subscription.friendlyName,
      subscriptionTermDuration: durationOfTerm(subscription.term),
      subscriptionBillingCycle: subscription.billingCycle,
      errors: against.map((reason) => ({ code: destinationCode(reason), description: destinationSentence(reason, catalog, locale) })),
    })),
    attributes: { objectType: 'TransitionEligibility' },
  };
}

/** What an operation would do. */
export function previewView(
  facts: TransitionFacts,
  plan: TransitionPlan | null,
  reasons: readonly Reason[],
  { locale, people }: { readonly locale: Locale; readonly people: ReadonlyMap<UserId, DirectoryPerson> },
): wire.TransitionPreview {
  const { catalog, source } = facts;
  const shown = { catalog, locale };
  const told = {
    errors: reasons.map((reason) => errorOf(reason, catalog, locale)),
    reasons: reasons.map((reason) => reasonView(reason, source.id, shown)),
  };
  const attributes = { objectType: 'TransitionPreview' as const };
  if (plan === null) return { isPossible: false, ...told, lines: [], usersToMove: 0, usersLeftBehind: [], attributes };
  const { subscription } = plan.target;
  return {
    isPossible: true,
    ...told,
    toSubscription: {
      way: plan.way,
      quantity: subscription.quantity,
      termDuration: plan.goal.duration,
      startDate: subscription.term.from,
      endDate: addDays(subscription.term.until, -1),
      unitPrice: moneyView(subscription.unitPriceMinor, subscription.currency),
    },
    seatsLeft: plan.way === 'in_place' || plan.source.after.subscription.status === 'deleted' ? 0 : plan.source.after.subscription.quantity,
    lines: plan.lines.map((line) => lineView(line, line.cause === 'transition_cancel' ? line.subscriptionId : NOT_THE_SOURCE, shown)),
    total: moneyView(plan.total, subscription.currency),
    usersToMove: countUsers(plan.transfer.moves),
    usersLeftBehind: leftBehindViews(plan.transfer.leftBehind, people, shown),
    attributes,
  };
}

/** In place source and target have one id: the cause says which of them a line is for. */
const NOT_THE_SOURCE = '' as TransitionPlan['target']['subscription']['id'];
