import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { upgradeRoutes } from '../../upgrades/routes.ts';
import { relationshipRoutes } from '../relationships/routes.ts';
import { customerRoutes } from '../routes.ts';
import { resellerAnswers, resellerRoutes } from './routes.ts';

const db = await testDatabase();
const { offer, catalog } = await plantTenant(db);
let serial = 4_900_000;
const plant = async (kind: string, name: string) => {
  const [id, mpnId] = [newId() as PartnerId, String(serial++)];
  await db.read(
    `insert into partner (partner_id, name, kind, country, currency, domain, mpn_id, created_at) values ($1, $2, $3, 'TW', 'TWD', $4, $5, now())`,
    [id, name, kind, `${id}.example`, mpnId],
  );
  return { id, mpnId };
};
const provider = await plant('indirect_provider', 'Island Cloud');
const reseller = await plant('indirect_reseller', 'Formosa IT');
const second = await plant('indirect_reseller', 'Bay Systems');
const access = { config: { publicUrl: () => 'https://upseat.example' } };
const deps = { access, db, clock, newId, newSecret, catalog };
const server = await testServer([
  resellerAnswers({ db }),
  resellerRoutes(deps),
  customerRoutes({ db }),
  relationshipRoutes(deps),
  upgradeRoutes(deps),
]);
const asProvider = agentOf(provider.id, 'global_admin');
const asReseller = agentOf(reseller.id, 'admin_agent');
const connect = (mpnId: string) => server.ask('/v1/relationships', { method: 'POST', body: { mpnId } });
const sharedCustomer = async (resellerId: string) => {
  const customerId = await plantCustomer(db, provider.id);
  await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, resellerId]);
  return customerId;
};

describe('a provider and its resellers', () => {
  test('are connected by the provider’s global admin, who names the reseller’s number', async () => {
    server.actAs(asProvider);
    for (const { mpnId } of [reseller, second, reseller]) assert.equal((await connect(mpnId)).status, 201);
    const names = (await server.ask('/v1/relationships')).body.items.map((each: { name: string }) => each.name);
    assert.deepEqual(names, ['Bay Systems', 'Formosa IT'], 'each once, by name');
  });

  for (const [type, asWho, expected] of [
    ['IsIndirectCloudSolutionProviderOf', asProvider, ['Bay Systems', 'Formosa IT']],
    ['is_indirect_cloud_solution_provider_of', asProvider, ['Bay Systems', 'Formosa IT']],
    ['IsIndirectResellerOf', asProvider, []],
    ['IsIndirectResellerOf', asReseller, ['Island Cloud']],
    ['IsIndirectCloudSolutionProviderOf', asReseller, []],
  ] as const) {
    test(`${type} of ${asWho === asProvider ? 'the provider' : 'the reseller'}: ${expected.join() || 'nobody'}`, async () => {
      server.actAs(asWho);
      const { body } = await server.ask(`/v1/relationships?relationship_type=${type}`);
      assert.deepEqual(
        body.items.map((each: { name: string }) => each.name),
        expected,
      );
    });
  }

  for (const [name, mpnId, asWho, status] of [
    ['a number that nobody has', '1', asProvider, 400],
    ['another provider', provider.mpnId, asProvider, 400],
    ['a reseller that asks', reseller.mpnId, agentOf(second.id, 'global_admin'), 403],
  ] as const) {
    test(`${name}: ${status}`, async () => {
      server.actAs(asWho);
      assert.equal((await connect(mpnId)).status, status);
    });
  }

  test('an invitation can carry both', async () => {
    server.actAs(asProvider);
    const { status, body } = await server.ask('/v1/relationshiprequests', { method: 'POST', body: { indirectResellerId: reseller.id } });
    assert.deepEqual([status, body.indirectResellerId], [201, reseller.id]);
    assert.match(body.message.body.en, /Formosa IT will be your contact/);
  });
});

describe('the customers of a reseller', () => {
  const filtered = (Field: string, Value: string, Operator = 'starts_with') =>
    server.ask(`/v1/customers?filter=${encodeURIComponent(JSON.stringify({ Field, Value, Operator }))}`);

  test('are found in the provider’s list by id, number or name', async () => {
    const [one, other] = [await sharedCustomer(reseller.id), await sharedCustomer(second.id)];
    const none = await plantCustomer(db, provider.id);
    server.actAs(asProvider);
    for (const value of [reseller.id, reseller.id.toUpperCase(), reseller.mpnId, 'formosa']) {
      const ids = (await filtered('IndirectReseller', value)).body.items.map((each: { id: string }) => each.id);
      assert.ok(ids.includes(one) && !ids.includes(other) && !ids.includes(none), value);
    }
    assert.deepEqual((await filtered('IndirectReseller', 'formosa', 'equals')).body.items, []);
    assert.ok((await filtered('IndirectReseller', 'formosa it', 'equals')).body.items.length > 0);
    server.actAs(asReseller);
    const theirs = (await filtered('IndirectCloudSolutionProvider', provider.id)).body.items.map((each: { id: string }) => each.id);
    assert.ok(theirs.includes(one) && !theirs.includes(other));
  });

  test('name their reseller to the provider, and their provider to the reseller', async () => {
    const customerId = await sharedCustomer(reseller.id);
    const seen = async () =>
      (await server.ask(`/v1/customers/${customerId}/relationships`)).body.items.map((each: { name: string; relationshipType: string }) => [
        each.name,
        each.relationshipType,
      ]);
    server.actAs(asProvider);
    assert.deepEqual(await seen(), [['Formosa IT', 'is_indirect_cloud_solution_provider_of']]);
    server.actAs(asReseller);
    assert.deepEqual(await seen(), [['Island Cloud', 'is_indirect_reseller_of']]);
    server.actAs(agentOf(second.id, 'admin_agent'));
    assert.equal((await server.ask(`/v1/customers/${customerId}/relationships`)).status, 404);
  });
});

describe('an upgrade that a reseller asks for', () => {
  test('is shown with the reason that tells whom to ask, for its own subscriptions only', async () => {
    const customerId = await sharedCustomer(reseller.id);
    const resold = await plantSubscription(db, { partnerId: provider.id, customerId }, { offer: offer('m365-business-basic') });
    const direct = await plantSubscription(db, { partnerId: provider.id, customerId }, { offer: offer('m365-apps-for-business') });
    await db.read('update subscription set reseller_mpn_id = $2 where subscription_id = $1', [resold, reseller.mpnId]);
    server.actAs(asReseller);
    const { status, body, text } = await server.ask(`/v1/customers/${customerId}/subscriptions/${resold}/upgrades`);
    assert.equal(status, 200, text);
    assert.ok(body.items.length > 0);
    for (const item of body.items) {
      assert.equal(item.isEligible, false);
      assert.deepEqual(
        item.upgradeErrors.map((each: { reason: { code: string } }) => each.reason.code),
        ['indirect_reseller'],
      );
      assert.deepEqual(item.upgradeErrors[0].reason.remedies, [
        { kind: 'ask_provider', partnerId: provider.id, partnerName: 'Island Cloud' },
      ]);
      assert.equal(item.unitPrice, undefined, 'what the provider asks is not for the reseller to see');
    }
    assert.ok(!text.includes(direct), 'nor what the provider sells without it');
    assert.equal((await server.ask(`/v1/customers/${customerId}/subscriptions/${direct}/upgrades`)).status, 404);
    const all = (await server.ask(`/v1/customers/${customerId}/upgrades`)).body.items;
    assert.deepEqual(
      all.map((each: { subscriptionId: string }) => each.subscriptionId),
      [resold],
    );

    const before = await fingerprint(db);
    for (const path of ['upgrades', 'upgradepreviews']) {
      const targetOffer = { id: body.items[0].targetOffer.id };
      const answer = await server.ask(`/v1/customers/${customerId}/subscriptions/${resold}/${path}`, {
        method: 'POST',
        body: { targetOffer },
      });
      assert.deepEqual([answer.status, answer.body.code, answer.body.data], [403, 20002, ['indirect_reseller']]);
    }
    assert.equal(await fingerprint(db), before);
    server.actAs(agentOf(second.id, 'admin_agent'));
    const stranger = await server.ask(`/v1/customers/${customerId}/subscriptions/${resold}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: 'x' } },
    });
    assert.deepEqual([stranger.status, stranger.body.code], [404, 60003]);
  });
});
