import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeWorld } from '../../../test/subscription-changes.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription, plantUser, type SubscriptionSeed } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { basic, customerWith, db, nobodyWrites, patch, server, tenant, urlOf } = await changeWorld();

describe('how many seats there can be', () => {
  const trial: Partial<SubscriptionSeed> = {
    offer: tenant.offer('m365-business-standard-trial'),
    quantity: 25,
    billingCycle: 'none',
    unitPriceMinor: 0,
    createdOn: '2026-06-01',
  };
  type Refusal = [name: string, seed: Partial<SubscriptionSeed>, users: number, body: object, status: number, code: number, reason: string];
  const refused: Refusal[] = [
    ['no seats at all', {}, 0, { quantity: 0 }, 400, 2002, 'quantity_out_of_range'],
    ['301 of an offer for 300', {}, 0, { quantity: 301 }, 400, 2002, 'quantity_out_of_range'],
    ['while suspended', { status: 'suspended' }, 0, { quantity: 11 }, 400, 2001, 'seats_while_suspended'],
    ['of something deleted', { status: 'deleted' }, 0, { quantity: 11 }, 400, 2011, 'subscription_deleted'],
    ['while it is set up', { status: 'pending' }, 0, { quantity: 11 }, 400, 800081, 'subscription_not_provisioned'],
    ['one fewer than users', {}, 3, { quantity: 2 }, 400, 800095, 'seats_still_assigned'],
    ['together with suspending', {}, 0, { quantity: 11, status: 'suspended' }, 400, 2001, 'seats_while_suspended'],
    ['the seats of a trial', trial, 0, { quantity: 26 }, 400, 2002, 'quantity_out_of_range'],
    ['another billing cycle', {}, 0, { billingCycle: 'annual' }, 400, 2054, 'billing_cycle_by_order'],
    ['a reseller that nobody knows', {}, 0, { partnerId: '999' }, 400, 2071, 'reseller_unknown'],
    ['oneself as reseller', {}, 0, { partnerId: '4711' }, 404, 2072, 'reseller_is_partner'],
    ['renewal of a trial', trial, 0, {}, 400, 800093, 'auto_renew_impossible'],
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
