import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextTerm, STANDARD } from '../../../test/new-commerce.ts';
import { E1, statuses, transitionWorld } from '../../../test/transitions.ts';

const { at, heldBy, run, withSeats } = await transitionWorld();

describe('scheduled for the end of the term', () => {
  const next = (offerId: string, quantity: number) => ({ scheduledNextTermInstructions: nextTerm(offerId, quantity) });
  for (const [name, quantity, held, events] of [
    ['with as many seats the users go along', 3, { ada: 'STANDARDPACK' }, ['Conversion Completed', 'LicenseReassignment Completed']],
    ['with other seats somebody has to choose', 2, { ada: 'O365_BUSINESS_PREMIUM' }, ['Conversion Completed']],
  ] as const) {
    test(name, async () => {
      const { patch, read, customerId, history } = await withSeats(3, ['ada']);
      assert.equal((await patch(next(E1, quantity))).status, 200);
      at('2027-06-17T23:00:00Z');
      await run();
      assert.equal((await read()).offerId, STANDARD);
      at('2027-06-18T01:00:00Z');
      await run();
      await run();
      assert.deepEqual([(await read()).offerId, (await read()).quantity], [E1, quantity]);
      assert.deepEqual(await heldBy(customerId), held);
      assert.deepEqual((await history()).map(statuses), [events]);
    });
  }
  test('is taken back by an operation in the middle of the term', async () => {
    const { patch, turn, read } = await withSeats(10);
    await patch(next(STANDARD, 12));
    await turn({ toCatalogItemId: E1, quantity: 4 });
    const shown = await read();
    assert.deepEqual([shown.quantity, shown.scheduledNextTermInstructions], [6, undefined]);
  });
});
