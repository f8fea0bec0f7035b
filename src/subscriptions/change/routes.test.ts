import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeWorld } from '../../../test/subscription-changes.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { basic, customerWith, db, linesOf, nobodyWrites, patch, preview, server, tenant, urlOf } = await changeWorld();

describe('seats', () => {
  test('more of them: the advance comes back, each part is charged, and the answer is the subscription', async () => {
    const { customerId, id, url } = await customerWith();
    const { status, body } = await patch(url, { quantity: 15 });
    assert.deepEqual([status, body.quantity, body.attributes.objectType], [200, 15, 'Subscription']);
    assert.deepEqual(body, (await server.ask(url)).body);
    assert.deepEqual(await linesOf(customerId, id), [
      ['Cycle instance prorate', '2026-06-01', '2026-07-01', 10, -5000],
      ['Cycle instance prorate', '2026-06-01', '2026-06-11', 10, 1667],
      ['Cycle instance prorate', '2026-06-11', '2026-07-01', 15, 5000],
    ]);
  });
  test('an audit entry with old and new value, and one announcement', async () => {
    const { customerId, url } = await customerWith();
    await patch(url, { quantity: 11 });
    const { rows } = await db.read<{ operation_type: string; old: string; new: string }>(
      `select operation_type, resource_old_value as old, resource_new_value as new from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.deepEqual(
      rows.map((row) => [row.operation_type, JSON.parse(row.old).Quantity, JSON.parse(row.new).Quantity]),
      [['update_subscription', 10, 11]],
    );
    const { rows: told } = await db.read(`select event_name, resource_name from announcement where customer_id = $1`, [customerId]);
    assert.deepEqual(told, [{ event_name: 'subscription-updated', resource_name: 'subscription' }]);
  });
  test('the whole resource as typed clients send it, with one member changed', async () => {
    const { url } = await customerWith();
    const read = (await server.ask(url)).body;
    const pascal = Object.fromEntries(
      Object.entries({ ...read, quantity: 12, status: 'Active', links: {}, suspensionReasons: null }).map(([key, value]) => [
        key[0]?.toUpperCase() + key.slice(1),
        value,
      ]),
    );
    const answer = await patch(url.toUpperCase().replace('/V1/', '/v1//'), pascal);
    assert.deepEqual([answer.status, answer.body.quantity], [200, 12]);
  });
  test('the whole resource unchanged changes nothing', async () => {
    const { url } = await customerWith();
    const read = (await server.ask(url)).body;
    await nobodyWrites(async () => assert.deepEqual((await patch(url, read)).body, read));
  });
  test('auto-renewal that is left out stays as it is', async () => {
    const { url } = await customerWith();
    assert.equal((await patch(url, { quantity: 11 })).body.autoRenewEnabled, true);
    assert.equal((await patch(url, { autoRenewEnabled: false })).body.autoRenewEnabled, false);
    assert.equal((await patch(url, { quantity: 12 })).body.autoRenewEnabled, false);
  });
});

describe('what fell due and was not done yet', () => {
  test('happens before the change, in the same transaction', async () => {
    const { customerId, partnerId, id, url } = await customerWith();
    await db.read(
      `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until, quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
       values ($1, $2, $3, $4, $5, $2, 'purchase', 'Prorate fees when purchase', '2026-04-01', '2026-05-01', 10, 500, 30, 5000, 'USD', 'exact_half_up', '2026-04-01')`,
      [customerId, '00000000-0000-7000-8000-000000000001', partnerId, id, basic.id],
    );
    assert.equal((await patch(url, { quantity: 15 })).status, 200);
    assert.deepEqual(
      (await linesOf(customerId, id)).map((line) => [line[0], line[1], line[3], line[4]]),
      [
        ['Prorate fees when purchase', '2026-04-01', 10, 5000],
        ['Cycle fee', '2026-05-01', 10, 5000],
        ['Cycle fee', '2026-06-01', 10, 5000],
        ['Cycle instance prorate', '2026-06-01', 10, -5000],
        ['Cycle instance prorate', '2026-06-01', 10, 1667],
        ['Cycle instance prorate', '2026-06-11', 15, 5000],
      ],
    );
  });
  test('a term that ended unnoticed is ended first, so the change meets what is so', async () => {
    const { customerId, url } = await customerWith({ createdOn: '2025-06-01' });
    await db.read(`update subscription set auto_renew = false where customer_id = $1`, [customerId]);
    const answer = await patch(url, { quantity: 15 });
    assert.deepEqual([answer.status, answer.body.data], [400, ['seats_while_suspended']]);
    assert.deepEqual((await server.ask(url)).body.suspensionReasons, ['Expiration']);
  });
});

describe('a repeated request', () => {
  test('has one effect and one answer, however many come at once', async () => {
    const { url, customerId } = await customerWith();
    const headers = { 'MS-RequestId': newId() };
    const body = { ...(await server.ask(url)).body, quantity: 17 };
    const answers = [await patch(url, body, headers), ...(await Promise.all([1, 2, 3, 4].map(() => patch(url, body, headers))))];
    assert.equal(new Set(answers.map((answer) => answer.text)).size, 1);
    assert.equal((await linesOf(customerId)).length, 3);
  });
});

describe('whose', () => {
  test('404 for an unknown subscription, and the same answer for an unknown and a foreign customer', async () => {
    const { customerId } = await customerWith();
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const ask of [(url: string) => patch(url, { quantity: 3 }), (url: string) => preview(url, { quantity: 3 })]) {
      const unknown = await ask(urlOf(customerId, newId()));
      assert.deepEqual([unknown.status, unknown.body.code], [404, 20003]);
      const answers = [await ask(urlOf(foreign, newId())), await ask(urlOf(newId(), newId()))];
      assert.deepEqual(
        answers.map((answer) => [answer.status, answer.text]),
        [
          [404, answers[0]?.text],
          [404, answers[0]?.text],
        ],
      );
    }
  });
  test('a subscription that another partner sold to the same customer is not there', async () => {
    const { customerId } = await customerWith();
    const other = await plantPartner(db);
    const id = await plantSubscription(db, { partnerId: other, customerId }, { offer: basic });
    assert.equal((await patch(urlOf(customerId, id), { quantity: 3 })).status, 404);
  });
  test('403/20002 for the indirect reseller of record, who reads it and asks the provider', async () => {
    const { customerId, id, url } = await customerWith();
    const reseller = await plantPartner(db);
    await db.read(`update partner set kind = 'indirect_reseller', mpn_id = '778' where partner_id = $1`, [reseller]);
    await db.read(`update relationship set reseller_partner_id = $2 where customer_id = $1`, [customerId, reseller]);
    await db.read(`update subscription set reseller_mpn_id = '778' where customer_id = $1 and subscription_id = $2`, [customerId, id]);
    server.actAs(agentOf(reseller, 'admin_agent'));
    const answers = [await server.ask(url), await patch(url, { quantity: 3 }), await preview(url, { quantity: 3 })];
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [
        [200, undefined],
        [403, 20002],
        [403, 20002],
      ],
    );
  });
  const malformed: [name: string, body: unknown, member: string][] = [
    ['half a seat', { quantity: 5.5 }, 'quantity'],
    ['a status that there is not', { status: 'asleep' }, 'status'],
    ['a blank name', { friendlyName: ' ' }, 'friendlyName'],
    ['a preview that is no id', { previewId: 'x' }, 'previewId'],
    ['users that are no list', { unassignUserIds: 'x' }, 'unassignUserIds'],
  ];
  for (const [name, body, member] of malformed) {
    test(`400/2000: ${name}`, async () => {
      const { url } = await customerWith();
      const answer = await patch(url, body as object);
      assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [member]]);
    });
  }
});
