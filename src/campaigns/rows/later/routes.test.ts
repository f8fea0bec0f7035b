import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/database.ts';
import { testServer } from '../../../../test/server.ts';
import { clock, NOW, plantCustomer, plantSubscription, plantTenant, plantUser } from '../../../../test/tenant.ts';
import type { Caller } from '../../../access/caller.ts';
import type { CustomerId, PartnerUserId, SubscriptionId } from '../../../kit/ids.ts';
import { newId } from '../../../platform/clock.ts';
import { openPortfolio } from '../../../portfolio/commands.ts';
import { scheduledChangeRoutes } from '../../../upgrades/scheduled/routes.ts';
import { runScheduledChanges } from '../../../upgrades/scheduled/worker.ts';
import { campaignRoutes } from '../../routes.ts';
import { campaignRowRoutes } from '../routes.ts';
import { workOnCampaigns, type CampaignDeps } from '../../worker.ts';

// A campaign whose upgrades are scheduled: rehearsed for their day, made once, taken back while they wait.
const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const [basic, standard] = [offer('m365-business-basic'), offer('m365-business-standard')];
const userId = newId() as PartnerUserId;
const userPrincipalName = 'ada@partner.example';
await db.read(
  `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, $3, 'Ada', $4)`,
  [userId, partnerId, userPrincipalName, NOW],
);
await db.read(`insert into partner_user_role (user_id, role) values ($1, 'admin_agent')`, [userId]);
const ada: Caller = { kind: 'user', partnerId, userId, userPrincipalName, displayName: 'Ada', roles: ['admin_agent'], applicationId: null };

let now = NOW;
const moving = { now: () => now };
const troubles: unknown[] = [];
const onTrouble = (_: string, error: unknown) => void troubles.push(error);
const deps: CampaignDeps = { db, catalog, portfolio: openPortfolio({ db, catalog, clock }), clock: moving, newId, onTrouble };
const work = () => workOnCampaigns(deps);
const server = await testServer([campaignRoutes(deps), campaignRowRoutes(deps), scheduledChangeRoutes(deps)], ada);

type Planted = { readonly customerId: CustomerId; readonly subscriptionId: SubscriptionId };
async function planted(change: Parameters<typeof plantCustomer>[2] = {}): Promise<Planted> {
  const customerId = await plantCustomer(db, partnerId, change);
  const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity: 10 });
  await plantUser(db, { customerId }, 'kim', [{ offer: basic }]);
  await plantUser(db, { customerId }, 'nowhere', [{ offer: basic }], null);
  return { customerId, subscriptionId };
}
const post = (path: string, body: unknown = {}) => server.ask(`/v1/campaigns${path}`, { method: 'POST', body });
const get = async (path: string) => (await server.ask(`/v1/campaigns${path}`)).body;
const rowsOf = async (id: string) => (await get(`/${id}/rows`)).items;
const schedulesOf = async (of: readonly Planted[]) => {
  const { rows } = await db.read<{ id: string; state: string; due: string }>(
    `select schedule_id as id, state, due_on as due from scheduled_change where customer_id = any($1::uuid[]) order by schedule_id`,
    [of.map(({ customerId }) => customerId)],
  );
  return rows;
};
const DAY = '2026-07-01';
async function workedOut(of: readonly object[], change: object = { when: 'date', date: DAY }): Promise<string> {
  const made = await post('', { name: 'July', targetOfferId: standard.id, subscriptions: of, ...change });
  assert.equal(made.status, 201);
  await work();
  return made.body.id;
}
async function scheduled(of: readonly Planted[], change?: object): Promise<string> {
  const id = await workedOut(of, change);
  assert.equal((await post(`/${id}/approval`)).status, 200);
  assert.equal((await post(`/${id}/run`)).status, 200);
  await work();
  return id;
}

test('400: a day that is over, no day, and a day that nobody asked for', async () => {
  const one = await planted();
  for (const wrong of [{ when: 'date', date: '2026-06-11' }, { when: 'date' }, { when: 'renewal', date: DAY }]) {
    const { status, body } = await post('', { name: 'July', targetOfferId: standard.id, subscriptions: [one], ...wrong });
    assert.deepEqual([status, body.code], [400, 2000], JSON.stringify(wrong));
  }
});

test('the dry run is what the schedule itself is worked out to: the money of that day, who stays behind, the reasons', async () => {
  const [good, unsigned] = [await planted(), await planted({ agreement: false })];
  const all = await planted();
  const id = await workedOut([good, unsigned, { ...all, quantity: 4 }]);
  const campaign = await get(`/${id}`);
  assert.deepEqual([campaign.when, campaign.date, campaign.rows.possible, campaign.rows.refused], ['date', DAY, 1, 2]);
  const rows = await rowsOf(id);
  const preview = await server.ask(`/v1/customers/${good.customerId}/subscriptions/${good.subscriptionId}/scheduledchangepreviews`, {
    method: 'POST',
    body: { kind: 'upgrade', targetOffer: { id: standard.id }, when: 'date', date: DAY },
  });
  const row = await get(`/${id}/rows/${rows[0].id}`);
  assert.deepEqual(
    [row.total, row.lines, row.leftBehind],
    [preview.body.upgrade.total, preview.body.upgrade.lines, preview.body.upgrade.usersLeftBehind],
  );
  assert.deepEqual([row.scheduledFor, row.usersLeftBehind], [DAY, 1]);
  assert.equal(rows[2].reasons[0].code, 'campaign_takes_all_seats');
  assert.ok(rows[1].reasons.length > 0);
  assert.deepEqual(await schedulesOf([good, unsigned, all]), []);
});

test('running it schedules each row once, under the row’s own id; its day upgrades, and undo takes that back', async () => {
  const of = [await planted(), await planted()];
  const id = await scheduled(of);
  const rows = await rowsOf(id);
  assert.deepEqual(
    rows.map((row: { state: string; scheduledFor: string; scheduleState: string }) => [row.state, row.scheduledFor, row.scheduleState]),
    [
      ['scheduled', DAY, 'pending'],
      ['scheduled', DAY, 'pending'],
    ],
  );
  assert.deepEqual(
    (await schedulesOf(of)).map((each) => each.id),
    rows.map((row: { id: string }) => row.id).toSorted(),
  );
  const campaign = await get(`/${id}`);
  assert.deepEqual([campaign.state, campaign.scheduled.rows, campaign.actions], ['done', 2, ['undo']]);
  const { text: csv } = await server.ask(`/v1/campaigns/${id}/results`);
  assert.ok(csv.includes(`scheduled,${DAY},waits for its day,`), csv);

  now = new Date(`${DAY}T09:00:00Z`);
  await runScheduledChanges({ db, catalog, clock: moving, newId, onTrouble });
  const [first] = await rowsOf(id);
  assert.deepEqual([first.state, first.scheduleState, first.upgradeState], ['scheduled', 'done', 'finishing']);
  assert.equal((await post(`/${id}/undo`, { rowIds: [first.id] })).status, 200);
  await work();
  const back = await rowsOf(id);
  assert.deepEqual([back[0].state, back[0].upgradeState, back[1].state], ['undone', 'undone', 'upgraded']);
  now = NOW;
});

test('a result that never reached its row is found again and scheduled no second time', async () => {
  const of = [await planted()];
  const id = await scheduled(of);
  await db.read(`update campaign_row set state = 'possible', finished_at = null where campaign_id = $1`, [id]);
  await db.read(`update campaign set state = 'running' where campaign_id = $1`, [id]);
  await work();
  assert.equal((await rowsOf(id))[0].state, 'scheduled');
  assert.equal((await schedulesOf(of)).length, 1);
});

test('at renewal: each for the day on which its next term begins', async () => {
  const of = [await planted()];
  const id = await scheduled(of, { when: 'renewal' });
  const { rows } = await db.read<{ until: string }>(`select term_until as until from subscription where customer_id = $1`, [
    of[0]?.customerId,
  ]);
  const [row] = await rowsOf(id);
  assert.deepEqual([row.state, row.scheduledFor], ['scheduled', rows[0]?.until]);
});

test('what changed since the dry run is left alone and says what', async () => {
  const one = await planted();
  const id = await workedOut([one]);
  await db.read(`update subscription set quantity = 12, version = version + 1 where customer_id = $1`, [one.customerId]);
  await post(`/${id}/approval`);
  await post(`/${id}/run`);
  await work();
  const [row] = await rowsOf(id);
  assert.equal(row.state, 'changed');
  assert.deepEqual(
    row.differences.map(({ what }: { what: string }) => what),
    ['quantity', 'total'],
  );
  assert.deepEqual(await schedulesOf([one]), []);
});

test('undo takes one back while it waits; stop takes back the others', async () => {
  const of = [await planted(), await planted(), await planted()];
  const id = await workedOut(of);
  await server.ask(`/v1/campaigns/${id}`, { method: 'PATCH', body: { rowsPerMinute: 2 } });
  await post(`/${id}/approval`);
  await post(`/${id}/run`);
  await work();
  const rows = await rowsOf(id);
  const states = async () => (await rowsOf(id)).map(({ state }: { state: string }) => state);
  assert.deepEqual(await states(), ['scheduled', 'scheduled', 'possible']);
  assert.equal((await post(`/${id}/undo`, { rowIds: [rows[0].id] })).status, 200);
  await work();
  assert.deepEqual(await states(), ['undone', 'scheduled', 'possible']);
  assert.equal((await post(`/${id}/stop`)).status, 200);
  await work();
  assert.deepEqual(await states(), ['undone', 'undone', 'possible']);
  assert.deepEqual(
    (await schedulesOf(of)).map(({ state }) => state),
    ['cancelled', 'cancelled'],
  );
  assert.equal((await post(`/${id}/undo`)).status, 409);
  assert.deepEqual(troubles, []);
});

test('a day that comes before the campaign is worked out is refused', async () => {
  const made = await post('', {
    name: 'Late',
    targetOfferId: standard.id,
    subscriptions: [await planted()],
    when: 'date',
    date: '2026-06-12',
  });
  now = new Date('2026-06-12T09:00:00Z');
  await work();
  now = NOW;
  const [row] = await rowsOf(made.body.id);
  assert.deepEqual([row.state, row.reasons[0].code], ['refused', 'campaign_day_passed']);
});
