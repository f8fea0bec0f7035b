import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantCustomer, plantPartner } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { writeAll } from '../../platform/write.ts';
import type { AuditEntry } from '../entry.ts';
import { recordAudit } from '../store.ts';
import { auditRoutes } from './routes.ts';

const db = await testDatabase();
const now = new Date('2026-06-11T09:00:00Z');
const us = await plantPartner(db);
const them = await plantPartner(db);
const contoso = await plantCustomer(db, us);
const fabrikam = await plantCustomer(db, us);
const { ask, actAs } = await testServer([auditRoutes({ db, clock: { now: () => now } })], agentOf(us, 'admin_agent'));

async function record(customerId: CustomerId, at: string, change: Partial<AuditEntry> = {}, partnerId = us): Promise<void> {
  const entry: AuditEntry = {
    auditId: newId(),
    actor: { caller: agentOf(partnerId, 'sales_agent'), correlationId: newId(), remoteAddress: '192.0.2.7' },
    customerName: customerId === contoso ? 'Contoso' : 'Fabrikam 100%',
    resourceType: 'subscription',
    resourceId: newId(),
    operationType: 'update_subscription',
    oldValue: { Quantity: 1 },
    newValue: { Quantity: 2 },
    customizedData: [{ key: 'A', value: 'b' }],
    at: new Date(at),
    ...change,
  };
  await db.transaction(async (tx) => writeAll(tx, customerId, [recordAudit([entry])]));
}

before(async () => {
  await record(contoso, '2026-06-10T10:00:00Z', { operationType: 'upgrade_subscription' });
  await record(contoso, '2026-06-10T10:00:00Z', { operationType: 'create_order', resourceType: 'order', oldValue: null });
  await record(fabrikam, '2026-06-09T10:00:00Z', { operationType: 'update_customer_user_licenses', resourceType: 'license' });
  await record(fabrikam, '2026-05-20T10:00:00Z', {
    operationType: 'granular_admin_relationship_activated',
    resourceType: 'granular_admin_relationship',
  });
  await record(fabrikam, '2026-05-12T09:00:01Z', { operationType: 'add_customer', resourceType: 'customer' });
  await record(fabrikam, '2026-04-01T00:00:00Z');
  await record(contoso, '2026-06-10T11:00:00Z', {}, them);
  // A customer who was moved forward in a demo.
  await record(fabrikam, '2026-08-01T00:00:00Z', { operationType: 'update_order', resourceType: 'order' });
});
const list = async (query = '', headers: Record<string, string> = {}) => (await ask(`/v1/auditrecords${query}`, { headers })).body;
const words = (body: any) => body.items.map((item: any) => item.operationType);
const filter = (field: string, value: string, operator: string) =>
  `?filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`;

test('200: thirty days, latest first, of the own partner, in the shape of the API', async () => {
  const body = await list();
  assert.deepEqual(words(body), [
    'update_order',
    'upgrade_subscription',
    'create_order',
    'update_customer_user_licenses',
    'undefined',
    'add_customer',
  ]);
  const [item] = (await list(filter('OperationType', 'UpgradeSubscription', 'equals'))).items;
  assert.match(item.id, new RegExp(`^${us}_${contoso}_[0-9a-f-]{36}_upgradesubscription_639166824000000000$`));
  assert.equal(item.resourceOldValue, '{"Quantity":1}');
  assert.deepEqual(
    [
      item.partnerId,
      item.customerId,
      item.customerName,
      item.userPrincipalName,
      item.operationStatus,
      item.operationDate,
      item.remoteAddress,
    ],
    [us, contoso, 'Contoso', 'agent@partner.example', 'succeeded', '2026-06-10T10:00:00Z', '192.0.2.7'],
  );
  assert.deepEqual(item.customizedData, [{ key: 'A', value: 'b' }]);
});

test('words that old clients do not know are put aside; a new client gets them', async () => {
  const query = filter('OperationType', 'granular_admin_relationship_activated', 'equals');
  const [common] = (await list(query)).items;
  assert.deepEqual([common.operationType, common.resourceType], ['undefined', 'undefined']);
  assert.deepEqual(common.customizedData.slice(1), [
    { key: 'OperationType', value: 'granular_admin_relationship_activated' },
    { key: 'ResourceType', value: 'granular_admin_relationship' },
  ]);
  actAs({ ...agentOf(us), generation: 'newest' });
  const [newest] = (await list(query)).items;
  assert.deepEqual(
    [newest.operationType, newest.resourceType, newest.customizedData.length],
    ['granular_admin_relationship_activated', 'granular_admin_relationship', 1],
  );
  actAs(agentOf(us, 'admin_agent'));
});

describe('dates', () => {
  const cases: [name: string, query: string, count: number | 'refused'][] = [
    ['a day', '?startDate=2026-06-09', 4],
    ['both days whole', '?startDate=2026-06-09&endDate=2026-06-10', 3],
    ['as .NET writes them', '?startDate=06%2F09%2F2026%2010%3A00%3A01&endDate=06/10/2026%2010:00:00', 0],
    ['the day of the year, as Java writes it', '?startDate=2026-06-160&endDate=2026-06-160', 1],
    ['up to ninety days back', '?startDate=2026-03-13', 7],
    ['a day earlier', '?startDate=2026-03-12', 'refused'],
    ['no date', '?startDate=yesterday', 'refused'],
    ['no end', '?endDate=x', 'refused'],
    ['an end before the start', '?startDate=2026-06-10&endDate=2026-06-09', 'refused'],
    ['parameter names in any case', '?StartDate=2026-06-09&ENDDATE=2026-06-10', 3],
  ];
  for (const [name, query, count] of cases) {
    test(name, async () => {
      const { status, body } = await ask(`/v1/auditrecords${query}`);
      if (count === 'refused') assert.deepEqual([status, body.code], [400, 2000]);
      else assert.deepEqual([status, body.totalCount], [200, count]);
    });
  }
});

describe('filters', () => {
  const cases: [name: string, query: () => string, count: number | 'refused'][] = [
    ['a part of the name, in any case', () => filter('CompanyName', 'BRIKAM 100%', 'Substring'), 4],
    ['a name that nobody has', () => filter('CompanyName', 'x%', 'substring'), 0],
    ['a customer', () => filter('CustomerId', contoso.toUpperCase(), 'equals'), 2],
    ['a resource', () => filter('resourceType', 'Order', 'Equals'), 2],
    ['a customer who is no GUID', () => filter('CustomerId', '7', 'equals'), 'refused'],
    ['another operator', () => filter('CompanyName', 'x', 'equals'), 'refused'],
    ['another field', () => filter('Color', 'x', 'equals'), 'refused'],
    ['no JSON', () => '?filter=%7B', 'refused'],
    ['our own: a customer', () => `?customerId=${contoso.toUpperCase()}`, 2],
    ['our own: a customer and an operation', () => `?customerId=${contoso}&operationType=UpgradeSubscription`, 1],
    ['our own: an operation at the wrong customer', () => `?customerId=${fabrikam}&operationType=upgrade_subscription`, 0],
    ['our own: a resource', () => '?resourceType=order', 2],
    ['our own: a part of the person, in any case', () => '?userPrincipalName=AGENT@PARTNER&resourceType=order', 2],
    ['our own: a person who did nothing', () => '?userPrincipalName=nobody', 0],
    ['our own beside a filter', () => `${filter('CompanyName', 'contoso', 'substring')}&resourceType=order`, 1],
    ['our own: a customer who is no GUID', () => '?customerId=7', 'refused'],
  ];
  for (const [name, query, count] of cases) {
    test(name, async () => {
      const { status, body } = await ask(`/v1/auditrecords${query()}`);
      if (count === 'refused') assert.deepEqual([status, body.code], [400, 2000]);
      else assert.deepEqual([status, body.totalCount], [200, count]);
    });
  }
});

test('pages go on by token, with the filter, and survive what is added meanwhile', async () => {
  const all = (await list(filter('CustomerId', fabrikam, 'equals'))).items.map((item: any) => item.id);
  const seen: string[] = [];
  let body = await list(`${filter('CustomerId', fabrikam, 'equals')}&size=1`);
  for (;;) {
    seen.push(...body.items.map((item: any) => item.id));
    const next = body.links.next;
    if (next === undefined) break;
    if (seen.length === 1) await record(fabrikam, '2026-06-11T08:59:00Z', { operationType: 'create_agreement', resourceType: 'agreement' });
    const [header] = next.headers;
    // Java and the community SDK put `/v1/` before a link that begins with a slash.
    body = (await ask(`/v1/${next.uri}`, { headers: { [header.key]: header.value } })).body;
  }
  assert.deepEqual(
    seen.filter((id) => all.includes(id)),
    all,
  );
  assert.equal((await ask('/v1/auditrecords?seekOperation=Next')).status, 400);
  assert.equal((await ask('/v1/auditrecords', { headers: { 'MS-ContinuationToken': 'x' } })).status, 400);
  assert.equal((await ask('/v1/auditrecords?size=501')).status, 400);
  assert.equal((await ask('/v1/auditrecords?size=0')).status, 200);
});

test('pages go on with every filter of our own', async () => {
  const body = await list('?userPrincipalName=agent&resourceType=order&size=1');
  const [header] = body.links.next.headers;
  const next = (await ask(`/v1/${body.links.next.uri}`, { headers: { [header.key]: header.value } })).body;
  assert.deepEqual([words(body), words(next), next.links.next], [['update_order'], ['create_order'], undefined]);
});

test('the export takes the same filters', async () => {
  const { text } = await ask('/v1/auditrecords/export?resourceType=order&userPrincipalName=agent');
  assert.equal(text.trim().split('\r\n').length, 3);
});

test('one record, at both addresses; none of another partner', async () => {
  const [item] = (await ask('/auditactivity/v1/auditrecords')).body.items;
  for (const path of ['/v1/auditrecords', '/auditactivity/v1/auditrecords']) assert.deepEqual((await ask(`${path}/${item.id}`)).body, item);
  actAs(agentOf(them, 'admin_agent'));
  assert.equal((await ask(`/v1/auditrecords/${item.id}`)).status, 404);
  assert.equal((await ask('/v1/auditrecords/nothing')).status, 404);
  assert.equal((await list()).totalCount, 1);
  actAs(agentOf(us, 'admin_agent'));
});

test('200 of the export: every record once, harmless in a spreadsheet', async () => {
  const { status, headers, text } = await ask(`/v1/auditrecords/export?startDate=2026-06-09&endDate=2026-06-09`);
  assert.deepEqual([status, headers.get('content-type')], [200, 'text/csv; charset=utf-8']);
  const lines = text.trim().split('\r\n');
  assert.equal(lines.length, 2);
  assert.ok(lines[0]?.endsWith('CustomizedData,CorrelationId'));
  assert.ok(lines[1]?.includes('"{""Quantity"":1}"'));
  assert.equal((await ask('/v1/auditrecords/export?startDate=x')).status, 400);
});
