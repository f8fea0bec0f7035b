import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeWorld } from '../../../test/subscription-changes.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription, plantUser, type SubscriptionSeed } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { db, tenant, server, basic, urlOf, customerWith, patch, preview, linesOf, nobodyWrites } = await changeWorld();

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

  type Refusal = [name: string, seed: Partial<SubscriptionSeed>, users: number, body: object, status: number, code: number, reason: string];
  const refused: Refusal[] = [
    ['no seats at all', {}, 0, { quantity: 0 }, 400, 2002, 'quantity_out_of_range'],
    ['301 of an offer for 300', {}, 0, { quantity: 301 }, 400, 2002, 'quantity_out_of_range'],
    ['while suspended', { status: 'suspended' }, 0, { quantity: 11 }, 400, 2001, 'seats_while_suspended'],
    ['of something deleted', { status: 'deleted' }, 0, { quantity: 11 }, 400, 2011, 'subscription_deleted'],
    ['while it is set up', { status: 'pending' }, 0, { quantity: 11 }, 400, 800081, 'subscription_not_provisioned'],
    ['one fewer than users', {}, 3, { quantity: 2 }, 400, 800095, 'seats_still_assigned'],
    ['together with suspending', {}, 0, { quantity: 11, status: 'suspended' }, 400, 2001, 'seats_while_suspended'],
    [
      'the seats of a trial',
      {
        offer: tenant.offer('m365-business-standard-trial'),
        quantity: 25,
        billingCycle: 'none',
        unitPriceMinor: 0,
        createdOn: '2026-06-01',
      },
      0,
      { quantity: 26 },
      400,
      2002,
      'quantity_out_of_range',
    ],
    ['another billing cycle', {}, 0, { billingCycle: 'annual' }, 400, 2054, 'billing_cycle_by_order'],
    ['a reseller that nobody knows', {}, 0, { partnerId: '999' }, 400, 2071, 'reseller_unknown'],
    ['oneself as reseller', {}, 0, { partnerId: '4711' }, 404, 2072, 'reseller_is_partner'],
    [
      'renewal of a trial',
      {
        offer: tenant.offer('m365-business-standard-trial'),
        quantity: 25,
        billingCycle: 'none',
        unitPriceMinor: 0,
        createdOn: '2026-06-01',
      },
      0,
      {},
      400,
      800093,
      'auto_renew_impossible',
    ],
  ];
  for (const [name, seed, users, body, status, code, reason] of refused) {
    test(`${status}/${code}: ${name}; nothing is written`, async () => {
      const { customerId, id, url } = await customerWith(
        seed,
        Array.from({ length: users }, (_, i) => `u${i}`),
      );
      const asked = reason === 'auto_renew_impossible' ? { autoRenewEnabled: true } : body;
      if (reason === 'auto_renew_impossible')
        await db.read(`update subscription set auto_renew = false where customer_id = $1 and subscription_id = $2`, [customerId, id]);
      await nobodyWrites(async () => {
        const answer = await patch(url, asked);
        assert.deepEqual([answer.status, answer.body.code, answer.body.data[0], answer.body.source], [status, code, reason, 'Upseat']);
      });
    });
  }
  const allowed: [name: string, users: number, body: object][] = [
    ['as many as users', 3, { quantity: 3 }],
    ['300 of an offer for 300', 0, { quantity: 300 }],
    ['one', 0, { quantity: 1 }],
    ['fewer than users, the conflict accepted', 3, { quantity: 2, acceptLicenseConflict: true }],
  ];
  for (const [name, users, body] of allowed) {
    test(`200: ${name}`, async () => {
      const { url } = await customerWith(
        {},
        Array.from({ length: users }, (_, i) => `u${i}`),
      );
      assert.equal((await patch(url, body)).status, 200);
    });
  }
  test('403/13605 to add without the customer agreement; giving back goes without', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId, { agreement: false });
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: basic });
    const answer = await patch(urlOf(customerId, id), { quantity: 11 });
    assert.deepEqual([answer.status, answer.body.code], [403, 13605]);
    assert.equal((await patch(urlOf(customerId, id), { quantity: 9 })).status, 200);
  });
  test('403/900149 to add while the partner’s account is suspended; giving back goes', async () => {
    const partnerId = await plantPartner(db);
    await db.read(`update partner set standing = 'suspended' where partner_id = $1`, [partnerId]);
    const customerId = await plantCustomer(db, partnerId);
    const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic });
    server.actAs(agentOf(partnerId, 'admin_agent'));
    const answers = [await patch(urlOf(customerId, id), { quantity: 11 }), await patch(urlOf(customerId, id), { quantity: 9 })];
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [
        [403, 900149],
        [200, undefined],
      ],
    );
  });
  test('the family’s 300 seats of a tenant: 300 together go, one more does not', async () => {
    const { customerId, partnerId, url } = await customerWith();
    await plantSubscription(db, { partnerId, customerId }, { offer: tenant.offer('m365-business-standard'), quantity: 200 });
    assert.equal((await patch(url, { quantity: 100 })).status, 200);
    const answer = await patch(url, { quantity: 101 });
    assert.deepEqual([answer.status, answer.body.code], [403, 800067]);
  });
});

describe('users who lose their seat', () => {
  test('in the same transaction, each with an audit entry', async () => {
    const { customerId, partnerId, url } = await customerWith({}, ['ada', 'bob']);
    const cyd = await plantUser(db, { customerId }, 'cyd', [{ offer: basic }, { offer: tenant.offer('visio-plan-1') }]);
    const answer = await patch(url, { quantity: 2, unassignUserIds: [cyd.toUpperCase()] });
    assert.deepEqual([answer.status, answer.body.quantity], [200, 2]);
    const { rows } = await db.read<{ user_id: string; n: number }>(
      `select user_id, count(*)::int as n from license where customer_id = $1 group by user_id order by n`,
      [customerId],
    );
    assert.deepEqual(
      rows.map((row) => row.n),
      [1, 1, 1],
    );
    const { rows: audits } = await db.read<{ resource_id: string; customized_data: unknown }>(
      `select resource_id, customized_data from audit_entry where customer_id = $1 and partner_id = $2 and operation_type = 'update_customer_user_licenses'`,
      [customerId, partnerId],
    );
    assert.deepEqual(audits, [
      {
        resource_id: cyd,
        customized_data: [
          { key: 'CustomerUserId', value: cyd },
          { key: 'RemovedLicenseSkuId', value: basic.skuId },
        ],
      },
    ]);
  });
  test('too few named: refused, and nobody loses anything', async () => {
    const { customerId, url } = await customerWith({}, ['ada', 'bob']);
    const cyd = await plantUser(db, { customerId }, 'cyd', [{ offer: basic }]);
    await nobodyWrites(async () => assert.deepEqual((await patch(url, { quantity: 1, unassignUserIds: [cyd] })).body.code, 800095));
  });
  const impossible: [name: string, license: object[], status: number, reason: string][] = [
    ['who hold nothing', [], 404, 'unassign_without_license'],
    ['whose licence comes from a group', [{ offer: basic, groupId: newId() }], 400, 'unassign_inherited_from_group'],
  ];
  for (const [name, licenses, status, reason] of impossible) {
    test(`${status}: users ${name}`, async () => {
      const { customerId, url } = await customerWith();
      const user = await plantUser(db, { customerId }, 'dan', licenses as never);
      const answer = await patch(url, { quantity: 5, unassignUserIds: [user] });
      assert.deepEqual([answer.status, answer.body.data], [status, [reason]]);
    });
  }
  test('400/2000 without giving seats back', async () => {
    const { customerId, url } = await customerWith();
    const user = await plantUser(db, { customerId }, 'eve', [{ offer: basic }]);
    const answer = await patch(url, { unassignUserIds: [user] });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, ['unassignUserIds']]);
  });
  test('needs a person with rights in the directory, and delegated admin', async () => {
    const { customerId, url } = await customerWith({}, ['ada']);
    const body = { quantity: 1, unassignUserIds: [await plantUser(db, { customerId }, 'bob', [{ offer: basic }])] };
    const codes: unknown[] = [];
    for (const caller of [agentOf(tenant.partnerId), agentOf(tenant.partnerId, 'sales_agent')]) {
      server.actAs(caller);
      const answer = await patch(url, body);
      codes.push([answer.status, answer.body.code]);
    }
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    await db.read(`update relationship set delegated_admin_services = '{}' where customer_id = $1`, [customerId]);
    const answer = await patch(url, body);
    assert.deepEqual(
      [...codes, [answer.status, answer.body.code]],
      [
        [403, 900329],
        [403, 900150],
        [403, 900308],
      ],
    );
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
