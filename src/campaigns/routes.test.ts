import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { clock, NOW, plantCustomer, plantPartner, plantSubscription, plantTenant, plantUser } from '../../test/tenant.ts';
import type { Caller, Role } from '../access/caller.ts';
import type { CustomerId, PartnerId, PartnerUserId, SubscriptionId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { openPortfolio } from '../portfolio/commands.ts';
import { digestFollows } from '../portfolio/digest/store.ts';
import { digestMissing } from '../portfolio/digest/worker.ts';
import { upgradeRoutes } from '../upgrades/routes.ts';
import { undoRoutes } from '../upgrades/undo/routes.ts';
import { campaignRoutes } from './routes.ts';
import { campaignRowRoutes } from './rows/routes.ts';
import { campaignSettingRoutes } from './settings/routes.ts';
import { workOnCampaigns, type CampaignDeps } from './worker.ts';

const db = await testDatabase({ followUps: [digestFollows()] });
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const [basic, standard] = [offer('m365-business-basic'), offer('m365-business-standard')];

/** A person who is there, so that a worker can act for them later. */
async function person(partner: PartnerId, name: string, ...roles: Role[]): Promise<Caller> {
  const userId = newId() as PartnerUserId;
  const userPrincipalName = `${name}@${partner}.example`;
  await db.read(
    `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, $3, $4, $5)`,
    [userId, partner, userPrincipalName, name, NOW],
  );
  for (const role of roles) await db.read(`insert into partner_user_role (user_id, role) values ($1, $2)`, [userId, role]);
  return { kind: 'user', partnerId: partner, userId, userPrincipalName, displayName: name, roles, applicationId: null };
}
const ada = await person(partnerId, 'Ada', 'admin_agent');
const bob = await person(partnerId, 'Bob', 'global_admin');
const strangers = await plantPartner(db);
const eve = await person(strangers, 'Eve', 'global_admin');

let now = NOW;
const moving = { now: () => now };
const troubles: unknown[] = [];
const deps: CampaignDeps = {
  db,
  catalog,
  portfolio: openPortfolio({ db, catalog, clock }),
  clock: moving,
  newId,
  onTrouble: (_, error) => void troubles.push(error),
};
const work = () => workOnCampaigns(deps);
const server = await testServer(
  [campaignRoutes(deps), campaignRowRoutes(deps), campaignSettingRoutes(deps), upgradeRoutes(deps), undoRoutes(deps)],
  ada,
);

type Planted = { readonly customerId: CustomerId; readonly subscriptionId: SubscriptionId };
async function planted(
  quantity = 10,
  change: Parameters<typeof plantCustomer>[2] = {},
  people: readonly (string | null)[] = ['US'],
): Promise<Planted> {
  const customerId = await plantCustomer(db, partnerId, change);
  const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity });
  for (const [i, location] of people.entries()) await plantUser(db, { customerId }, `user${i}`, [{ offer: basic }], location);
  return { customerId, subscriptionId };
}
const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  server.ask(`/v1/campaigns${path}`, { method: 'POST', body, headers });
const get = (path: string, headers: Record<string, string> = {}) => server.ask(`/v1/campaigns${path}`, { headers });
const listed = (of: readonly Planted[], change: object = {}) =>
  post('', { name: 'Spring', targetOfferId: standard.id, subscriptions: of, ...change });
const rowsOf = async (id: string, query = '') => (await get(`/${id}/rows${query}`)).body.items;

/** A campaign that is worked out, approved and begun. */
async function begun(of: readonly Planted[], change: object = {}): Promise<string> {
  const { body } = await listed(of, change);
  await work();
  assert.equal((await post(`/${body.id}/approval`)).status, 200);
  assert.equal((await post(`/${body.id}/run`)).body.state, 'running');
  return body.id;
}

describe('a campaign from beginning to end', async () => {
  const good = await planted(10, {}, ['US', null]);
  const unsigned = await planted(10, { agreement: false });
  const { status, body } = await listed([good, unsigned]);
  const id: string = body.id;

  test('201: it is made, and nothing is worked out or done yet', async () => {
    assert.equal(status, 201);
    assert.deepEqual([body.state, body.rows.total, body.rows.chosen, body.preparedBy, body.actions], ['rehearsing', 2, 2, 'Ada', ['stop']]);
  });

  test('the dry run tells the exact bill and who is left behind, as the single preview does', async () => {
    await work();
    const campaign = (await get(`/${id}`)).body;
    assert.deepEqual(
      [campaign.state, campaign.rows.possible, campaign.rows.refused, campaign.actions],
      ['ready', 1, 1, ['rehearse', 'approve', 'stop']],
    );
    const rows = await rowsOf(id);
    const preview = await server.ask(`/v1/customers/${good.customerId}/subscriptions/${good.subscriptionId}/upgradepreviews`, {
      method: 'POST',
      body: { targetOffer: { id: standard.id } },
    });
    const row = (await get(`/${id}/rows/${rows[0].id}`)).body;
    assert.deepEqual(row.lines, preview.body.lines);
    assert.deepEqual([row.total, row.promiseHash, row.usersLeftBehind], [preview.body.total, preview.body.promiseHash, 1]);
    assert.deepEqual(row.leftBehind, preview.body.usersLeftBehind);
    assert.deepEqual(campaign.possible.total, preview.body.total);
    assert.equal(campaign.possible.monthMore.amount, 80);
    assert.deepEqual([rows[1].state, rows[1].reasons[0].code], ['refused', 'customer_agreement_missing']);
    assert.equal(rows[1].reasons[0].remedies[0].kind, 'confirm_customer_agreement');
  });

  test('409: nothing is carried out before somebody approves it', async () => {
    const answer = await post(`/${id}/run`);
    assert.deepEqual([answer.status, answer.body.data], [409, ['campaign_state_forbids']]);
  });

  test('409: where the partner wants it, whoever prepared it does not approve it', async () => {
    server.actAs(bob);
    const setting = (needsSecondPerson: boolean) => server.ask('/v1/campaignsettings', { method: 'PUT', body: { needsSecondPerson } });
    assert.equal((await setting(true)).status, 200);
    assert.equal((await server.ask('/v1/campaignsettings')).body.needsSecondPerson, true);
    server.actAs(ada);
    const own = await post(`/${id}/approval`);
    assert.deepEqual([own.status, own.body.data], [409, ['campaign_needs_second_person']]);
    server.actAs(bob);
    const other = await post(`/${id}/approval`);
    assert.deepEqual(
      [other.status, other.body.state, other.body.approvedBy, other.body.approvedAt],
      [200, 'approved', 'Bob', '2026-06-11T09:00:00Z'],
    );
    await setting(false);
    server.actAs(ada);
  });

  test('it does exactly what was promised, and the rest stays', async () => {
    const promised = (await rowsOf(id))[0];
    assert.equal((await post(`/${id}/run`)).body.state, 'running');
    await work();
    const campaign = (await get(`/${id}`)).body;
    assert.deepEqual([campaign.state, campaign.rows.upgraded, campaign.rows.refused], ['done', 1, 1]);
    const [done] = await rowsOf(id, '?state=upgraded');
    assert.deepEqual([done.total, done.usersLeftBehind, done.upgradeState], [promised.total, 1, 'finishing']);
    const { rows } = await db.read<{ total: number; user_id: string }>(
      `select sum(g.amount_minor)::integer as total, min(u.submitted_by::text) as user_id from charge g join upgrade u on u.customer_id = g.customer_id and u.upgrade_id = g.event_id
        where g.customer_id = $1`,
      [good.customerId],
    );
    assert.deepEqual(rows[0], { total: promised.total.amount * 100, user_id: ada.kind === 'user' ? ada.userId : '' });
  });

  test('every upgrade is in its customer’s audit log under the campaign’s id, and every step of the campaign in the partner’s', async () => {
    const entries = await db.read<{ n: number }>(`select count(*)::integer as n from audit_entry where correlation_id = $1`, [id]);
    assert.equal(entries.rows[0]?.n, 1);
    const journal = await db.read<{ what: string; who: string }>(
      `select operation_type as what, user_principal_name as who from partner_audit_entry where resource_id = $1 order by audit_id`,
      [id],
    );
    assert.deepEqual(
      journal.rows.map(({ what, who }) => `${what} ${who.split('@')[0]}`),
      ['create_campaign Ada', 'approve_campaign Bob', 'run_campaign Ada'],
    );
  });

  test('the result file has a line for each row, in the asked language', async () => {
    const { text, headers } = await get(`/${id}/results`, { 'x-locale': 'zh-TW' });
    assert.equal(headers.get('content-type'), 'text/csv; charset=utf-8');
    const lines = text.trim().split('\r\n');
    assert.equal(lines.length, 3);
    assert.match(lines[1] ?? '', /已升級/);
    assert.match(lines[2] ?? '', /無法升級.*customer_agreement_missing/);
  });

  test('one upgrade of it is taken back, and the others that cannot be say why not', async () => {
    const [row] = await rowsOf(id, '?state=upgraded');
    const asked = await post(`/${id}/undo`, { rowIds: [row.id] });
    assert.deepEqual([asked.status, asked.body.isUndoing, asked.body.rows.undoing], [200, true, 1]);
    await work();
    const campaign = (await get(`/${id}`)).body;
    assert.deepEqual([campaign.isUndoing, campaign.rows.undone, campaign.state], [false, 1, 'done']);
    const { rows } = await db.read<{ status: string }>(`select status from subscription where customer_id = $1 and subscription_id = $2`, [
      good.customerId,
      good.subscriptionId,
    ]);
    assert.equal(rows[0]?.status, 'active');
    const again = await post(`/${id}/undo`);
    assert.deepEqual([again.status, again.body.data], [409, ['campaign_has_no_such_rows']]);
  });
});

test('a row about which something changed since the dry run is not carried out, and says what', async () => {
  const [first, second] = [await planted(), await planted()];
  const { body } = await listed([first, second]);
  await work();
  await db.read(`update directory_user set usage_location = null where customer_id = $1`, [first.customerId]);
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  await work();
  const rows = await rowsOf(body.id);
  assert.deepEqual([rows[0].state, rows[1].state], ['changed', 'upgraded']);
  assert.ok(rows[0].differences.some((each: { what: string }) => each.what === 'usersLeftBehind'));
  const looked = await post(`/${body.id}/rehearsal`);
  assert.deepEqual([looked.body.state, looked.body.approvedBy, looked.body.rows.chosen], ['rehearsing', undefined, 1]);
  await work();
  assert.deepEqual((await get(`/${body.id}`)).body.rows.possible, 1);
});

test('on a later day a row counts as changed, unless later days were accepted', async () => {
  const [strict, easy] = [await planted(), await planted()];
  const ids = [
    await begun([strict], { hours: { from: 8, until: 9 } }),
    await begun([easy], { hours: { from: 8, until: 9 }, acceptsLaterDay: true }),
  ];
  await work();
  const waiting = (await get(`/${ids[0]}`)).body;
  assert.deepEqual([waiting.rows.possible, waiting.waitsUntil], [1, '2026-06-12T08:00:00.000Z']);
  now = new Date('2026-06-12T08:00:00Z');
  try {
    await work();
    assert.equal((await rowsOf(ids[0] ?? ''))[0].state, 'changed');
    const [done] = await rowsOf(ids[1] ?? '');
    assert.equal(done.state, 'upgraded');
    const lines = (await get(`/${ids[1]}/rows/${done.id}`)).body.lines;
    assert.equal(lines.at(-1).chargeStartDate, '2026-06-12');
  } finally {
    now = NOW;
  }
});

test('no more rows begin in a minute than may, whichever worker begins them', async () => {
  const id = await begun([await planted(), await planted(), await planted(), await planted(), await planted()], { rowsPerMinute: 2 });
  await Promise.all([work(), work(), work()]);
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 2);
  assert.equal((await get(`/${id}`)).body.waitsUntil, new Date(NOW.getTime() + 60_000).toISOString());
  now = new Date(NOW.getTime() + 60_000);
  await work();
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 4);
  const changed = await server.ask(`/v1/campaigns/${id}`, { method: 'PATCH', body: { rowsPerMinute: 0 } });
  assert.equal(changed.body.rowsPerMinute, undefined);
  await work();
  assert.deepEqual([(await get(`/${id}`)).body.rows.upgraded, (await get(`/${id}`)).body.state], [5, 'done']);
  now = NOW;
});

test('paused it waits, resumed it goes on, stopped it ends', async () => {
  const id = await begun([await planted(), await planted()], { rowsPerMinute: 1 });
  await work();
  assert.equal((await post(`/${id}/pause`)).body.state, 'paused');
  assert.equal((await post(`/${id}/pause`)).status, 200);
  now = new Date(NOW.getTime() + 120_000);
  await work();
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 1);
  assert.equal((await post(`/${id}/run`)).body.state, 'running');
  assert.equal((await post(`/${id}/stop`)).body.state, 'stopped');
  await work();
  assert.deepEqual([(await get(`/${id}`)).body.rows.possible, (await post(`/${id}/run`)).status], [1, 409]);
  now = NOW;
});

test('somebody who may not upgrade any more has nothing carried out in their name', async () => {
  const carl = await person(partnerId, 'Carl', 'admin_agent');
  server.actAs(carl);
  const id = await begun([await planted()]);
  server.actAs(ada);
  await db.read(`update partner_user set disabled_at = now() where display_name = 'Carl'`);
  await work();
  const { body } = await get(`/${id}`, { 'x-locale': 'zh-TW' });
  assert.deepEqual([body.state, body.trouble.code, body.rows.upgraded], ['paused', 'person_may_not', 0]);
  assert.match(body.trouble.description, /權限/);
  assert.equal((await post(`/${id}/rehearsal`)).body.preparedBy, 'Ada');
  await work();
  assert.equal((await get(`/${id}`)).body.state, 'ready');
});

describe('rows chosen by a filter', async () => {
  const here = await planted(77);
  await planted(78);
  await digestMissing(db, catalog);

  test('become what is asked', async () => {
    const { body } = await post('', { name: 'By filter', targetOfferId: standard.id, filter: { seatsFrom: 77, seatsTo: 77 } });
    assert.equal(body.state, 'choosing');
    await work();
    const rows = await rowsOf(body.id);
    assert.deepEqual(
      rows.map((row: { subscriptionId: string; targetOffer: { id: string }; state: string }) => [
        row.subscriptionId,
        row.targetOffer.id,
        row.state,
      ]),
      [[here.subscriptionId, standard.id, 'possible']],
    );
  });
  test('become the dearest that is open to each, once for each subscription', async () => {
    const { body } = await post('', { name: 'Dearest', filter: { seatsFrom: 77, seatsTo: 78 } });
    await work();
    const rows = await rowsOf(body.id);
    assert.equal(rows.length, 2);
    const upgrades = (await server.ask(`/v1/customers/${here.customerId}/upgrades`)).body.items[0].upgrades;
    const dearest = Math.max(
      ...upgrades
        .filter((each: { isEligible: boolean }) => each.isEligible)
        .map((each: { unitPrice: { amount: number } }) => each.unitPrice.amount),
    );
    const found = upgrades.find((each: { targetOffer: { id: string } }) => each.targetOffer.id === rows[0].targetOffer.id);
    assert.equal(found.unitPrice.amount, dearest);
  });
  test('which finds nothing ends the campaign, and says so', async () => {
    const { body } = await post('', { name: 'Nothing', filter: { seatsFrom: 290, seatsTo: 290 } });
    await work();
    const campaign = (await get(`/${body.id}`)).body;
    assert.deepEqual([campaign.state, campaign.trouble.code], ['stopped', 'nothing_chosen']);
  });
});

describe('rows from a file', async () => {
  const upload = (raw: string, query = `?name=File&targetOfferId=${standard.id}`) =>
    server.ask(`/v1/campaignfiles${query}`, { method: 'POST', raw, headers: { 'content-type': 'text/csv' } });
  const here = await planted();

  test('201: with the headings of the exported matrix too', async () => {
    const { status, body } = await upload(
      `Customer,Customer ID,Subscription ID,quantity\r\nContoso,${here.customerId},${here.subscriptionId.toUpperCase()},12\r\n`,
    );
    assert.equal(status, 201);
    await work();
    assert.deepEqual(
      (await rowsOf(body.id)).map((row: { quantity: number; state: string }) => [row.quantity, row.state]),
      [[12, 'possible']],
    );
  });
  const mistakes: readonly [name: string, raw: string, said: RegExp][] = [
    ['an unknown column', 'customerId,subscriptionId,quantitty\n', /line 1: "quantitty" is no column/],
    ['a missing column', 'customerId\n', /line 1: the column subscriptionId is missing/],
    ['no row', 'customerId,subscriptionId\n', /line 1: no subscription follows/],
    ['no ids', 'customerId,subscriptionId\nx,y\n', /line 2: customerId is no id.*line 2: subscriptionId is no id/],
    ['no seats', `customerId,subscriptionId,quantity\n${here.customerId},${here.subscriptionId},0\n`, /line 2: quantity is no number/],
    ['no type', `customerId,subscriptionId,upgradeType\n${here.customerId},${here.subscriptionId},up\n`, /line 2: upgradeType is neither/],
    ['somebody else’s', `customerId,subscriptionId\n${here.customerId},${here.customerId}\n`, /line 2: is no subscription of yours/],
    [
      'one twice',
      `customerId,subscriptionId\n${`${here.customerId},${here.subscriptionId}\n`.repeat(2)}`,
      /line 3: the subscription is named twice/,
    ],
    [
      'no such offer',
      `customerId,subscriptionId,targetOfferId\n${here.customerId},${here.subscriptionId},NONE\n`,
      /line 2: the catalogue has no such offer/,
    ],
  ];
  for (const [name, raw, said] of mistakes)
    test(`400: ${name}`, async () => {
      const { status, body } = await upload(raw);
      assert.equal(status, 400);
      assert.match(body.data.join(' '), said);
    });
  test('400: no file', async () => assert.equal((await server.ask('/v1/campaignfiles?name=x', { method: 'POST', body: {} })).status, 400));
});

describe('what is refused', async () => {
  const here = await planted();
  const { body: own } = await listed([here]);
  const wrong: readonly [name: string, body: object][] = [
    ['neither filter nor list', { name: 'x' }],
    ['both', { name: 'x', filter: {}, subscriptions: [here] }],
    ['no target for one of a list', { name: 'x', subscriptions: [here] }],
    ['an unknown target', { name: 'x', targetOfferId: 'NONE', filter: {} }],
    ['an unknown month', { name: 'x', filter: { renewalFrom: '2026-13' } }],
    ['an unknown time zone', { name: 'x', filter: {}, hours: { from: 1, until: 2, timeZone: 'Mars/North' } }],
    ['an unknown subscription', { name: 'x', targetOfferId: standard.id, subscriptions: [{ ...here, subscriptionId: newId() }] }],
  ];
  for (const [name, body] of wrong) test(`400: ${name}`, async () => assert.equal((await post('', body)).status, 400));

  test('404: another partner’s campaign is none, whatever is asked of it', async () => {
    server.actAs(eve);
    try {
      for (const path of ['', '/rows', `/rows/${newId()}`, '/results']) assert.equal((await get(`/${own.id}${path}`)).status, 404, path);
      for (const path of ['rehearsal', 'approval', 'run', 'pause', 'stop', 'undo'])
        assert.equal((await post(`/${own.id}/${path}`)).status, 404, path);
      assert.equal((await server.ask(`/v1/campaigns/${own.id}`, { method: 'PATCH', body: { name: 'Mine' } })).status, 404);
      assert.deepEqual((await get('')).body.items, []);
      const foreign = await listed([here]);
      assert.deepEqual([foreign.status, foreign.body.data], [400, ['subscriptions[0]: is no subscription of yours with that customer']]);
    } finally {
      server.actAs(ada);
    }
  });
  test('400 and 409: what makes no sense', async () => {
    assert.equal((await get('?size=101')).status, 400);
    assert.equal((await get('', { 'ms-continuationtoken': 'x' })).status, 400);
    assert.equal((await get(`/${own.id}/rows?size=201`)).status, 400);
    assert.equal((await get(`/${own.id}/rows`, { 'ms-continuationtoken': 'x' })).status, 400);
    assert.equal(
      (await server.ask(`/v1/campaigns/${own.id}`, { method: 'PATCH', body: { hours: { from: 1, until: 2, timeZone: 'x' } } })).status,
      400,
    );
    assert.equal((await post(`/${own.id}/stop`)).status, 200);
    assert.equal((await server.ask(`/v1/campaigns/${own.id}`, { method: 'PATCH', body: { name: 'Late' } })).status, 409);
  });
  test('a repeated request makes no second campaign', async () => {
    const headers = { 'ms-requestid': newId() };
    const order = { name: 'Once', targetOfferId: standard.id, subscriptions: [here] };
    const [first, second] = [await post('', order, headers), await post('', order, headers)];
    assert.equal(first.body.id, second.body.id);
  });
  test('lists go on where they ended', async () => {
    const first = await get('?size=2');
    const rest = await get('?size=100', { 'ms-continuationtoken': first.body.continuationToken });
    const ids = [...first.body.items, ...rest.body.items].map((each: { id: string }) => each.id);
    assert.equal(new Set(ids).size, ids.length);
    const some = (await get('?size=100')).body.items.find((each: { rows: { total: number } }) => each.rows.total > 2);
    const page = await get(`/${some.id}/rows?size=2`);
    const next = await get(`/${some.id}/rows?size=200`, { 'ms-continuationtoken': page.body.continuationToken });
    assert.equal(page.body.items.length + next.body.items.length, some.rows.total);
  });
});

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
