import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignDesk } from '../../test/campaign-desk.ts';
import { NOW } from '../../test/tenant.ts';

// How a campaign goes on, waits and ends while it is carried out.
const { db, partnerId, ada, person, time, troubles, server, planted, work, post, patch, get, listed, rowsOf, begun } = await campaignDesk();

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
  time.now = new Date('2026-06-12T08:00:00Z');
  try {
    await work();
    assert.equal((await rowsOf(ids[0] ?? ''))[0].state, 'changed');
    const [done] = await rowsOf(ids[1] ?? '');
    assert.equal(done.state, 'upgraded');
    const lines = (await get(`/${ids[1]}/rows/${done.id}`)).body.lines;
    assert.equal(lines.at(-1).chargeStartDate, '2026-06-12');
  } finally {
    time.now = NOW;
  }
});

test('no more rows begin in a minute than may, whichever worker begins them', async () => {
  const id = await begun([await planted(), await planted(), await planted(), await planted(), await planted()], { rowsPerMinute: 2 });
  await Promise.all([work(), work(), work()]);
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 2);
  assert.equal((await get(`/${id}`)).body.waitsUntil, new Date(NOW.getTime() + 60_000).toISOString());
  time.now = new Date(NOW.getTime() + 60_000);
  await work();
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 4);
  const changed = await patch(`/${id}`, { rowsPerMinute: 0 });
  assert.equal(changed.body.rowsPerMinute, undefined);
  await work();
  assert.deepEqual([(await get(`/${id}`)).body.rows.upgraded, (await get(`/${id}`)).body.state], [5, 'done']);
  time.now = NOW;
});

test('paused it waits, resumed it goes on, stopped it ends', async () => {
  const id = await begun([await planted(), await planted()], { rowsPerMinute: 1 });
  await work();
  assert.equal((await post(`/${id}/pause`)).body.state, 'paused');
  assert.equal((await post(`/${id}/pause`)).status, 200);
  time.now = new Date(NOW.getTime() + 120_000);
  await work();
  assert.equal((await get(`/${id}`)).body.rows.upgraded, 1);
  assert.equal((await post(`/${id}/run`)).body.state, 'running');
  assert.equal((await post(`/${id}/stop`)).body.state, 'stopped');
  await work();
  assert.deepEqual([(await get(`/${id}`)).body.rows.possible, (await post(`/${id}/run`)).status], [1, 409]);
  time.now = NOW;
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

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
