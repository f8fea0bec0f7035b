import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assign, remove, licenseWorld, type Company } from '../../../test/licenses.ts';
import { fingerprint, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { basic, company, db, heldBy, post, server, sharePoint, standard, tenant } = await licenseWorld();

const one = (customerId: string, userId: string) => `/v1/customers/${customerId}/users/${userId}/licenseupdates`;

describe('POST …/users/{u}/licenseupdates', () => {
  test('201 with a LicenseUpdate as clients read it', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const [plan = ''] = basic.servicePlanIds;
    const { status, body } = await post(one(customerId, userId), {
      licensesToAssign: [{ skuId: basic.skuId, excludedPlans: [plan] }],
      licensesToRemove: null,
    });
    assert.equal(status, 201);
    assert.deepEqual(body, {
      licensesToAssign: [{ skuId: basic.skuId, excludedPlans: [plan] }],
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
    const twice = [{ skuId: basic.skuId, SkuId: basic.skuId.toUpperCase(), excludedPlans: null, ExcludedPlans: null }];
    const { status, body } = await post(`${one(customerId, userId)}/`, {
      LicensesToAssign: twice,
      licensesToAssign: twice,
      LicenseWarnings: null,
      attributes: {},
    });
    assert.equal(status, 201);
    assert.equal(body.licensesToAssign.length, 1);
    assert.deepEqual(await heldBy(customerId, userId), [basic.skuId]);
  });
  test('a swap is one operation, keeps what is switched off, and warns of what is lost', async () => {
    const { customerId, hire } = await company();
    const shared = basic.servicePlanIds.filter((plan) => standard.servicePlanIds.includes(plan)).slice(0, 2);
    const userId = await hire('ada', [{ offer: basic, disabled: shared }]);
    const { status, body } = await post(one(customerId, userId), { ...assign(standard.skuId), ...remove(basic.skuId) });
    assert.equal(status, 201);
    assert.deepEqual(body.licensesToAssign[0].excludedPlans.toSorted(), shared.toSorted());
    assert.deepEqual(
      body.licenseWarnings.map((warning: any) => warning.code),
      ['services_lost'],
    );
    assert.ok(body.licenseWarnings[0].servicePlans.every((name: unknown) => typeof name === 'string'));
    assert.deepEqual(await heldBy(customerId, userId), [standard.skuId]);
  });
  test('an audit entry with the keys of the public API and all licences before and after', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada', [{ offer: basic }]);
    await post(one(customerId, userId), { ...assign(standard.skuId), ...remove(basic.skuId) });
    const { rows } = await db.read<any>(
      `select resource_type, operation_type, customized_data, resource_old_value, resource_new_value from audit_entry where customer_id = $1`,
      [customerId],
    );
    assert.equal(rows.length, 1);
    assert.deepEqual([rows[0].resource_type, rows[0].operation_type], ['license', 'update_customer_user_licenses']);
    assert.deepEqual(rows[0].customized_data, [
      { key: 'CustomerUserId', value: userId },
      { key: 'AddedLicenseSkuId', value: standard.skuId },
      { key: 'RemovedLicenseSkuId', value: basic.skuId },
    ]);
    assert.deepEqual(
      [JSON.parse(rows[0].resource_old_value).Licenses[0].SkuId, JSON.parse(rows[0].resource_new_value).Licenses[0].SkuId],
      [basic.skuId, standard.skuId],
    );
  });
  test('the same request id again: one effect, one answer; what changes nothing writes nothing', async () => {
    const { customerId, hire } = await company();
    const userId = await hire('ada');
    const ask = () => post(one(customerId, userId), assign(basic.skuId), { 'MS-RequestId': requestId });
    const requestId = newId();
    const answers = [await ask(), ...(await Promise.all([ask(), ask()]))];
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    const before = await fingerprint(db);
    assert.equal((await post(one(customerId, userId), assign(basic.skuId))).status, 201);
    assert.equal(await fingerprint(db), before);
  });
  test('400/60012 without a free licence; the first detail names tenant and SKU', async () => {
    const { customerId, hire } = await company(1);
    await hire('ada', [{ offer: basic }]);
    const bob = await hire('bob');
    const before = await fingerprint(db);
    const answer = await post(one(customerId, bob), assign(basic.skuId));
    assert.deepEqual([answer.status, answer.body.code], [400, 60012]);
    assert.deepEqual(answer.body.data, [`${customerId} ${basic.skuId} ${basic.skuPartNumber}`, 'count_violation', 'bob@contoso.example']);
    assert.match(
      answer.body.description,
      /^bob@contoso\.example: CountViolation: All 1 licenses of Microsoft 365 Business Basic are assigned\.$/,
    );
    assert.equal(await fingerprint(db), before);
  });
  test('the last free seat goes to one of two who ask at once', async () => {
    const { customerId, hire } = await company(1);
    const users = [await hire('ada'), await hire('bob'), await hire('cyd')];
    const answers = await Promise.all(users.map((userId) => post(one(customerId, userId), assign(basic.skuId))));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 400, 400]);
  });

  const refusals: [name: string, who: Parameters<Company['hire']>, body: object, code: string, words: RegExp][] = [
    [
      'two exclusive services',
      ['ada', [{ offer: basic }]],
      assign(sharePoint.skuId),
      'mutually_exclusive_violation',
      /MutuallyExclusiveViolation: SharePoint/,
    ],
    ['no usage location', ['ada', [], null], assign(basic.skuId), 'usage_location_missing', /no usage location/],
    [
      'a country that the product is closed to',
      ['ada', [], basic.prohibitedUsageLocations[0] ?? ''],
      assign(basic.skuId),
      'prohibited_in_usage_location_violation',
      /ProhibitedInUsageLocationViolation/,
    ],
    ['a licence from a group', ['ada', [{ offer: basic, groupId: newId() }]], remove(basic.skuId), 'license_inherited_from_group', /group/],
    ['a licence that is not there', ['ada'], remove(basic.skuId), 'license_not_assigned', /has no license of Microsoft 365 Business Basic/],
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
      { licensesToAssign: [{ skuId: basic.skuId, excludedPlans: [newId()] }] },
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
    const { body } = await post(one(customerId, await hire('ada', [{ offer: basic }])), assign(sharePoint.skuId));
    assert.deepEqual(body.data, [
      'mutually_exclusive_violation',
      'ada@contoso.example',
      'SharePoint Online (Plan 2)',
      'SharePoint Online (Plan 1)',
    ]);
  });
  test('400/60000 in Traditional Chinese', async () => {
    const { customerId, hire } = await company();
    const { body } = await post(one(customerId, await hire('ada', [], null)), assign(basic.skuId), { 'x-locale': 'zh-TW' });
    assert.match(body.description, /使用位置/);
  });
  test('400/2000: nothing asked, one thing and its opposite, or no GUID', async () => {
    const { customerId, hire } = await company();
    const url = one(customerId, await hire('ada'));
    for (const body of [{}, { ...assign(basic.skuId), ...remove(basic.skuId) }, remove('basic')]) {
      const answer = await post(url, body);
      assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
    }
  });
  test('403/900308 without delegated admin privileges, or with others', async () => {
    for (const delegated of [[], ['teams_calling']]) {
      const { customerId, hire } = await company(10, delegated);
      const answer = await post(one(customerId, await hire('ada')), assign(basic.skuId));
      assert.deepEqual(
        [answer.status, answer.body.code, answer.body.data],
        [403, 900308, ['delegated_admin_permissions_disabled', 'microsoft365']],
      );
    }
    const { customerId, hire } = await company(10, ['microsoft365']);
    assert.equal((await post(one(customerId, await hire('ada')), assign(basic.skuId))).status, 201);
  });
  test('404/60002 for an unknown user and one of another customer; 404/60003 for unknown and foreign customers', async () => {
    const [here, there] = [await company(), await company()];
    for (const userId of [newId(), await there.hire('ada')]) {
      const answer = await post(one(here.customerId, userId), assign(basic.skuId));
      assert.deepEqual([answer.status, answer.body.code], [404, 60002]);
    }
    const foreign = await plantCustomer(db, await plantPartner(db));
    const answers = [await post(one(foreign, newId()), assign(basic.skuId)), await post(one(newId(), newId()), assign(basic.skuId))];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.code]),
      [
        [404, 60003],
        [404, 60003],
      ],
    );
  });
});
