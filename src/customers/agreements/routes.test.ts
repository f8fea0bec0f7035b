import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, fingerprint, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { agreementRoutes } from './routes.ts';

const db = await testDatabase();
const partnerId = await plantPartner(db);
const agent = agentOf(partnerId, 'admin_agent');
const server = await testServer([agreementRoutes({ db, clock, newId })], agent);
const TEMPLATE = '117a77b0-9360-443b-8795-c6dedc750cf9';
const confirmation = {
  primaryContact: { firstName: 'Tania', lastName: 'Carr', email: 'someone@example.com', phoneNumber: '1234567890' },
  templateId: TEMPLATE,
  dateAgreed: '2026-06-01T00:00:00.000Z',
  type: 'MicrosoftCustomerAgreement',
};
const bare = () => plantCustomer(db, partnerId, { agreement: false });
const confirm = (customerId: string, change: object = {}, headers: Record<string, string> = {}) =>
  server.ask(`/v1/customers/${customerId}/agreements`, { method: 'POST', body: { ...confirmation, ...change }, headers });
const list = async (customerId: string) => (await server.ask(`/v1/customers/${customerId}/agreements`)).body.items;

describe('the texts that customers accept', () => {
  for (const [query, types] of [
    ['', ['MicrosoftCloudAgreement']],
    ['?agreementType=MicrosoftCustomerAgreement', ['MicrosoftCustomerAgreement']],
    ['?AgreementType=microsoftcustomeragreement', ['MicrosoftCustomerAgreement']],
    ['?agreementType=*', ['MicrosoftCustomerAgreement', 'MicrosoftCloudAgreement']],
  ] as const) {
    test(`"${query}": ${types.join()}`, async () => {
      const { body } = await server.ask(`/v1/agreements${query}`);
      assert.deepEqual(
        body.items.map((each: { agreementType: string }) => each.agreementType),
        types,
      );
    });
  }
  test('of a kind that is none: 400', async () => assert.equal((await server.ask('/v1/agreements?agreementType=Handshake')).status, 400));
});

describe('a confirmation', () => {
  test('is recorded with who confirmed it, shown again, and audited', async () => {
    const customerId = await bare();
    const { status, body } = await confirm(customerId);
    assert.equal(status, 201);
    const { attributes, agreementLink, ...rest } = body;
    assert.deepEqual(rest, { ...confirmation, userId: agent.kind === 'user' ? agent.userId : '' });
    assert.deepEqual([attributes.objectType, agreementLink], ['Agreement', 'https://aka.ms/customeragreement']);
    assert.deepEqual(await list(customerId), [body]);
    const { rows } = await db.read<{ operation_type: string; user_principal_name: string }>(
      'select operation_type, user_principal_name from audit_entry where customer_id = $1',
      [customerId],
    );
    assert.deepEqual(rows, [{ operation_type: 'create_agreement', user_principal_name: 'agent@partner.example' }]);
  });

  test('repeated under its request id gets the first answer; as another request it is a duplicate', async () => {
    const customerId = await bare();
    const headers = { 'ms-requestid': newId() };
    const first = await confirm(customerId, {}, headers);
    assert.equal((await confirm(customerId, {}, headers)).text, first.text);
    const second = await confirm(customerId);
    assert.deepEqual([second.status, second.body.code], [409, 600061]);
    assert.equal((await list(customerId)).length, 1);
  });

  test('two at the same moment make one', async () => {
    const customerId = await bare();
    const answers = await Promise.all([confirm(customerId), confirm(customerId)]);
    assert.deepEqual(answers.map((each) => each.status).toSorted(), [201, 409]);
  });

  test('of another partner is that partner’s own business', async () => {
    const customerId = await bare();
    const other = await plantPartner(db);
    await db.read(`insert into relationship (customer_id, partner_id, company_name, since) values ($1, $2, 'x', now())`, [
      customerId,
      other,
    ]);
    await confirm(customerId);
    server.actAs(agentOf(other, 'sales_agent'));
    assert.deepEqual(await list(customerId), []);
    assert.equal((await confirm(customerId)).status, 201);
    server.actAs(agent);
  });

  test('signed by the customer itself is seen by every partner, and said', async () => {
    const customerId = await bare();
    const status = async () => (await server.ask(`/v1/customers/${customerId}/directSignedMicrosoftCustomerAgreementStatus`)).body.isSigned;
    assert.equal(await status(), false);
    await db.read(
      `insert into customer_agreement (customer_id, agreement_id, agreement_type, template_id, date_agreed, primary_contact, partner_id, signed_by_customer)
       values ($1, $2, 'MicrosoftCustomerAgreement', $3, now(), '{"firstName":"A","lastName":"B","email":"a@b.example"}', $4, true)`,
      [customerId, newId(), TEMPLATE, await plantPartner(db)],
    );
    assert.equal(await status(), true);
    assert.equal((await list(customerId))[0].userId, undefined);
  });

  const bad: readonly [name: string, change: object, status: number][] = [
    ['at this very moment', { dateAgreed: clock.now().toISOString() }, 201],
    ['a second from now', { dateAgreed: new Date(clock.now().getTime() + 1000).toISOString() }, 400],
    ['a date that is none', { dateAgreed: 'yesterday' }, 400],
    ['without a date', { dateAgreed: undefined }, 400],
    ['a template that nobody knows', { templateId: newId() }, 400],
    ['a template id that is none', { templateId: 'mca' }, 400],
    ['a type that is not the template’s', { type: 'MicrosoftCloudAgreement' }, 400],
    ['without a type', { type: undefined }, 201],
    ['without a contact', { primaryContact: undefined }, 400],
    ['a contact without a name', { primaryContact: { ...confirmation.primaryContact, lastName: '' } }, 400],
    ['a contact without a telephone', { primaryContact: { firstName: 'A', lastName: 'B', email: 'a@b' } }, 201],
  ];
  for (const [name, change, status] of bad) {
    test(`${name}: ${status}`, async () => {
      const customerId = await bare();
      const before = await fingerprint(db);
      assert.equal((await confirm(customerId, change)).status, status);
      if (status === 400) assert.equal(await fingerprint(db), before);
    });
  }

  test('of a foreign customer and of an unknown one: the same 404', async () => {
    const foreign = await plantCustomer(db, await plantPartner(db));
    for (const path of ['agreements', 'directSignedMicrosoftCustomerAgreementStatus']) {
      const answers = await Promise.all([foreign, newId()].map((id) => server.ask(`/v1/customers/${id}/${path}`)));
      assert.deepEqual(
        answers.map((each) => [each.status, each.body.code]),
        [
          [404, 60003],
          [404, 60003],
        ],
      );
      assert.equal(answers[0]?.text, answers[1]?.text);
    }
    assert.equal((await confirm(foreign)).status, 404);
  });
});
