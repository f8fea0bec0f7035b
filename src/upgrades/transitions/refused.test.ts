import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BASIC, STANDARD } from '../../../test/new-commerce.ts';
import { fingerprint } from '../../../test/tenant.ts';
import { BOUGHT, E1, PREMIUM, statuses, transitionWorld } from '../../../test/transitions.ts';
import { newId } from '../../platform/clock.ts';

const { at, buy, db, newCustomer, withSeats } = await transitionWorld();

describe('orders that cannot be', () => {
  const cases: [name: string, body: object, status: number, code: number, reason: string | null][] = [
    ['no seats', { toCatalogItemId: E1, quantity: 0 }, 400, 900275, 'transition_quantity'],
    ['a seat more than there are', { toCatalogItemId: E1, quantity: 11 }, 400, 900275, 'transition_quantity'],
    ['a shorter term', { toCatalogItemId: E1, termDuration: 'P1M' }, 400, 900267, 'transition_term_shorter'],
    ['a term that is none', { toCatalogItemId: E1, termDuration: 'P2Y' }, 400, 2000, 'termDuration'],
    ['a cycle that is none', { toCatalogItemId: E1, billingCycle: 'Triennial' }, 400, 2000, 'billingCycle'],
    ['a destination that is no id', { toCatalogItemId: E1, toSubscriptionId: '7' }, 400, 2000, 'toSubscriptionId'],
    ['a promotion', { toCatalogItemId: E1, promotionId: 'X' }, 400, 27007, null],
    ['a product that nobody knows', { toCatalogItemId: 'CFQ7TTC0ZZZZ:0001:CFQ7TTC0ZZZZ' }, 400, 800004, null],
  ];
  for (const [name, body, status, code, reason] of cases) {
    test(name, async () => {
      const { turn } = await withSeats(10);
      const before = await fingerprint(db);
      const answer = await turn(body);
      assert.deepEqual(
        [answer.status, answer.body.code, ...(reason === null ? [] : [answer.body.data[0]])],
        [status, code, ...(reason === null ? [] : [reason])],
      );
      assert.equal(await fingerprint(db), before);
    });
  }
  test('a cycle longer than the term', async () => {
    at(BOUGHT);
    const customerId = await newCustomer();
    const { turn } = await buy(customerId, BASIC, 1, { termDuration: 'P1M' });
    const { status, body } = await turn({ toCatalogItemId: STANDARD, billingCycle: 'Annual' });
    assert.deepEqual([status, body.code, body.data], [400, 900270, ['term_not_sold']]);
  });
});

describe('an operation that fails', () => {
  test('is recorded with its error, changes nothing, and is found by its id', async () => {
    const { turn, read, history, patch } = await withSeats(10);
    await patch({ status: 'suspended' });
    const { status, body } = await turn({ toCatalogItemId: E1 });
    assert.deepEqual([status, statuses(body), body.events[0].errors[0].code], [200, ['Conversion Failed'], 2]);
    assert.equal((await read()).offerId, STANDARD);
    assert.deepEqual(await history(`?operationId=${body.operationId}`), [body]);
    assert.deepEqual(await history(`?operationId=${newId()}`), []);
  });
  test('because the product does not follow', async () => {
    const { turn } = await withSeats(10);
    const { body } = await turn({ toCatalogItemId: PREMIUM });
    assert.deepEqual([statuses(body), body.events[0].errors[0].code], [['Conversion Failed'], 8]);
  });
});
