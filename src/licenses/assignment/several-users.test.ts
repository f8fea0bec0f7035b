import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assign, remove, licenseWorld } from '../../../test/licenses.ts';
import { fingerprint, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { basic, company, db, e3, post, standard } = await licenseWorld();

describe('POST …/licenseupdates', () => {
  test('200: each user stands alone', async () => {
    const { customerId, hire } = await company(2);
    const userIds = [await hire('ada'), await hire('bob', [], null), await hire('cyd'), await hire('dan'), newId()];
    const { status, body } = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(basic.skuId) });
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
    const preview = (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(basic.skuId), preview: true })).body;
    assert.equal(await fingerprint(db), before);
    const real = (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(basic.skuId) })).body;
    assert.deepEqual({ ...preview, preview: false }, real);
  });
  test('a swap concerns only those who have the first product', async () => {
    const { customerId, hire } = await company();
    const userIds = [await hire('ada', [{ offer: basic }]), await hire('bob'), await hire('cyd', [{ offer: standard }])];
    const { body } = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds, ...assign(e3.skuId), ...remove(basic.skuId) });
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
      ...assign(basic.skuId),
    });
    assert.equal(body.results.length, 1);
    const answer = await post(`/v1/customers/${customerId}/licenseupdates`, { userIds: [], ...assign(basic.skuId) });
    assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
  });
  test('404 for a foreign customer, 403 without delegated admin privileges', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    assert.equal((await post(`/v1/customers/${foreign}/licenseupdates`, { userIds: [newId()], ...assign(basic.skuId) })).body.code, 60003);
    const { customerId, hire } = await company(1, []);
    assert.equal(
      (await post(`/v1/customers/${customerId}/licenseupdates`, { userIds: [await hire('ada')], ...assign(basic.skuId) })).body.code,
      900308,
    );
  });
});
