import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { callerOfPartner, guid, readingWorld } from '../../test/reading-world.ts';
import { testServer, type Answer } from '../../test/server.ts';
import { customerRoutes } from './routes.ts';

const db = await testDatabase();
const world = readingWorld(db);
const alpha = await world.partner();
const beta = await world.partner();
const server = await testServer([customerRoutes({ db })], callerOfPartner(alpha));

/** The names on a page. */
const names = (answer: Answer): string[] =>
  answer.body.items.map((item: { companyProfile: { companyName: string } }) => item.companyProfile.companyName);
const filtered = (filter: object) => `/v1/customers?size=0&filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** All pages, as the SDKs read them: the link of the next page with its headers, under `/v1/`. */
async function allPages(path: string, between: () => Promise<unknown> = async () => {}): Promise<{ pages: string[][]; answers: Answer[] }> {
  const pages: string[][] = [];
  const answers: Answer[] = [];
  let [at, headers]: [string, Record<string, string>] = [path, {}];
  for (;;) {
    const answer = await server.ask(at, { headers });
    assert.equal(answer.status, 200, answer.text);
    pages.push(names(answer));
    answers.push(answer);
    const next = answer.body.links?.next;
    if (next === undefined) return { pages, answers };
    at = `/v1/${next.uri}`;
    headers = Object.fromEntries(next.headers.map(({ key, value }: { key: string; value: string }) => [key, value]));
    await between();
  }
}

test('a customer is read whole', async () => {
  server.actAs(callerOfPartner(alpha));
  const address = { country: 'TW', city: '臺北市', addressLine1: '1 號', firstName: '怡君', lastName: '陳', secret: 'x' };
  const id = await world.customer(alpha, { name: '安和商行', domain: 'anhe.example', address });
  const answer = await server.ask(`/v1/customers/${id.toUpperCase()}`);
  assert.equal(answer.status, 200);
  const { secret: _, ...shownAddress } = address;
  assert.deepEqual(answer.body, {
    id,
    companyProfile: {
      tenantId: id,
      domain: 'anhe.example',
      companyName: '安和商行',
      address: shownAddress,
      email: 'it@contoso.example',
      links: { self: { uri: `/customers/${id}/profiles/company`, method: 'GET', headers: [] } },
      attributes: { objectType: 'CustomerCompanyProfile' },
    },
    relationshipToPartner: 'reseller',
    country: 'TW',
    links: { self: { uri: `/customers/${id}`, method: 'GET', headers: [] } },
    attributes: { objectType: 'Customer' },
    billingProfile: {
      id,
      firstName: '怡君',
      lastName: '陳',
      email: 'it@contoso.example',
      culture: 'en-US',
      language: 'en',
      companyName: '安和商行',
      defaultAddress: shownAddress,
      links: { self: { uri: `/customers/${id}/profiles/billing`, method: 'GET', headers: [] } },
      attributes: { etag: Buffer.from(JSON.stringify({ id, version: 1 })).toString('base64'), objectType: 'CustomerBillingProfile' },
    },
    allowDelegatedAccess: true,
  });
  assert.deepEqual((await server.ask(`/v1/customers/${id}/profiles/company/`)).body, answer.body.companyProfile);
  assert.deepEqual((await server.ask(`/v1/customers/${id}/Profiles/Billing`)).body, answer.body.billingProfile);
});

test('without delegated admin privileges the address and the mail of the directory are not told', async () => {
  const id = await world.customer(alpha, { name: 'Undelegated', delegated: [], address: { city: 'Taipei' } });
  const { body } = await server.ask(`/v1/customers/${id}`);
  assert.deepEqual([body.allowDelegatedAccess, body.companyProfile.address, body.companyProfile.email], [false, undefined, undefined]);
});

test('the short form of a list has neither billing profile nor delegated access', async () => {
  const { body } = await server.ask('/v1/customers?size=1');
  assert.deepEqual(Object.keys(body.items[0]), ['id', 'companyProfile', 'relationshipToPartner', 'country', 'links', 'attributes']);
  assert.equal(body.attributes.objectType, 'Collection');
});

test('an unknown customer, one of another partner and one whose relationship ended get the same answer, byte for byte', async () => {
  const foreign = await world.customer(beta, { name: 'Foreign' });
  const ended = await world.customer(alpha, { name: 'Ended', state: 'ended' });
  for (const path of ['', '/profiles/company', '/profiles/billing']) {
    const answers = await Promise.all([guid('dead'), foreign, ended].map((id) => server.ask(`/v1/customers/${id}${path}`)));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404],
    );
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(answers[0]?.body.code, 60003);
  }
  const { pages } = await allPages('/v1/customers');
  assert.ok(!pages.flat().some((name) => name === 'Foreign' || name === 'Ended'));
});

test('an id that is no GUID is malformed', async () => {
  for (const id of ['1', 'contoso', `${guid('1')}x`, '%00', "';drop table customer"]) {
    const answer = await server.ask(`/v1/customers/${encodeURIComponent(id)}`);
    assert.deepEqual([answer.status, answer.body.code], [400, 2000], id);
  }
});

test('a list is paged as the SDKs do it, by name, and stays whole while customers are added', async () => {
  const gamma = await world.partner();
  server.actAs(callerOfPartner(gamma));
  for (let i = 0; i < 7; i++) await world.customer(gamma, { name: `Customer ${i}` });
  const same = await Promise.all([1, 2, 3].map(() => world.customer(gamma, { name: 'Customer 3' })));
  assert.equal(same.length, 3);
  // One before the page that was read and one after it: the first is not seen, nothing else moves.
  const { pages, answers } = await allPages('/v1/customers?size=3', async () => {
    await world.customer(gamma, { name: 'AAA' });
  });
  assert.deepEqual(pages, [
    ['Customer 0', 'Customer 1', 'Customer 2'],
    ['Customer 3', 'Customer 3', 'Customer 3'],
    ['Customer 3', 'Customer 4', 'Customer 5'],
    ['Customer 6'],
  ]);
  assert.deepEqual(
    answers.map(({ body }) => body.totalCount),
    [3, 3, 3, 1],
  );
  assert.equal(new Set(answers.flatMap(({ body }) => body.items.map((item: { id: string }) => item.id))).size, 10);
  assert.equal(answers[0]?.body.links.next.uri, '/customers?size=3&seekOperation=Next');
  assert.equal(answers[0]?.body.links.next.headers[0].value, answers[0]?.body.continuationToken);
});

test('a page that is exactly full is the last one', async () => {
  const delta = await world.partner();
  server.actAs(callerOfPartner(delta));
  await world.customer(delta, { name: 'One' });
  await world.customer(delta, { name: 'Two' });
  assert.deepEqual((await allPages('/v1/customers?size=2')).pages, [['One', 'Two']]);
  assert.deepEqual((await allPages('/v1/customers?size=1')).pages, [['One'], ['Two']]);
  assert.deepEqual((await allPages('/v1/customers?size=0')).pages, [['One', 'Two']]);
});

const epsilon = await world.partner();
for (const [name, domain] of [
  ['Contoso', 'contoso.example'],
  ['CONTOSO 2', 'other.example'],
  ['Fabrikam', 'contoso-fabrikam.example'],
  ['100% Pure_Water', 'pure.example'],
  ['Ärzte', 'aerzte.example'],
  ['臺北商行', 'taipei.example'],
] as const) {
  await world.customer(epsilon, { name, domain });
}

const SEARCHES: readonly [what: string, path: string, found: readonly string[]][] = [
  ['by name (.NET)', filtered({ Field: 'CompanyName', Value: 'conTOSO', Operator: 'starts_with' }), ['Contoso', 'CONTOSO 2']],
  ['by name (community .NET)', filtered({ Field: 'CompanyName', Value: 'Contoso', Operator: 'StartsWith' }), ['Contoso', 'CONTOSO 2']],
  [
    'by name (Java)',
    filtered({ value: 'Con', field: 'CompanyName', fieldType: 'String', operator: 'StartsWith' }),
    ['Contoso', 'CONTOSO 2'],
  ],
  ['by domain', filtered({ Field: 'Domain', Value: 'Contoso', Operator: 'starts_with' }), ['Contoso', 'Fabrikam']],
  ['by the whole name', filtered({ Field: 'CompanyName', Value: 'contoso', Operator: 'equals' }), ['Contoso']],
  [
    'by a name with the signs of patterns',
    filtered({ Field: 'CompanyName', Value: '100% pure_', Operator: 'starts_with' }),
    ['100% Pure_Water'],
  ],
  ['a percent sign stands for itself', filtered({ Field: 'CompanyName', Value: '%', Operator: 'starts_with' }), []],
  ['an underscore stands for itself', filtered({ Field: 'CompanyName', Value: '_', Operator: 'starts_with' }), []],
  ['a backslash stands for itself', filtered({ Field: 'CompanyName', Value: '\\', Operator: 'starts_with' }), []],
  ['capital umlauts', filtered({ Field: 'CompanyName', Value: 'äR', Operator: 'starts_with' }), ['Ärzte']],
  ['Chinese', filtered({ Field: 'CompanyName', Value: '臺北', Operator: 'starts_with' }), ['臺北商行']],
  ['a decomposed umlaut', filtered({ Field: 'CompanyName', Value: 'A\u0308r', Operator: 'starts_with' }), ['Ärzte']],
  ['name or domain', '/v1/customers?search=CONTOSO', ['Contoso', 'CONTOSO 2', 'Fabrikam']],
  ['with a blank as plus', '/v1/customers?search=contoso+2', ['CONTOSO 2']],
  ['nothing found', '/v1/customers?search=zzz', []],
  [
    'a filter by nothing is none',
    filtered({ Field: 'Domain', Value: '', Operator: 'starts_with' }),
    ['100% Pure_Water', 'Contoso', 'CONTOSO 2', 'Fabrikam', 'Ärzte', '臺北商行'],
  ],
  ['an empty search is none', '/v1/customers?search=', ['100% Pure_Water', 'Contoso', 'CONTOSO 2', 'Fabrikam', 'Ärzte', '臺北商行']],
];

for (const [what, path, found] of SEARCHES) {
  test(`customers are searched: ${what}`, async () => {
    server.actAs(callerOfPartner(epsilon));
    const answer = await server.ask(path);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(names(answer).toSorted(), [...found].toSorted());
  });
}

test('a search goes on as it began, though the next call carries only the token', async () => {
  server.actAs(callerOfPartner(epsilon));
  assert.deepEqual((await allPages('/v1/customers?search=contoso&size=1')).pages, [['Contoso'], ['CONTOSO 2'], ['Fabrikam']]);
  const first = await server.ask('/v1/customers?search=contoso&size=2');
  const second = await server.ask('/v1/customers?seekOperation=Next', {
    headers: { 'MS-ContinuationToken': first.body.continuationToken },
  });
  assert.deepEqual(names(second), ['Fabrikam']);
});

const MALFORMED: readonly [what: string, query: string, member: string, headers?: Record<string, string>][] = [
  ['too large a page', 'size=501', 'size'],
  ['a page of less than nothing', 'size=-1', 'size'],
  ['a filter that is no JSON', 'filter=x', 'filter'],
  ['a filter on another field', `filter=${encodeURIComponent('{"Field":"Email","Value":"a","Operator":"starts_with"}')}`, 'filter'],
  ['a filter by another operator', `filter=${encodeURIComponent('{"Field":"CompanyName","Value":"a","Operator":"substring"}')}`, 'filter'],
  ['going back', 'seekOperation=Previous', 'seekOperation'],
  ['going on from nowhere', 'seekOperation=Next', 'MS-ContinuationToken'],
  ['a broken token', 'seekOperation=Next', 'MS-ContinuationToken', { 'MS-ContinuationToken': 'broken' }],
];

for (const [what, query, member, headers = {}] of MALFORMED) {
  test(`the list refuses ${what}`, async () => {
    const answer = await server.ask(`/v1/customers?${query}`, { headers });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [member]]);
  });
}

test('a page of 500 is the largest', async () => {
  assert.equal((await server.ask('/v1/customers?size=500')).status, 200);
});

test('an indirect reseller sees the customers where it is of record, once each; the provider sees all of its own', async () => {
  const provider = await world.partner('indirect_provider');
  const second = await world.partner('indirect_provider');
  const reseller = await world.partner('indirect_reseller', '777');
  const resold = await world.customer(provider, { name: 'Resold', resellerId: reseller });
  const other = await world.customer(provider, { name: 'Not resold' });
  await world.relationship(resold, second, { name: 'Resold', resellerId: reseller });
  server.actAs(callerOfPartner(reseller));
  assert.deepEqual((await allPages('/v1/customers?size=1')).pages, [['Resold']]);
  assert.deepEqual(names(await server.ask('/v1/customers?search=res')), ['Resold']);
  assert.equal((await server.ask(`/v1/customers/${resold}`)).status, 200);
  assert.equal((await server.ask(`/v1/customers/${other}`)).status, 404);
  server.actAs(callerOfPartner(provider));
  assert.deepEqual((await allPages('/v1/customers?size=1')).pages, [['Not resold'], ['Resold']]);
  assert.equal((await server.ask(`/v1/customers/${resold}`)).body.associatedPartnerId, reseller);
});
