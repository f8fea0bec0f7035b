import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testServer } from '../../test/server.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner, plantSubscription } from '../../test/tenant.ts';
import { upgradeWorld } from '../../test/upgrades.ts';
import { newId } from '../platform/clock.ts';
import { upgradeRoutes } from './routes.ts';

const { basicCustomer, db, parts, server, statusOf, tenant, to, upgrade, usersOf } = await upgradeWorld();

describe('GET …/upgrades', () => {
  test('200 with every target of the table, the full offer and its price', async () => {
    const { url } = await basicCustomer();
    const { status, body } = await server.ask(`${url}/upgrades`);
    assert.equal(status, 200);
    assert.deepEqual(
      body.items.map((item: any) => [item.targetOffer.name, item.upgradeType, item.isEligible, item.quantity]),
      [
        ['Microsoft 365 Business Standard', 'upgrade_with_license_transfer', true, 10],
        ['Office 365 E1', 'upgrade_with_license_transfer', true, 10],
        ['Office 365 E3', 'upgrade_with_license_transfer', true, 10],
        ['Office 365 E5', 'upgrade_with_license_transfer', true, 10],
      ],
    );
    assert.equal(typeof body.items[0].unitPrice.amount, 'number');
  });
  test('200: a role that may only look is told so, with the roles that may', async () => {
    const { url } = await basicCustomer();
    server.actAs(agentOf(tenant.partnerId, 'billing_admin'));
    const { body } = await server.ask(`${url}/upgrades`);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.ok(body.items.every((item: any) => !item.isEligible));
    const [{ code, reason }] = body.items[0].upgradeErrors;
    assert.deepEqual([code, reason.code, reason.remedies[0].kind], [0, 'role_may_not_upgrade', 'ask_role']);
    assert.ok(reason.facts.roles.includes('admin_agent'));
  });
  test('200 with integer codes and remedies for what is refused', async () => {
    const { customerId, url } = await basicCustomer();
    await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-standard') });
    const { body } = await server.ask(`${url}/upgrades`);
    const standard = body.items[0];
    assert.equal(standard.isEligible, false);
    assert.equal(standard.upgradeErrors[0].code, 4);
    assert.equal(standard.upgradeErrors[0].reason.code, 'concurrency_conflicts');
    assert.equal(standard.upgradeErrors[0].reason.remedies[0].kind, 'cancel_own_subscription');
    assert.equal(standard.upgradeErrors[0].reason.remedies[0].offerName, 'Microsoft 365 Business Standard');
  });
  test('a program is offered the seats, and told that users need a person', async () => {
    const { url } = await basicCustomer();
    server.actAs(agentOf(tenant.partnerId));
    const { body } = await server.ask(`${url}/upgrades`);
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual(
      body.items.slice(0, 2).map((item: any) => [item.upgradeType, item.isEligible, item.upgradeErrors.map((error: any) => error.code)]),
      [
        ['upgrade_only', true, []],
        ['upgrade_with_license_transfer', false, [5]],
      ],
    );
  });
  test('200 with nothing for a product without path; the overview says why', async () => {
    const { customerId } = await basicCustomer();
    const e5 = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('o365-e5') });
    const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${e5}/upgrades`);
    assert.deepEqual([body.totalCount, body.items], [0, []]);
    const overview = (await server.ask(`/v1/customers/${customerId}/upgrades`)).body;
    const entry = overview.items.find((item: any) => item.subscriptionId === e5);
    assert.equal(entry.reasons[0].code, 'subscription_does_not_have_any_upgrade_paths');
  });
  test('a cancelled subscription says that it is cancelled', async () => {
    const { customerId, id, url } = await basicCustomer();
    await db.read(`update subscription set status = 'deleted' where customer_id = $1 and subscription_id = $2`, [customerId, id]);
    const { status, body } = await server.ask(`${url}/upgrades`);
    assert.deepEqual([status, body.totalCount], [200, 4]);
    assert.deepEqual(
      body.items.map((item: any) => [item.isEligible, item.upgradeErrors[0].code, item.upgradeErrors[0].additionalDetails]),
      Array.from({ length: 4 }, () => [false, 2, 'deleted']),
    );
  });
  test('names and sentences in Traditional Chinese', async () => {
    const { url } = await basicCustomer();
    const { body } = await server.ask(`${url}/upgrades`, { headers: { 'x-locale': 'zh-TW' } });
    assert.equal(body.items[0].targetOffer.name, 'Microsoft 365 商務標準版');
  });
  test('404 for an unknown subscription, and the same answer for an unknown and a foreign customer', async () => {
    const { customerId } = await basicCustomer();
    const unknown = await server.ask(`/v1/customers/${customerId}/subscriptions/${newId()}/upgrades`);
    assert.deepEqual([unknown.status, unknown.body.code], [404, 20003]);
    const foreign = await plantCustomer(db, await plantPartner(db));
    const id = newId();
    const answers = [
      await server.ask(`/v1/customers/${foreign}/subscriptions/${id}/upgrades`),
      await server.ask(`/v1/customers/${newId()}/subscriptions/${id}/upgrades`),
    ];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.text]),
      [
        [404, answers[0]?.text],
        [404, answers[0]?.text],
      ],
    );
    assert.equal(answers[0]?.body.code, 60003);
  });
});

describe('POST …/upgrades', () => {
  test('200: the target is bought, everyone moves, the source is closed, and the ledger adds up', async () => {
    const { customerId, id, url } = await basicCustomer();
    const { status, body } = await upgrade(url, 'm365-business-standard');
    assert.equal(status, 200);
    assert.deepEqual(
      [body.upgradeType, body.upgradeErrors, body.licenseErrors, body.sourceSubscriptionId],
      ['upgrade_with_license_transfer', [], [], id],
    );
    assert.deepEqual(await statusOf(customerId), [
      { offer: 'O365_BUSINESS_ESSENTIALS', status: 'deleted', quantity: 10 },
      { offer: 'O365_BUSINESS_PREMIUM', status: 'active', quantity: 10 },
    ]);
    assert.deepEqual(await usersOf(customerId, 'm365-business-standard'), ['ada', 'bob', 'cyd']);
    const { rows } = await db.read<{ cause: string; amount: number; from: string; until: string }>(
      `select cause, amount_minor as amount, charged_from as from, charged_until as until from charge where customer_id = $1 order by charge_id`,
      [customerId],
    );
    assert.deepEqual(rows, [
      { cause: 'upgrade_cancel', amount: -5000, from: '2026-06-11', until: '2026-07-11' },
      { cause: 'upgrade_purchase', amount: 12_500, from: '2026-06-11', until: '2026-07-11' },
    ]);
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords/${body.upgradeId}`)).body;
    assert.deepEqual(
      [record.state, record.usersMoved, record.usersLeftBehind, record.total],
      ['done', 3, [], { amount: 75, currency: 'USD' }],
    );
  });
  test('an audit entry with old and new value, and two announcements', async () => {
    const { customerId, url } = await basicCustomer();
    await upgrade(url, 'm365-business-standard');
    const { rows } = await db.read<{ operation_type: string; old: string; new: string }>(
      `select operation_type, resource_old_value as old, resource_new_value as new from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.operation_type, 'upgrade_subscription');
    assert.equal(JSON.parse(rows[0]?.old ?? '').Status, 'active');
    assert.equal(JSON.parse(rows[0]?.new ?? '').TargetSubscription.Quantity, 10);
    assert.equal((await db.read(`select 1 from announcement where customer_id = $1`, [customerId])).rowCount, 2);
  });
  test('the same request id again: the same answer, one upgrade', async () => {
    const { customerId, url } = await basicCustomer();
    const ask = () =>
      server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard'), headers: { 'MS-RequestId': requestId } });
    const requestId = newId();
    const answers = [await ask(), await ask(), ...(await Promise.all([ask(), ask(), ask()]))];
    assert.equal(new Set(answers.map((answer) => answer.text)).size, 1);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200, 200, 200, 200],
    );
    assert.equal((await statusOf(customerId)).length, 2);
  });
  test('two agents at once: one wins, the other is told', async () => {
    const { customerId, url } = await basicCustomer();
    const both = await Promise.all(['o365-e3', 'o365-e5'].map((key) => server.ask(`${url}/upgrades`, { method: 'POST', body: to(key) })));
    const refused = both.filter((answer) => answer.body.upgradeErrors.length > 0);
    assert.equal(refused.length, 1);
    assert.equal(refused[0]?.body.upgradeErrors[0].code, 2);
    assert.equal((await statusOf(customerId)).length, 2);
  });
  test('200 with upgradeErrors and nothing written when refused', async () => {
    const { url, customerId, id } = await basicCustomer();
    await db.read(`update subscription set status = 'suspended' where customer_id = $1 and subscription_id = $2`, [customerId, id]);
    const before = await fingerprint(db);
    const { status, body } = await upgrade(url, 'm365-business-standard');
    assert.deepEqual(
      [status, body.upgradeErrors[0].code, body.upgradeErrors[0].additionalDetails, body.licenseErrors],
      [200, 2, 'suspended', []],
    );
    assert.equal(await fingerprint(db), before);
  });
  const bad: [name: string, body: () => object, status: number, code: number][] = [
    ['no seats', () => to('m365-business-standard', { quantity: 0 }), 400, 2002],
    ['301 seats of a product for 300', () => to('m365-business-standard', { quantity: 301 }), 400, 2002],
    ['10^12 seats', () => to('o365-e3', { quantity: 10 ** 12 }), 400, 2002],
    ['half a seat', () => to('o365-e3', { quantity: 5.5 }), 400, 2000],
    ['an offer that the catalogue does not have', () => ({ targetOffer: { id: newId() } }), 400, 800004],
    ['no target', () => ({}), 400, 2000],
    ['a target that is a list', () => ({ targetOffer: [] }), 400, 2000],
    ['a preview that is not there', () => to('o365-e3', { previewId: newId() }), 404, 1000],
    ['a preview whose id is none', () => to('o365-e3', { previewId: 'the last one' }), 400, 2000],
  ];
  for (const [name, body, status, code] of bad) {
    test(`${status}/${code}: ${name}; nothing is written`, async () => {
      const { url } = await basicCustomer();
      const before = await fingerprint(db);
      const answer = await server.ask(`${url}/upgrades`, { method: 'POST', body: body() });
      assert.deepEqual([answer.status, answer.body.code, answer.body.source], [status, code, 'Upseat']);
      assert.equal(await fingerprint(db), before);
    });
  }
  test('403/13605 without the customer agreement', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId, { agreement: false });
    const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: tenant.offer('m365-business-basic') });
    const answer = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: to('o365-e3') });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [403, 13605, ['customer_agreement_missing']]);
  });
  test('what typed clients echo is understood: PascalCase, ordinals, nulls, unknown members', async () => {
    const { url } = await basicCustomer();
    const body = {
      TargetOffer: { Id: tenant.offer('o365-e1').id.toLowerCase(), Name: null },
      UpgradeType: 2,
      Quantity: '10',
      IsEligible: true,
      UpgradeErrors: null,
      Eligible: true,
    };
    const answer = await server.ask(`${url}/upgrades/`.replace('/v1/', '/V1//'), { method: 'POST', body });
    assert.deepEqual([answer.status, answer.body.upgradeErrors], [200, []]);
  });
});

describe('a failure in the middle of an upgrade', () => {
  test('500 without a word of the inside, and no trace of it', async () => {
    const { customerId, url } = await basicCustomer();
    // The ids of the ledger lines collide: the last of the writes fails when the others are done.
    const clash = newId();
    await db.read(
      `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until,
         quantity, unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
       values ($1, $2, $3, $2, $4, $2, 'correction', 'x', '2026-01-01', '2026-01-02', 1, 1, 1, 1, 'USD', 'exact_half_up', now())`,
      [customerId, clash, tenant.partnerId, tenant.offer('o365-e3').id],
    );
    const failing = await testServer([upgradeRoutes({ ...parts, newId: () => clash })]);
    failing.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    const before = await fingerprint(db);
    const answer = await failing.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    assert.deepEqual([answer.status, answer.body.code, /charge|duplicate|sql/i.test(answer.text)], [500, 800003, false]);
    assert.equal(await fingerprint(db), before);
    // The connection goes back to work as if nothing had been.
    const again = await upgrade(url, 'm365-business-standard');
    assert.deepEqual([again.status, again.body.upgradeErrors], [200, []]);
  });
});
