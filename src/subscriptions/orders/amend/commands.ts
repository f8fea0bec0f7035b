import type { Actor } from '../../../audit/entry.ts';
import { announce, recordAudit, rememberAnswer, type Answer, type Question } from '../../../audit/store.ts';
import { appendEvents } from '../../../billing/store.ts';
import type { BillingCycle, Catalog } from '../../../catalog/catalog.ts';
import type { Outdated } from '../../../catalog/freshness.ts';
import type { PreviewId } from '../../../kit/ids.ts';
import type { Tx } from '../../../platform/db.ts';
import { writeAll } from '../../../platform/write.ts';
import { subscriptionUpdated } from '../../announcement.ts';
import { keepPreview } from '../../change/store.ts';
import type { Living } from '../../living.ts';
import { differences, type Difference } from '../../promise.ts';
import { settleCustomer, type LifeSurroundings } from '../../renewal/commands.ts';
import { dueEvent, lifeOf } from '../../renewal/events.ts';
import { restartSubscriptions } from '../../store.ts';
import type { Account } from '../../tenant/account.ts';
import { presentOf } from '../../tenant/present.ts';
import { lockCustomer, type Scope } from '../../tenant/store.ts';
import { orderAudit } from '../audit.ts';
import { decidePurchase, purchaseWrites, type DecidedPurchase, type PurchaseDecision, type PurchaseSurroundings } from '../commands.ts';
import type { Order, OrderLine } from '../order.ts';
import { findOrder, gatherForPurchase, type GatheredPurchase } from '../store.ts';
import type { Wish } from '../wish.ts';
import { ordersOf } from '../order.ts';
import { planCycleChange, type CycleFacts, type CyclePlan, type CycleStep } from './cycle.ts';
import { promiseOfCycle } from './promise.ts';
import type { CycleReason } from './reasons.ts';
import { findCyclePreview, readBills, type KeptPreview } from './store.ts';

export type AmendRequest = {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly question: Question;
  readonly orderId: string;
  /** Add-ons that are to be added; all of them name a subscription of the order. */
  readonly wishes: readonly Wish[];
  /** Null where none is said. */
  readonly billingCycle: BillingCycle | null;
  /** The preview that is to be carried out, as it promised. */
  readonly previewId: PreviewId | null;
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (order: Order) => Answer;
};

export type AmendOutcome =
  | Outdated
  | Exclude<PurchaseDecision, { kind: 'possible' }>
  | { readonly kind: 'no_such_order' }
  /** One request asks for add-ons and for another billing cycle. */
  | { readonly kind: 'two_changes_at_once' }
  /** An add-on is to hang on something that is not in this order. */
  | { readonly kind: 'base_outside_order'; readonly line: number }
  | { readonly kind: 'no_such_preview' }
  | { readonly kind: 'promise_broken'; readonly differences: readonly Difference[] }
  | { readonly kind: 'cycle_refused'; readonly reasons: readonly CycleReason[]; readonly catalog: Catalog }
  | { readonly kind: 'answered'; readonly answer: Answer };

/** The world, and the language in which add-ons are named. */
export type AmendSurroundings = LifeSurroundings & Pick<PurchaseSurroundings, 'locale'>;

/** Changes an order: hangs add-ons on its subscriptions, or gives all of them another billing cycle. */
export async function amendOrder(tx: Tx, request: AmendRequest, around: AmendSurroundings): Promise<AmendOutcome> {
  const { scope, orderId, wishes } = request;
  const locked = lockCustomer(tx, scope);
  const gathered = await gatherForPurchase(tx, scope, request);
  await locked;
  if (gathered === null) return { kind: 'no_such_customer' };
  if (gathered.answered !== null) return { kind: 'answered', answer: gathered.answered };
  const before = await findOrder(tx, { customerId: scope.customerId, sellerIds: [scope.partnerId], resellerMpnId: null }, orderId);
  if (before === null) return { kind: 'no_such_order' };
  const isOther = request.billingCycle !== null && request.billingCycle !== before.billingCycle;
  if (wishes.length > 0 && (isOther || request.previewId !== null)) return { kind: 'two_changes_at_once' };
  if (wishes.length > 0) return addAddOns(tx, { request, gathered, before }, around);
  const preview = await keptPreview(tx, request, presentOf(gathered.facts, around).at);
  if (request.previewId !== null && preview === null) return { kind: 'no_such_preview' };
  const wanted = request.billingCycle ?? preview?.billingCycle ?? before.billingCycle;
  if (preview !== null || isOther) return changeCycle(tx, { request, before, wanted, preview }, around);
  // A whole resource that was sent back as it was read asks for nothing.
  return { kind: 'answered', answer: request.answer(before) };
}

type Adding = { readonly request: AmendRequest; readonly gathered: GatheredPurchase; readonly before: Order };

async function addAddOns(tx: Tx, { request, gathered, before }: Adding, around: AmendSurroundings): Promise<AmendOutcome> {
  const { scope, orderId } = request;
  const outside = request.wishes.find(({ base }) => base.kind !== 'subscription' || !isIn(before, base.id));
  if (outside !== undefined) return { kind: 'base_outside_order', line: outside.line };
  // What hangs on a subscription is billed like it, whatever typed clients write into the order.
  const wishes = request.wishes.map((wish) => ({ ...wish, billingCycle: null }));
  const decision = decidePurchase(gathered, wishes, around);
  if (decision.kind !== 'possible') return decision;
  const decided = inOrder(decision.decided, orderId);
  const [added] = ordersOf(decided.plan, scope.customerId, decided.at);
  if (added === undefined) throw new Error('add-ons without an order');
  const after = { ...before, lines: numbered([...before.lines, ...added.lines]) };
  const answer = request.answer(after);
  writeAll(tx, scope.customerId, [
    ...purchaseWrites(decided, [{ eventId: around.newId(), before, after }], request, around.newId),
    rememberAnswer(request.question, answer, around.now),
  ]);
  return { kind: 'answered', answer };
}

function isIn({ lines }: Order, id: string): boolean {
  return lines.some((line) => line.subscriptionId === id);
}

/** Add-ons to one order join it, whatever order their plan made for them. */
function inOrder({ facts, plan, at }: DecidedPurchase, orderId: string): DecidedPurchase {
  const lines = plan.lines.map((line) => ({ ...line, group: 0, subscription: { ...line.subscription, orderId } }));
  return { facts, plan: { ...plan, lines, orders: plan.orders.slice(0, 1).map((order) => ({ ...order, id: orderId })) }, at };
}

function numbered(lines: readonly OrderLine[]): readonly OrderLine[] {
  return lines.map((each, line) => ({ ...each, line }));
}

/** Of which order another billing cycle is asked for. */
export type CycleAsked = Pick<AmendRequest, 'scope' | 'orderId'>;

export type CyclePreviewOutcome =
  | Outdated
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'no_such_order' }
  | {
      readonly kind: 'previewed';
      readonly id: PreviewId;
      readonly promiseHash: string;
      readonly expiresAt: Date;
      readonly billingCycle: BillingCycle;
      readonly facts: CycleFacts;
      readonly plan: CyclePlan;
    };

/** Works out another billing cycle without giving it, and keeps what it promises: the same facts and the same plan as the change itself. */
export async function previewCycle(
  tx: Tx,
  asked: CycleAsked & { readonly billingCycle: BillingCycle; readonly hash: (text: string) => string },
  around: LifeSurroundings,
): Promise<CyclePreviewOutcome> {
  // What fell due may have to happen first, and that takes the lock.
  await lockCustomer(tx, asked.scope);
  const read = await readCycleFacts(tx, asked, around);
  if (read.kind !== 'read') return read;
  const { customerId, partnerId } = asked.scope;
  const order = await findOrder(tx, { customerId, sellerIds: [partnerId], resellerMpnId: null }, asked.orderId);
  if (order === null) return { kind: 'no_such_order' };
  const { facts, at } = read;
  const { orderId, billingCycle } = asked;
  const plan = planFor(facts, order, billingCycle);
  const id = around.newId() as PreviewId;
  const expiresAt = new Date(at.getTime() + PREVIEW_MINUTES * 60_000);
  const previewed = { kind: 'previewed', id, expiresAt, billingCycle, facts, plan } as const;
  if (plan.kind === 'refused') return { ...previewed, promiseHash: '' };
  const promise = promiseOfCycle(billingCycle, plan.steps);
  const promiseHash = asked.hash(JSON.stringify(promise));
  const of = { kind: 'order' as const, orderId, change: { billingCycle } };
  writeAll(tx, customerId, [keepPreview({ id, partnerId, of, promise, promiseHash, at, expiresAt })]);
  return { ...previewed, promiseHash };
}

/** How long a preview may be carried out, in minutes. */
const PREVIEW_MINUTES = 30;

/** From what was read to what would be done, for the preview and for the change. The cycle that it has changes nothing. */
function planFor(facts: CycleFacts, before: Order, wanted: BillingCycle): CyclePlan {
  return wanted === before.billingCycle ? { kind: 'planned', steps: [] } : planCycleChange(facts, wanted);
}

/** The preview that a request carries out, while it may be. */
async function keptPreview(tx: Tx, { scope, orderId, previewId }: AmendRequest, now: Date): Promise<KeptPreview | null> {
  const found = previewId === null ? null : await findCyclePreview(tx, scope, { orderId, previewId });
  return found === null || new Date(found.expiresAt) < now ? null : found;
}

type Cycling = {
  readonly request: AmendRequest;
  readonly before: Order;
  readonly wanted: BillingCycle;
  readonly preview: KeptPreview | null;
};

async function changeCycle(tx: Tx, { request, before, wanted, preview }: Cycling, around: LifeSurroundings): Promise<AmendOutcome> {
  const read = await readCycleFacts(tx, request, around);
  if (read.kind !== 'read') return read;
  const { facts, at } = read;
  const { catalog } = facts;
  const plan = planFor(facts, before, wanted);
  if (plan.kind === 'refused') return { kind: 'cycle_refused', reasons: plan.reasons, catalog };
  if (preview !== null) {
    const found = differences(preview.promise, promiseOfCycle(wanted, plan.steps));
    if (found.length > 0) return { kind: 'promise_broken', differences: found };
  }
  if (plan.steps.length === 0) return { kind: 'answered', answer: request.answer(before) };
  const after = { ...before, billingCycle: wanted };
  const answer = request.answer(after);
  writeCycle(tx, { request, facts, steps: plan.steps, before, after, answer, at }, around);
  return { kind: 'answered', answer };
}

type Read = { readonly kind: 'read'; readonly facts: CycleFacts; readonly at: Date };

/** Reads the facts; where something fell due and was not done yet, lets it happen first: else days that nobody paid for would come back. */
async function readCycleFacts(
  tx: Tx,
  request: CycleAsked,
  around: LifeSurroundings,
  settles = true,
): Promise<Read | Outdated | { readonly kind: 'no_such_customer' }> {
  const gathered = await gatherForPurchase(tx, request.scope, { question: null });
  if (gathered === null) return { kind: 'no_such_customer' };
  if (gathered.facts.catalogRevision !== around.catalog.current().revision) return { kind: 'catalog_outdated' };
  const { at, catalog, today } = presentOf(gathered.facts, around);
  const { accounts, ledger } = await readBills(tx, request.scope.customerId);
  const livings = livingsOf(gathered, accounts, request);
  const isOverdue = livings.some(({ subscription, account }) => {
    const life = lifeOf(subscription, account, catalog.offers.get(subscription.offerId));
    return dueEvent(life, around.policy, today) !== null;
  });
  if (!settles || !isOverdue) return { kind: 'read', facts: { customer: gathered.facts, livings, ledger, catalog, today }, at };
  const settled = await settleCustomer(tx, request.scope.customerId, around);
  return settled.kind === 'catalog_outdated' ? settled : readCycleFacts(tx, request, around, false);
}

/** The subscriptions of the order that are not removed, and what hangs on them, in whichever order that was bought. */
function livingsOf({ facts }: GatheredPurchase, accounts: readonly Account[], { scope, orderId }: CycleAsked): readonly Living[] {
  const own = facts.subscriptions.filter((each) => each.partnerId === scope.partnerId && each.status !== 'deleted');
  const bought = new Set(own.filter((each) => each.orderId === orderId).map((each) => each.id));
  return own
    .filter((each) => bought.has(each.id) || (each.parentId !== null && bought.has(each.parentId)))
    .flatMap((subscription) => {
      const account = accounts.find((each) => each.subscriptionId === subscription.id);
      return account === undefined ? [] : [{ subscription, account, rounding: facts.partner.rounding }];
    });
}

type Written = {
  readonly request: AmendRequest;
  readonly facts: CycleFacts;
  readonly steps: readonly CycleStep[];
  readonly before: Order;
  readonly after: Order;
  readonly answer: Answer;
  readonly at: Date;
};

function writeCycle(tx: Tx, { request, facts, steps, before, after, answer, at }: Written, { newId, now }: LifeSurroundings): void {
  const { scope, actor } = request;
  const { customer, catalog } = facts;
  const audit = orderAudit({ auditId: newId(), actor, companyName: customer.companyName, catalog, at }, { before, after });
  writeAll(tx, scope.customerId, [
    restartSubscriptions(steps.map((step) => step.restarted)),
    appendEvents([
      {
        event: { eventId: newId(), partnerId: scope.partnerId, at },
        lines: steps.flatMap((step) => step.lines.map((charge) => ({ chargeId: newId(), charge }))),
      },
    ]),
    recordAudit([audit]),
    announce(
      steps.map(({ before: { subscription } }) => subscriptionUpdated(subscription, { eventId: newId(), auditId: audit.auditId, at })),
    ),
    rememberAnswer(request.question, answer, now),
  ]);
}
