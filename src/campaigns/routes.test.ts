import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { campaignDesk } from '../../test/campaign-desk.ts';
import { plantPartner } from '../../test/tenant.ts';
import { newId } from '../platform/clock.ts';

const { db, partnerId, standard, ada, person, troubles, server, planted, work, post, get, listed, rowsOf } = await campaignDesk();
const bob = await person(partnerId, 'Bob', 'global_admin');
const eve = await person(await plantPartner(db), 'Eve', 'global_admin');

describe('a campaign from beginning to end', async () => {
  const good = await planted(10, {}, ['US', null]);
  const unsigned = await planted(10, { agreement: false });
  const { status, body } = await listed([good, unsigned]);
  const id: string = body.id;

  test('201: it is made, and nothing is worked out or done yet', async () => {
    assert.equal(status, 201);
    assert.deepEqual(
      [body.state, body.rows.total, body.rows.chosen, body.preparedBy, body.actions],
      ['rehearsing', 2, 2, 'Ada', ['omit', 'decide', 'stop']],
    );
  });

  test('the dry run tells the exact bill and who is left behind, as the single preview does', async () => {
    await work();
    const campaign = (await get(`/${id}`)).body;
    assert.deepEqual(
      [campaign.state, campaign.rows.possible, campaign.rows.refused, campaign.actions],
      ['ready', 1, 1, ['rehearse', 'omit', 'decide', 'approve', 'stop']],
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
      for (const path of ['', '/rows', `/rows/${newId()}`, '/addons', '/results'])
        assert.equal((await get(`/${own.id}${path}`)).status, 404, path);
      for (const path of ['rehearsal', 'omission', 'readmission', 'approval', 'run', 'pause', 'stop', 'undo'])
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
    await listed([here, await planted(), await planted()]);
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
