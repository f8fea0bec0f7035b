import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invoicedPartner } from '../../../test/invoices.ts';
import { readPdf } from '../../../test/pdf-text.ts';
import { readCsv } from '../../platform/csv.ts';
import { RECONCILIATION_COLUMNS } from '../reconciliation/file.ts';

const { db, offer, own, basic, server } = await invoicedPartner();
const { ask } = server;

describe('the lines of an invoice', () => {
  test('200 with exactly the members of a LicenseBasedLineItem', async () => {
    const { status, body } = await ask('/v1/invoices/G000000003/lineitems/Office/BillingLineItems');
    assert.equal(status, 200);
    const credit = body.items.find((line: any) => line.amount < 0);
    const { name } = offer('m365-business-basic');
    const { rows } = await db.read<{ order_id: string }>('select order_id from subscription where subscription_id = $1', [basic]);
    assert.deepEqual(credit, {
      ...own,
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
