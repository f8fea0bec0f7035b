import { callerId } from '../../access/caller.ts';
import type { Actor } from '../../audit/entry.ts';
import { rememberAnswer, type Answer, type Question } from '../../audit/store.ts';
import type { Outdated } from '../../catalog/freshness.ts';
import { isoOf } from '../../kit/dates.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import { writeAll } from '../../platform/write.ts';
import { decidePurchase, newOrder, purchaseWrites, type DecidedPurchase, type PurchaseSurroundings } from '../orders/commands.ts';
import { ordersOf, type Order } from '../orders/order.ts';
import { differingTotal, type TotalDiffers } from '../orders/expected-total.ts';
import { totalOf } from '../orders/plan.ts';
import { gatherForPurchase, type GatheredPurchase } from '../orders/store.ts';
import { lockCustomer, type Scope } from '../tenant/store.ts';
import { expiryOf, type Cart, type CartLine, type CartPolicy } from './cart.ts';
import { findCart, forgetCarts, saveCart } from './store.ts';
import { errorIn } from './verdict.ts';

export type CartSurroundings = PurchaseSurroundings & { readonly policy: CartPolicy };

/** A cart with the verdict of this moment on each of its lines. */
export type JudgedCart = { readonly cart: Cart; readonly decided: DecidedPurchase };

type Missing = Outdated | { readonly kind: 'no_such_customer' } | { readonly kind: 'no_such_cart' };
type Answered = { readonly kind: 'answered'; readonly answer: Answer };
type Ordered = { readonly kind: 'ordered_already' };

/** A cart as it stands now; null where there is none any more. */
export async function readCart(
  reader: Reader,
  scope: Scope,
  cartId: string,
  around: CartSurroundings,
): Promise<Missing | { readonly kind: 'read'; readonly judged: JudgedCart }> {
  const gathered = await gatherForPurchase(reader, scope, { question: null });
  if (gathered === null) return { kind: 'no_such_customer' };
  const cart = await findCart(reader, scope, cartId, around.now);
  if (cart === null) return { kind: 'no_such_cart' };
  const decided = decide(gathered, cart.lines, around);
  return decided.kind === 'decided' ? { kind: 'read', judged: { cart, decided: decided.decided } } : decided;
}

export type CartRequest = {
  readonly scope: Scope;
  readonly actor: Actor;
  readonly question: Question;
  /** Null for a new cart. */
  readonly cartId: string | null;
  readonly lines: readonly CartLine[];
  readonly answer: (judged: JudgedCart) => Answer;
};

/** Fills a new cart, or fills one anew. Lines that cannot be bought stay in it, each with its error. */
export async function fillCart(tx: Tx, request: CartRequest, around: CartSurroundings): Promise<Missing | Ordered | Answered> {
  const { scope, actor, lines, cartId } = request;
  const start = await begin(tx, request, around);
  if (start.kind !== 'begun') return start;
  const { gathered, cart: before } = start;
  if (cartId !== null && before === null) return { kind: 'no_such_cart' };
  if (before?.status === 'ordered') return { kind: 'ordered_already' };
  const decided = decide(gathered, lines, around);
  if (decided.kind !== 'decided') return decided;
  const now = isoOf(around.now);
  const cart: Cart = {
    id: before?.id ?? around.newId(),
    customerId: scope.customerId,
    status: 'active',
    lines,
    orderIds: [],
    createdAt: before?.createdAt ?? now,
    modifiedAt: now,
    modifiedBy: callerId(actor.caller),
    expiresAt: isoOf(expiryOf(around.policy, around.now)),
  };
  const answer = request.answer({ cart, decided: decided.decided });
  const parts = [saveCart(cart, scope.partnerId), rememberAnswer(request.question, answer, around.now)];
  writeAll(tx, scope.customerId, before === null ? [forgetCarts(around.now), ...parts] : parts);
  return { kind: 'answered', answer };
}

export type CheckoutRequest = Omit<CartRequest, 'lines' | 'answer' | 'cartId'> & {
  readonly cartId: string;
  /** What was shown as the total, in the partner's currency; null where nobody says. */
  readonly expectedTotal: number | null;
  readonly answer: (orders: readonly Order[]) => Answer;
};

export type CheckoutOutcome =
  | Missing
  | Ordered
  | Answered
  | { readonly kind: 'empty' }
  | TotalDiffers
  /** The lines that cannot be bought; nothing was. */
  | { readonly kind: 'refused'; readonly judged: JudgedCart };

/** Buys everything in a cart, in as many orders as that takes: all of it in this transaction, or nothing. */
export async function checkOut(tx: Tx, request: CheckoutRequest, around: CartSurroundings): Promise<CheckoutOutcome> {
  const { scope, actor } = request;
  const start = await begin(tx, request, around);
  if (start.kind !== 'begun') return start;
  const { gathered, cart } = start;
  if (cart === null) return { kind: 'no_such_cart' };
  if (cart.status === 'ordered') return { kind: 'ordered_already' };
  if (cart.lines.length === 0) return { kind: 'empty' };
  const result = decide(gathered, cart.lines, around);
  if (result.kind !== 'decided') return result;
  const { decided } = result;
  if (cart.lines.some((line) => errorIn(line, decided) !== null)) return { kind: 'refused', judged: { cart, decided } };
  const differs = differingTotal(request.expectedTotal, totalOf(decided.plan), decided.facts.customer.partner.currency);
  if (differs !== null) return differs;
  const orders = ordersOf(decided.plan, scope.customerId, decided.at);
  const answer = request.answer(orders);
  const bought: Cart = {
    ...cart,
    status: 'ordered',
    orderIds: orders.map((order) => order.id),
    modifiedAt: isoOf(around.now),
    modifiedBy: callerId(actor.caller),
  };
  writeAll(tx, scope.customerId, [
    ...purchaseWrites(decided, orders.map(newOrder), request, around.newId),
    saveCart(bought, scope.partnerId),
    rememberAnswer(request.question, answer, around.now),
  ]);
  return { kind: 'answered', answer };
}

type Begun = { readonly kind: 'begun'; readonly gathered: GatheredPurchase; readonly cart: Cart | null };

/** Holds the customer, and reads what was answered before, the facts and the cart. */
async function begin(
  tx: Tx,
  { scope, question, cartId }: Pick<CartRequest, 'scope' | 'question' | 'cartId'>,
  around: CartSurroundings,
): Promise<Begun | Answered | { readonly kind: 'no_such_customer' }> {
  const locked = lockCustomer(tx, scope);
  const gathered = await gatherForPurchase(tx, scope, { question });
  await locked;
  if (gathered === null) return { kind: 'no_such_customer' };
  if (gathered.answered !== null) return { kind: 'answered', answer: gathered.answered };
  return { kind: 'begun', gathered, cart: cartId === null ? null : await findCart(tx, scope, cartId, around.now) };
}

function decide(
  gathered: GatheredPurchase,
  lines: readonly CartLine[],
  around: CartSurroundings,
): Outdated | { readonly kind: 'no_such_customer' } | { readonly kind: 'decided'; readonly decided: DecidedPurchase } {
  const decision = decidePurchase(
    gathered,
    lines.map((line) => line.wish),
    around,
  );
  return 'decided' in decision ? { kind: 'decided', decided: decision.decided } : decision;
}
