import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantPartner } from '../../../test/tenant.ts';
import { partnerProfileRoutes } from './routes.ts';

const db = await testDatabase();
const us = await plantPartner(db, { country: 'TW', currency: 'TWD' });
const them = await plantPartner(db);
await db.read(`update partner set name = 'Fabrikam', mpn_id = '8151' where partner_id = $1`, [them]);
const { ask } = await testServer([partnerProfileRoutes({ db })], agentOf(us, 'helpdesk_agent'));

test('the number of the own partner, and of another', async () => {
  const own = await ask('/v1/profiles/mpn');
  assert.deepEqual([own.status, own.body.partnerName, own.body.mpnId, own.body.profileType], [200, 'Partner', '4711', 'MpnProfile']);
  assert.equal((await ask('/v1/profiles/mpn?MpnId=8151')).body.partnerName, 'Fabrikam');
  const unknown = await ask('/v1/profiles/mpn?mpnId=1');
  assert.deepEqual([unknown.status, unknown.body.code], [404, 3000]);
  const malformed = await ask('/v1/profiles/mpn?mpnId=abc');
  assert.deepEqual([malformed.status, malformed.body.code], [400, 2000]);
});

test('organization, legal and billing profile tell what is recorded, and the support profile nothing', async () => {
  const { body } = await ask('/v1/profiles/organization');
  assert.deepEqual([body.id, body.tenantId, body.companyName, body.defaultAddress], [us, us, 'Partner', { country: 'TW' }]);
  assert.equal((await ask('/v1/profiles/legalbusiness?vettingVersion=LastFinalized')).body.vettingStatus, 'none');
  assert.equal((await ask('/v1/profiles/legalbusiness?vettingVersion=Never')).status, 400);
  assert.equal((await ask('/v1/profiles/billing')).body.billingCurrency, 'TWD');
  assert.deepEqual(Object.keys((await ask('/v1/profiles/support')).body), ['profileType', 'links', 'attributes']);
});
