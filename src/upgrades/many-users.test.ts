import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { plantUsers, rowsReadUntilNow } from '../../test/many-users.ts';
import { plantCustomer, plantSubscription } from '../../test/tenant.ts';
import { dropLicenses, dropProducts } from '../licenses/assignment/store.ts';
import type { Db } from '../platform/db.ts';
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
        const before = await rowsReadUntilNow(tx);
        const result = await work(tx);
        rowsRead += (await rowsReadUntilNow(tx)) - before;
        return result;
      }),
  };
}

test('what many users cost grows with their number, in a database that knows nothing of them yet', async () => {
  const id = await plantSubscription(db, tenant, { offer: source, quantity: USERS });
  await plantUsers(db, await plantCustomer(db, tenant.partnerId), { count: USERS_ELSEWHERE, offer: source });
  await plantUsers(db, customerId, { count: USERS, offer: source });
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
