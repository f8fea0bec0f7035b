import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { supportRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [supportRoutes(parts)]);
const agent = agentOf(tenant.partnerId, 'admin_agent');
const basic = tenant.offer('m365-business-basic');
async function planted(status = 'active') {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const id = await plantSubscription(db, { partnerId: tenant.partnerId, customerId }, { offer: basic, status });
  return { customerId, url: `/v1/customers/${customerId}/subscriptions/${id}` };
}
const contact = { supportTenantId: newId(), supportMpnId: '4712', name: 'Fabrikam 支援' };
const put = (url: string, body: object, headers = {}) => server.ask(`${url}/supportcontact`, { method: 'PUT', body, headers });

for (const [status, shown, quantity] of [
  ['active', 'success', 10],
  ['suspended', 'success', 10],
  ['pending', 'pending', 10],
  ['deleted', 'none', 0],
] as const) {
  test(`a subscription that is ${status} is provisioned: ${shown}`, async () => {
    const { url } = await planted(status);
    const { body } = await server.ask(`${url}/provisioningstatus`);
    assert.deepEqual(body, {
      skuId: basic.skuId,
      status: shown,
      quantity,
      endDate: '2027-01-10T00:00:00Z',
      attributes: { objectType: 'SubscriptionProvisioningStatus' },
    });
  });
}

test('the support contact is the partner until somebody else is named', async () => {
  const { url, customerId } = await planted();
  const first = (await server.ask(`${url}/SupportContact`)).body;
  assert.deepEqual([first.supportTenantId, first.supportMpnId, first.name], [tenant.partnerId, '4711', 'Partner']);
  const headers = { 'MS-RequestId': newId() };
  const answers = [await put(url, { ...first, ...contact }, headers), await put(url, { ...first, ...contact }, headers)];
  assert.deepEqual(
    answers.map((answer) => [answer.status, answer.text]),
    answers.map(() => [200, answers[0]?.text]),
  );
  const { links: _, attributes: __, ...named } = (await server.ask(`${url}/supportcontact`)).body;
  assert.deepEqual(named, contact);
  const { rows } = await db.read<{ old: string; new: string }>(
    `select resource_old_value as old, resource_new_value as new from audit_entry where customer_id = $1`,
    [customerId],
  );
  assert.deepEqual(
    rows.map((row) => [JSON.parse(row.old).SupportContact.Name, JSON.parse(row.new).SupportContact.Name]),
    [['Partner', contact.name]],
  );
});

test('403/900329 for a program', async () => {
  const { url } = await planted();
  server.actAs(agentOf(tenant.partnerId));
  const answers = [await server.ask(`${url}/provisioningstatus`), await server.ask(`${url}/supportcontact`), await put(url, contact)];
  server.actAs(agent);
  assert.deepEqual(
    answers.map((answer) => [answer.status, answer.body.code]),
    answers.map(() => [403, 900329]),
  );
});

test('404 for what is not there or not one’s own', async () => {
  const { customerId } = await planted();
  const foreign = await plantCustomer(db, await plantPartner(db));
  for (const [customer, code] of [
    [customerId, 20003],
    [foreign, 60003],
    [newId(), 60003],
  ] as const) {
    const url = `/v1/customers/${customer}/subscriptions/${newId()}`;
    const answers = [await server.ask(`${url}/provisioningstatus`), await server.ask(`${url}/supportcontact`), await put(url, contact)];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      answers.map(() => [404, code]),
    );
  }
});

for (const [member, body] of [
  ['supportTenantId', { ...contact, supportTenantId: 'x' }],
  ['supportMpnId', { ...contact, supportMpnId: 'x' }],
  ['name', { ...contact, name: '' }],
] as const) {
  test(`400/2000 for a malformed ${member}`, async () => {
    const { url } = await planted();
    const answer = await put(url, body);
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [member]]);
  });
}
