import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import {
  agentOf,
  clock,
  fingerprint,
  plantCustomer,
  plantPartner,
  plantSubscription,
  plantTenant,
  plantUser,
  type LicenseSeed,
} from '../../../test/tenant.ts';
import type { CustomerId, UserId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { licenseRoutes } from '../routes.ts';
import { assignmentRoutes } from './routes.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
const deps = { db, catalog: tenant.catalog, clock, newId };
const server = await testServer([licenseRoutes(deps), assignmentRoutes(deps)]);
server.actAs(agentOf(tenant.partnerId, 'admin_agent'));

const [BASIC, STANDARD, E3, SHAREPOINT] = ['m365-business-basic', 'm365-business-standard', 'o365-e3', 'sharepoint-plan-2'].map((key) =>
  tenant.offer(key),
) as [ReturnType<typeof tenant.offer>, ReturnType<typeof tenant.offer>, ReturnType<typeof tenant.offer>, ReturnType<typeof tenant.offer>];

type Company = {
  readonly customerId: CustomerId;
  readonly hire: (name: string, licenses?: readonly LicenseSeed[], location?: string | null) => Promise<UserId>;
};

/** A customer with so many seats of Basic and plenty of the others. */
async function company(basicSeats = 10, delegated: readonly string[] = ['*']): Promise<Company> {
  const customerId = await plantCustomer(db, tenant.partnerId, { delegated });
  const planted = { partnerId: tenant.partnerId, customerId };
  await plantSubscription(db, planted, { offer: BASIC, quantity: basicSeats });
  for (const offer of [STANDARD, E3, SHAREPOINT]) await plantSubscription(db, planted, { offer, quantity: 20 });
  return { customerId, hire: (name, licenses = [], location = 'US') => plantUser(db, planted, name, licenses, location) };
}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) => server.ask(path, { method: 'POST', body, headers });
const one = (customerId: string, userId: string) => `/v1/customers/${customerId}/users/${userId}/licenseupdates`;
const assign = (...skuIds: string[]) => ({ licensesToAssign: skuIds.map((skuId) => ({ skuId })) });
const remove = (...skuIds: string[]) => ({ licensesToRemove: skuIds });
const heldBy = async (customerId: string, userId: string) =>
  (
    await db.read<{ sku: string }>(`select distinct sku_id as sku from license where customer_id = $1 and user_id = $2`, [
      customerId,
      userId,
    ])
  ).rows.map(({ sku }) => sku);

describe('POST …/users/{u}/licenseupdates', () => {
  test('201 with a LicenseUpdate as clients read it', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const [plan = ''] = BASIC.servicePlanIds;
    const { status, body } = await post(one(customerId, userId), {
      licensesToAssign: [{ skuId: BASIC.skuId, excludedPlans: [plan] }],
      licensesToRemove: null,
    });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      licensesToAssign: [{ skuId: BASIC.skuId, excludedPlans: [plan] }],
      licensesToRemove: [],
      licenseWarnings: [],
      attributes: { objectType: 'LicenseUpdate' },
    });
    const licenses = (await server.ask(`/v1/customers/${customerId}/users/${userId}/licenses`)).body.items;
    assert.deepEqual(
      licenses[0].servicePlans.filter((each: any) => each.capabilityStatus === 'Disabled').map((each: any) => each.id),
      [plan],
    );
  });
  test('both spellings of every member, as one client sends them, assign once', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const twice = [{ skuId: BASIC.skuId, SkuId: BASIC.skuId.toUpperCase(), excludedPlans: null, ExcludedPlans: null }];
    const { status, body } = await post(`${one(customerId, userId)}/`, {
      LicensesToAssign: twice,
      licensesToAssign: twice,
      LicenseWarnings: null,
      attributes: {},
    });
    assert.equal(status, 201);
    assert.equal(body.licensesToAssign.length, 1);
    assert.deepEqual(await heldBy(customerId, userId), [BASIC.skuId]);
  });
  test('a swap is one operation, keeps what is switched off, and warns of what is lost', async () => {
    const { customerId, hire } = await company();
    const shared = BASIC.servicePlanIds.filter((plan) => STANDARD.servicePlanIds.includes(plan)).slice(0, 2);
    const userId = await hire('ada', [{ offer: BASIC, disabled: shared }]);
    const { status, body } = await post(one(customerId, userId), { ...assign(STANDARD.skuId), ...remove(BASIC.skuId) });
    assert.equal(status, 201);
    assert.deepEqual(body.licensesToAssign[0].excludedPlans.toSorted(), shared.toSorted());
    assert.deepEqual(
      body.licenseWarnings.map((warning: any) => warning.code),
      ['services_lost'],
    );
    assert.ok(body.licenseWarnings[0].servicePlans.every((name: unknown) => typeof name === 'string'));
    assert.deepEqual(await heldBy(customerId, userId), [STANDARD.skuId]);
  });
  test('an audit entry with the keys of the public API and all licences before and after', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada', [{ offer: BASIC }]);
    await post(one(customerId, userId), { ...assign(STANDARD.skuId), ...remove(BASIC.skuId) });
    const { rows } = await db.read<any>(
      `select resource_type, operation_type, customized_data, resource_old_value, resource_new_value from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.equal(rows.length, 1);
    assert.deepEqual([rows[0].resource_type, rows[0].operation_type], ['license', 'update_customer_user_licenses']);
    assert.deepEqual(rows[0].customized_data, [
      { key: 'CustomerUserId', value: userId },
      { key: 'AddedLicenseSkuId', value: STANDARD.skuId },
      { key: 'RemovedLicenseSkuId', value: BASIC.skuId },
    ]);
    assert.deepEqual(
      [JSON.parse(rows[0].resource_old_value).Licenses[0].SkuId, JSON.parse(rows[0].resource_new_value).Licenses[0].SkuId],
      [BASIC.skuId, STANDARD.skuId],
    );
  });
  test('the same request id again: one effect, one answer; what changes nothing writes nothing', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const ask = () => post(one(customerId, userId), assign(BASIC.skuId), { 'MS-RequestId': requestId });
    const requestId = newId();
    const answers = [await ask(), ...(await Promise.all([ask(), ask()]))];
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const before = await fingerprint(db);
    assert.equal((await post(one(customerId, userId), assign(BASIC.skuId))).status, 201);
    assert.equal(await fingerprint(db), before);
  });
  test('400/60012 without a free licence; the first detail names tenant and SKU', async () => {
    const { customerId, hire } = await company(1);
    await hire('ada', [{ offer: BASIC }]);
    const bob = await hire('bob');
    const before = await fingerprint(db);
    const answer = await post(one(customerId, bob), assign(BASIC.skuId));
    assert.deepEqual([answer.status, answer.body.code], [400, 60012]);
    assert.deepEqual(answer.body.data, [`${customerId} ${BASIC.skuId} ${BASIC.skuPartNumber}`, 'count_violation', 'bob@contoso.example']);
    assert.match(
      answer.body.description,
      /^bob@contoso\.example: CountViolation: All 1 licenses of Microsoft 365 Business Basic are assigned\.$/,
    );
    assert.equal(await fingerprint(db), before);
  });
  test('the last free seat goes to one of two who ask at once', async () => {
    const { customerId, hire } = await company(1);
    const users = [await hire('ada'), await hire('bob'), await hire('cyd')];
    const answers = await Promise.all(users.map((userId) => post(one(customerId, userId), assign(BASIC.skuId))));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 400, 400]);
  });

  const refusals: [name: string, who: Parameters<Company['hire']>, body: object, code: string, words: RegExp][] = [
    [
      'two exclusive services',
      ['ada', [{ offer: BASIC }]],
      assign(SHAREPOINT.skuId),
      'mutually_exclusive_violation',
      /MutuallyExclusiveViolation: SharePoint/,
    ],
    ['no usage location', ['ada', [], null], assign(BASIC.skuId), 'usage_location_missing', /no usage location/],
    [
      'a country that the product is closed to',
      ['ada', [], BASIC.prohibitedUsageLocations[0] ?? ''],
      assign(BASIC.skuId),
      'prohibited_in_usage_location_violation',
      /ProhibitedInUsageLocationViolation/,
    ],
    ['a licence from a group', ['ada', [{ offer: BASIC, groupId: newId() }]], remove(BASIC.skuId), 'license_inherited_from_group', /group/],
    ['a licence that is not there', ['ada'], remove(BASIC.skuId), 'license_not_assigned', /has no license of Microsoft 365 Business Basic/],
    [
      'a product that the customer has not',
      ['ada'],
      assign(tenant.offer('o365-e5').skuId),
      'product_not_held',
      /no subscription of Office 365 E5/,
    ],
    ['a product that nobody has', ['ada'], assign(newId()), 'product_not_held', /no subscription/],
    [
      'a plan of another product',
      ['ada'],
      { licensesToAssign: [{ skuId: BASIC.skuId, excludedPlans: [newId()] }] },
      'service_plan_unknown',
      /no service plan/,
    ],
  ];
  for (const [name, who, body, code, words] of refusals) {
    test(`400/60000: ${name}; user and cause are named, nothing is written`, async () => {
      const { customerId, hire } = await company();
      const userId = await hire(...who);
      const before = await fingerprint(db);
      const answer = await post(one(customerId, userId), body);
      assert.deepEqual([answer.status, answer.body.code, answer.body.data.slice(0, 2)], [400, 60000, [code, 'ada@contoso.example']]);
      assert.match(answer.body.description, words);
      assert.equal(await fingerprint(db), before);
    });
  }
  test('an exclusive conflict names both services', async () => {
    const { customerId, hire } = await company();
    const { body } = await post(one(customerId, await hire('ada', [{ offer: BASIC }])), assign(SHAREPOINT.skuId));
    assert.deepEqual(body.data, [
      'mutually_exclusive_violation',
      'ada@contoso.example',
      'SharePoint Online (Plan 2)',
      'SharePoint Online (Plan 1)',
    ]);
  });
  test('400/60000 in Traditional Chinese', async () => {
    const { customerId, hire } = await company();
    const { body } = await post(one(customerId, await hire('ada', [], null)), assign(BASIC.skuId), { 'x-locale': 'zh-TW' });
    assert.match(body.description, /使用位置/);
  });
  test('400/2000: nothing asked, one thing and its opposite, or no GUID', async () => {
    const { customerId, hire } = await company();
    const url = one(customerId, await hire('ada'));
    for (const body of [{}, { ...assign(BASIC.skuId), ...remove(BASIC.skuId) }, remove('basic')]) {
      const answer = await post(url, body);
      assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
    }
  });
  test('403/900308 without delegated admin privileges, or with others', async () => {
    for (const delegated of [[], ['teams_calling']]) {
      const { customerId, hire } = await company(10, delegated);
      const answer = await post(one(customerId, await hire('ada')), assign(BASIC.skuId));
      assert.deepEqual(
        [answer.status, answer.body.code, answer.body.data],
        [403, 900308, ['delegated_admin_permissions_disabled', 'microsoft365']],
      );
    }
    const { customerId, hire } = await company(10, ['microsoft365']);
    assert.equal((await post(one(customerId, await hire('ada')), assign(BASIC.skuId))).status, 201);
  });
  test('404/60002 for an unknown user and one of another customer; 404/60003 for unknown and foreign customers', async () => {
    const [here, there] = [await company(), await company()];
    for (const userId of [newId(), await there.hire('ada')]) {
      const answer = await post(one(here.customerId, userId), assign(BASIC.skuId));
      assert.deepEqual([answer.status, answer.body.code], [404, 60002]);
    }
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [await post(one(foreign, newId()), assign(BASIC.skuId)), await post(one(newId(), newId()), assign(BASIC.skuId))];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 60003],
        [404, 60003],
      ],
    );
  });
});

describe('POST …/licenseupdates', () => {
  test('200: each user stands alone', async () => {
    const { customerId, hire } = await company(2);
    const userIds = [await hire('ada'), await hire('bob', [], null), await hire('cyd'), await hire('dan'), newId()];
    const { status, body } = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(BASIC.skuId) });
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map((result: any) => [result.displayName, result.outcome, result.reasons.map((reason: any) => reason.code)]),
      [
        ['ada', 'changed', []],
        ['bob', 'refused', ['usage_location_missing']],
        ['cyd', 'changed', []],
        ['dan', 'refused', ['count_violation']],
        ['', 'refused', ['user_not_found']],
      ],
    );
    assert.deepEqual([body.usersChanged, body.usersUnchanged, body.usersRefused], [2, 0, 3]);
    assert.equal(body.results[3].reasons[0].facts.product, 'Microsoft 365 Business Basic');
    assert.equal((await db.read(`select 1 from audit_entry where customer_id = $1`, [customerId])).rowCount, 2);
  });
  test('a preview says the same and writes nothing', async () => {
    const { customerId, hire } = await company(1);
    const userIds = [await hire('ada'), await hire('bob')];
    const before = await fingerprint(db);
    const preview = (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(BASIC.skuId), preview: true })).body;
    assert.equal(await fingerprint(db), before);
    const real = (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(BASIC.skuId) })).body;
    assert.deepEqual({ ...preview, preview: false }, real);
  });
  test('a swap concerns only those who have the first product', async () => {
    const { customerId, hire } = await company();
    const userIds = [await hire('ada', [{ offer: BASIC }]), await hire('bob'), await hire('cyd', [{ offer: STANDARD }])];
    const { body } = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(E3.skuId), ...remove(BASIC.skuId) });
    assert.deepEqual(
      body.results.map((result: any) => result.outcome),
      ['changed', 'refused', 'refused'],
    );
    assert.deepEqual(
      body.results[1].reasons.map((reason: any) => reason.code),
      ['license_not_assigned'],
    );
  });
  test('a user named twice is one user; nobody at all is 400', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const { body } = await post(`/v1/customers/${customerId}/licenseupdates`, {
      userIds: [userId, userId.toUpperCase()],
      ...assign(BASIC.skuId),
    });
    assert.equal(body.results.length, 1);
    const answer = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds: [], ...assign(BASIC.skuId) });
    assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
  });
  test('404 for a foreign customer, 403 without delegated admin privileges', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    assert.equal((await post(`/v1/customers/${foreign}/licenseupdates`, { userIds: [newId()], ...assign(BASIC.skuId) })).body.code, 60003);
    const { customerId, hire } = await company(1, []);
    assert.equal(
      (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds: [await hire('ada')], ...assign(BASIC.skuId) })).body.code,
      900308,
    );
  });
});
