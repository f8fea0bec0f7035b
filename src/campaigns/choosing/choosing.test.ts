import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { campaignDesk } from '../../../test/campaign-desk.ts';
import { digestMissing } from '../../portfolio/digest/worker.ts';

// How the rows of a campaign are found: by a filter of the portfolio, or in a file.
const { db, catalog, standard, troubles, server, planted, work, post, get, rowsOf } = await campaignDesk();

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
  test('201: with its pace and what becomes of add-ons', async () => {
    const raw = `customerId,subscriptionId\n${here.customerId},${here.subscriptionId}\n`;
    const { body } = await upload(raw, `?name=File&targetOfferId=${standard.id}&rowsPerMinute=7&addOns=keep`);
    assert.deepEqual([body.rowsPerMinute, body.addOns], [7, [{ choice: 'keep' }]]);
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

test('nothing unforeseen came up', () => assert.deepEqual(troubles, []));
