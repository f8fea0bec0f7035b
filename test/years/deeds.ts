import assert from 'node:assert/strict';
import type { Random } from '../crash/random.ts';
import { BASES } from '../money-moves.ts';
import type { Currency } from './prices.ts';
import type { Cycle, Reference } from './reference.ts';
import type { Site } from './site.ts';

/** A customer with what was sold to it, as far as the run knows it. */
export type Customer = {
  readonly id: string;
  readonly currency: Currency;
  readonly reference: Reference;
  readonly held: Map<string, Sold>;
  /** What was asked for so far, and what came of it. */
  readonly history: string[];
};

type Sold = { readonly id: string; readonly key: string; readonly orderId: string; cycle: Cycle };

/** How often what was done, and refused. */
export type Counts = Record<string, number>;

export type World = { readonly site: Site; readonly random: Random; readonly counts: Counts };

/** Orders one of the products that can be upgraded, or some at once; gives how many subscriptions that made. */
export async function order(world: World, customer: Customer, today: number): Promise<number> {
  const { site, random } = world;
  const cycle: Cycle = random.chance(0.65) ? 'monthly' : 'annual';
  const keys = random.chance(0.5) ? [pick(random, BASES.slice(0, 3))] : BASES.filter(() => random.chance(0.75));
  if (keys.length === 0) return 0;
  const wanted = keys.map((key) => ({ key, seats: whole(random, 1, 25) }));
  const lineItems = wanted.map(({ key, seats }, i) => ({ lineItemNumber: i, offerId: site.offerIdOf(key), quantity: seats }));
  const answer = await done(world, 'order', customer, 'POST', '/orders', { billingCycle: cycle, lineItems });
  if (answer === null) return 0;
  const made: readonly any[] = answer.lineItems;
  assert.equal(made.length, wanted.length);
  for (const [i, { key, seats }] of wanted.entries()) {
    const id = String(made[i].subscriptionId);
    customer.held.set(id, { id, key, orderId: answer.id, cycle });
    customer.reference.buy({ id, key, cycle, seats }, today);
  }
  return wanted.length;
}

/** Does something to one of a customer's subscriptions. */
export async function act(world: World, customer: Customer, today: number): Promise<void> {
  const { random } = world;
  const { reference } = customer;
  const living = [...customer.held.values()].filter(({ id }) => reference.stateOf(id) !== 'gone');
  if (living.length === 0) return;
  const sold = pick(random, living);
  const path = `/subscriptions/${sold.id}`;
  const chance = random.next();
  if (reference.stateOf(sold.id) === 'suspended') {
    const answer = await done(world, 'reactivate', customer, 'PATCH', path, { status: 'active' });
    // It is refused once the ninety days are over.
    if (answer === null) reference.cancel(sold.id, today);
    else reference.activate(sold.id, today);
  } else if (chance < 0.45) {
    const seats = whole(random, 1, 30);
    if ((await done(world, 'seats', customer, 'PATCH', path, { quantity: seats })) !== null) reference.change(sold.id, seats, today);
  } else if (chance < 0.6) {
    if ((await done(world, 'suspend', customer, 'PATCH', path, { status: 'suspended' })) !== null) reference.suspend(sold.id, today);
  } else if (chance < 0.63) {
    if ((await done(world, 'cancel', customer, 'PATCH', path, { status: 'deleted' })) !== null) reference.cancel(sold.id, today);
  } else if (chance < 0.7) {
    const renews = random.chance(0.7);
    if ((await done(world, 'auto-renewal', customer, 'PATCH', path, { autoRenewEnabled: renews })) !== null)
      reference.renew(sold.id, renews);
  } else if (chance < 0.85) await upgrade(world, customer, sold, today);
  else await changeCycle(world, customer, sold, today);
}

async function upgrade(world: World, customer: Customer, sold: Sold, today: number): Promise<void> {
  if (sold.key === BASES.at(-1)) return;
  const key = pick(world.random, BASES.slice(BASES.indexOf(sold.key) + 1));
  const body = { targetOffer: { id: world.site.offerIdOf(key) } };
  const answer = await done(world, 'upgrade', customer, 'POST', `/subscriptions/${sold.id}/upgrades`, body);
  if (answer === null) return;
  const id = String(answer.targetSubscriptionId);
  const { rows } = await world.site.db.read<{ order_id: string }>(
    'select order_id from subscription where customer_id = $1 and subscription_id = $2',
    [customer.id, id],
  );
  customer.held.set(id, { id, key, orderId: rows[0]?.order_id ?? '', cycle: sold.cycle });
  customer.reference.upgrade(sold.id, { id, key }, today);
}

/** All that is in an order gets another billing cycle together. */
async function changeCycle(world: World, customer: Customer, { orderId, cycle }: Sold, today: number): Promise<void> {
  const wanted: Cycle = cycle === 'monthly' ? 'annual' : 'monthly';
  const body = { billingCycle: wanted, lineItems: [] };
  if ((await done(world, 'cycle', customer, 'PATCH', `/orders/${orderId}`, body)) === null) return;
  const all = [...customer.held.values()].filter((each) => each.orderId === orderId && customer.reference.stateOf(each.id) === 'active');
  customer.reference.cycle(
    all.map(({ id }) => id),
    wanted,
    today,
  );
  for (const each of all) each.cycle = wanted;
}

/** Asks for it; null where it is refused. */
async function done(
  { site, counts }: World,
  what: string,
  { id, currency, history }: Customer,
  method: string,
  path: string,
  body: unknown,
): Promise<any> {
  const { status, text, body: answer } = await site.ask(currency, method, `/v1/customers/${id}${path}`, body);
  assert.ok(status < 500, `${method} ${path}: ${status} ${text}`);
  const isDone = status < 300 && !(answer?.upgradeErrors?.length > 0);
  const name = isDone ? what : `${what} refused`;
  counts[name] = (counts[name] ?? 0) + 1;
  history.push(
    `${site.now().toISOString()} ${name} ${path} ${JSON.stringify(body)}${isDone ? ` -> ${answer.targetSubscriptionId ?? ''}` : ''}`,
  );
  return isDone ? answer : null;
}

/** A whole number between two, both possible. */
export function whole(random: Random, least: number, most: number): number {
  return Math.floor(random.between(least, most + 1));
}

/** One of some. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random.next() * items.length)] ?? assert.fail('nothing to choose from');
}
