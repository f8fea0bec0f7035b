import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { agentOf, fingerprint, NOW, plantCustomer, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import { undoWorld, type Upgraded } from '../../../test/undo.ts';
import { newId } from '../../platform/clock.ts';

const { at, basic, db, disabledPlan, server, standard, tenant, undo, upgraded } = await undoWorld();
const later = new Date(NOW.getTime() + 1000);

/** Somebody is given a licence past the program. */
const licensed = (customerId: string, userId: string | undefined, skuId: string, assignedAt: Date) =>
  db.read(`insert into license (customer_id, user_id, sku_id, assigned_at) values ($1, $2, $3, $4)`, [
    customerId,
    userId,
    skuId,
    assignedAt,
  ]);

describe('an upgrade on which something depends is not undone, and nothing is written', () => {
  type Case = [name: string, status: number, codes: string[], prepare: (done: Upgraded) => Promise<unknown>];
  const cases: Case[] = [
    ['it was undone before', 409, ['undo_done_already'], ({ url }) => undo(url)],
    [
      'the target has more seats',
      409,
      ['undo_target_changed'],
      ({ target }) => db.read(`update subscription set quantity = 11, version = 2 where subscription_id = $1`, [target]),
    ],
    [
      'the source was changed',
      409,
      ['undo_source_changed'],
      ({ source }) => db.read(`update subscription set version = version + 1 where subscription_id = $1`, [source]),
    ],
    [
      'a user has the old licence again',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) => licensed(customerId, users[0], basic.skuId, NOW),
    ],
    [
      'a user lost the new licence',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) => db.read(`delete from license where customer_id = $1 and user_id = $2`, [customerId, users[0]]),
    ],
    [
      'a plan was switched off in the new licence',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`update license set disabled_plans = $3 where customer_id = $1 and user_id = $2`, [customerId, users[0], [disabledPlan]]),
    ],
    [
      'a user was deleted',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) =>
        db.read(`update directory_user set state = 'inactive' where customer_id = $1 and user_id = $2`, [customerId, users[1]]),
    ],
    [
      'a user got another licence since',
      409,
      ['undo_licenses_changed'],
      ({ customerId, users }) => licensed(customerId, users[0], tenant.offer('o365-e3').skuId, later),
    ],
    [
      'somebody else was given a seat of the target since',
      409,
      ['undo_licenses_changed'],
      async ({ customerId }) => {
        const newcomer = await plantUser(db, { customerId }, 'newcomer', [{ offer: standard }]);
        await db.read(`update license set assigned_at = $3 where customer_id = $1 and user_id = $2`, [customerId, newcomer, later]);
      },
    ],
    [
      'another subscription of the target’s product was reduced since, and its people sit on the target',
      409,
      ['undo_licenses_changed'],
      async ({ customerId }) => {
        const planted = { partnerId: tenant.partnerId, customerId };
        await plantUser(db, planted, 'elder', [{ offer: standard }]);
        const other = await plantSubscription(db, planted, { offer: standard, quantity: 1, status: 'deleted' });
        const fee = { cause: 'cancel', chargeType: 'Cancel fee', amountMinor: -1 };
        await plantCharge(db, planted, { ...fee, subscriptionId: other, chargedAt: later.toISOString() });
      },
    ],
    [
      'the product was bought again',
      409,
      ['undo_source_replaced'],
      ({ customerId }) => plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: basic, createdOn: '2026-06-12' }),
    ],
    [
      'another charge was made since',
      409,
      ['undo_charged_since'],
      ({ customerId, target }) =>
        plantCharge(
          db,
          { partnerId: tenant.partnerId, customerId },
          { cause: 'correction', subscriptionId: target, amountMinor: 1, chargedAt: NOW.toISOString() },
        ),
    ],
    [
      'delegated admin privileges are gone',
      403,
      ['delegated_admin_permissions_disabled'],
      ({ customerId }) => db.read(`update relationship set delegated_admin_services = '{}' where customer_id = $1`, [customerId]),
    ],
    [
      'the upgrade remembers nothing',
      409,
      ['undo_not_recorded'],
      ({ customerId }) => db.read(`delete from upgrade_undo where customer_id = $1`, [customerId]),
    ],
    ['the window is over', 409, ['undo_window_over'], async () => at(new Date(NOW.getTime() + 24 * 3_600_000))],
  ];
  for (const [name, status, codes, prepare] of cases) {
    test(`${status}: ${name}`, async () => {
      const done = await upgraded();
      await prepare(done);
      const before = await fingerprint(db);
      const preview = await server.ask(done.url, { headers: { 'x-locale': 'zh-TW' } });
      const answer = await undo(done.url);
      at(NOW);
      assert.deepEqual([answer.status, answer.body.data], [status, codes]);
      assert.deepEqual([preview.body.isPossible, preview.body.reasons.map((reason: any) => reason.code)], [false, codes]);
      assert.match(preview.body.reasons[0].description, /[\u4e00-\u9fff]/);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('one second before the end of the window it can be', async () => {
    const { url } = await upgraded();
    at(new Date(NOW.getTime() + 24 * 3_600_000 - 1000));
    const answer = await undo(url);
    at(NOW);
    assert.equal(answer.status, 200, answer.text);
  });

  test('403: the seats no longer fit into the family of the tenant', async () => {
    const { customerId, url } = await upgraded({ seats: 150 });
    await plantSubscription(
      db,
      { partnerId: tenant.partnerId, customerId },
      { offer: tenant.offer('m365-business-premium'), quantity: 151, createdOn: '2026-06-01' },
    );
    const answer = await undo(url);
    assert.deepEqual([answer.status, answer.body.data], [403, ['seat_family_full']]);
  });

  for (const [name, roles, code] of [
    ['a sales agent cannot move licences back', ['sales_agent'], 'insufficient_granular_admin_permissions'],
    ['nor can a program', [], 'user_context_required'],
  ] as const) {
    test(`403: ${name}`, async () => {
      const { url } = await upgraded();
      server.actAs(agentOf(tenant.partnerId, ...roles));
      const answer = await undo(url);
      server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
      assert.deepEqual([answer.status, answer.body.data], [403, [code]]);
    });
  }

  test('404 for an unknown upgrade, and the same words for an unknown and a foreign customer', async () => {
    const { customerId, record } = await upgraded();
    const nowhere = `/v1/customers/${customerId}/upgraderecords/${newId()}/undo`;
    assert.deepEqual([(await undo(nowhere)).status, (await server.ask(nowhere)).status], [404, 404]);
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [
      await undo(`/v1/customers/${foreign}/upgraderecords/${newId()}/undo`),
      await undo(`/v1/customers/${newId()}/upgraderecords/${newId()}/undo`),
    ];
    assert.deepEqual([answers[0]?.status, answers[0]?.body.code], [404, 60003]);
    assert.equal(answers[0]?.text, answers[1]?.text);
    server.actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.equal((await undo(`${record}/undo`)).status, 404);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
  });
});
