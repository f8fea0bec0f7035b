import type { Actor, AuditEntry } from '../../audit/entry.ts';
import { announce, recordAudit } from '../../audit/store.ts';
import { appendCharges } from '../../billing/store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { moveLicenses } from '../../licenses/assignment/store.ts';
import type { TransferPlan } from '../../licenses/transfer.ts';
import type { Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../../subscriptions/announcement.ts';
import { savedOf, type Living } from '../../subscriptions/living.ts';
import { dueOn, type LifeSurroundings } from '../../subscriptions/renewal/commands.ts';
import { openSubscriptions, saveSubscriptions } from '../../subscriptions/store.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { recordLeftBehind } from '../left-behind/store.ts';
import { countUsers } from '../plan.ts';
import type { Reason } from '../reasons.ts';
import { recordUpgrade } from '../store.ts';
import { errorOf, usersLeftError } from './errors.ts';
import type { TransitionFacts } from './eligibility.ts';
import type { TransitionPlan } from './plan.ts';
import { recordTransitions } from './store.ts';
import type { Transition, TransitionEvent } from './transition.ts';

export type Carrying = {
  readonly transition: Transition;
  readonly facts: TransitionFacts;
  readonly plan: TransitionPlan;
  readonly actor: Actor;
};

/** All parts of a transition, for one statement that travels with the commit. */
export function writesOf(
  { transition, facts, plan, actor }: Carrying,
  around: Pick<LifeSurroundings, 'catalog' | 'policy' | 'now' | 'newId'>,
): readonly Write[] {
  const { now: at, newId } = around;
  const { source, target } = plan;
  const { partnerId } = source.before.subscription;
  const audit = transitionAudit({ transition, facts, plan, actor }, { auditId: newId(), at });
  const saved = (living: Living) => savedOf(living, { dueOn: dueOn(living, around), at });
  const { caller } = actor;
  return [
    saveSubscriptions([saved(source.after), ...(plan.way === 'into_existing' ? [saved(target)] : [])]),
    ...(plan.way === 'partial' ? [openSubscriptions([openedBy(plan, newId(), at)])] : []),
    appendCharges(
      plan.lines.map((charge) => ({ chargeId: newId(), charge })),
      { eventId: transition.id, partnerId, at },
    ),
    recordTransitions([{ ...transition, partnerId, at }]),
    ...(countUsers(plan.transfer.moves) + countUsers(plan.transfer.leftBehind) === 0
      ? []
      : peopleWrites({
          transition,
          transfer: plan.transfer,
          between: [source.before.subscription, target.subscription],
          catalog: facts.catalog,
          submittedBy: caller.kind === 'user' ? caller.userId : null,
          at,
        })),
    recordAudit([audit]),
    announce(
      [...new Map([source.before, target].map((each) => [each.subscription.id, each.subscription])).values()].map((subscription) =>
        subscriptionUpdated(subscription, { eventId: newId(), auditId: audit.auditId, at }),
      ),
    ),
  ];
}

type People = {
  readonly transition: Transition;
  readonly transfer: TransferPlan;
  readonly between: readonly [before: Subscription, after: Subscription];
  readonly catalog: Catalog;
  readonly submittedBy: string | null;
  readonly at: Date;
};

/** The licences that move, and the others as work: recorded like those of any upgrade, so that the same pages show and end them. */
export function peopleWrites({ transition, transfer, between: [before, after], catalog, submittedBy, at }: People): readonly Write[] {
  const { id, fromId, toId, fromOfferId, toOfferId, quantity } = transition;
  const { partnerId } = before;
  const sku = (offerId: OfferId) => catalog.offers.get(offerId)?.skuId;
  return [
    ...moveLicenses(transfer.moves, { from: sku(before.offerId), to: sku(after.offerId), at }),
    recordUpgrade({
      id,
      partnerId,
      sourceId: fromId,
      targetId: toId,
      offers: { source: fromOfferId, target: toOfferId },
      upgradeType: 'upgrade_with_license_transfer',
      quantity,
      usersMoved: countUsers(transfer.moves),
      usersLeftBehind: countUsers(transfer.leftBehind),
      submittedBy,
      at,
    }),
    recordLeftBehind(transfer.leftBehind, { id, partnerId, at }),
  ];
}

/** What a transition did, or why it failed, step by step; the licences follow in the same moment or wait for a person. */
export function eventsOf(
  done: { readonly transfer: TransferPlan | null; readonly transferReasons: readonly Reason[]; readonly reasons: readonly Reason[] },
  { catalog, locale, at }: { readonly catalog: Catalog; readonly locale: Locale; readonly at: Date },
): readonly TransitionEvent[] {
  const timestamp = at.toISOString();
  const wired = (reasons: readonly Reason[]) => reasons.map((reason) => errorOf(reason, catalog, locale));
  if (done.reasons.length > 0) return [{ name: 'Conversion', status: 'Failed', timestamp, errors: wired(done.reasons) }];
  const conversion: TransitionEvent = { name: 'Conversion', status: 'Completed', timestamp, errors: [] };
  if (done.transfer === null) return [conversion];
  const users = countUsers(done.transfer.leftBehind);
  const errors = [...wired(done.transferReasons), ...(users === 0 ? [] : [usersLeftError(users, locale)])];
  // Without anybody to move nothing has failed.
  const isDone = users === 0;
  return [conversion, { name: 'LicenseReassignment', status: isDone ? 'Completed' : 'Failed', timestamp, errors: isDone ? [] : errors }];
}

function openedBy({ target }: TransitionPlan, orderId: string, at: Date) {
  const { subscription, account } = target;
  return { ...subscription, orderId, upgradedFromId: account.upgradedFromId, autoRenew: account.autoRenew, at };
}

/** The audit entry, with the subscriptions before and after. Inside, names are PascalCase as in the audit API. */
function transitionAudit(
  { transition, facts, plan, actor }: Carrying,
  { auditId, at }: { readonly auditId: string; readonly at: Date },
): AuditEntry {
  const { source, target, transfer } = plan;
  return {
    auditId,
    actor,
    customerName: facts.customer.companyName,
    resourceType: 'subscription',
    resourceId: source.before.subscription.id,
    operationType: 'upgrade_subscription',
    oldValue: told(source.before, facts.catalog),
    newValue: {
      SourceSubscription: told(source.after, facts.catalog),
      TargetSubscription: told(target, facts.catalog),
      TransitionType: transition.transitionType,
    },
    customizedData: [
      { key: 'OperationId', value: transition.id },
      { key: 'Quantity', value: String(transition.quantity) },
      { key: 'UsersMoved', value: String(countUsers(transfer.moves)) },
      { key: 'UsersLeftBehind', value: String(countUsers(transfer.leftBehind)) },
    ],
    at,
  };
}

function told({ subscription }: Living, catalog: Catalog): object {
  const { id, offerId, quantity, status, term } = subscription;
  const offerName = catalog.offers.get(offerId)?.name.en;
  return { Id: id, OfferId: offerId, OfferName: offerName, Quantity: quantity, Status: status, TermFrom: term.from, TermUntil: term.until };
}
