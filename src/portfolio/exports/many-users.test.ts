import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { plantUsers, rowsReadUntilNow } from '../../../test/many-users.ts';
import { plantTenant } from '../../../test/tenant.ts';
import { readRows } from './store.ts';

const USERS = 5_000;
const PAGE = 1_000;
/** A licence or a membership is read, sorted and looked up once for each page at most. */
const ROWS_PER_USER_MAX = 5;

describe('a large customer, in a database that knows nothing of it yet', async () => {
  const db = await testDatabase();
  const { customerId, offer, partnerId } = await plantTenant(db);
  await plantUsers(db, customerId, { count: USERS, offer: offer('m365-business-basic') });
  await db.read(
    `with g as (insert into directory_group (customer_id, group_id, display_name) values ($1, gen_random_uuid(), 'Everybody') returning group_id)
     insert into group_member (customer_id, group_id, user_id, since) select u.customer_id, g.group_id, u.user_id, u.created_at
       from directory_user u cross join g where u.customer_id = $1`,
    [customerId],
  );
  for (const kind of ['licenses', 'group-members'] as const)
    test(`its ${kind} are read once for a page`, () =>
      db.transaction(async (tx) => {
        const page = (after: Parameters<typeof readRows>[2]['after']) =>
          readRows(tx, kind, { partnerId, customerIds: [customerId], after, limit: PAGE });
        const before = await rowsReadUntilNow(tx);
        const first = await page(null);
        const last = first.at(-1);
        assert.ok(last !== undefined && first.length === PAGE);
        const next = await page({ customerId, key: last.rowKey });
        assert.equal(new Set([...first, ...next].map(({ rowKey }) => rowKey)).size, 2 * PAGE);
        const perUser = ((await rowsReadUntilNow(tx)) - before) / USERS;
        assert.ok(perUser > 0 && perUser < ROWS_PER_USER_MAX, `${perUser} rows for each user`);
      }));
});
