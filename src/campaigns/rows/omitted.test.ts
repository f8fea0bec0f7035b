import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignDesk } from '../../../test/campaign-desk.ts';

// Rows that somebody leaves out of a campaign, and takes in again.
const { troubles, planted, work, post, get, listed, rowsOf } = await campaignDesk();

const statesOf = async (id: string) => (await rowsOf(id)).map(({ state }: { state: string }) => state);

test('what is left out counts for nothing, and is not carried out', async () => {
  const { body } = await listed([await planted(), await planted()]);
  await work();
  const [row] = await rowsOf(body.id);
  const left = await post(`/${body.id}/omission`, { rowIds: [row.id] });
  assert.deepEqual([left.status, left.body.state, left.body.rows.omitted, left.body.rows.possible], [200, 'ready', 1, 1]);
  assert.equal(left.body.possible.total.amount, row.total.amount, 'both rows cost the same');
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  await work();
  assert.deepEqual([await statesOf(body.id), (await get(`/${body.id}`)).body.state], [['omitted', 'upgraded'], 'done']);
  const results = await get(`/${body.id}/results`, { 'x-locale': 'zh-TW' });
  assert.match(results.text, /已排除/);
});

test('leaving a row out leaves an approval of the others; taking it in again makes it void, and works it out', async () => {
  const { body } = await listed([await planted(), await planted()]);
  await work();
  await post(`/${body.id}/approval`);
  const [row] = await rowsOf(body.id);
  assert.equal((await post(`/${body.id}/omission`, { rowIds: [row.id] })).body.state, 'approved');
  const taken = await post(`/${body.id}/readmission`, { rowIds: [row.id] });
  assert.deepEqual([taken.body.state, taken.body.approvedBy, taken.body.rows.chosen], ['rehearsing', undefined, 1]);
  await work();
  assert.deepEqual(await statesOf(body.id), ['possible', 'possible']);
});

test('a new dry run of all leaves out what was left out', async () => {
  const { body } = await listed([await planted(), await planted()]);
  await work();
  const [row] = await rowsOf(body.id);
  await post(`/${body.id}/omission`, { rowIds: [row.id] });
  assert.equal((await post(`/${body.id}/rehearsal`)).body.rows.chosen, 1);
  await work();
  assert.deepEqual(await statesOf(body.id), ['omitted', 'possible']);
});

test('409: where nothing can be left out or taken in, and while it runs', async () => {
  const { body } = await listed([await planted(), await planted()], { rowsPerMinute: 1 });
  await work();
  const none = await post(`/${body.id}/readmission`);
  assert.deepEqual([none.status, none.body.data], [409, ['campaign_has_no_such_rows']]);
  await post(`/${body.id}/approval`);
  await post(`/${body.id}/run`);
  const running = await post(`/${body.id}/omission`);
  assert.deepEqual([running.status, running.body.data], [409, ['campaign_state_forbids']]);
  await work();
  await post(`/${body.id}/pause`);
  const [done] = await rowsOf(body.id, '?state=upgraded');
  assert.equal((await post(`/${body.id}/omission`, { rowIds: [done.id] })).status, 409, 'what was carried out is undone, not left out');
  assert.equal((await post(`/${body.id}/omission`)).body.rows.omitted, 1);
});

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
