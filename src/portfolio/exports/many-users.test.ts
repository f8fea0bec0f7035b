import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { plantUsers, rowsReadUntilNow } from '../../../test/many-users.ts';
import { plantTenant } from '../../../test/tenant.ts';
import { readRows } from './store.ts';

const USERS = 5_000;
const PAGE = 1_000;
/** A licence is read, sorted and looked up once for each page at most. */
const ROWS_PER_USER_MAX = 5;

test('the licences of a large customer are read once for a page, in a database that knows nothing of them yet', async () => {
  const db = await testDatabase();
  const { customerId, offer, partnerId } = await plantTenant(db);
  await plantUsers(db, customerId, { count: USERS, offer: offer('m365-business-basic') });
  const page = (tx: Parameters<typeof readRows>[0], after: Parameters<typeof readRows>[2]['after']) =>
    readRows(tx, 'licenses', { partnerId, customerIds: [customerId], after, limit: PAGE });

  await db.transaction(async (tx) => {
    const before = await rowsReadUntilNow(tx);
    const first = await page(tx, null);
    const last = first.at(-1);
    assert.ok(last !== undefined && first.length === PAGE);
    const next = await page(tx, { customerId, key: last.rowKey });
    assert.equal(new Set([...first, ...next].map(({ rowKey }) => rowKey)).size, 2 * PAGE);
    const perUser = ((await rowsReadUntilNow(tx)) - before) / USERS;
    assert.ok(perUser > 0 && perUser < ROWS_PER_USER_MAX, `${perUser} rows for each user`);
  });
});
