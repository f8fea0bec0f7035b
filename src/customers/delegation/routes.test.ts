import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, fingerprint, plantPartner, plantCustomer, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { signedInAs, tenantAdmin } from '../../../test/tenant-person.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { upgradeRoutes } from '../../upgrades/routes.ts';
import { invitationRoutes } from '../invitations/routes.ts';
import { relationshipRoutes } from '../relationships/routes.ts';
import { delegationRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, offer, catalog } = await plantTenant(db);
let now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const access = { config: { publicUrl: () => 'https://upseat.example' } };
const deps = { access, db, clock, newId, newSecret, catalog };
const agent = agentOf(partnerId, 'admin_agent');
const server = await testServer([delegationRoutes(deps), invitationRoutes(deps), relationshipRoutes(deps), upgradeRoutes(deps)], agent);
const READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const LICENSES = '4d6ac14f-3453-41d0-bef9-a3e0c569773a';
const GLOBAL = '62e90394-69f5-4237-9190-012177145e10';

let serial = 0;
const wish = (change: object = {}, roles: readonly string[] = [LICENSES]) => ({
  displayName: `Support ${serial++}`,
  duration: 'P180D',
  accessDetails: { unifiedRoles: roles.map((roleDefinitionId) => ({ roleDefinitionId })) },
  ...change,
});
const path = (customerId: string, id = '') => `/v1/customers/${customerId}/delegatedadminrelationships${id && `/${id}`}`;
const ask = (customerId: string, body: object = wish()) => server.ask(path(customerId), { method: 'POST', body });
const asked = async (customerId: string, body: object = wish()) => {
  const answer = await ask(customerId, body);
  assert.equal(answer.status, 201, answer.text);
  return { id: answer.body.id as string, token: answer.body.request.url.split('#')[1] as string, body: answer.body };
};
const visit = async (where: string, customerId: string, body?: object, change: object = {}) =>
  server.ask(where, {
    method: 'POST',
    headers: await signedInAs(db, clock, tenantAdmin({ tenantId: customerId as CustomerId, ...change })),
    ...(body === undefined ? {} : { body }),
  });
const approve = (customerId: string, token: string, change: object = {}) => visit('/v1/invitations/accept', customerId, { token }, change);
const read = async (customerId: string, id: string) => (await server.ask(path(customerId, id))).body;
const end = (customerId: string, id: string, headers: Record<string, string> = {}) =>
  server.ask(`${path(customerId, id)}/requests`, { method: 'POST', body: { action: 'terminate' }, headers });
const bare = () => plantCustomer(db, partnerId, { delegated: [] });
const events = async (customerId: string) =>
  (
    await db.read<{ what: string }>(
      `select operation_type as what from audit_entry where customer_id = $1 union all select event_name from announcement where customer_id = $1 order by 1`,
      [customerId],
    )
  ).rows.map((row) => row.what);

describe('asking for roles', () => {
  test('the roles are listed in the asked language', async () => {
    const { body } = await server.ask('/v1/delegatedadminroles', { headers: { 'x-locale': 'zh-TW' } });
    assert.deepEqual(
      body.items.find((each: { id: string }) => each.id === READERS),
      { id: READERS, displayName: '目錄讀取者', directoryLevel: 'read', attributes: { objectType: 'DirectoryRole' } },
    );
  });

  test('makes a relationship that waits, with a link and a mail for it', async () => {
    const customerId = await bare();
    const { body } = await asked(customerId, wish({ displayName: 'Support', autoExtendDuration: 'P180D' }, [READERS.toUpperCase()]));
    assert.deepEqual(
      [body.status, body.duration, body.autoExtendDuration, body.directoryLevel, body.customer.tenantId],
      ['approvalPending', 'P180D', 'P180D', 'read', customerId],
    );
    assert.deepEqual(body.accessDetails.unifiedRoles, [{ roleDefinitionId: READERS, displayName: 'Directory Readers' }]);
    assert.match(body.request.message.body.en, /Directory Readers[\s\S]*180 days|180 days[\s\S]*Directory Readers/);
    assert.equal((await read(customerId, body.id)).request, undefined, 'the link is told once');
    assert.deepEqual(await events(customerId), ['granular-admin-relationship-created', 'granular_admin_relationship_created']);
  });

  const cases: readonly [name: string, body: object, status: number][] = [
    ['a day', wish({ duration: 'P1D' }), 201],
    ['two years', wish({ duration: 'P2Y' }), 201],
    ['two years and a day', wish({ duration: 'P2Y1D' }), 400],
    ['no time', wish({ duration: 'P0D' }), 400],
    ['no role', wish({}, []), 400],
    ['a role that nobody knows', wish({}, [newId()]), 400],
    ['the global administrator for a time', wish({}, [GLOBAL]), 201],
    ['the global administrator, extended by itself', wish({ autoExtendDuration: 'P180D' }, [GLOBAL]), 400],
    ['a name of 50 characters', wish({ displayName: 'x'.repeat(50) }), 201],
    ['a name of 51 characters', wish({ displayName: 'x'.repeat(51) }), 400],
    ['no name', wish({ displayName: '' }), 400],
  ];
  for (const [name, body, status] of cases) {
    test(`for ${name}: ${status}`, async () => {
      const customerId = await bare();
      const before = await fingerprint(db);
      assert.equal((await ask(customerId, body)).status, status);
      if (status === 400) assert.equal(await fingerprint(db), before);
    });
  }

  test('twice under one name: 409', async () => {
    const customerId = await bare();
    await asked(customerId, wish({ displayName: 'Support' }));
    assert.equal((await ask(customerId, wish({ displayName: 'support' }))).status, 409);
  });

  test('of a foreign customer and an unknown one: the same 404', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const attempt of [
      ask,
      (id: string) => server.ask(path(id)),
      (id: string) => server.ask(path(id, newId())),
      (id: string) => end(id, newId()),
    ]) {
      const answers = [await attempt(foreign), await attempt(newId())];
      assert.deepEqual(
        answers.map((each) => [each.status, each.body.code]),
        [
          [404, 60003],
          [404, 60003],
        ],
      );
      assert.equal(answers[0]?.text, answers[1]?.text);
    }
  });
});

describe('the customer’s admin', () => {
  test('sees the roles and approves: it runs from that day on', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    const { body: shown } = await server.ask('/v1/invitations/lookup', { method: 'POST', body: { token } });
    assert.deepEqual([shown.kind, shown.delegatedAdmin.roles], ['delegated_admin', [{ id: LICENSES, name: 'License Administrator' }]]);
    assert.equal((await approve(customerId, token)).status, 200);
    const admin = await read(customerId, id);
    assert.deepEqual(
      [admin.status, admin.endDateTime, admin.daysLeft, admin.approvedBy],
      ['active', '2026-12-08T00:00:00Z', 180, 'ada@fourthcoffee.example'],
    );
    assert.deepEqual((await events(customerId)).filter((each) => /_(approved|activated)|-(approved|activated)/.test(each)).length, 4);
    assert.equal((await approve(customerId, token)).status, 409, 'the link works once');
  });

  test('of another customer finds no such invitation', async () => {
    const { token } = await asked(await bare());
    assert.equal((await approve(await bare(), token)).status, 404);
    assert.equal((await visit('/v1/invitations/decline', await bare(), { token })).status, 404);
  });

  test('who is none approves nothing', async () => {
    const customerId = await bare();
    const { token } = await asked(customerId);
    assert.equal((await approve(customerId, token, { isGlobalAdmin: false })).status, 403);
  });

  test('declines: it is over', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    assert.equal((await visit('/v1/invitations/decline', customerId, { token })).status, 200);
    assert.deepEqual([(await read(customerId, id)).status, (await read(customerId, id)).terminatedBy], ['terminated', 'rejected']);
  });

  test('takes the roles back', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    await approve(customerId, token);
    const where = `/v1/tenant/delegatedadminrelationships/${id}/terminate`;
    assert.equal((await visit(where, await bare())).status, 404, 'not another customer’s');
    assert.equal((await visit(where, customerId, undefined, { isGlobalAdmin: false })).status, 403);
    assert.equal((await visit(where, customerId)).status, 204);
    assert.equal((await visit(where, customerId)).status, 404);
    assert.equal((await read(customerId, id)).terminatedBy, 'customer');
  });

  test('90 days after it was asked for: too late', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    const then = now;
    now = new Date(then.getTime() + 90 * 86_400_000);
    assert.equal((await approve(customerId, token)).status, 410);
    assert.equal((await read(customerId, id)).status, 'expired');
    assert.equal((await end(customerId, id)).status, 409);
    now = then;
  });
});

describe('the partner', () => {
  test('ends it early, once; a repeat of the request gets the same answer', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    await approve(customerId, token);
    const headers = { 'ms-requestid': newId() };
    const first = await end(customerId, id, headers);
    assert.equal(first.status, 201);
    assert.equal((await end(customerId, id, headers)).text, first.text);
    assert.equal((await end(customerId, id)).status, 409);
    assert.equal((await read(customerId, id)).terminatedBy, 'partner');
  });

  test('takes the request back: the link opens nothing', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    assert.equal((await end(customerId, id)).status, 201);
    assert.equal((await approve(customerId, token)).status, 410);
  });

  test('switches the extension on and off', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    await approve(customerId, token);
    const patch = (autoExtendDuration: string) => server.ask(path(customerId, id), { method: 'PATCH', body: { autoExtendDuration } });
    assert.equal((await patch('P180D')).body.autoExtendDuration, 'P180D');
    const then = now;
    now = new Date('2027-01-01T00:00:00Z');
    assert.deepEqual([(await read(customerId, id)).status, (await read(customerId, id)).endDateTime], ['active', '2027-06-06T00:00:00Z']);
    assert.equal((await patch('PT0S')).body.endDateTime, '2027-06-06T00:00:00Z', 'the time that it has now stays');
    now = new Date('2027-06-06T00:00:00Z');
    assert.equal((await read(customerId, id)).status, 'expired');
    assert.equal((await patch('P180D')).status, 409, 'what is over is not extended');
    now = then;
    assert.equal((await patch('P90D')).status, 400);
  });

  test('loses it with the relationship', async () => {
    const customerId = await bare();
    const { id, token } = await asked(customerId);
    await approve(customerId, token);
    server.actAs(agentOf(partnerId, 'global_admin'));
    assert.equal(
      (await server.ask(`/v1/customers/${customerId}`, { method: 'PATCH', body: { relationshipToPartner: 'none' } })).status,
      200,
    );
    server.actAs(agent);
    const { rows } = await db.read<{ terminated_by: string }>(
      'select terminated_by from delegated_admin_relationship where relationship_id = $1',
      [id],
    );
    assert.deepEqual(rows, [{ terminated_by: 'relationship_ended' }]);
  });

  test('finds those that run out soon over all customers, page by page', async () => {
    const [soon, later] = [await bare(), await bare()];
    const ids = [];
    for (const [customerId, duration] of [
      [soon, 'P20D'],
      [later, 'P90D'],
      [soon, 'P25D'],
    ] as const) {
      const { id, token } = await asked(customerId, wish({ duration }));
      await approve(customerId, token);
      ids.push(id);
    }
    const list = async (query: string, headers: Record<string, string> = {}) =>
      (await server.ask(`/v1/delegatedadminrelationships?${query}`, { headers })).body;
    const found = (await list('expiringWithinDays=30')).items;
    assert.deepEqual(found.map((each: { id: string }) => each.id).toSorted(), [ids[0], ids[2]].toSorted());
    assert.ok(found.every((each: { status: string }) => each.status === 'expiring'));
    const first = await list('expiringWithinDays=30&size=1');
    const second = await list('expiringWithinDays=30&size=1', { 'ms-continuationtoken': first.continuationToken });
    assert.notEqual(first.items[0].id, second.items[0].id);
    assert.equal((await server.ask('/v1/delegatedadminrelationships?size=501')).status, 400);
    assert.equal((await server.ask('/v1/delegatedadminrelationships?expiringWithinDays=0')).status, 400);
  });
});

test('the roles decide about an upgrade: nothing, the seats, the users too', async () => {
  const customerId = await bare();
  const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic') });
  const upgrades = async () => (await server.ask(`/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`)).body.items;
  const eligible = async () =>
    (await upgrades())
      .filter(
        (each: { isEligible: boolean; targetOffer: { id: string } }) => each.isEligible && each.targetOffer.id === offer('o365-e3').id,
      )
      .map((each: { upgradeType: string }) => each.upgradeType);
  assert.deepEqual(await eligible(), []);
  await approve(customerId, (await asked(customerId, wish({}, [READERS]))).token);
  assert.deepEqual(await eligible(), ['upgrade_only']);
  const error = (await upgrades()).find((each: { isEligible: boolean }) => !each.isEligible).upgradeErrors[0].reason;
  assert.equal(error.code, 'insufficient_granular_admin_permissions');
  assert.ok(error.facts.directoryRoleNames.includes('Directory Writers'));
  const writers = await asked(customerId);
  await approve(customerId, writers.token);
  assert.deepEqual(await eligible(), ['upgrade_with_license_transfer']);
  await end(customerId, writers.id);
  assert.deepEqual(await eligible(), ['upgrade_only']);
});
