import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, fingerprint, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { signedInAs, tenantAdmin } from '../../../test/tenant-person.ts';
import { journalRoutes } from '../../access/journal/routes.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { customerRoutes } from '../routes.ts';
import { relationshipRoutes } from '../relationships/routes.ts';
import { invitationRoutes } from './routes.ts';

const db = await testDatabase();
let now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const access = { config: { publicUrl: () => 'https://upseat.example' } };
const deps = { access, db, clock, newId, newSecret };
const server = await testServer([relationshipRoutes(deps), invitationRoutes(deps), customerRoutes({ db }), journalRoutes({ db, clock })]);
const partnerId = await plantPartner(db);
const agent = agentOf(partnerId, 'admin_agent');
const contact = { firstName: 'Ada', lastName: 'Byron', email: 'ada@fourthcoffee.example' };
const company = { companyName: 'Fourth Coffee', country: 'us' };

const invite = async (body: object = {}) => {
  server.actAs(agent);
  const { status, body: sent, text } = await server.ask('/v1/relationshiprequests', { method: 'POST', body });
  assert.equal(status, 201, text);
  return { id: sent.id as string, token: sent.url.split('#')[1] as string, sent };
};
const post = async (path: string, person: ReturnType<typeof tenantAdmin> | null, body?: object) => {
  const headers = person === null ? {} : await signedInAs(db, clock, person);
  return server.ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
};
const accept = (token: string, person: ReturnType<typeof tenantAdmin> | null, body: object = {}) =>
  post('/v1/invitations/accept', person, { token, grantDelegatedAdmin: true, acceptAgreement: true, contact, company, ...body });
const count = async (sql: string, ...values: unknown[]) =>
  (await db.read<{ n: number }>(`select count(*)::integer as n ${sql}`, values)).rows[0]?.n;
const journal = async () =>
  (await server.ask('/v1/partnerauditrecords')).body.items as {
    operationType: string;
    operationStatus: string;
    userPrincipalName: string;
    customizedData: { value: string }[];
  }[];

describe('the mail that a partner sends', () => {
  test('has a personal link in both languages, and only its hash is kept', async () => {
    const { sent, token } = await invite({ note: 'Fourth Coffee, Ms. Byron' });
    assert.match(sent.url, /^https:\/\/upseat\.example\/invitation#[\w-]{43}$/);
    for (const language of ['en', 'zh-TW']) {
      assert.ok(sent.message.body[language].includes(sent.url));
      assert.ok(sent.message.body[language].includes('2026-09-09'));
    }
    assert.match(sent.message.body['zh-TW'], /委派管理員權限/);
    const { rows } = await db.read<{ kept: string }>(
      'select row_to_json(r)::text as kept from relationship_request r union all select row_to_json(e)::text from partner_audit_entry e',
    );
    assert.ok(rows.length > 0 && rows.every(({ kept }) => !kept.includes(token)));
  });

  test('shows who asks for what to whoever has the link, and nothing to whoever has not', async () => {
    const { token } = await invite({ withDelegatedAdmin: false });
    const { body } = await post('/v1/invitations/lookup', null, { token });
    assert.deepEqual(
      [body.kind, body.state, body.withDelegatedAdmin, body.partner.id, body.person],
      ['reseller', 'open', false, partnerId, undefined],
    );
    assert.equal((await post('/v1/invitations/lookup', null, { token: newSecret() })).status, 404);
  });
});

describe('a customer’s admin', () => {
  test('accepts both: the customer is there, with privileges, agreement, entries and announcements', async () => {
    const ada = tenantAdmin();
    const { token, id } = await invite();
    const { status, body } = await accept(token, ada);
    assert.equal(status, 200);
    assert.deepEqual([body.state, body.customerId, body.allowDelegatedAccess], ['accepted', ada.tenantId, true]);

    server.actAs(agent);
    const customer = (await server.ask(`/v1/customers/${ada.tenantId}`)).body;
    assert.deepEqual(
      [customer.companyProfile.companyName, customer.companyProfile.domain, customer.allowDelegatedAccess],
      ['Fourth Coffee', 'fourthcoffee.example', true],
    );
    assert.ok((await server.ask('/v1/customers?search=fourth')).body.items.some((each: { id: string }) => each.id === ada.tenantId));
    const { rows } = await db.read<{ what: string }>(
      `select operation_type || ' ' || user_principal_name as what from audit_entry where customer_id = $1
       union all select event_name from announcement where customer_id = $1 order by 1`,
      [ada.tenantId],
    );
    assert.deepEqual(
      rows.map((row) => row.what),
      [
        'add_customer ada@fourthcoffee.example',
        'create_agreement ada@fourthcoffee.example',
        'dap-admin-relationship-approved',
        'dap_admin_relationship_approved ada@fourthcoffee.example',
        'reseller-relationship-accepted-by-customer',
      ],
    );
    assert.equal(
      await count('from customer_agreement where customer_id = $1 and signed_by_customer and partner_id = $2', ada.tenantId, partnerId),
      1,
    );
    const listed = (await server.ask('/v1/relationshiprequests')).body.items.find((each: { id: string }) => each.id === id);
    assert.deepEqual(
      [listed.state, listed.answeredBy, listed.customerId, listed.url],
      ['accepted', 'ada@fourthcoffee.example', ada.tenantId, undefined],
    );
  });

  test('accepts the relationship alone', async () => {
    const ada = tenantAdmin();
    const { token } = await invite();
    assert.equal((await accept(token, ada, { grantDelegatedAdmin: false })).body.allowDelegatedAccess, false);
    assert.equal((await server.ask(`/v1/customers/${ada.tenantId}`)).body.allowDelegatedAccess, false);
  });

  test('of a tenant that is somebody else’s customer accepts: both partners have it, its name stays', async () => {
    const other = await plantPartner(db);
    const customerId = await plantCustomer(db, other);
    const { token } = await invite();
    const { status } = await accept(token, tenantAdmin({ tenantId: customerId }), {
      company: { companyName: 'Renamed', country: 'US' },
      acceptAgreement: false,
    });
    assert.equal(status, 200, 'the agreement is on record already');
    const mine = (await server.ask(`/v1/customers/${customerId}`)).body.companyProfile.companyName;
    assert.notEqual(mine, 'Renamed');
    assert.equal(await count(`from relationship where customer_id = $1 and state = 'active'`, customerId), 2);
  });

  test('declines, and the link is used', async () => {
    const ada = tenantAdmin();
    const { token } = await invite();
    assert.equal((await post('/v1/invitations/decline', ada, { token })).body.state, 'declined');
    assert.equal((await accept(token, ada)).status, 409);
    assert.equal(await count('from customer where customer_id = $1', ada.tenantId), 0);
  });

  test('sees on the page what is known of the own organization', async () => {
    const { token } = await invite();
    const customerId = await plantCustomer(db, await plantPartner(db));
    const { body } = await post('/v1/invitations/lookup', tenantAdmin({ tenantId: customerId }), { token });
    assert.equal(body.agreement.isRecorded, true);
    assert.ok(body.company.companyName.length > 0);
  });
});

describe('a link that opens nothing', () => {
  const ada = tenantAdmin();
  const refused = async (name: string, status: number, attempt: () => Promise<{ status: number }>, failure: string) => {
    const before = await fingerprint(db);
    assert.equal((await attempt()).status, status, name);
    assert.equal(await fingerprint(db), before, 'no customer changes');
    server.actAs(agent);
    const [latest] = await journal();
    assert.deepEqual(
      [latest?.operationType, latest?.operationStatus, latest?.customizedData[0]?.value],
      ['relationship_request_refused', 'failed', failure],
    );
  };

  test('used before: 409, and an entry', async () => {
    const { token } = await invite();
    assert.equal((await accept(token, tenantAdmin())).status, 200);
    now = new Date(now.getTime() + 1000);
    await refused('again', 409, () => accept(token, ada), 'accepted');
  });

  test('taken back: 410, and an entry', async () => {
    const { token, id } = await invite();
    assert.equal((await server.ask(`/v1/relationshiprequests/${id}`, { method: 'DELETE' })).body.state, 'revoked');
    assert.equal((await server.ask(`/v1/relationshiprequests/${id}`, { method: 'DELETE' })).status, 200, 'twice is once');
    now = new Date(now.getTime() + 1000);
    await refused('revoked', 410, () => accept(token, ada), 'revoked');
  });

  test('90 days old: 410, and an entry; a moment before that it works', async () => {
    const [late, inTime] = [await invite(), await invite()];
    const sent = now;
    now = new Date(sent.getTime() + 90 * 86_400_000 - 1);
    assert.equal((await accept(inTime.token, tenantAdmin())).status, 200);
    now = new Date(sent.getTime() + 90 * 86_400_000);
    await refused('expired', 410, () => accept(late.token, ada), 'expired');
    assert.equal(
      (await server.ask(`/v1/relationshiprequests/${late.id}`, { method: 'DELETE' })).status,
      409,
      'what has expired is not taken back',
    );
    now = sent;
  });

  test('used by two at the same moment: one gets it', async () => {
    const { token } = await invite();
    const answers = await Promise.all([accept(token, tenantAdmin()), accept(token, tenantAdmin())]);
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [200, 409]);
  });

  const wrong: readonly [name: string, person: ReturnType<typeof tenantAdmin> | null, body: object, status: number, code: number][] = [
    ['nobody signed in', null, {}, 401, 400],
    ['no global administrator', tenantAdmin({ isGlobalAdmin: false }), {}, 403, 900150],
    ['the partner itself', tenantAdmin({ tenantId: String(partnerId) as never }), {}, 409, 900279],
    ['without the agreement', ada, { acceptAgreement: false }, 403, 13605],
    ['a new tenant without a name', ada, { company: undefined }, 400, 2000],
    ['a country that is none', ada, { company: { companyName: 'X', country: 'Taiwan' } }, 400, 2000],
    ['a country that does not exist', ada, { company: { companyName: 'X', country: 'ZZ' } }, 400, 2000],
    ['a mail address that is none', ada, { contact: { ...contact, email: 'ada' } }, 400, 2000],
    ['an organization of another market', ada, { company: { ...company, country: 'TW' } }, 409, 900279],
    ['another secret', ada, { token: newSecret() }, 404, 1000],
    ['a secret that is too short to be one', ada, { token: 'x' }, 400, 2000],
  ];
  for (const [name, person, body, status, code] of wrong) {
    test(`${name}: ${status}`, async () => {
      const { token } = await invite();
      const before = await fingerprint(db);
      const answer = await accept(token, person, body);
      assert.deepEqual([answer.status, answer.body.code], [status, code], answer.text);
      assert.equal(await fingerprint(db), before);
    });
  }
});

describe('a link that was made for one customer', () => {
  test('opens for its people alone, and who else tries it is told to the partner', async () => {
    const customerId = await plantCustomer(db, partnerId);
    const [theirs, ada] = [tenantAdmin({ tenantId: customerId }), tenantAdmin()];
    const { token, sent } = await invite({ customerId, note: 'privileges' });
    assert.equal(sent.customerId, customerId);
    assert.equal((await post('/v1/invitations/lookup', null, { token })).body.isForAnotherOrganization, undefined);
    assert.equal((await post('/v1/invitations/lookup', ada, { token })).body.isForAnotherOrganization, true);
    assert.equal((await post('/v1/invitations/lookup', theirs, { token })).body.isForAnotherOrganization, false);
    const before = await fingerprint(db);
    now = new Date(now.getTime() + 1000);
    assert.deepEqual([(await accept(token, ada)).status, (await post('/v1/invitations/decline', ada, { token })).status], [404, 404]);
    assert.equal(await fingerprint(db), before);
    server.actAs(agent);
    assert.equal((await journal())[0]?.customizedData[0]?.value, 'other_tenant');
    const listed = await server.ask(`/v1/relationshiprequests?customerId=${customerId}`);
    assert.deepEqual(
      listed.body.items.map((each: { state: string; note: string }) => [each.state, each.note]),
      [['open', 'privileges']],
    );
    assert.equal((await accept(token, theirs, { acceptAgreement: false })).body.allowDelegatedAccess, true);
  });

  test('is made for customers of the partner only', async () => {
    server.actAs(agent);
    const strange = await plantCustomer(db, await plantPartner(db));
    for (const customerId of [strange, newId()]) {
      const { status, body } = await server.ask('/v1/relationshiprequests', { method: 'POST', body: { customerId } });
      assert.deepEqual([status, body.code], [404, 60003]);
    }
  });
});

describe('what the customer’s admin sees and takes back', () => {
  test('all partners, their privileges; and ends them', async () => {
    const ada = tenantAdmin();
    await accept((await invite()).token, ada);
    const headers = await signedInAs(db, clock, ada);
    const { body } = await server.ask('/v1/tenant', { headers });
    assert.deepEqual(
      body.relationships.map((each: { partner: { id: string }; allowDelegatedAccess: boolean }) => [
        each.partner.id,
        each.allowDelegatedAccess,
      ]),
      [[partnerId, true]],
    );

    const bob = { ...ada, isGlobalAdmin: false };
    assert.equal((await post(`/v1/tenant/partners/${partnerId}/enddelegatedadmin`, bob)).status, 403);
    assert.equal((await post(`/v1/tenant/partners/${partnerId}/enddelegatedadmin`, null)).status, 401);
    assert.equal((await post(`/v1/tenant/partners/${newId()}/enddelegatedadmin`, ada)).status, 404);
    assert.equal((await post(`/v1/tenant/partners/${partnerId}/enddelegatedadmin`, ada)).status, 204);
    assert.equal((await post(`/v1/tenant/partners/${partnerId}/enddelegatedadmin`, ada)).status, 404);
    server.actAs(agent);
    assert.equal((await server.ask(`/v1/customers/${ada.tenantId}`)).body.allowDelegatedAccess, false);
    assert.equal(
      await count(`from audit_entry where customer_id = $1 and operation_type = 'dap_admin_relationship_terminated'`, ada.tenantId),
      1,
    );
    assert.equal(
      await count(`from announcement where customer_id = $1 and event_name = 'dap-admin-relationship-terminated'`, ada.tenantId),
      1,
    );
  });

  test('without signing in: nothing', async () => assert.equal((await server.ask('/v1/tenant')).status, 401));
});
