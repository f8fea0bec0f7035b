import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { campaignDesk, type Planted } from '../../../../test/campaign-desk.ts';
import { plantCustomer, plantPartner, plantSubscription } from '../../../../test/tenant.ts';
import { newId } from '../../../platform/clock.ts';

// What somebody decides about the add-ons of one row, before a campaign is approved.
const { db, partnerId, offer, person, ada, server, troubles, work, post, patch, get, listed, rowsOf } = await campaignDesk();
const archiving = offer('exchange-online-archiving-exo');
const apps = offer('m365-apps-for-business');
const premium = offer('m365-business-premium');

async function withArchiving(): Promise<Planted & { readonly addOnId: string }> {
  const customerId = await plantCustomer(db, partnerId);
  const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: apps, quantity: 10 });
  const change = { offer: archiving, parentId: subscriptionId, quantity: 4, unitPriceMinor: 300, createdOn: '2026-01-01' };
  return { customerId, subscriptionId, addOnId: await plantSubscription(db, { partnerId, customerId }, change) };
}
const campaignOf = async (of: readonly Planted[], change: object = {}): Promise<string> => {
  const bare = of.map(({ customerId, subscriptionId }) => ({ customerId, subscriptionId }));
  const { body } = await listed(bare, { targetOfferId: premium.id, ...change });
  await work();
  return body.id;
};
const rowOf = async (id: string, { subscriptionId }: Planted) =>
  (await rowsOf(id)).find((each: { subscriptionId: string }) => each.subscriptionId === subscriptionId);
const detailsOf = async (id: string, of: Planted) => (await get(`/${id}/rows/${(await rowOf(id, of)).id}`)).body;
const decide = async (id: string, of: Planted, addOns: readonly object[]) => patch(`/${id}/rows/${(await rowOf(id, of)).id}`, { addOns });
const standingOf = async (addOnId: string) =>
  (await db.read<{ status: string }>('select status from subscription where subscription_id = $1', [addOnId])).rows[0]?.status;

describe('an add-on decided for one row', () => {
  test('is worked out with its money, goes before the rule of the campaign, and stays when the rule changes', async () => {
    const [one, other] = [await withArchiving(), await withArchiving()];
    const id = await campaignOf([one, other]);
    const open = await detailsOf(id, one);
    assert.deepEqual([open.state, open.addOns[0].choice, open.addOns[0].isDecidedAlone], ['refused', undefined, false]);
    const amounts = open.addOns[0].choices.map((each: any) => [each.choice, each.total.amount, each.nextPeriod.amount]);
    const credit = amounts[0][1];
    assert.deepEqual(amounts, [['drop', credit, 0]]);
    assert.ok(credit < 0);
    // Kept, it would bring the customer a second time what the new product has.
    assert.deepEqual(
      open.addOns[0].impossible.map((each: any) => [each.choice, each.why]),
      [['keep', 'services_twice']],
    );

    const answer = await decide(id, one, [{ subscriptionId: one.addOnId.toUpperCase(), choice: 'drop' }]);
    assert.deepEqual([answer.status, answer.body.state, answer.body.addOns[0].choice], [200, 'chosen', 'drop']);
    assert.equal((await get(`/${id}`)).body.state, 'rehearsing');
    await work();
    const dropped = await detailsOf(id, one);
    assert.deepEqual([dropped.state, dropped.addOns[0].isDecidedAlone], ['possible', true]);
    assert.equal(dropped.lines.find((line: any) => line.subscription === 'add_on').amount.amount, credit);
    assert.equal((await detailsOf(id, other)).state, 'refused', 'nobody decided about the other');

    const ruled = await patch(`/${id}`, { addOns: [{ choice: 'keep' }] });
    assert.equal(ruled.body.rowsDecidedAlone, 1, 'the answer says that one row goes its own way');
    await post(`/${id}/rehearsal`);
    await work();
    const [mine, theirs] = [await detailsOf(id, one), await detailsOf(id, other)];
    assert.deepEqual([mine.state, mine.addOns[0].choice], ['possible', 'drop']);
    // A rule passes over what cannot be chosen.
    assert.deepEqual([theirs.state, theirs.addOns[0].choice, theirs.addOns[0].isDecidedAlone], ['refused', undefined, false]);
    assert.equal(theirs.reasons[0].code, 'subscription_add_ons_present');
    const [counted] = (await get(`/${id}/addons`)).body.items;
    assert.deepEqual([counted.rows, counted.undecided, counted.decidedAlone, counted.choice], [2, 1, 1, 'keep']);
    assert.deepEqual(counted.choices, ['drop']);
    const { text } = await get(`/${id}/results`);
    assert.match(text, /× 4: ends with a credit \(decided for this row\)/);
    assert.match(text, /× 4: not decided\r?\n/);
    assert.match((await get(`/${id}/results`, { 'x-locale': 'zh-TW' })).text, /× 4: 結束並退款（僅此項目的決定）/);

    await post(`/${id}/approval`);
    await post(`/${id}/run`);
    await work();
    assert.deepEqual([await standingOf(one.addOnId), await standingOf(other.addOnId)], ['deleted', 'active']);
  });

  test('is taken back with no decision at all, and the rule decides again', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one], { addOns: [{ choice: 'drop' }] });
    await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
    await work();
    const mine = await detailsOf(id, one);
    assert.deepEqual([mine.state, mine.addOns[0].choice, mine.reasons[0].code], ['refused', 'keep', 'add_on_choice_impossible']);
    await decide(id, one, []);
    await work();
    const ruled = await detailsOf(id, one);
    assert.deepEqual([ruled.state, ruled.addOns[0].choice, ruled.addOns[0].isDecidedAlone], ['possible', 'drop', false]);
  });

  test('that cannot be any more is refused as that, whatever the rule says', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one], { addOns: [{ choice: 'keep' }] });
    await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'drop' }]);
    await db.read(`update subscription set status = 'pending' where subscription_id = $1`, [one.addOnId]);
    await work();
    const row = await detailsOf(id, one);
    assert.deepEqual([row.state, row.reasons[0].code], ['refused', 'add_on_choice_impossible']);
    assert.match(row.reasons[0].description, /It cannot end with the upgrade: it is still being set up/);
  });

  test('is gone by itself with its add-on', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one]);
    await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
    await db.read(`update subscription set status = 'deleted', deleted_at = now() where subscription_id = $1`, [one.addOnId]);
    await work();
    const row = await detailsOf(id, one);
    assert.deepEqual([row.state, row.addOns], ['possible', []]);
  });

  test('counts for an upgrade on a later day too', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one], { when: 'date', date: '2026-06-20', addOns: [{ choice: 'keep' }] });
    await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'drop' }]);
    await work();
    assert.equal((await detailsOf(id, one)).state, 'possible');
    await post(`/${id}/approval`);
    await post(`/${id}/run`);
    await work();
    const [row] = await rowsOf(id);
    const { rows } = await db.read<{ wish: { addOns: object[] } }>('select wish from scheduled_change where schedule_id = $1', [row.id]);
    assert.deepEqual(rows[0]?.wish.addOns, [{ choice: 'drop', subscriptionId: one.addOnId }]);
  });

  test('stands in the partner’s journal, and whoever decided has prepared the campaign', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one]);
    server.actAs(await person(partnerId, 'Lin', 'admin_agent'));
    await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
    server.actAs(ada);
    assert.equal((await get(`/${id}`)).body.preparedBy, 'Lin');
    const { rows } = await db.read<{ count: number }>(
      `select count(*) from partner_audit_entry where resource_id = $1 and operation_type = 'decide_campaign_row'`,
      [id],
    );
    assert.equal(rows[0]?.count, 1);
    const again = await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
    assert.equal(again.status, 200);
    assert.equal((await get(`/${id}`)).body.preparedBy, 'Lin', 'what was decided already is not decided again');
  });
});

const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

describe('a decision that is refused', () => {
  test('409: after an approval, with what to do; a new dry run opens it again', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one], { addOns: [{ choice: 'drop' }] });
    assert.equal((await get(`/${id}`)).body.actions.includes('decide'), true);
    await post(`/${id}/approval`);
    assert.equal((await get(`/${id}`)).body.actions.includes('decide'), false);
    const choice = [{ subscriptionId: one.addOnId, choice: 'keep' }];
    const late = await decide(id, one, choice);
    assert.deepEqual([late.status, late.body.data], [409, ['campaign_state_forbids']]);
    assert.match(late.body.description, /Work it out again first/);
    assert.equal((await get(`/${id}`)).body.state, 'approved', 'the approval stands');
    await post(`/${id}/rehearsal`);
    await work();
    assert.equal((await decide(id, one, choice)).status, 200);
  });

  test('409: of a row that is left out', async () => {
    const [one, other] = [await withArchiving(), await withArchiving()];
    const id = await campaignOf([one, other]);
    await post(`/${id}/omission`, { rowIds: [(await rowOf(id, one)).id] });
    const answer = await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
    assert.deepEqual([answer.status, answer.body.data], [409, ['campaign_has_no_such_rows']]);
  });

  test('409: of a row that is carried out at that moment, and what came of it stays', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one], { addOns: [{ choice: 'drop' }] });
    let deciding: ReturnType<typeof decide> | undefined;
    await db.transaction(async (tx) => {
      await tx.query(`update campaign_row set state = 'upgraded' where customer_id = $1`, [one.customerId]);
      deciding = decide(id, one, [{ subscriptionId: one.addOnId, choice: 'keep' }]);
      // It has come as far as the row when it waits for it.
      while ((await db.read(WAITING)).rowCount === 0) await wait(20);
    });
    const answer = await deciding;
    assert.deepEqual([answer?.status, answer?.body.data], [409, ['campaign_has_no_such_rows']]);
    assert.equal((await rowOf(id, one)).state, 'upgraded');
  });

  test('400: about what is no add-on of the row, and about what is no choice', async () => {
    const [one, other] = [await withArchiving(), await withArchiving()];
    const id = await campaignOf([one, other]);
    const foreign = await decide(id, one, [
      { subscriptionId: one.addOnId, choice: 'keep' },
      { subscriptionId: other.addOnId, choice: 'keep' },
    ]);
    assert.deepEqual([foreign.status, /addOns\[1\]/.test(foreign.text)], [400, true]);
    assert.equal((await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'swap' }])).status, 400);
    assert.equal((await get(`/${id}`)).body.rowsDecidedAlone, 0);
  });

  test('404: of no campaign, of no row, and of another partner', async () => {
    const one = await withArchiving();
    const id = await campaignOf([one]);
    const row = (await rowOf(id, one)).id;
    for (const path of [`/${newId()}/rows/${row}`, `/${id}/rows/${newId()}`]) assert.equal((await patch(path, { addOns: [] })).status, 404);
    server.actAs(await person(await plantPartner(db), 'Eve', 'admin_agent'));
    assert.equal((await patch(`/${id}/rows/${row}`, { addOns: [] })).status, 404);
    server.actAs(ada);
  });
});

test('what an earlier version worked out is shown as it was', async () => {
  const one = await withArchiving();
  const id = await campaignOf([one]);
  await db.read(`update campaign_row set add_ons_found = null, reasons = reasons #- '{0,addOns,0,impossible}' where campaign_id = $1`, [
    id,
  ]);
  const { addOns } = await detailsOf(id, one);
  assert.deepEqual(addOns[0].choices, [{ choice: 'drop' }]);
  assert.deepEqual(addOns[0].impossible, []);
  assert.equal((await decide(id, one, [{ subscriptionId: one.addOnId, choice: 'drop' }])).status, 200);
});

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
