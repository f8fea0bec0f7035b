import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BASIC, STANDARD } from '../../../test/new-commerce.ts';
import { fingerprint, plantUser } from '../../../test/tenant.ts';
import { BOUGHT, E1, statuses, transitionWorld } from '../../../test/transitions.ts';
import { newId } from '../../platform/clock.ts';

const { at, buy, db, heldBy, later, linesOf, newCustomer, tenant } = await transitionWorld();
const standard = tenant.offer('m365-business-standard-nce');

describe('into an existing subscription', () => {
  async function withBoth(seats = 10, users: readonly string[] = []) {
    at(BOUGHT);
    const customerId = await newCustomer();
    const source = await buy(customerId, STANDARD, seats);
    const destination = await buy(customerId, E1, 5);
    for (const name of users) await plantUser(db, { customerId }, name, [{ offer: standard }]);
    later();
    return { customerId, source, destination };
  }
  test('all seats: they are moved over, the source is gone, the users sit on the new ones', async () => {
    const { customerId, source, destination } = await withBoth(2, ['ada', 'bob']);
    const { body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id.toUpperCase(), quantity: 2 });
    assert.deepEqual([statuses(body), body.toSubscriptionId], [['Conversion Completed', 'LicenseReassignment Completed'], destination.id]);
    assert.deepEqual([(await source.read()).status, (await destination.read()).quantity], ['deleted', 7]);
    assert.deepEqual((await linesOf(customerId)).slice(2), [
      ['convert', '2026-06-25', '2026-07-18', 2, -1544],
      ['moveQuantity', '2026-06-25', '2026-07-18', 2, 984],
    ]);
    assert.deepEqual(await heldBy(customerId), { ada: 'STANDARDPACK', bob: 'STANDARDPACK' });
    // What came by a transition cannot be given back.
    assert.equal((await destination.patch({ quantity: 6 })).body.code, 800090);
  });
  test('some seats: both go on', async () => {
    const { source, destination } = await withBoth();
    assert.equal((await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id, quantity: 4 })).status, 200);
    assert.deepEqual([(await source.read()).quantity, (await destination.read()).quantity], [6, 9]);
  });
  test('not into the source, another product, one that is suspended, or one that can still be cancelled', async () => {
    const { customerId, source, destination } = await withBoth();
    const other = await buy(customerId, BASIC, 1);
    const fresh = await buy(customerId, E1, 1);
    const before = await fingerprint(db);
    const into = async (id: string) => {
      const { status, body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: id, quantity: 1 });
      return [status, body.code, ...body.data];
    };
    assert.deepEqual(await into(source.id), [400, 900259, 'destination_is_source']);
    assert.deepEqual(await into(other.id), [400, 900260, 'destination_other_product']);
    assert.deepEqual(await into(fresh.id), [400, 900261, 'destination_in_window']);
    assert.deepEqual(await into(newId()), [404, 20003]);
    assert.equal(await fingerprint(db), before);
    await destination.patch({ status: 'suspended' });
    assert.deepEqual(await into(destination.id), [400, 900258, 'destination_not_active']);
  });
  test('not into one with a shorter term, or one that ends a day earlier', async () => {
    at('2026-06-17T09:00:00Z');
    const customerId = await newCustomer();
    const short = await buy(customerId, STANDARD, 1);
    const long = await buy(customerId, STANDARD, 1, { termDuration: 'P3Y' });
    const destination = await buy(customerId, E1, 5);
    at(BOUGHT);
    const younger = await buy(customerId, STANDARD, 1);
    later();
    const from = async (source: typeof short) => {
      const { status, body } = await source.turn({ toCatalogItemId: E1, toSubscriptionId: destination.id, quantity: 1 });
      return [status, body.code, ...(body.data ?? [])];
    };
    assert.deepEqual(await from(long), [400, 900267, 'destination_term_shorter', 'destination_ends_earlier']);
    assert.deepEqual(await from(younger), [400, 900236, 'destination_ends_earlier']);
    assert.deepEqual((await from(short))[0], 200);
  });
});
