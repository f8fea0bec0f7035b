import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { NOW, plantCustomer, plantSubscription } from '../../test/tenant.ts';
import { dropLicenses, dropProducts } from '../licenses/assignment/store.ts';
import type { CustomerId } from '../kit/ids.ts';
import type { Db, Tx } from '../platform/db.ts';
import { changeRoutes } from '../subscriptions/change/routes.ts';
import { leftBehindWorkRoutes } from './left-behind/working/routes.ts';
import { upgradeRoutes } from './routes.ts';
import { undoRoutes } from './undo/routes.ts';

const USERS = 280;
/** Of another customer: tables of a few pages are read whole, which tells nothing. */
const USERS_ELSEWHERE = 5_000;
/** Every fourth has no usage location and is left behind. */
const LEFT_BEHIND = USERS / 4;
/** So many rows of people and licences may be read for each user. Where all are read for each of them, it is hundreds. */
const ROWS_PER_USER_MAX = 25;

let rowsRead = 0;
const { db, server, tenant } = await testDesk(({ db: plain, ...parts }) => {
  const deps = { ...parts, db: counting(plain) };
  return [
    upgradeRoutes(deps),
    changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
    leftBehindWorkRoutes(deps),
    undoRoutes(deps),
  ];
});
const { customerId } = tenant;
const source = tenant.offer('m365-business-basic');

/** The database, with the rows of people and licences that each transaction reads added to `rowsRead`. */
function counting(plain: Db): Db {
  return {
    ...plain,
    transaction: (work) =>
      plain.transaction(async (tx) => {
        const before = await readUntilNow(tx);
        const result = await work(tx);
        rowsRead += (await readUntilNow(tx)) - before;
        return result;
      }),
  };
}

/** The counters of this connection, which may hold something of earlier transactions as well. */
async function readUntilNow(tx: Tx): Promise<number> {
  const { rows } = await tx.query<{ read: number }>(
    `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
      where relname in ('directory_user', 'license', 'left_behind_user', 'upgrade_move')`,
  );
  return rows[0]?.read ?? 0;
}

/** Users with a licence of the source, written as an import writes them: the database has looked at none of them yet. */
async function plantUsers(customer: CustomerId, count: number): Promise<void> {
  await db.read(
    `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at)
     select $1, gen_random_uuid(), 'u' || n || '@contoso.example', 'u' || n, case when n % 4 > 0 then 'US' end, $2 from generate_series(1, $3::int) as n`,
    [customer, NOW, count],
  );
  await db.read(
    `insert into license (customer_id, user_id, sku_id, assigned_at) select customer_id, user_id, $2, $3 from directory_user where customer_id = $1`,
    [customer, source.skuId, NOW],
  );
}

test('what many users cost grows with their number, in a database that knows nothing of them yet', async () => {
  const id = await plantSubscription(db, tenant, { offer: source, quantity: USERS });
  await plantUsers(await plantCustomer(db, tenant.partnerId), USERS_ELSEWHERE);
  await plantUsers(customerId, USERS);
  const url = `/v1/customers/${customerId}/subscriptions/${id}`;
  const order = { targetOffer: { id: tenant.offer('o365-e3').id }, upgradeType: 'upgrade_with_license_transfer' };

  const upgrade = (): Promise<Response> => costOf(() => server.ask(`${url}/upgrades`, { method: 'POST', body: order }));
  const record = ({ body }: Response): string => `/v1/customers/${customerId}/upgraderecords/${body.upgradeId}`;

  const first = await upgrade();
  assert.deepEqual([first.status, first.body.upgradeErrors], [200, []]);
  const undone = await costOf(() => server.ask(`${record(first)}/undo`, { method: 'POST' }));
  assert.equal(undone.status, 200, undone.text);

  const second = await upgrade();
  await db.read(`update directory_user set usage_location = 'US' where customer_id = $1`, [customerId]);
  const retried = await costOf(() => server.ask(`${record(second)}/retries`, { method: 'POST', body: {} }));
  assert.deepEqual([retried.status, retried.body.usersMoved], [200, LEFT_BEHIND]);

  const target = `/v1/customers/${customerId}/subscriptions/${second.body.targetSubscriptionId}`;
  const refused = await costOf(() => server.ask(target, { method: 'PATCH', body: { quantity: USERS - 1 } }));
  assert.equal(refused.status, 400);
});

type Response = Awaited<ReturnType<typeof server.ask>>;

async function costOf<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  rowsRead = 0;
  const answer = await ask();
  assert.ok(rowsRead > 0 && rowsRead / USERS < ROWS_PER_USER_MAX, `${rowsRead / USERS} rows for each user`);
  return answer;
}
