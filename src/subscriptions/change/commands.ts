import type { Actor } from '../../audit/entry.ts';
import type { Caller } from '../../access/caller.ts';
import type { Answer, Question } from '../../audit/store.ts';
import type { Charge } from '../../billing/charge.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { PreviewId, SubscriptionId, UserId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { freshness, type Etags } from '../../platform/etag.ts';
import { writeAll } from '../../platform/write.ts';
import { windowsOf, type Windows } from '../new-commerce/windows.ts';
import { differences, type Difference } from '../promise.ts';
import type { Living } from '../living.ts';
import { settleCustomer, type LifeSurroundings } from '../renewal/commands.ts';
import { dueEvent, lifeOf } from '../renewal/events.ts';
import { lockCustomer, type Scope } from '../tenant/store.ts';
import { changeIn, changesSomething, type Change, type ChangeBody } from './change.ts';
import type { ChangeFacts } from './facts.ts';
import { planChange, type ChangePlan, type ChangePlanning } from './plan.ts';
import { promiseOf } from './promise.ts';
import type { ChangeReason } from './reasons.ts';
import { forbidden } from './request.ts';
import { findReseller, gatherForChange, keepPreview, type Asked, type Gathered } from './store.ts';
import { writesOf, type LicenseWrites } from './steps.ts';

/** How long a preview may be carried out, in minutes. */
export const PREVIEW_MINUTES = 30;

/** The world as a command sees it. Licences are another domain's: whoever wires hands over how they are taken away. */
export type ChangeSurroundings = Omit<LifeSurroundings, 'dropProducts'> & { readonly licenses: LicenseWrites };

type ChangeRequest = { readonly scope: Scope; readonly subscriptionId: SubscriptionId; readonly body: ChangeBody };

type NotFound = { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_subscription' };
type Forbidden = { readonly kind: 'forbidden' } & NonNullable<ReturnType<typeof forbidden>>;
/** Users are named to lose a licence, and no seats are given back. */
type NothingGivenBack = { readonly kind: 'nothing_given_back' };

export type PreviewOutcome =
  | NotFound
  | Outdated
  | Forbidden
  | NothingGivenBack
  | {
      readonly kind: 'previewed';
      readonly id: PreviewId;
      readonly promiseHash: string;
      readonly expiresAt: Date;
      readonly facts: ChangeFacts;
      readonly planning: ChangePlanning;
    };

/** Works out a change without making it, and keeps what it promises. */
export async function previewChange(
  tx: Tx,
  request: ChangeRequest & { readonly caller: Caller; readonly hash: (text: string) => string },
  around: ChangeSurroundings,
): Promise<PreviewOutcome> {
  const { scope, subscriptionId, body, caller } = request;
  const asked = { subscriptionId, question: null, previewId: null, userIds: userIdsIn(body) };
  const read = await readFacts(tx, { scope, asked, caller, isLocked: false }, around);
  if (read.kind !== 'read') return read;
  const change = changeIn(body, read.facts.target.subscription, read.facts.target.account);
  const planned = await planFor(tx, read.facts, change);
  if (planned.kind !== 'decided') return planned;
  const { facts, planning } = planned;
  const id = around.newId() as PreviewId;
  const expiresAt = new Date(facts.now.getTime() + PREVIEW_MINUTES * 60_000);
  if (planning.kind === 'refused') return { kind: 'previewed', id, promiseHash: '', expiresAt, facts, planning };
  const promise = promiseOf(planning.plan);
  const promiseHash = request.hash(JSON.stringify(promise));
  writeAll(tx, scope.customerId, [
    keepPreview({
      id,
      partnerId: scope.partnerId,
      of: { kind: 'subscription', subscriptionId, change },
      promise,
      promiseHash,
      at: facts.now,
      expiresAt,
    }),
  ]);
  return { kind: 'previewed', id, promiseHash, expiresAt, facts, planning };
}

export type ChangeOutcome =
  | NotFound
  | Outdated
  | Forbidden
  | NothingGivenBack
  | { readonly kind: 'precondition_failed' }
  | { readonly kind: 'etag_stale' }
  | { readonly kind: 'no_such_preview' }
  | { readonly kind: 'promise_broken'; readonly differences: readonly Difference[] }
  | { readonly kind: 'refused'; readonly reasons: readonly ChangeReason[]; readonly facts: ChangeFacts }
  | { readonly kind: 'answered'; readonly answer: Answer };

export type PatchRequest = ChangeRequest & {
  readonly actor: Actor;
  readonly question: Question;
  readonly previewId: PreviewId | null;
  readonly etags: Etags;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (after: Living, facts: ChangeFacts, windows: Windows) => Answer;
};

/**
 * Changes a subscription and what hangs on it, all of it in this transaction: decides under the customer's lock, saves,
 * charges and credits, takes licences away, records and announces.
 */
export async function changeSubscription(tx: Tx, request: PatchRequest, around: ChangeSurroundings): Promise<ChangeOutcome> {
  const { scope, actor, question, previewId, body } = request;
  const asked = { subscriptionId: request.subscriptionId, question, previewId, userIds: userIdsIn(body) };
  const locked = lockCustomer(tx, scope);
  const read = await readFacts(tx, { scope, asked, caller: actor.caller, isLocked: true }, around);
  await locked;
  if (read.kind !== 'read') return read;
  if (read.gathered.answered !== null) return { kind: 'answered', answer: read.gathered.answered };
  const { target } = read.facts;
  const state = freshness(request.etags, target.subscription);
  if (state !== 'fresh') return { kind: state };

  const preview = previewId === null ? null : keptPreview(read.gathered, request, read.facts.now);
  if (previewId !== null && preview === null) return { kind: 'no_such_preview' };
  const own = changeIn(body, target.subscription, target.account);
  const change = preview !== null && !changesSomething(own) ? preview.change : own;
  const planned = await planFor(tx, read.facts, change);
  if (planned.kind !== 'decided') return planned;
  const { facts, planning } = planned;
  if (planning.kind === 'refused') return { kind: 'refused', reasons: planning.reasons, facts };
  if (preview !== null) {
    const found = differences(preview.promise, promiseOf(planning.plan));
    if (found.length > 0) return { kind: 'promise_broken', differences: found };
  }
  // A whole resource that was sent back as it was read asks for nothing.
  if (!changesSomething(change)) return { kind: 'answered', answer: request.answer(target, facts, windowsAfter(facts, target, [])) };
  return { kind: 'answered', answer: write(tx, { facts, plan: planning.plan, request }, around) };
}

type Reading = { readonly scope: Scope; readonly asked: Asked; readonly caller: Caller; readonly isLocked: boolean };
type Read = { readonly kind: 'read'; readonly gathered: Gathered; readonly facts: ChangeFacts };

/** Reads the facts; where something fell due and was not done yet, lets it happen first. */
async function readFacts(tx: Tx, reading: Reading, around: ChangeSurroundings): Promise<Read | NotFound | Outdated> {
  const first = await gatherForChange(tx, reading.scope, reading.asked);
  const read = factsOf(first, reading, around);
  if (read.kind !== 'read' || !isOverdue(read.facts, around)) return read;
  if (!reading.isLocked) await lockCustomer(tx, reading.scope);
  const settled = await settleCustomer(tx, reading.scope.customerId, { ...around, ...around.licenses });
  if (settled.kind === 'catalog_outdated') return settled;
  return factsOf(await gatherForChange(tx, reading.scope, reading.asked), reading, around);
}

function factsOf(gathered: Gathered | null, { asked, scope, caller }: Reading, around: ChangeSurroundings): Read | NotFound | Outdated {
  if (gathered === null) return { kind: 'no_such_customer' };
  const { facts: customer, accounts, ledger, assigned, people } = gathered;
  if (customer.catalogRevision !== around.catalog.current().revision) return { kind: 'catalog_outdated' };
  const livings = accounts.flatMap((account): Living[] => {
    const subscription = customer.subscriptions.find((each) => each.id === account.subscriptionId && each.partnerId === scope.partnerId);
    return subscription === undefined ? [] : [{ subscription, account, rounding: customer.partner.rounding }];
  });
  const target = livings.find((each) => each.subscription.id === asked.subscriptionId);
  if (target === undefined) return { kind: 'no_such_subscription' };
  const now = customerNow(customer, around.now);
  const today = dayOf(now);
  const catalog = catalogSoldBy(around.catalog.on(today), { partnerId: scope.partnerId, country: customer.country });
  const addOns = livings.filter((each) => each !== target);
  return {
    kind: 'read',
    gathered,
    facts: { customer, target, addOns, ledger, assigned, people, reseller: null, caller, catalog, today, now },
  };
}

function isOverdue({ target, addOns, catalog, today }: ChangeFacts, { policy }: ChangeSurroundings): boolean {
  return [target, ...addOns].some(
    ({ subscription, account }) =>
      dueEvent(lifeOf(subscription, account, catalog.offers.get(subscription.offerId)), policy, today) !== null,
  );
}

type Decided = { readonly kind: 'decided'; readonly facts: ChangeFacts; readonly planning: ChangePlanning };

/** From what was read to what would be done; the same for a preview and for the change itself. */
async function planFor(tx: Tx, facts: ChangeFacts, change: Change): Promise<Decided | Forbidden | NothingGivenBack> {
  const barrier = forbidden(facts.caller, change);
  if (barrier !== null) return { kind: 'forbidden', ...barrier };
  const { quantity } = facts.target.subscription;
  if (change.unassignUserIds.length > 0 && (change.quantity ?? quantity) >= quantity) return { kind: 'nothing_given_back' };
  const { resellerMpnId: mpnId } = change;
  const reseller = mpnId === null ? null : await findReseller(tx, facts.customer.partner.id, mpnId);
  return { kind: 'decided', facts: { ...facts, reseller }, planning: planChange({ ...facts, reseller }, change) };
}

function keptPreview({ preview }: Gathered, request: PatchRequest, now: Date): Gathered['preview'] {
  if (preview === null || preview.subscriptionId !== request.subscriptionId || new Date(preview.expiresAt) < now) return null;
  return preview;
}

function write(
  tx: Tx,
  done: { readonly facts: ChangeFacts; readonly plan: ChangePlan; readonly request: PatchRequest },
  around: ChangeSurroundings,
): Answer {
  const { facts, plan, request } = done;
  const [first] = plan.changed;
  const after = first?.after ?? facts.target;
  // The version that the answer shows is the one that is written.
  const shown = { ...after, subscription: { ...after.subscription, version: after.subscription.version + 1 } };
  const answer = request.answer(shown, facts, windowsAfter(facts, after, plan.lines));
  writeAll(
    tx,
    request.scope.customerId,
    writesOf({ facts, plan, actor: request.actor, question: request.question, answer }, { ...around, now: facts.now }),
  );
  return answer;
}

/** What can be given back once these lines are written. */
function windowsAfter({ catalog, ledger, now }: ChangeFacts, { subscription }: Living, lines: readonly Charge[]): Windows {
  const chargedAt = now.toISOString();
  const after = [...ledger, ...lines.map((line) => ({ ...line, chargedAt }))];
  return windowsOf(subscription, catalog.offers.get(subscription.offerId), after, now);
}

function userIdsIn(body: ChangeBody): readonly UserId[] {
  return [...new Set(body.unassignUserIds ?? [])] as readonly string[] as readonly UserId[];
}
