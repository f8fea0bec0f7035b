import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, NOW, plantCustomer, plantPartner, plantTenant, plantUser } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { directoryRoutes } from '../directory/routes.ts';
import { directoryRoleRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, catalog } = await plantTenant(db);
const deps = { db, catalog, clock, newId };
const server = await testServer([directoryRoleRoutes(deps), directoryRoutes(deps)], agentOf(partnerId, 'admin_agent'));
const READERS = '88d8e3e3-8f55-4a1e-953a-9b9898b8876b';
const PRIVILEGED = 'e8611ab8-c189-46e8-94e1-60213ab1f814';
const WRITERS = '9360feb5-f418-4baa-8175-e2a00bac4301';

const members = (customerId: string, role = READERS, rest = '') => `/v1/customers/${customerId}/directoryroles/${role}/usermembers${rest}`;
const give = (customerId: string, userId: string, role = READERS) =>
  server.ask(members(customerId, role), { method: 'POST', body: { id: userId, displayName: 'ignored', userPrincipalName: 'ignored@x' } });
const take = (customerId: string, userId: string, role = READERS) =>
  server.ask(members(customerId, role, `/${userId}`), { method: 'DELETE' });
const plant = async (...names: string[]) => {
  const customerId = await plantCustomer(db, partnerId);
  return { customerId, users: await Promise.all(names.map((name) => plantUser(db, { customerId }, name, []))) };
};
/** A customer who granted these roles for a time, and no privileges without end. */
async function granting(roles: readonly string[]) {
  const customerId = await plantCustomer(db, partnerId, { delegated: [] });
  await db.read(
    `insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, auto_extend_days, requested_at,
       requested_by, request_expires_at, activated_at, approved_by, ends_on)
     values ($1, $2, $3, 'Support', $4, 'P180D', 0, $5, 'agent', $5::timestamptz + interval '90 days', $5, 'admin', '2026-12-08')`,
    [customerId, newId(), partnerId, roles, NOW],
  );
  return { customerId, userId: await plantUser(db, { customerId }, 'ada', []) };
}

describe('roles of a directory', () => {
  test('are listed in the asked language', async () => {
    const { customerId } = await plant();
    const { body } = await server.ask(`/v1/customers/${customerId}/directoryroles`, { headers: { 'x-locale': 'zh-TW' } });
    assert.deepEqual(
      body.items.find((role: { id: string }) => role.id === READERS),
      { id: READERS, name: '目錄讀取者', attributes: { objectType: 'DirectoryRole' } },
    );
  });

  test('are given and taken, and each leaves its entry in the audit', async () => {
    const { customerId, users } = await plant('ada');
    const [ada = ''] = users;
    const given = await give(customerId, ada.toUpperCase(), READERS.toUpperCase());
    const expected = {
      id: ada,
      displayName: 'ada',
      userPrincipalName: 'ada@contoso.example',
      roleId: READERS,
      attributes: { objectType: 'UserMember' },
    };
    assert.deepEqual([given.status, given.body], [201, expected]);
    assert.deepEqual((await server.ask(members(customerId))).body.items, [expected]);
    const held = await server.ask(`/v1/customers/${customerId}/users/${ada}/directoryroles`);
    assert.deepEqual(
      held.body.items.map((role: { name: string }) => role.name),
      ['Directory Readers'],
    );
    const taken = await take(customerId, ada);
    assert.deepEqual([taken.status, taken.text], [204, '']);
    assert.deepEqual((await server.ask(members(customerId))).body.items, []);
    const { rows } = await db.read<{ what: string }>(
      `select resource_type || ' ' || operation_type as what from audit_entry where customer_id = $1 order by audit_id`,
      [customerId],
    );
    assert.deepEqual(
      rows.map(({ what }) => what),
      ['customer_directory_role add_user_member', 'customer_directory_role remove_user_member'],
    );
  });

  test('have their holders in pages, by name', async () => {
    const { customerId, users } = await plant('carol', 'ada', 'bob');
    for (const user of users) await give(customerId, user);
    const first = (await server.ask(members(customerId, READERS, '?size=2'))).body;
    const [header] = first.links.next.headers;
    const second = await server.ask(`/v1${first.links.next.uri}`, { headers: { [header.key]: header.value } });
    assert.deepEqual(
      [...first.items, ...second.body.items].map((user: { displayName: string }) => user.displayName),
      ['ada', 'bob', 'carol'],
    );
    assert.equal(second.body.links.next, undefined);
    assert.equal((await server.ask(members(customerId, READERS, '?size=501'))).status, 400);
    assert.equal((await server.ask(members(customerId), { headers: { 'ms-continuationtoken': 'x' } })).status, 400);
  });

  test('of a deleted user count no longer, and again when the user is restored', async () => {
    const { customerId, users } = await plant('ada');
    const [ada = ''] = users;
    const user = `/v1/customers/${customerId}/users/${ada}`;
    await give(customerId, ada);
    await server.ask(user, { method: 'DELETE' });
    assert.deepEqual((await server.ask(members(customerId))).body.items, []);
    assert.deepEqual((await server.ask(`${user}/directoryroles`)).body.items, []);
    assert.equal((await give(customerId, ada, WRITERS)).status, 404);
    await server.ask(user, { method: 'PATCH', body: { state: 'active' } });
    assert.equal((await server.ask(members(customerId))).body.items.length, 1);
  });
});

describe('a role', () => {
  test('of one customer is none of another', async () => {
    const [ours, others] = [await plant('ada'), await plant('bob')];
    await give(ours.customerId, ours.users[0] ?? '');
    assert.deepEqual((await server.ask(members(others.customerId))).body.items, []);
    assert.deepEqual([(await give(others.customerId, ours.users[0] ?? '')).body.code], [60002]);
  });

  for (const [name, code, ask] of [
    ['that nobody knows', 1000, (c: string, u: string) => give(c, u, newId())],
    ['that is taken and nobody knows', 1000, (c: string, u: string) => take(c, u, newId())],
    ['whose holders are asked for, and that nobody knows', 1000, (c: string) => server.ask(members(c, newId()))],
    ['of nobody', 60002, (c: string) => give(c, newId())],
    ['that somebody holds not', 60002, (c: string, u: string) => take(c, u)],
    ['of an unknown user', 60002, (c: string) => server.ask(`/v1/customers/${c}/users/${newId()}/directoryroles`)],
    ['of a customer that nobody knows', 60003, (_: string, u: string) => give(newId(), u)],
  ] as const) {
    test(`${name}: 404/${code}`, async () => {
      const { customerId, users } = await plant('ada');
      const before = await fingerprint(db);
      const answer = await ask(customerId, users[0] ?? '');
      assert.deepEqual([answer.status, answer.body.code], [404, code]);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('that somebody holds already is not given again: 409', async () => {
    const { customerId, users } = await plant('ada');
    await give(customerId, users[0] ?? '');
    const again = await give(customerId, users[0] ?? '');
    assert.deepEqual([again.status, again.body.code, again.body.data], [409, 3000, ['holds_it']]);
  });

  test('at another partner’s customer is that of an unknown customer', async () => {
    const theirs = await plantCustomer(db, await plantPartner(db));
    assert.deepEqual(
      [
        (await give(theirs, newId())).body.code,
        (await server.ask(members(theirs))).body.code,
        (await give(theirs, newId(), newId())).body.code,
      ],
      [60003, 60003, 60003],
    );
  });

  for (const [roles, status] of [
    [[PRIVILEGED], 201],
    [[WRITERS], 403],
  ] as const) {
    test(`with ${roles.join()} for a time: ${status}`, async () => {
      const { customerId, userId } = await granting(roles);
      const answer = await give(customerId, userId);
      assert.equal(answer.status, status, answer.text);
      if (status === 403) assert.equal(answer.body.code, 900308);
    });
  }
});
