import type { Actor } from '../../audit/entry.ts';
import { announce, recordAudit, rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import { appendEvents } from '../../billing/store.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll, type Write } from '../../platform/write.ts';
import { subscriptionUpdated } from '../announcement.ts';
import { openSubscriptions } from '../store.ts';
import { presentOf } from '../tenant/present.ts';
import { lockCustomer, type Scope } from '../tenant/store.ts';
import { orderAudit } from './audit.ts';
import type { PurchaseFacts } from './law.ts';
import { ordersOf, type Order } from './order.ts';
import { planPurchase, type PlannedLine, type PurchasePlan } from './plan.ts';
import { gatherForPurchase, type GatheredPurchase } from './store.ts';
import type { Wish } from './wish.ts';

/** The world as a command sees it: the catalogue of any day, the instant, and a source of ids. */
export type PurchaseSurroundings = {
  readonly catalog: Pick<CatalogSource, 'current' | 'on'>;
  readonly now: Date;
  readonly newId: () => string;
  /** The language of whoever asks; English where left out. */
  readonly locale?: Locale;
};

/** A purchase that can be made, or why not: what Preview, cart and order have in common. */
export type PurchaseDecision =
  | Outdated
  | { readonly kind: 'no_such_customer' }
  | { readonly kind: 'unknown_offer'; readonly wishes: readonly Wish[]; readonly decided: DecidedPurchase }
  | { readonly kind: 'refused'; readonly decided: DecidedPurchase }
  | { readonly kind: 'possible'; readonly decided: DecidedPurchase };

export type DecidedPurchase = { readonly facts: PurchaseFacts; readonly plan: PurchasePlan; readonly at: Date };

/** Decides what was gathered about, at the customer's own present. */
export function decidePurchase(gathered: GatheredPurchase | null, wishes: readonly Wish[], around: PurchaseSurroundings): PurchaseDecision {
  if (gathered === null) return { kind: 'no_such_customer' };
  const { catalog, newId, locale = 'en' } = around;
  const { facts: customer, hadBefore, seller } = gathered;
  if (customer.catalogRevision !== catalog.current().revision) return { kind: 'catalog_outdated' };
  const { at, ...present } = presentOf(customer, around);
  const facts: PurchaseFacts = { customer, hadBefore: new Map(hadBefore.map((had) => [had.offerId, had.count])), locale, ...present };
  const ids = { subscriptionIds: wishes.map(() => newId() as SubscriptionId), orderIds: wishes.map(() => newId()) };
  const decided = { facts, plan: planPurchase(facts, seller, wishes, ids), at };
  if (decided.plan.unknown.length > 0) return { kind: 'unknown_offer', wishes: decided.plan.unknown, decided };
  return { kind: decided.plan.lines.some((line) => line.reasons.length > 0) ? 'refused' : 'possible', decided };
}

export type OrderRequest = {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly question: Question;
  readonly wishes: readonly Wish[];
  /** Words the answer; it is kept with the effect, so that a repeat reads the same. */
  readonly answer: (order: Order, decided: DecidedPurchase) => Answer;
};

export type OrderOutcome =
  | Exclude<PurchaseDecision, { kind: 'possible' }>
  /** Offers that cannot share an order: other billing cycles, or a trial beside something else. */
  | { readonly kind: 'several_orders_needed' }
  | { readonly kind: 'answered'; readonly answer: Answer };

/** Buys what is wished for in one order, all of it in this transaction or nothing. */
export async function placeOrder(tx: Tx, request: OrderRequest, around: PurchaseSurroundings): Promise<OrderOutcome> {
  // Both statements travel together; the second reads what is there after the wait for the first.
  const locked = lockCustomer(tx, request.scope);
  const gathered = await gatherForPurchase(tx, request.scope, request);
  await locked;
  if (gathered !== null && gathered.answered !== null) return { kind: 'answered', answer: gathered.answered };
  const decision = decidePurchase(gathered, request.wishes, around);
  if (decision.kind !== 'possible') return decision;
  const { decided } = decision;
  const orders = ordersOf(decided.plan, request.scope.customerId, decided.at);
  const [order] = orders;
  if (order === undefined || orders.length > 1) return { kind: 'several_orders_needed' };
  const answer = request.answer(order, decided);
  writeAll(tx, request.scope.customerId, [
    ...purchaseWrites(decided, orders.map(newOrder), request, around.newId),
    rememberAnswer(request.question, answer, around.now),
  ]);
  return { kind: 'answered', answer };
}

/** An order that is made or added to; `eventId` is that of its lines of the bill. */
export type OrderMade = { readonly eventId: string; readonly before: Order | null; readonly after: Order };

/** A new order is itself the event of its lines: they are found by its id. */
export function newOrder(after: Order): OrderMade {
  return { eventId: after.id, before: null, after };
}

/** Everything that a purchase writes: subscriptions, lines of the bill, an audit entry for each order, announcements. */
export function purchaseWrites(
  { facts, plan, at }: DecidedPurchase,
  orders: readonly OrderMade[],
  { scope, actor }: Pick<OrderRequest, 'scope' | 'actor'>,
  newId: () => string,
): readonly Write[] {
  const { customer, catalog } = facts;
  const audits = orders.map((made) => orderAudit({ auditId: newId(), actor, companyName: customer.companyName, catalog, at }, made));
  const told = plan.lines.map(({ subscription, group }) =>
    subscriptionUpdated(subscription, { eventId: newId(), auditId: audits[group]?.auditId ?? newId(), at }),
  );
  return [
    openSubscriptions(plan.lines.map((line) => openedBy(line, at))),
    appendEvents(
      orders.map(({ eventId }, group) => ({
        event: { eventId, partnerId: scope.partnerId, at },
        lines: plan.lines.flatMap(({ charge, group: own }) => (charge === null || own !== group ? [] : [{ chargeId: newId(), charge }])),
      })),
    ),
    recordAudit(audits),
    announce(told),
  ];
}

/** The subscription of a line, in the words of its table. */
export function openedBy({ subscription, autoRenew }: PlannedLine, at: Date) {
  return { ...subscription, upgradedFromId: null, autoRenew, at };
}
