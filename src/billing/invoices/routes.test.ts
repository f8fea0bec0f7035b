import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { invoicedPartner } from '../../../test/invoices.ts';
import { agentOf, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';

const { db, partnerId, own, basic, billingAdmin, server, production } = await invoicedPartner();
const { ask, actAs } = server;

test('each new invoice is announced to the partner, once', async () => {
  const { rows } = await db.read<{ uri: string }>(
    `select resource_uri as uri from announcement where partner_id = $1 and event_name = 'invoice-ready' order by 1`,
    [partnerId],
  );
  const { body } = await ask('/v1/invoices');
  assert.deepEqual(
    rows.map(({ uri }) => uri),
    body.items.map(({ id }: { id: string }) => `/invoices/${id}`).toSorted(),
  );
});

describe('GET /v1/invoices', () => {
  test('200 with the exact members, latest first', async () => {
    const { status, body } = await ask('/v1/invoices');
    assert.equal(status, 200);
    assert.deepEqual(
      body.items.map((invoice: any) => [invoice.id, invoice.invoiceDate, invoice.totalCharges, invoice.currencyCode]),
      [
        ['G000000004', '2026-08-01T00:00:00Z', 7.01, 'USD'],
        ['G000000003', '2026-07-01T00:00:00Z', 54.17, 'USD'],
        ['G000000002', '2026-07-01T00:00:00Z', 99, 'EUR'],
        ['G000000001', '2026-05-01T00:00:00Z', 45, 'USD'],
      ],
    );
    assert.deepEqual(body.items[1], {
      id: 'G000000003',
      invoiceDate: '2026-07-01T00:00:00Z',
      billingPeriodStartDate: '2026-06-01T00:00:00Z',
      billingPeriodEndDate: '2026-06-30T00:00:00Z',
      totalCharges: 54.17,
      paidAmount: 0,
      currencyCode: 'USD',
      currencySymbol: '$',
      pdfDownloadLink: '/invoices/G000000003/documents/statement',
      taxReceipts: [],
      invoiceDetails: [
        {
          invoiceLineItemType: 'billing_line_items',
          billingProvider: 'office',
          links: { self: { uri: '/invoices/G000000003/lineitems/Office/BillingLineItems', method: 'GET', headers: [] } },
          attributes: { objectType: 'InvoiceDetail' },
        },
      ],
      amendments: [],
      documentType: 'invoice',
      invoiceType: 'Recurring',
      links: { self: { uri: '/invoices/G000000003', method: 'GET', headers: [] } },
      attributes: { objectType: 'Invoice' },
    });
  });

  test('pages by size and offset', async () => {
    const first = await ask('/v1/invoices?size=2');
    assert.equal(first.body.links.next.uri, '/invoices?size=2&offset=2');
    const second = await ask(`/v1${first.body.links.next.uri}`);
    assert.deepEqual(
      second.body.items.map((invoice: any) => invoice.id),
      ['G000000002', 'G000000001'],
    );
    assert.equal(second.body.links.next, undefined);
  });

  const filters: [operator: string, value: string, ids: string[]][] = [
    ['equals', '2026-07-01', ['G000000003', 'G000000002']],
    ['equals', '2026-07-01T08:00:00Z', []],
    ['greater_than', '2026-07-01', ['G000000004']],
    ['greater_than_or_equals', '2026-07-01', ['G000000004', 'G000000003', 'G000000002']],
    ['greater_than_or_equals', '2026-07-01T00:00:01Z', ['G000000004']],
    ['less_than', '07/01/2026 00:00:00', ['G000000001']],
    ['less_than_or_equals', '2026-07-01', ['G000000003', 'G000000002', 'G000000001']],
  ];
  for (const [operator, value, ids] of filters) {
    test(`the filter ${operator} ${value}`, async () => {
      const filter = encodeURIComponent(JSON.stringify({ Field: 'InvoiceDate', Value: value, Operator: operator }));
      const { body } = await ask(`/v1/invoices?filter=${filter}`);
      assert.deepEqual(
        body.items.map((invoice: any) => invoice.id),
        ids,
      );
    });
  }

  const malformed: [name: string, query: string, member: string][] = [
    ['a size beyond the most', 'size=501', 'size'],
    ['a negative offset', 'offset=-1', 'offset'],
    ['a filter that is not JSON', 'filter=x', 'filter'],
    ['another field', `filter=${encodeURIComponent('{"Field":"Total","Value":"1","Operator":"equals"}')}`, 'filter'],
    ['no date', `filter=${encodeURIComponent('{"Field":"InvoiceDate","Value":"soon","Operator":"equals"}')}`, 'filter'],
    ['another operator', `filter=${encodeURIComponent('{"Field":"InvoiceDate","Value":"2026-07-01","Operator":"starts_with"}')}`, 'filter'],
  ];
  for (const [name, query, member] of malformed) {
    test(`400 for ${name}`, async () => {
      const { status, body } = await ask(`/v1/invoices?${query}`);
      assert.deepEqual([status, body.code, body.data], [400, 2000, [member]]);
    });
  }
});

describe('what the partner owes', () => {
  test('200 in its own currency', async () => {
    const { status, body } = await ask('/v1/invoices/summary');
    assert.equal(status, 200);
    assert.deepEqual(
      [body.balanceAmount, body.currencyCode, body.firstInvoiceCreationDate, body.latestInvoiceDate, body.details[0].invoiceType],
      [106.18, 'USD', '2026-05-01T00:00:00Z', '2026-08-01T00:00:00Z', 'Recurring'],
    );
  });
  test('200 by currency', async () => {
    const { body } = await ask('/v1/invoices/summaries');
    assert.deepEqual(
      body.items.map((each: any) => [each.currencyCode, each.balanceAmount]),
      [
        ['EUR', 99],
        ['USD', 106.18],
      ],
    );
  });
  test('200 with nothing before the first invoice', async () => {
    actAs(agentOf(await plantPartner(db, { country: 'JP', currency: 'JPY' }), 'billing_admin'));
    const { body } = await ask('/v1/invoices/summary');
    actAs(billingAdmin);
    assert.deepEqual([body.balanceAmount, body.currencyCode, body.details, body.latestInvoiceDate], [0, 'JPY', [], undefined]);
  });
  test('404 for a partner that is gone', async () => {
    actAs(agentOf(newId() as never, 'billing_admin'));
    const { status } = await ask('/v1/invoices/summary');
    actAs(billingAdmin);
    assert.equal(status, 404);
  });
});

describe('one invoice', () => {
  test('200, the id in any case', async () => assert.equal((await ask('/v1/Invoices/g000000003')).body.id, 'G000000003'));
  const unknown = ['G000000099', 'D0000', 'G00000000312'];
  for (const id of unknown) {
    for (const path of [
      '',
      '/lineitems/office/billinglineitems',
      '/documents/statement',
      '/reconciliation.csv',
      '/lineitems?provider=office&invoicelineitemtype=billinglineitems',
    ]) {
      test(`404 for ${id}${path}`, async () => {
        const { status, body } = await ask(`/v1/invoices/${id}${path}`);
        assert.deepEqual([status, body.code], [404, 1000]);
      });
    }
  }
  test('404 for that of another partner, with the same words', async () => {
    const words = (await ask('/v1/invoices/G000000099')).text;
    actAs(agentOf(await plantPartner(db), 'global_admin'));
    const answer = await ask('/v1/invoices/G000000003');
    actAs(billingAdmin);
    assert.deepEqual([answer.status, answer.text], [404, words]);
  });
});

describe('POST /v1/invoices/runs', () => {
  test('200 with what was written', async () => {
    await plantCharge(db, own, { subscriptionId: basic, amountMinor: 42, chargedAt: '2026-08-05T00:00:00Z' });
    const { status, body } = await ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-09-01' } });
    assert.deepEqual([status, body.items.map((invoice: any) => [invoice.id, invoice.totalCharges])], [200, [['G000000005', 0.42]]]);
    assert.equal((await ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-09-30' } })).body.totalCount, 0);
    assert.equal((await ask('/v1/invoices/runs', { method: 'POST' })).body.totalCount, 0);
  });
  test('400 for no day', async () =>
    assert.equal((await ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-02-30' } })).status, 400));
  test('a run more than twenty years ahead is refused: every month until then would be gone through', async () => {
    assert.equal((await ask('/v1/invoices/runs', { method: 'POST', body: { until: '2199-01-01' } })).status, 400);
  });
  test('403 for a month that is not over, in production', async () => {
    const { status, body } = await production.ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-09-01' } });
    assert.deepEqual([status, body.code], [403, 900150]);
    assert.equal((await production.ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-07-01' } })).status, 200);
  });
});
