import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantPartner, plantSubscription, plantTenant, plantUser } from '../../test/tenant.ts';
import { newId } from '../platform/clock.ts';
import type { CustomerId, SubscriptionId } from '../kit/ids.ts';
import { upgradeRecordRoutes } from './records/routes.ts';
import { upgradeRoutes } from './routes.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
const deps = { db, catalog: tenant.catalog, clock, newId };
const server = await testServer([upgradeRoutes(deps), upgradeRecordRoutes(deps)]);
server.actAs(agentOf(tenant.partnerId, 'admin_agent'));

/** A customer with Business Basic and three people on it. */
async function basicCustomer(quantity = 10): Promise<{ customerId: CustomerId; id: SubscriptionId; url: string }> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const basic = tenant.offer('m365-business-basic');
  const id = await plantSubscription(db, planted, { offer: basic, quantity });
  for (const name of ['ada', 'bob', 'cyd']) await plantUser(db, planted, name, [{ offer: basic }]);
  return { customerId, id, url: `/v1/customers/${customerId}/subscriptions/${id}` };
}
const to = (key: string, more: object = {}) => ({ targetOffer: { id: tenant.offer(key).id }, ...more });
const statusOf = async (customerId: CustomerId) =>
  (
    await db.read<{ offer: string; status: string; quantity: number }>(
      `select o.sku_part_number as offer, s.status, s.quantity from subscription s join offer o using (offer_id) where customer_id = $1 order by s.created_at, s.subscription_id`,
      [customerId],
    )
  ).rows;
const usersOf = async (customerId: CustomerId, key: string) =>
  (
    await db.read<{ name: string }>(
      `select distinct d.display_name as name from license l join directory_user d using (customer_id, user_id) where customer_id = $1 and sku_id = $2 order by 1`,
      [customerId, tenant.offer(key).skuId],
    )
  ).rows.map((row) => row.name);

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
    const { status, body } = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
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
    await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
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
    const { status, body } = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
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
    const failing = await testServer([upgradeRoutes({ ...deps, newId: () => clash })]);
    failing.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    const before = await fingerprint(db);
    const answer = await failing.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    assert.deepEqual([answer.status, answer.body.code, /charge|duplicate|sql/i.test(answer.text)], [500, 800003, false]);
    assert.equal(await fingerprint(db), before);
    // The connection goes back to work as if nothing had been.
    const again = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    assert.deepEqual([again.status, again.body.upgradeErrors], [200, []]);
  });
});

describe('people who stay behind', () => {
  test('the source lives on with their seats; the answer names them and the services', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const basic = { offer: tenant.offer('m365-business-basic') };
    const id = await plantSubscription(db, planted, { ...basic, quantity: 10 });
    await plantUser(db, planted, 'ada', [basic]);
    await plantUser(db, planted, 'no-location', [basic], null);
    await plantUser(db, planted, 'by-group', [{ ...basic, groupId: newId() }]);
    const { body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, {
      method: 'POST',
      body: to('m365-business-standard'),
    });
    assert.deepEqual(body.licenseErrors.map((error: any) => [error.name, error.errors[0].code, error.errors[0].data[0]]).sort(), [
      ['by-group', 60000, 'license_inherited_from_group'],
      ['no-location', 60000, 'usage_location_missing'],
    ]);
    assert.deepEqual(await statusOf(customerId), [
      { offer: 'O365_BUSINESS_ESSENTIALS', status: 'active', quantity: 2 },
      { offer: 'O365_BUSINESS_PREMIUM', status: 'active', quantity: 10 },
    ]);
    assert.deepEqual(await usersOf(customerId, 'm365-business-basic'), ['by-group', 'no-location']);
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords`)).body.items[0];
    assert.deepEqual(
      [record.state, record.usersMoved, record.usersLeftBehind.map((user: any) => user.displayName)],
      ['finishing', 1, ['by-group', 'no-location']],
    );
    // The credit is for the eight seats given back.
    assert.deepEqual([record.lines[0].quantity, record.lines[0].amount.amount], [8, -40]);
    const again = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: to('o365-e3') });
    assert.ok(again.body.upgradeErrors.some((error: any) => error.reason.code === 'upgrade_unfinished'));
  });
  test('fewer seats than users: those who got their licence first move', async () => {
    const { customerId, url } = await basicCustomer();
    const { body } = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard', { quantity: 2 }) });
    assert.deepEqual([body.licenseErrors.length, body.licenseErrors[0].errors[0].code], [1, 60012]);
    assert.equal((await usersOf(customerId, 'm365-business-standard')).length, 2);
  });
  test('a sales agent upgrades the seats, and everyone waits', async () => {
    const { customerId, url } = await basicCustomer();
    server.actAs(agentOf(tenant.partnerId, 'sales_agent'));
    const { body } = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    assert.deepEqual([body.upgradeType, body.licenseErrors], ['upgrade_only', []]);
    assert.deepEqual(
      (await statusOf(customerId)).map((row) => row.quantity),
      [3, 10],
    );
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords`)).body.items[0];
    assert.deepEqual(
      record.usersLeftBehind.map((user: any) => user.reasons[0].code),
      Array(3).fill('transfer_not_requested'),
    );
  });
  test('disabled plans stay disabled where the target has them', async () => {
    const customerId = await plantCustomer(db, tenant.partnerId);
    const planted = { partnerId: tenant.partnerId, customerId };
    const basic = tenant.offer('m365-business-basic');
    const id = await plantSubscription(db, planted, { offer: basic });
    const shared = tenant.offer('m365-business-standard').servicePlanIds.filter((plan) => basic.servicePlanIds.includes(plan));
    const lost = basic.servicePlanIds.filter((plan) => !tenant.offer('m365-business-standard').servicePlanIds.includes(plan));
    await plantUser(db, planted, 'ada', [{ offer: basic, disabled: [...shared.slice(0, 2), ...lost.slice(0, 1)] }]);
    await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, { method: 'POST', body: to('m365-business-standard') });
    const { rows } = await db.read<{ disabled_plans: string[] }>(`select disabled_plans from license where customer_id = $1`, [customerId]);
    assert.deepEqual([...(rows[0]?.disabled_plans ?? [])].sort(), shared.slice(0, 2).toSorted());
  });
});

describe('POST …/upgradepreviews', () => {
  test('201 with the bill, the term and who would stay; nothing but the promise is written', async () => {
    const { url, customerId } = await basicCustomer();
    const { status, body } = await server.ask(`${url}/upgradepreviews`, { method: 'POST', body: to('m365-business-standard') });
    assert.equal(status, 201);
    assert.deepEqual([body.isEligible, body.usersToMove, body.usersLeftBehind, body.total], [true, 3, [], { amount: 75, currency: 'USD' }]);
    assert.deepEqual(
      body.lines.map((line: any) => [line.subscription, line.days, line.chargeStartDate, line.chargeEndDate, line.amount.amount]),
      [
        ['source', 30, '2026-06-11', '2026-07-10', -50],
        ['target', 30, '2026-06-11', '2026-07-10', 125],
      ],
    );
    assert.deepEqual(body.targetTerm, { startDate: '2026-06-11', endDate: '2027-06-10' });
    assert.deepEqual((await statusOf(customerId)).length, 1);
  });
  test('submitting it does exactly that', async () => {
    const { url, customerId } = await basicCustomer();
    const preview = (await server.ask(`${url}/upgradepreviews`, { method: 'POST', body: to('m365-business-standard') })).body;
    const done = (await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard', { previewId: preview.id }) }))
      .body;
    const record = (await server.ask(`/v1/customers/${customerId}/upgraderecords/${done.upgradeId}`)).body;
    assert.deepEqual(
      record.lines.map((line: any) => line.amount),
      preview.lines.map((line: any) => line.amount),
    );
    assert.deepEqual(record.total, preview.total);
  });
  test('409 with each difference when something changed meanwhile', async () => {
    const { url, customerId } = await basicCustomer();
    const preview = (await server.ask(`${url}/upgradepreviews`, { method: 'POST', body: to('m365-business-standard') })).body;
    await plantUser(db, { customerId }, 'dan', [{ offer: tenant.offer('m365-business-basic') }], null);
    const before = await fingerprint(db);
    const answer = await server.ask(`${url}/upgrades`, { method: 'POST', body: to('m365-business-standard', { previewId: preview.id }) });
    assert.equal(answer.status, 409);
    assert.deepEqual(
      answer.body.data.map((entry: string) => JSON.parse(entry).what),
      ['sourceSeatsLeft', 'line 1', 'total', 'usersLeftBehind'],
    );
    assert.equal(await fingerprint(db), before);
  });
  test('a refused one tells the reasons', async () => {
    const { url } = await basicCustomer();
    const { status, body } = await server.ask(`${url}/upgradepreviews`, {
      method: 'POST',
      body: to('m365-business-standard', { quantity: 301 }),
    });
    assert.deepEqual([status, body.isEligible, body.upgradeErrors[0].reason.code], [201, false, 'quantity_out_of_range']);
  });
});
