import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { testSignIns } from '../../../test/sign-in.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import type { Caller, Role } from '../caller.ts';
import { answering } from '../../audit/commands.ts';
import { journalRoutes } from '../journal/routes.ts';
import { verifyPassword } from '../passwords.ts';
import { findSignIn } from '../store.ts';
import { staffRoutes } from './routes.ts';

const now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const db = await testDatabase();
const ours = await testSignIns(db, { clock });
const theirs = await testSignIns(db, { clock, name: 'fabrikam' });
const server = await testServer([
  staffRoutes({ access: ours.access, db, clock, newId, newSecret, answerOnce: answering({ db, clock }) }),
  journalRoutes({ db, clock }),
]);
const as = (role: Role, from = ours): Caller => from.callerAs(role);

const post = (body: object) => server.ask('/v1/partnerusers', { method: 'POST', body });
const patch = (id: string, body: object) => server.ask(`/v1/partnerusers/${id}`, { method: 'PATCH', body });
const journal = async () =>
  (await server.ask('/v1/partnerauditrecords')).body.items as { operationType: string; customizedData: object; resourceId: string }[];
let serial = 0;
const newPerson = (change: object = {}) => ({
  userPrincipalName: `new${serial++}@contoso.example.com`,
  displayName: 'New',
  roles: ['sales_agent'],
  ...change,
});

describe('the people of a partner', () => {
  test('are listed by name, page by page, and no others', async () => {
    server.actAs(as('global_admin'));
    const seen: string[] = [];
    let [path, headers]: [string, Record<string, string>] = ['/v1/partnerusers?size=4', {}];
    for (;;) {
      const { status, body } = await server.ask(path, { headers });
      assert.equal(status, 200);
      seen.push(...body.items.map((item: { displayName: string }) => item.displayName));
      const next = body.links.next;
      if (next === undefined) break;
      path = `/v1${next.uri}`;
      headers = { 'ms-continuationtoken': next.headers[0].value };
    }
    assert.deepEqual(seen, ['admin_agent', 'billing_admin', 'global_admin', 'helpdesk_agent', 'sales_agent', 'user_management_admin']);
  });

  test('a size or a token that makes no sense is answered 400', async () => {
    assert.equal((await server.ask('/v1/partnerusers?size=501')).status, 400);
    assert.equal((await server.ask('/v1/partnerusers', { headers: { 'ms-continuationtoken': 'x' } })).status, 400);
  });

  test('one of them is read; another partner’s and an unknown one look the same', async () => {
    server.actAs(as('user_management_admin'));
    const { body } = await server.ask(`/v1/partnerusers/${ours.people.sales_agent.userId.toUpperCase()}`);
    assert.deepEqual(body.roles, ['sales_agent']);
    const [foreign, unknown] = await Promise.all(
      [theirs.people.sales_agent.userId, newId()].map((id) => server.ask(`/v1/partnerusers/${id}`)),
    );
    assert.equal(foreign?.status, 404);
    assert.deepEqual([foreign?.status, foreign?.text], [unknown?.status, unknown?.text]);
    assert.equal((await patch(theirs.people.sales_agent.userId, { roles: [] })).status, 404);
  });

  test('a new one gets a first password, which is told once and kept as a hash', async () => {
    server.actAs(as('user_management_admin'));
    const { status, body } = await post(
      newPerson({ userPrincipalName: 'Kim.Lee@contoso.example.com', roles: ['helpdesk_agent', 'admin_agent', 'admin_agent'] }),
    );
    assert.equal(status, 201);
    assert.deepEqual(body.roles, ['admin_agent', 'helpdesk_agent']);
    const found = await findSignIn({ query: db.read }, 'kim.lee@contoso.example.com');
    assert.equal(await verifyPassword(body.userCredentials.password, found?.passwordHash ?? null), true);
    assert.equal((await server.ask(`/v1/partnerusers/${body.id}`)).body.userCredentials, undefined);
    assert.deepEqual((await journal())[0], { ...(await journal())[0], operationType: 'create_partner_user', resourceId: body.id });
    assert.doesNotMatch(JSON.stringify(await journal()), new RegExp(body.userCredentials.password));
  });

  test('a name that somebody has already, of whichever partner, is answered 409', async () => {
    assert.equal((await post(newPerson({ userPrincipalName: ours.people.sales_agent.userPrincipalName.toUpperCase() }))).status, 409);
    assert.equal((await post(newPerson({ userPrincipalName: theirs.people.sales_agent.userPrincipalName }))).status, 409);
    assert.equal((await post(newPerson({ id: theirs.people.sales_agent.userId }))).status, 409);
  });

  for (const [name, body] of [
    ['no roles', { userPrincipalName: 'a@b', displayName: 'A' }],
    ['a role that does not exist', newPerson({ roles: ['owner'] })],
    ['no name', newPerson({ displayName: '' })],
    ['a user name that is no address', newPerson({ userPrincipalName: 'kim' })],
  ] as const) {
    test(`${name}: 400`, async () => assert.equal((await post(body)).status, 400));
  }

  test('roles change, each leaves its entry, and the wire’s other spellings are taken', async () => {
    server.actAs(as('user_management_admin'));
    const { body: person } = await post(newPerson({ roles: ['sales_agent', 'billing_admin'] }));
    const { status, body } = await patch(person.id, { Roles: ['BillingAdmin', 'HelpdeskAgent'], DisplayName: 'Renamed' });
    assert.equal(status, 200);
    assert.deepEqual(body.roles, ['billing_admin', 'helpdesk_agent']);
    const entries = (await journal()).filter((each) => each.resourceId === person.id);
    assert.deepEqual(entries.map((each) => each.operationType).toSorted(), [
      'add_user_member',
      'create_partner_user',
      'remove_user_member',
      'update_partner_user',
    ]);
    const before = (await journal()).length;
    assert.equal((await patch(person.id, { roles: ['helpdesk_agent', 'billing_admin'] })).status, 200);
    assert.equal((await journal()).length, before, 'a change that changes nothing leaves no entry');
  });

  test('access is taken and given back', async () => {
    const { body: person } = await post(newPerson());
    assert.equal((await patch(person.id, { state: 'disabled' })).body.state, 'disabled');
    assert.equal((await findSignIn({ query: db.read }, person.userPrincipalName))?.user.disabled, true);
    assert.equal((await patch(person.id, { state: 'active' })).body.state, 'active');
    assert.equal((await findSignIn({ query: db.read }, person.userPrincipalName))?.user.disabled, false);
  });

  test('a user management admin makes no global admin: 403 with the role that may', async () => {
    server.actAs(as('user_management_admin'));
    const { status, body } = await patch(ours.people.sales_agent.userId, { roles: ['global_admin'] });
    assert.deepEqual([status, body.code, body.data], [403, 900150, ['global_admin']]);
    assert.equal((await post(newPerson({ roles: ['global_admin'] }))).status, 403);
  });

  test('the last global admin keeps the role: 409', async () => {
    server.actAs(as('global_admin'));
    const { status, body } = await patch(ours.people.global_admin.userId, { roles: ['sales_agent'] });
    assert.deepEqual([status, body.code, body.data], [409, 900279, ['last_global_admin']]);
  });

  test('two global admins who unmake each other at the same moment leave one', async () => {
    server.actAs(as('global_admin', theirs));
    const second = (await post({ ...newPerson(), roles: ['global_admin'] })).body;
    const answers = await Promise.all([patch(second.id, { roles: [] }), patch(theirs.people.global_admin.userId, { roles: [] })]);
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [200, 409]);
  });
});

test('the rights table tells each role', async () => {
  server.actAs(as('sales_agent'));
  const { body } = await server.ask('/v1/rights');
  const row = body.rights.find((each: { right: string }) => each.right === 'relationships.remove');
  assert.deepEqual(row, { right: 'relationships.remove', asks: 'role', roles: ['global_admin'], applications: false });
});

describe('the journal', () => {
  test('shows a partner its own entries only', async () => {
    server.actAs(as('admin_agent', theirs));
    const ids = (await journal()).map((each) => each.resourceId);
    assert.ok(!ids.includes(ours.people.sales_agent.userId));
  });

  test('is read page by page, latest first', async () => {
    server.actAs(as('admin_agent'));
    const all = (await server.ask('/v1/partnerauditrecords')).body.items.map((each: { id: string }) => each.id);
    const first = await server.ask('/v1/partnerauditrecords?size=2');
    const second = await server.ask(`/v1${first.body.links.next.uri}`, {
      headers: { 'ms-continuationtoken': first.body.continuationToken },
    });
    assert.deepEqual(
      [...first.body.items, ...second.body.items].map((each: { id: string }) => each.id),
      all.slice(0, 4),
    );
  });

  for (const [query, status] of [
    ['startDate=2026-03-13', 200],
    ['startDate=2026-03-12', 400],
    ['startDate=2026-06-12', 400],
    ['startDate=yesterday', 400],
    ['startDate=2026-06-11&endDate=2026-06-11', 200],
    ['startDate=2026-06-11&endDate=2026-06-10', 400],
    ['size=501', 400],
  ] as const) {
    test(`${query}: ${status}`, async () => assert.equal((await server.ask(`/v1/partnerauditrecords?${query}`)).status, status));
  }
});
