import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { invoiceRoutes } from '../invoices/routes.ts';
import { invoiceAll } from '../invoices/worker.ts';
import { reconciliationRoutes } from './routes.ts';

const db = await testDatabase();
const { partnerId, customerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const deps = { db, catalog, clock: { now: () => new Date('2026-07-02T00:00:00Z') }, newId, mode: 'demo' as const };
const { ask, actAs } = await testServer([invoiceRoutes(deps), reconciliationRoutes(deps)], agentOf(partnerId, 'billing_admin'));
const place = { partnerId, customerId };
const subscriptionId = await plantSubscription(db, place, { offer: offer('m365-business-basic') });
await plantCharge(db, place, { subscriptionId, amountMinor: 5000, chargedAt: '2026-06-01T00:00:00Z' });
await plantCharge(db, place, {
  subscriptionId,
  amountMinor: -171,
  chargedAt: '2026-06-17T00:00:00Z',
  chargeType: 'Cancel fee',
  quantity: 1,
  unitPriceMinor: 400,
  periodDays: 28,
  from: '2026-06-17',
  until: '2026-06-29',
});
await plantCharge(db, place, {
  subscriptionId,
  amountMinor: 7000,
  chargedAt: '2026-06-20T00:00:00Z',
  chargeType: 'Cycle fee',
  quantity: 14,
});
await invoiceAll(deps);
const file = (await ask('/v1/invoices/G000000001/reconciliation.csv')).text;
const reconcile = (text: string, query = '') =>
  ask(`/v1/reconciliations${query}`, { method: 'POST', raw: text, headers: { 'content-type': 'text/csv' } });

test('200: our own file agrees with us to the last cent', async () => {
  for (const query of ['', '?invoiceId=g000000001']) {
    const { status, body } = await reconcile(file, query);
    assert.deepEqual([status, body.same, body.findings], [200, 3, []]);
  }
});

test('200: each line that differs, is missing or is double, with the rounding behind it', async () => {
  const [headings = '', ...rows] = file.trimEnd().split('\r\n');
  const changed = rows.filter((row) => !row.includes('70.00')).map((row) => row.replaceAll('-1.71', '-1.72'));
  const cycle = changed.find((row) => row.includes('Cycle fee')) ?? '';
  const text = [headings, ...changed, cycle, cycle.replace(/2026-06-01/, '2026-06-02')].join('\r\n');
  const { body } = await reconcile(text, '?invoiceId=G000000001');
  assert.deepEqual(
    [body.same, body.differs, body.doubleInFile, body.missingInLedger, body.missingInFile, body.doubleInLedger],
    [1, 1, 1, 1, 1, 0],
  );
  const differs = body.findings.find((finding: any) => finding.kind === 'differs');
  assert.deepEqual(
    [differs.fileAmount, differs.ledgerAmount, differs.difference, differs.roundingModes],
    ['-1.72', '-1.71', '-0.01', ['daily_price_three_decimals']],
  );
  const double = body.findings.find((finding: any) => finding.kind === 'double_in_file');
  assert.deepEqual([double.line, double.ofLine], [4, 2 + changed.indexOf(cycle)]);
});

test('400 for a file with a mistake, another partner’s file, and no file', async () => {
  const broken = await reconcile(file.replace('50.00', 'fifty'));
  assert.deepEqual([broken.status, broken.body.code], [400, 2000]);
  assert.match(broken.body.data[0], /^line \d: Amount/);
  assert.equal((await ask('/v1/reconciliations', { method: 'POST', body: {} })).status, 400);
  actAs(agentOf(await plantPartner(db), 'billing_admin'));
  const foreign = await reconcile(file);
  actAs(agentOf(partnerId, 'billing_admin'));
  assert.deepEqual([foreign.status, foreign.body.data], [400, ['PartnerId']]);
});

test('404 for an invoice that is not there', async () => {
  for (const id of ['G000000077', 'x']) assert.equal((await reconcile(file, `?invoiceId=${id}`)).status, 404);
});
