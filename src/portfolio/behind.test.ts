import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { agentOf, clock, plantCustomer, plantSubscription, plantTenant } from '../../test/tenant.ts';
import { readerOf } from '../platform/reader.ts';
import { openPortfolio } from './commands.ts';
import { markMissing } from './digest/store.ts';
import { restingCustomers, writeMarked } from './digest/worker.ts';
import { portfolioRoutes } from './routes.ts';

// Three customers whose digest nobody wrote, where two may be read from their facts.
const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const sizes = { firstChunk: 10, rowsPerSection: 10, alone: 2 };
const portfolio = openPortfolio({ db, catalog, clock, sizes });
const server = await testServer([portfolioRoutes({ catalog, portfolio })], agentOf(partnerId, 'admin_agent'));
const addCustomer = async (): Promise<void> => {
  const customerId = await plantCustomer(db, partnerId);
  await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic') });
};
const WAYS = ['', '?order=uplift', '?reason=quantity_out_of_range', '/totals', '/totals?seatsFrom=1', '/export'];
const write = () => writeMarked({ db, catalog, onTrouble: assert.fail }, restingCustomers(clock));

test('where more customers have changed than can be read from their facts, whoever asks is told to come again', async () => {
  await write();
  for (let i = 0; i < 3; i++) await addCustomer();
  assert.ok((await markMissing(readerOf(db))) >= 3);
  for (const way of WAYS) {
    const { status, headers, body } = await server.ask(`/v1/portfolio/upgrades${way}`, {});
    assert.deepEqual(
      [way, status, headers.get('retry-after'), headers.get('content-type')],
      [way, 503, '15', 'application/json; charset=utf-8'],
    );
    assert.match(body.description, /worked out anew/);
  }
});

test('as soon as most digests are written all of it is answered', async () => {
  await write();
  await addCustomer();
  await addCustomer();
  assert.equal(await markMissing(readerOf(db)), 2);
  for (const way of WAYS) assert.deepEqual([way, (await server.ask(`/v1/portfolio/upgrades${way}`, {})).status], [way, 200]);
  const { body } = await server.ask('/v1/portfolio/upgrades/totals', {});
  assert.ok(body.subscriptions >= 5, JSON.stringify(body).slice(0, 300));
});

test('customers whom nobody marked are marked once, however often that is asked', async () => {
  await addCustomer();
  assert.deepEqual([await markMissing(readerOf(db)), await markMissing(readerOf(db))], [1, 0]);
});
