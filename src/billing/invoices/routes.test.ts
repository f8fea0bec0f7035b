import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { testDatabase } from '../../../test/database.ts';
import { readPdf } from '../../../test/pdf-text.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { readCsv } from '../../platform/csv.ts';
import { RECONCILIATION_COLUMNS } from '../reconciliation/file.ts';
import { invoiceRoutes } from './routes.ts';
import { invoiceAll } from './worker.ts';

const db = await testDatabase();
const { partnerId, customerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const clock = { now: () => new Date('2026-07-03T08:00:00Z') };
const deps = { db, catalog, clock, newId, mode: 'demo' as const };
const server = await testServer([invoiceRoutes(deps)], agentOf(partnerId, 'billing_admin'));
const production = await testServer([invoiceRoutes({ ...deps, mode: 'production' })], agentOf(partnerId, 'billing_admin'));
const { ask, actAs } = server;

const basic = await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), quantity: 10 });
const other = await plantCustomer(db, partnerId);
await db.read(`update customer set company_name = '台灣測試股份有限公司 =1+1' where customer_id = $1`, [other]);
const standard = await plantSubscription(db, { partnerId, customerId: other }, { offer: offer('m365-business-standard'), quantity: 3 });
const own = { partnerId, customerId };
const others = { partnerId, customerId: other };

await plantCharge(db, own, { subscriptionId: basic, amountMinor: 4500, chargedAt: '2026-04-10T08:00:00Z' });
await plantCharge(db, own, { subscriptionId: basic, amountMinor: 5000, chargedAt: '2026-06-01T00:00:00Z' });
await plantCharge(db, own, {
  subscriptionId: basic,
  amountMinor: -3333,
  chargedAt: '2026-06-11T08:00:00Z',
  cause: 'upgrade_cancel',
  chargeType: 'Cancel fee',
  from: '2026-06-11',
});
await plantCharge(db, others, {
  subscriptionId: standard,
  amountMinor: 3750,
  quantity: 3,
  unitPriceMinor: 1250,
  chargedAt: '2026-06-30T23:59:59.9Z',
});
await plantCharge(db, others, { subscriptionId: standard, amountMinor: 9900, currency: 'EUR', chargedAt: '2026-06-12T08:00:00Z' });
await plantCharge(db, others, { subscriptionId: standard, amountMinor: 1, chargedAt: '2026-07-01T00:00:00Z' });

await invoiceAll(deps);
await plantCharge(db, own, { subscriptionId: basic, amountMinor: 700, chargedAt: '2026-05-20T08:00:00Z' });
await invoiceAll({ ...deps, clock: { now: () => new Date('2026-08-01T00:00:00Z') } });

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
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.deepEqual([body.balanceAmount, body.currencyCode, body.details, body.latestInvoiceDate], [0, 'JPY', [], undefined]);
  });
  test('404 for a partner that is gone', async () => {
    actAs(agentOf(newId() as never, 'billing_admin'));
    const { status } = await ask('/v1/invoices/summary');
    actAs(agentOf(partnerId, 'billing_admin'));
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
    actAs(agentOf(partnerId, 'billing_admin'));
    assert.deepEqual([answer.status, answer.text], [404, words]);
  });
});

describe('the lines of an invoice', () => {
  test('200 with exactly the members of a LicenseBasedLineItem', async () => {
    const { status, body } = await ask('/v1/invoices/G000000003/lineitems/Office/BillingLineItems');
    assert.equal(status, 200);
    const credit = body.items.find((line: any) => line.amount < 0);
    const { name } = offer('m365-business-basic');
    const { rows } = await db.read<{ order_id: string }>('select order_id from subscription where subscription_id = $1', [basic]);
    assert.deepEqual(credit, {
      partnerId,
      customerId,
      customerName: 'Contoso',
      domainName: 'contoso.example',
      mpnId: 4711,
      tier2MpnId: -1,
      orderId: rows[0]?.order_id,
      subscriptionId: basic,
      syndicationPartnerSubscriptionNumber: basic,
      offerId: offer('m365-business-basic').id,
      durableOfferId: offer('m365-business-basic').id,
      offerName: name.en,
      subscriptionName: name.en,
      subscriptionDescription: name.en,
      billingCycleType: 'Monthly',
      subscriptionStartDate: '2026-01-11T00:00:00',
      subscriptionEndDate: '2027-01-10T00:00:00',
      chargeStartDate: '2026-06-11T00:00:00',
      chargeEndDate: '2026-06-30T00:00:00',
      chargeType: 'Cancel fee',
      unitPrice: -3.33,
      quantity: 10,
      amount: -33.33,
      totalOtherDiscount: 0,
      subtotal: -33.33,
      tax: 0,
      totalForCustomer: -33.33,
      currency: 'USD',
      invoiceLineItemType: 'billing_line_items',
      billingProvider: 'office',
      attributes: { objectType: 'LicenseBasedLineItem' },
    });
  });

  test('pages, in a stable order', async () => {
    const first = await ask('/v1/invoices/G000000003/lineitems/office/billing_line_items?size=2');
    assert.equal(first.body.links.next.uri, '/invoices/G000000003/lineitems/office/billing_line_items?size=2&offset=2');
    const second = await ask(`/v1${first.body.links.next.uri}`);
    const amounts = [...first.body.items, ...second.body.items].map((line: any) => line.amount);
    assert.deepEqual(
      amounts.toSorted((a, b) => a - b),
      [-33.33, 37.5, 50],
    );
  });

  test('200 by parameters', async () => {
    const { body } = await ask('/v1/invoices/G000000003/lineitems?provider=office&invoicelineitemtype=billinglineitems&size=0&offset=1');
    assert.equal(body.totalCount, 2);
  });
  for (const [provider, type] of [
    ['azure', 'billinglineitems'],
    ['one_time', 'billing_line_items'],
    ['office', 'usage_line_items'],
  ]) {
    test(`200 without lines for ${provider} ${type}`, async () =>
      assert.equal((await ask(`/v1/invoices/G000000003/lineitems/${provider}/${type}`)).body.totalCount, 0));
  }
  const malformed: [path: string, member: string][] = [
    ['lineitems/nobody/billinglineitems', 'provider'],
    ['lineitems/office/everything', 'invoiceLineItemType'],
    ['lineitems/office/billinglineitems?size=2001', 'size'],
    ['lineitems?provider=office', 'invoiceLineItemType'],
    ['lineitems?invoicelineitemtype=billinglineitems&provider=x', 'provider'],
  ];
  for (const [path, member] of malformed) {
    test(`400 for ${path}`, async () => {
      const { status, body } = await ask(`/v1/invoices/G000000003/${path}`);
      assert.deepEqual([status, body.data], [400, [member]]);
    });
  }
});

describe('the statement', () => {
  const languages: [locale: string, words: string[]][] = [
    [
      'en-US',
      [
        'Invoice',
        'G000000003',
        '2026-06-01 – 2026-06-30',
        'USD 54.17',
        'By product',
        'Contoso',
        '16.67',
        '37.50',
        '台灣測試股份有限公司 =1+1',
      ],
    ],
    ['zh-TW', ['帳單', 'G000000003', '計費期間', 'USD 54.17', '依產品', '依客戶', '台灣測試股份有限公司 =1+1', '總計']],
  ];
  for (const [locale, words] of languages) {
    test(`200 as a document in ${locale}, with every letter embedded`, async () => {
      const response = await fetch(`${server.origin}/v1/invoices/G000000003/documents/statement`, { headers: { 'x-locale': locale } });
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/pdf']);
      assert.match(bytes.subarray(0, 8).toString('latin1'), /^%PDF-1\./);
      assert.ok(bytes.length < 100_000, `${bytes.length} bytes: the fonts are not cut down`);
      const { pages, fonts } = readPdf(bytes);
      assert.equal(pages.length, 1);
      const lines = pages[0]?.split('\n') ?? [];
      for (const word of words) assert.ok(lines.includes(word), `${word} is not among\n${lines.join('\n')}`);
      assert.ok(!pages[0]?.includes('\uFFFD'));
      assert.match(fonts.join(' '), /^[A-Z]{6}\+NotoSansTC-\w+ [A-Z]{6}\+NotoSansTC-\w+$/);
    });
  }
  test('the same document has the same bytes', async () => {
    const read = async () => Buffer.from(await (await fetch(`${server.origin}/v1/invoices/G000000003/documents/statement`)).arrayBuffer());
    assert.ok((await read()).equals(await read()));
  });
});

test('the reconciliation file has the published columns, and adds up to the invoice', async () => {
  const { status, headers, text } = await ask('/v1/invoices/G000000003/reconciliation.csv');
  assert.deepEqual([status, headers.get('content-type')], [200, 'text/csv; charset=utf-8']);
  const read = readCsv(text);
  assert.equal(read.kind, 'rows');
  const [headings, ...rows] = read.kind === 'rows' ? read.rows.map(({ cells }) => cells) : [];
  assert.deepEqual(headings, RECONCILIATION_COLUMNS);
  const column = (name: (typeof RECONCILIATION_COLUMNS)[number]) => rows.map((cells) => cells[RECONCILIATION_COLUMNS.indexOf(name)]);
  assert.deepEqual(column('Amount').toSorted(), ['-33.33', '37.50', '50.00']);
  assert.ok(column('CustomerName').includes('台灣測試股份有限公司 =1+1'));
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
  test('403 for a month that is not over, in production', async () => {
    const { status, body } = await production.ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-09-01' } });
    assert.deepEqual([status, body.code], [403, 900150]);
    assert.equal((await production.ask('/v1/invoices/runs', { method: 'POST', body: { until: '2026-07-01' } })).status, 200);
  });
});
