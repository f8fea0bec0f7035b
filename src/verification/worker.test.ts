import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { moneyWorld } from '../../test/money-world.ts';
import { plantCharge } from '../../test/charges.ts';
import { agentOf, plantCustomer, plantSubscription } from '../../test/tenant.ts';
import { invoiceAll } from '../billing/invoices/worker.ts';
import { addDays, dayOf, type Day } from '../kit/dates.ts';
import { newId } from '../platform/clock.ts';
import { readerOf } from '../platform/reader.ts';
import { verificationText } from './differences.ts';
import { readSeats } from './store.ts';
import { verify } from './worker.ts';

const { db, server, offer, sellerIn, now, at, settle } = await moneyWorld();
const partnerId = sellerIn('USD');
const [first, second] = [await plantCustomer(db, partnerId), await plantCustomer(db, partnerId)];
server.actAs(agentOf(partnerId, 'global_admin', 'admin_agent'));

async function ask(method: string, path: string, body: object): Promise<any> {
  const answer = await server.ask(`/v1/customers/${path}`, { method, body });
  assert.ok(answer.status < 300, answer.text);
  return answer.body;
}

async function buy(customerId: string, key: string, quantity: number, billingCycle: 'monthly' | 'annual'): Promise<string> {
  const order = await ask('POST', `${customerId}/orders`, { billingCycle, lineItems: [{ offerId: offer(key).id, quantity }] });
  return order.lineItems[0].subscriptionId;
}

const later = (days: number): void => at(new Date(`${addDays(dayOf(now()), days)}T09:00:00Z`));

// Bought, changed, upgraded, suspended and cancelled; then a month goes by, and is invoiced.
const upgraded = await buy(first, 'm365-business-basic', 10, 'monthly');
const changed = await buy(second, 'o365-e1', 7, 'annual');
const cancelled = await buy(second, 'm365-business-standard', 3, 'monthly');
later(9);
await ask('PATCH', `${second}/subscriptions/${changed}`, { quantity: 11 });
await ask('PATCH', `${second}/subscriptions/${cancelled}`, { status: 'suspended' });
const target = { targetOffer: { id: offer('m365-business-standard').id } };
const { targetSubscriptionId } = await ask('POST', `${first}/subscriptions/${upgraded}/upgrades`, target);
later(35);
for (const customerId of [first, second]) await settle({ partnerId, customerId });
await ask('PATCH', `${first}/subscriptions/${targetSubscriptionId}`, { quantity: 12 });
await invoiceAll({ db, clock: { now }, newId });

describe('everything worked out again', () => {
  test('agrees, whatever was bought, changed, upgraded, suspended and invoiced', async () => {
    const found = await verify(db, now());
    assert.deepEqual(found.differences, []);
    assert.deepEqual([found.subscriptions, found.subscriptionsNotTold], [3, 0], 'the changed one, and both sides of the upgrade');
    assert.ok(found.lines >= 10 && found.invoices >= 1, JSON.stringify(found));
    assert.match(verificationText(found), /^Worked out again: \d+ lines .*\nEverything agrees\.$/);
  });

  const line = '(select max(charge_id::text)::uuid from invoice_line)';
  const harms: readonly [name: string, sql: string, back: string, expected: readonly string[]][] = [
    [
      'an amount',
      `update charge set amount_minor = amount_minor + 1 where charge_id = ${line}`,
      `update charge set amount_minor = amount_minor - 1 where charge_id = ${line}`,
      ['amount', 'invoice'],
    ],
    [
      'seats',
      `update subscription set quantity = 12 where subscription_id = '${changed}'`,
      `update subscription set quantity = 11 where subscription_id = '${changed}'`,
      ['seats'],
    ],
    [
      'a subscription that is gone',
      `update subscription set status = 'active', quantity = 4, due_on = 'infinity' where subscription_id = '${upgraded}'`,
      `update subscription set status = 'deleted', quantity = 0 where subscription_id = '${upgraded}'`,
      ['seats'],
    ],
    [
      'an invoice’s total',
      'update invoice set total_minor = total_minor - 1',
      'update invoice set total_minor = total_minor + 1',
      ['invoice'],
    ],
    [
      'a number that was given out for nothing',
      `update invoice_counter set last_number = last_number + 1 where partner_id = '${partnerId}'`,
      `update invoice_counter set last_number = last_number - 1 where partner_id = '${partnerId}'`,
      ['invoice_numbers'],
    ],
  ];
  for (const [name, sql, back, expected] of harms)
    test(`does not when there is harm to ${name}`, async () => {
      // Undone again, so that each harm is found alone.
      await db.read(sql);
      const found = await verify(db, now());
      await db.read(back);
      assert.deepEqual([...new Set(found.differences.map(({ kind }) => kind))], expected);
      assert.deepEqual((await verify(db, now())).differences, []);
    });

  test('is told with every difference in a sentence, a hundred at most', () => {
    const difference = { kind: 'seats', customerId: 'c', subscriptionId: 's', kept: 5, derived: 4 } as const;
    const found = { lines: 1, invoices: 0, subscriptions: 1, subscriptionsNotTold: 0 };
    const lines = verificationText({ ...found, differences: Array.from({ length: 101 }, () => difference) }).split('\n');
    assert.equal(lines.length, 103);
    assert.equal(lines[1], 'The subscription s of customer c has 5 seats to be charged, but the ledger charges 4.');
    assert.deepEqual(lines.slice(-2), ['And 1 more.', '101 differences.']);
  });
});

describe('seats whose days that are left come to nothing', () => {
  const today = dayOf(now());
  const whole = { from: addDays(today, -28), until: addDays(today, 3), periodDays: 31 };
  const rest = { ...whole, from: today };
  const cases: [
    name: string,
    priceMinor: number,
    line: { from: Day; until: Day; periodDays: number; amountMinor: number; quantity?: number },
    kept: { status: 'active' | 'deleted'; quantity: number },
    derived: number | null,
  ][] = [
    ['bought for them are charged, with nothing', 3, { ...rest, amountMinor: 0 }, { status: 'active', quantity: 1 }, null],
    ['bought for them and cancelled have no credit', 3, { ...rest, amountMinor: 0 }, { status: 'deleted', quantity: 1 }, null],
    ['cancelled at the end of a period have none either', 3, { ...whole, amountMinor: 3 }, { status: 'deleted', quantity: 1 }, null],
    ['added at its end have no charge', 3, { ...whole, amountMinor: 3 }, { status: 'active', quantity: 2 }, null],
    ['and a price that leaves a cent for them has', 11, { ...whole, amountMinor: 11 }, { status: 'deleted', quantity: 1 }, 1],
    ['also when they were added', 11, { ...whole, amountMinor: 11 }, { status: 'active', quantity: 2 }, 1],
  ];
  for (const [name, unitPriceMinor, line, { status, quantity }, derived] of cases)
    test(name, async () => {
      const customerId = await plantCustomer(db, partnerId);
      const planted = { partnerId, customerId };
      const id = await plantSubscription(db, planted, {
        offer: offer('m365-business-basic'),
        createdOn: whole.from,
        quantity,
        unitPriceMinor,
      });
      await db.read(`update subscription set status = $2, due_on = $3 where subscription_id = $1`, [id, status, whole.until]);
      const chargedAt = `${line.from}T09:00:00Z`;
      await plantCharge(db, planted, { subscriptionId: id, unitPriceMinor, quantity: 1, cause: 'purchase', chargedAt, ...line });
      const found = (await verify(db, now())).differences.filter((each) => 'customerId' in each && each.customerId === customerId);
      const kept = status === 'active' ? quantity : 0;
      const seats = (await readSeats(readerOf(db), now())).find((each) => each.customerId === customerId);
      assert.deepEqual([seats?.kept, seats?.derived], [kept, 1], 'the one line charges one seat, also with nothing');
      assert.deepEqual(found, derived === null ? [] : [{ kind: 'seats', customerId, subscriptionId: id, kept, derived }]);
    });
});
