import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fingerprint, plantUser } from '../../test/tenant.ts';
import { upgradeWorld } from '../../test/upgrades.ts';

const { basicCustomer, db, server, statusOf, tenant, to, upgrade } = await upgradeWorld();

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
    const done = (await upgrade(url, 'm365-business-standard', { previewId: preview.id })).body;
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
    const answer = await upgrade(url, 'm365-business-standard', { previewId: preview.id });
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
