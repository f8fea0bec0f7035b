import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { customerRoutes } from '../routes.ts';
import { relationshipRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, offer } = await plantTenant(db);
const access = { config: { publicUrl: () => 'https://upseat.example' } };
const server = await testServer([relationshipRoutes({ access, db, clock, newId, newSecret }), customerRoutes({ db })]);
const globalAdmin = agentOf(partnerId, 'global_admin');
const adminAgent = agentOf(partnerId, 'admin_agent');

const patch = (customerId: string, body: object, headers: Record<string, string> = {}) =>
  server.ask(`/v1/customers/${customerId}`, { method: 'PATCH', body, headers });
const audited = async (customerId: CustomerId) =>
  (
    await db.read<{ operation_type: string }>('select operation_type from audit_entry where customer_id = $1 order by operation_type', [
      customerId,
    ])
  ).rows.map((row) => row.operation_type);

describe('existing clients', () => {
  test('get a link that is new each time', async () => {
    server.actAs(adminAgent);
    const [one, two] = [await server.ask('/v1/customers/relationshiprequests'), await server.ask('/v1/customers/relationshiprequests')];
    assert.deepEqual([one?.status, one?.body.attributes], [200, { objectType: 'RelationshipRequest' }]);
    assert.match(one?.body.url, /^https:\/\/upseat\.example\/invitation#/);
    assert.notEqual(one?.body.url, two?.body.url);
  });
  test('of a sales agent get one without delegated admin', async () => {
    server.actAs(agentOf(partnerId, 'sales_agent'));
    await server.ask('/v1/customers/relationshiprequests');
    const [latest] = (
      await db.read<{ with_delegated_admin: boolean }>(
        'select with_delegated_admin from relationship_request order by request_id desc limit 1',
      )
    ).rows;
    assert.equal(latest?.with_delegated_admin, false);
  });
});

describe('a request', () => {
  test('with delegated admin is for those who may manage it', async () => {
    server.actAs(agentOf(partnerId, 'sales_agent'));
    const refused = await server.ask('/v1/relationshiprequests', { method: 'POST', body: { withDelegatedAdmin: true } });
    assert.deepEqual([refused.status, refused.body.code, refused.body.data], [403, 900150, ['global_admin', 'admin_agent']]);
    assert.equal((await server.ask('/v1/relationshiprequests', { method: 'POST', body: {} })).body.withDelegatedAdmin, false);
  });
  test('for a reseller that is not the provider’s own is malformed', async () => {
    server.actAs(adminAgent);
    const answer = await server.ask('/v1/relationshiprequests', { method: 'POST', body: { indirectResellerId: newId() } });
    assert.deepEqual([answer.status, answer.body.data], [400, ['indirectResellerId']]);
    assert.equal((await server.ask(`/v1/customers/relationshiprequests?indirectResellerId=${newId()}`)).status, 400);
  });
  test('of another partner and an unknown one cannot be told apart', async () => {
    server.actAs(agentOf(await plantPartner(db), 'admin_agent'));
    const { body } = await server.ask('/v1/relationshiprequests', { method: 'POST', body: {} });
    server.actAs(adminAgent);
    const [foreign, unknown] = [
      await server.ask(`/v1/relationshiprequests/${body.id}`, { method: 'DELETE' }),
      await server.ask(`/v1/relationshiprequests/${newId()}`, { method: 'DELETE' }),
    ];
    assert.deepEqual([foreign?.status, foreign?.text], [404, unknown?.text]);
    assert.ok(!(await server.ask('/v1/relationshiprequests')).text.includes(body.id));
  });
  test('is listed page by page, latest first', async () => {
    const all = (await server.ask('/v1/relationshiprequests')).body.items.map((each: { id: string }) => each.id);
    const seen: string[] = [];
    let [path, headers]: [string, Record<string, string>] = ['/v1/relationshiprequests?size=2', {}];
    for (;;) {
      const { body } = await server.ask(path, { headers });
      seen.push(...body.items.map((each: { id: string }) => each.id));
      if (body.links.next === undefined) break;
      path = `/v1${body.links.next.uri}`;
      headers = { 'ms-continuationtoken': body.continuationToken };
    }
    assert.deepEqual(seen, all);
    assert.equal((await server.ask('/v1/relationshiprequests?size=501')).status, 400);
    assert.equal((await server.ask('/v1/relationshiprequests', { headers: { 'ms-continuationtoken': 'x' } })).status, 400);
  });
});

describe('delegated admin privileges', () => {
  test('end from the partner’s side; the customer stays, and doing it twice changes nothing more', async () => {
    server.actAs(adminAgent);
    const customerId = await plantCustomer(db, partnerId);
    const { status, body } = await patch(customerId, { AllowDelegatedAccess: false, Attributes: { ObjectType: 'Customer' } });
    assert.deepEqual([status, body.allowDelegatedAccess, body.relationshipToPartner], [200, false, 'reseller']);
    assert.equal((await patch(customerId, { allowDelegatedAccess: false })).status, 200);
    assert.deepEqual(await audited(customerId), ['dap_admin_relationship_terminated']);
    assert.equal((await server.ask(`/v1/customers/${customerId}`)).body.allowDelegatedAccess, false);
  });
});

describe('a relationship', () => {
  test('ends once nothing is active: a repeat gets the same answer, everybody else finds no customer', async () => {
    server.actAs(globalAdmin);
    const customerId = await plantCustomer(db, partnerId);
    await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), status: 'suspended' });
    const headers = { 'ms-requestid': newId() };
    const first = await patch(customerId, { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }, headers);
    assert.deepEqual([first.status, first.body.relationshipToPartner, first.body.allowDelegatedAccess], [200, 'none', false], first.text);
    assert.equal(
      (await patch(customerId, { relationshipToPartner: 'none', attributes: { objectType: 'Customer' } }, headers)).text,
      first.text,
    );
    assert.equal((await server.ask(`/v1/customers/${customerId}`)).status, 404);
    assert.equal((await patch(customerId, { relationshipToPartner: 'none' })).status, 404);
    assert.deepEqual(await audited(customerId), ['dap_admin_relationship_terminated', 'remove_partner_customer_relationship']);
  });

  for (const [status, expected] of [
    ['active', 409],
    ['pending', 409],
    ['suspended', 200],
    ['deleted', 200],
  ] as const) {
    test(`with a subscription that is ${status}: ${expected}`, async () => {
      server.actAs(globalAdmin);
      const customerId = await plantCustomer(db, partnerId);
      const id = await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), status });
      const before = await fingerprint(db);
      const answer = await patch(customerId, { relationshipToPartner: 5 });
      assert.equal(answer.status, expected, answer.text);
      if (expected === 409) {
        assert.deepEqual(answer.body.data, [id]);
        assert.equal(await fingerprint(db), before);
      }
    });
  }

  test('what another partner sold does not hold it', async () => {
    server.actAs(globalAdmin);
    const customerId = await plantCustomer(db, partnerId);
    const other = await plantPartner(db);
    await plantSubscription(db, { partnerId: other, customerId }, { offer: offer('m365-business-basic') });
    assert.equal((await patch(customerId, { relationshipToPartner: 'none' })).status, 200);
  });

  test('is ended by a global admin only', async () => {
    server.actAs(adminAgent);
    const customerId = await plantCustomer(db, partnerId);
    const before = await fingerprint(db);
    const { status, body } = await patch(customerId, { relationshipToPartner: 'none' });
    assert.deepEqual([status, body.code, body.data], [403, 900150, ['global_admin']]);
    assert.equal(await fingerprint(db), before);
  });

  test('of an indirect provider is not ended by its reseller, who is told to ask', async () => {
    const reseller = await plantPartner(db);
    const customerId = await plantCustomer(db, partnerId);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, reseller]);
    server.actAs(agentOf(reseller, 'global_admin'));
    const before = await fingerprint(db);
    for (const body of [{ relationshipToPartner: 'none' }, { allowDelegatedAccess: false }]) {
      const answer = await patch(customerId, body);
      assert.deepEqual([answer.status, answer.body.code, answer.body.data], [403, 20002, ['indirect_reseller']]);
    }
    assert.equal(await fingerprint(db), before);
  });

  test('two orders to end it at the same moment end it once', async () => {
    server.actAs(globalAdmin);
    const customerId = await plantCustomer(db, partnerId);
    const answers = await Promise.all([
      patch(customerId, { relationshipToPartner: 'none' }),
      patch(customerId, { relationshipToPartner: 'none' }),
    ]);
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [200, 404]);
  });

  for (const body of [{}, { relationshipToPartner: 'reseller' }, { allowDelegatedAccess: true }, { relationshipToPartner: 'friend' }]) {
    test(`${JSON.stringify(body)}: 400`, async () => {
      server.actAs(globalAdmin);
      assert.equal((await patch(await plantCustomer(db, partnerId), body)).status, 400);
    });
  }
});
