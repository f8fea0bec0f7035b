import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { channelRoutes } from '../../subscriptions/channels/routes.ts';
import { upgradeRoutes } from '../routes.ts';
import { customerChannelRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [channelRoutes(parts), customerChannelRoutes(parts), upgradeRoutes(parts)]);
const { partnerId, offer } = tenant;
const agent = agentOf(partnerId, 'admin_agent');
const BASIC = 'm365-business-basic';
const item = (change: object = {}) => ({
  channel: 'web_direct',
  offerId: offer('o365-e3').id,
  quantity: 5,
  heldSince: '2025-08-01',
  heldUntil: '2026-08-01',
  ...change,
});
const put = (customerId: string, items: readonly object[], headers: Record<string, string> = {}) =>
  server.ask(`/v1/customers/${customerId}/entitlements`, { method: 'PUT', body: { items }, headers });
const upload = (customerId: string, raw: string, type = 'text/csv') =>
  server.ask(`/v1/customers/${customerId}/entitlementfiles`, { method: 'POST', raw, headers: { 'content-type': type } });
const list = async (customerId: string) => (await server.ask(`/v1/customers/${customerId}/entitlements`)).body.items;
const channels = async (customerId: string) => (await server.ask(`/v1/customers/${customerId}/channels`)).body;
const planted = async () => {
  const customerId = await plantCustomer(db, partnerId);
  return { customerId, subscriptionId: await plantSubscription(db, { partnerId, customerId }, { offer: offer(BASIC) }) };
};

describe('what a customer holds elsewhere', () => {
  test('is recorded as a list that replaces the one before, read again and audited', async () => {
    const { customerId } = await planted();
    const { status, body } = await put(customerId, [
      item(),
      item({ channel: 'RetailKey', offerId: undefined, skuPartNumber: 'ENTERPRISEPACK', quantity: '7', heldUntil: undefined }),
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      body.items.map((each: { channel: string; offerName: string; quantity: number }) => [each.channel, each.offerName, each.quantity]),
      [
        ['web_direct', 'Office 365 E3', 5],
        ['retail_key', 'Office 365 E3', 7],
      ],
    );
    await put(customerId, [item({ quantity: 6 })]);
    assert.deepEqual(
      (await list(customerId)).map((each: { quantity: number }) => each.quantity),
      [6],
    );
    const { rows } = await db.read<{ operation_type: string }>('select operation_type from audit_entry where customer_id = $1', [
      customerId,
    ]);
    assert.deepEqual(
      rows.map((row) => row.operation_type),
      ['update_customer_entitlements', 'update_customer_entitlements'],
    );
    assert.equal((await put(customerId, [])).status, 200);
    assert.deepEqual(await list(customerId), []);
  });

  test('comes as a file too', async () => {
    const { customerId } = await planted();
    const { status, text } = await upload(
      customerId,
      'Channel,SKU part number,Seats,Since,Until\r\nVolume agreement,ENTERPRISEPACK,40,2024-01-01,2027-01-01\r\n',
    );
    assert.equal(status, 200, text);
    assert.deepEqual(
      (await list(customerId)).map((each: { channel: string; heldUntil: string }) => [each.channel, each.heldUntil]),
      [['volume_agreement', '2027-01-01']],
    );
  });

  test('repeated under its request id is recorded once', async () => {
    const { customerId } = await planted();
    const headers = { 'ms-requestid': newId() };
    const first = await put(customerId, [item()], headers);
    assert.equal((await put(customerId, [item()], headers)).text, first.text);
    assert.equal((await list(customerId)).length, 1);
  });

  const wrong: readonly [name: string, attempt: (customerId: string) => ReturnType<typeof put>, status: number, says: RegExp][] = [
    [
      'two wrong entries',
      (id) => put(id, [item({ quantity: 0 }), item(), item({ channel: 'friend' })]),
      400,
      /items\[0\]: quantity.*items\[2\]: channel/s,
    ],
    ['no list', (id) => server.ask(`/v1/customers/${id}/entitlements`, { method: 'PUT', body: {} }), 400, /items/],
    ['a wrong line', (id) => upload(id, 'channel,product,quantity,since\nweb_direct,NOTHING,1,2025-01-01\n'), 400, /line 2: product/],
    ['a file without its columns', (id) => upload(id, 'name\nx\n'), 400, /lacks the columns/],
    ['JSON where a file is wanted', (id) => upload(id, '{}', 'application/json'), 400, /CSV/],
    ['a file that is no UTF-8', (id) => upload(id, 'x', 'text/plain'), 415, /./],
    ['a file of a megabyte', (id) => upload(id, 'x'.repeat(1_048_577)), 413, /./],
  ];
  for (const [name, attempt, status, says] of wrong) {
    test(`${name}: ${status}`, async () => {
      const { customerId } = await planted();
      const before = await fingerprint(db);
      const answer = await attempt(customerId);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.text, says);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('as one partner recorded it stands in no other’s way', async () => {
    const { customerId, subscriptionId } = await planted();
    const other = await plantPartner(db);
    await db.read(
      `insert into relationship (customer_id, partner_id, company_name, since, delegated_admin_services) values ($1, $2, 'x', now(), '{*}')`,
      [customerId, other],
    );
    server.actAs(agentOf(other, 'admin_agent'));
    assert.equal((await put(customerId, [item(), item({ offerId: offer('o365-e5').id })])).status, 200);
    server.actAs(agent);
    assert.deepEqual(await list(customerId), []);
    const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`);
    assert.ok(body.items.some((each: { isEligible: boolean }) => each.isEligible));
    await put(customerId, []);
    server.actAs(agentOf(other, 'admin_agent'));
    assert.equal((await list(customerId)).length, 2, 'nor is it taken away by another');
    server.actAs(agent);
  });
});

describe('who holds what', () => {
  test('is told by service, with the first day of each upgrade', async () => {
    const { customerId, subscriptionId } = await planted();
    await put(customerId, [item()]);
    const body = await channels(customerId);
    assert.deepEqual(
      body.holdings.map((each: { kind: string; heldUntil?: string; quantity: number }) => [each.kind, each.heldUntil, each.quantity]),
      [
        ['own', undefined, 10],
        ['other_channel', '2026-08-01', 5],
      ],
    );
    const shared = body.services.filter((each: { holders: object[] }) => each.holders.length > 1);
    assert.ok(shared.length > 0, 'some services come from both');
    const e3 = body.upgrades
      .find((each: { subscriptionId: string }) => each.subscriptionId === subscriptionId)
      .targets.find((each: { targetOfferId: string }) => each.targetOfferId === offer('o365-e3').id);
    assert.deepEqual([e3.when, e3.firstPossibleOn, e3.waitsFor.length, e3.otherReasons], ['on', '2026-11-29', 1, []]);
  });

  test('of another partner tells that and since when, never seats, term or name', async () => {
    const { customerId } = await planted();
    const other = await plantPartner(db);
    await plantSubscription(db, { partnerId: other, customerId }, { offer: offer('o365-e3'), quantity: 77, createdOn: '2025-03-04' });
    const body = await channels(customerId);
    const theirs = body.holdings.find((each: { kind: string }) => each.kind === 'other_partner');
    assert.deepEqual(theirs, { kind: 'other_partner', offerId: offer('o365-e3').id, offerName: 'Office 365 E3', heldSince: '2025-03-04' });
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`:77\\b|${other}`));
    const e3 = body.upgrades[0].targets.find((each: { targetOfferId: string }) => each.targetOfferId === offer('o365-e3').id);
    assert.deepEqual([e3.when, e3.firstPossibleOn], ['unknown', undefined]);
  });

  test('of its provider’s other sales tells a reseller no more', async () => {
    const { customerId, subscriptionId } = await planted();
    const reseller = await plantPartner(db);
    await db.read(`update partner set kind = 'indirect_reseller', mpn_id = '777' where partner_id = $1`, [reseller]);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, reseller]);
    const hidden = await plantSubscription(db, { partnerId, customerId }, { offer: offer('o365-e3'), quantity: 88 });
    await db.read(`update subscription set reseller_mpn_id = '777' where subscription_id = $1`, [subscriptionId]);
    server.actAs(agentOf(reseller, 'admin_agent'));
    const body = await channels(customerId);
    assert.deepEqual(body.holdings.map((each: { kind: string }) => each.kind).toSorted(), ['other_partner', 'own']);
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`:88\\b|${hidden}`));
    assert.deepEqual(
      body.upgrades.map((each: { subscriptionId: string }) => each.subscriptionId),
      [subscriptionId],
    );
    assert.equal(body.upgrades[0].targets[0].otherReasons[0], 'indirect_reseller');
    server.actAs(agent);
  });

  test('of a foreign customer and an unknown one: the same 404', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const attempt of [
      (id: string) => server.ask(`/v1/customers/${id}/channels`),
      (id: string) => server.ask(`/v1/customers/${id}/entitlements`),
      (id: string) => put(id, [item()]),
      (id: string) => upload(id, 'channel,product,quantity,since\n'),
    ]) {
      const answers = [await attempt(foreign), await attempt(newId())];
      assert.deepEqual(
        answers.map((each) => [each.status, each.body.code]),
        [
          [404, 60003],
          [404, 60003],
        ],
      );
      assert.equal(answers[0]?.text, answers[1]?.text);
    }
  });
});
