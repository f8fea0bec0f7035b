import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { verifyPassword } from '../../access/passwords.ts';
import { findTenantSignIn } from '../../access/tenant/store.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId, newSecret } from '../../platform/clock.ts';
import { readerOf } from '../../platform/reader.ts';
import { customerRemovalRoutes } from '../../subscriptions/removal/routes.ts';
import { customerProfileRoutes } from '../profiles/routes.ts';
import { customerRoutes } from '../routes.ts';
import { customerCreationRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, offer } = await plantTenant(db);
const deps = { db, clock, newId, newSecret, mode: 'demo' as const };
const routes = (embeddedKeys: object | null, mode: 'demo' | 'production') => [
  customerCreationRoutes({ ...deps, access: { embeddedKeys } }),
  customerRoutes(deps),
  customerProfileRoutes(deps),
  customerRemovalRoutes({ ...deps, mode }),
];
const { ask, actAs } = await testServer(routes({}, 'demo'), agentOf(partnerId, 'admin_agent'));
const production = await testServer(routes(null, 'production'), agentOf(partnerId, 'admin_agent'));
const european = agentOf(await plantPartner(db, { country: 'DE' }), 'admin_agent');

let serial = 0;
const wanted = (change: { company?: object; billing?: object } & Record<string, unknown> = {}) => {
  const { company, billing, ...more } = change;
  return {
    companyProfile: { domain: `New${++serial}.onmicrosoft.com`, ...company },
    billingProfile: {
      email: 'it@new.example',
      culture: 'en-US',
      language: 'en',
      companyName: 'New Company',
      defaultAddress: {
        country: 'US',
        city: 'Redmond',
        state: 'WA',
        addressLine1: 'One Way',
        postalCode: '98052',
        firstName: 'Ada',
        lastName: 'Doe',
        phoneNumber: '4255550100',
      },
      ...billing,
    },
    ...more,
  };
};
const add = (body: unknown, headers: Record<string, string> = {}) => ask('/v1/customers', { method: 'POST', body, headers });
/** An answer, and whether nothing was written for it. */
async function unlessWritten<Answer>(work: () => Promise<Answer>): Promise<{ nothing: boolean; answer: Answer }> {
  const before = await fingerprint(db);
  const answer = await work();
  return { nothing: (await fingerprint(db)) === before, answer };
}
const pick = ({ status, body }: { status: number; body: any }) => [status, body.code, body.data?.[0]];

describe('POST /v1/customers', () => {
  test('201: tenant, relationship and first admin, whose password works and is kept as a hash', async () => {
    const { status, body } = await add(wanted());
    assert.equal(status, 201);
    assert.deepEqual(
      [body.companyProfile.domain, body.relationshipToPartner, body.allowDelegatedAccess, body.country],
      ['new1.onmicrosoft.com', 'reseller', true, 'US'],
    );
    assert.deepEqual(
      [body.billingProfile.companyName, body.billingProfile.firstName, body.billingProfile.defaultAddress.city],
      ['New Company', 'Ada', 'Redmond'],
    );
    const { userName, password } = body.userCredentials;
    const admin = await findTenantSignIn(readerOf(db), `${userName}@new1.onmicrosoft.com`);
    assert.equal(await verifyPassword(password, admin?.passwordHash ?? null), true);
    assert.deepEqual((await ask(`/v1/customers/${body.id}`)).body.companyProfile, body.companyProfile);
    const { rows } = await db.read<{ operation_type: string }>('select operation_type from audit_entry where customer_id = $1', [body.id]);
    assert.deepEqual(rows, [{ operation_type: 'add_customer' }]);
    const kept = await db.read<{ answer: string }>('select answer from answered_request where customer_id = $1', [partnerId]);
    assert.equal(kept.rows.length, 1);
    assert.ok(!JSON.stringify(kept.rows).includes(password));
  });

  const markets: [partner: string, company: string, status: number, code?: number, data?: string[]][] = [
    ['US', 'PR', 201],
    ['US', 'DE', 403, 2030, ['outside_market', 'DE', ...['US', 'AS', 'GU', 'MP', 'PR', 'UM', 'VI']]],
    ['DE', 'CH', 201],
    ['DE', 'US', 403, 2030],
    ['TW', 'TW', 201],
    ['TW', 'CN', 403, 2030, ['outside_market', 'CN', 'TW']],
  ];
  for (const [partner, country, status, code, data] of markets) {
    test(`a partner in ${partner} adds a company in ${country}: ${code ?? status}`, async () => {
      actAs(agentOf(await plantPartner(db, { country: partner }), 'admin_agent'));
      const { nothing, answer } = await unlessWritten(() => add(wanted({ billing: { defaultAddress: { country } } })));
      actAs(agentOf(partnerId, 'admin_agent'));
      assert.deepEqual([answer.status, answer.status === 201 ? undefined : answer.body.code, nothing], [status, code, status === 403]);
      if (data !== undefined) assert.deepEqual(answer.body.data, data);
    });
  }

  test('the same request id makes one tenant, and every repeat is told its password', async () => {
    const [headers, body] = [{ 'MS-RequestId': newId() }, wanted()];
    const answers = await Promise.all([add(body, headers), add(body, headers)]);
    answers.push(await add(body, headers));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201, 201],
    );
    assert.equal(new Set(answers.map((answer) => answer.body.id)).size, 1);
    assert.equal(new Set(answers.map((answer) => answer.body.userCredentials.password)).size, 1);
    assert.notEqual((await add(wanted(), headers)).body.id, answers[0]?.body.id);
  });

  test('typed clients: PascalCase and nulls', async () => {
    const raw = `{"Id":null,"CommerceId":null,"CompanyProfile":{"TenantId":null,"Domain":"pascal.onmicrosoft.com","CompanyName":null,"Links":null},
      "BillingProfile":{"Id":null,"FirstName":"Ada","LastName":"Doe","Email":"a@b.example","Culture":"fr-FR","Language":"fr","CompanyName":"Pascal",
      "DefaultAddress":{"Country":"fr","Region":null,"City":"Paris","State":null,"AddressLine1":"1 rue","AddressLine2":null,"PostalCode":"75001","FirstName":null,"LastName":null,"PhoneNumber":null}},
      "RelationshipToPartner":"none","AllowDelegatedAccess":null,"UserCredentials":null,"CustomDomains":null,"AssociatedPartnerId":null,"Attributes":{"ObjectType":"Customer"}}`;
    actAs(european);
    const { status, body } = await ask('/v1/customers', { method: 'POST', raw });
    actAs(agentOf(partnerId, 'admin_agent'));
    assert.deepEqual([status, body.country, body.billingProfile.culture, body.billingProfile.lastName], [201, 'FR', 'fr-FR', 'Doe']);
  });

  const refused: [name: string, body: () => unknown, expected: unknown[]][] = [
    ['no domain', () => wanted({ company: { domain: '' } }), [400, 2000, 'companyProfile.domain']],
    ['a domain of one word', () => wanted({ company: { domain: 'contoso' } }), [400, 2000, 'companyProfile.domain']],
    ['no name', () => wanted({ billing: { companyName: ' ' } }), [400, 2000, 'billingProfile.companyName']],
    ['no mail address', () => wanted({ billing: { email: 'ada' } }), [400, 2000, 'billingProfile.email']],
    ['no culture', () => wanted({ billing: { culture: 'en' } }), [400, 2000, 'billingProfile.culture']],
    ['no language', () => wanted({ billing: { language: '1' } }), [400, 2000, 'billingProfile.language']],
    ['no country', () => wanted({ billing: { defaultAddress: { country: 'XX' } } }), [400, 2000, 'billingProfile.defaultAddress.country']],
    [
      'a very long street',
      () => wanted({ billing: { defaultAddress: { country: 'US', addressLine1: 'x'.repeat(201) } } }),
      [400, 2000, 'billingProfile.defaultAddress.addressLine1'],
    ],
    ['no billing profile', () => ({ companyProfile: { domain: 'a.example' } }), [400, 2000, 'billingProfile']],
    ['a Hungarian company without its number', () => wanted({ billing: { defaultAddress: { country: 'HU' } } }), [400, 600049, undefined]],
    ['a reseller of nobody', () => wanted({ associatedPartnerId: newId() }), [400, 2000, 'associatedPartnerId']],
    ['a reseller that is no id', () => wanted({ associatedPartnerId: 'x' }), [400, 2000, 'associatedPartnerId']],
    ['default granular roles', () => wanted({ enableGDAPByDefault: true }), [400, 900141, 'enableGDAPByDefault']],
  ];
  for (const [name, body, expected] of refused) {
    test(`${String(expected[0])}/${String(expected[1])}: ${name}`, async () => {
      const before = await fingerprint(db);
      assert.deepEqual(pick(await add(body())), expected);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('409 for a domain that is there; 403 for a program that speaks for a reseller; the number of a registered company is kept', async () => {
    actAs(european);
    const { body } = await add(
      wanted({ company: { organizationRegistrationNumber: '12345678-2-42' }, billing: { defaultAddress: { country: 'HU' } } }),
    );
    actAs(agentOf(partnerId, 'admin_agent'));
    assert.equal(body.companyProfile.organizationRegistrationNumber, '12345678-2-42');
    assert.deepEqual(pick(await add(wanted({ company: { domain: body.companyProfile.domain.toUpperCase() } }))), [
      409,
      3000,
      'companyProfile.domain',
    ]);
    actAs(agentOf(partnerId));
    assert.deepEqual(pick(await add(wanted({ associatedPartnerId: newId() }))), [403, 900329, 'associatedPartnerId']);
    actAs(agentOf(partnerId, 'admin_agent'));
  });

  test('an indirect provider names the reseller', async () => {
    const reseller = await plantPartner(db);
    await db.read('insert into partner_relationship (provider_partner_id, reseller_partner_id, since) values ($1, $2, now())', [
      partnerId,
      reseller,
    ]);
    assert.equal((await add(wanted({ associatedPartnerId: reseller.toUpperCase() }))).body.associatedPartnerId, reseller);
  });

  test('in production another directory keeps the people: no credentials', async () => {
    const { status, body } = await production.ask('/v1/customers', { method: 'POST', body: wanted() });
    assert.deepEqual([status, body.userCredentials], [201, undefined]);
  });
});

describe('PUT …/profiles/billing', () => {
  test('200 with the ETag of the header, of the body, and with none; the list follows the name', async () => {
    const { body: customer } = await add(wanted());
    const path = `/v1/customers/${customer.id}/profiles/billing`;
    const put = (body: object, headers: Record<string, string> = {}) => ask(path, { method: 'PUT', body, headers });
    const first = (await ask(path)).body;
    const second = await put(
      { ...first, companyName: 'Another Name', email: 'b@new.example' },
      { 'If-Match': `"${first.attributes.etag}"` },
    );
    assert.deepEqual([second.status, second.body.companyName, second.body.email], [200, 'Another Name', 'b@new.example']);
    assert.notEqual(second.body.attributes.etag, first.attributes.etag);
    assert.deepEqual(pick(await put(first)), [400, 2055, undefined]);
    assert.deepEqual(pick(await put({ ...first, attributes: {} }, { 'If-Match': first.attributes.etag })), [412, 2055, undefined]);
    assert.equal((await put({ ...second.body, culture: 'en-GB' })).status, 200);
    assert.equal((await put({ ...second.body, attributes: { etag: '' } })).status, 200);
    const { body: list } = await ask('/v1/customers?search=another');
    assert.deepEqual(
      list.items.map((item: any) => item.id),
      [customer.id],
    );
    const { rows } = await db.read<{ n: number }>(
      `select count(*) as n from audit_entry where customer_id = $1 and operation_type = 'update_customer_billing_profile'`,
      [customer.id],
    );
    assert.equal(rows[0]?.n, 3);
  });

  test('400: another country, and what is missing; 403: the reseller; 404: others', async () => {
    const { body: customer } = await add(wanted());
    const path = `/v1/customers/${customer.id}/profiles/billing`;
    const profile = (await ask(path)).body;
    const put = (change: object) => ask(path, { method: 'PUT', body: { ...profile, ...change } });
    assert.deepEqual(pick(await put({ defaultAddress: { country: 'FR' } })), [400, 3000, 'defaultAddress.country']);
    assert.deepEqual(pick(await put({ email: null })), [400, 2000, 'email']);
    const reseller = await plantPartner(db);
    await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customer.id, reseller]);
    actAs(agentOf(reseller, 'admin_agent'));
    assert.deepEqual(pick(await put({})), [403, 20002, 'indirect_reseller']);
    assert.deepEqual(pick(await ask(`/v1/customers/${customer.id}`, { method: 'DELETE' })), [403, 20002, 'indirect_reseller']);
    actAs(agentOf(await plantPartner(db), 'admin_agent'));
    assert.deepEqual(pick(await put({})), [404, 60003, undefined]);
    assert.deepEqual(pick(await ask(`/v1/customers/${customer.id}`, { method: 'DELETE' })), [404, 60003, undefined]);
    actAs(agentOf(partnerId, 'admin_agent'));
  });
});

describe('DELETE /v1/customers/{id}', () => {
  test('204 in a demo: relationship and subscriptions are gone, the record stays; a repeat finds nothing', async () => {
    const { body: customer } = await add(wanted());
    const customerId = customer.id as CustomerId;
    await plantSubscription(db, { partnerId, customerId }, { offer: offer('o365-e3') });
    const headers = { 'MS-RequestId': newId() };
    const answer = await ask(`/v1/customers/${customerId}`, { method: 'DELETE', headers });
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.equal((await ask(`/v1/customers/${customerId}`, { method: 'DELETE', headers })).status, 204);
    assert.equal((await ask(`/v1/customers/${customerId}`)).status, 404);
    assert.equal((await ask(`/v1/customers/${customerId}`, { method: 'DELETE' })).status, 404);
    const { rows } = await db.read('select status from subscription where customer_id = $1', [customerId]);
    assert.deepEqual(rows, [{ status: 'deleted' }]);
    const audits = await db.read<{ operation_type: string }>(
      'select operation_type from audit_entry where customer_id = $1 order by audit_id',
      [customerId],
    );
    assert.deepEqual(
      audits.rows.map((row) => row.operation_type),
      ['add_customer', 'delete_customer'],
    );
  });

  test('400/900127 in production', async () => {
    const { body: customer } = await add(wanted());
    assert.deepEqual(pick(await production.ask(`/v1/customers/${customer.id}`, { method: 'DELETE' })), [400, 900127, undefined]);
    assert.equal((await ask(`/v1/customers/${customer.id}`)).status, 200);
  });
});
