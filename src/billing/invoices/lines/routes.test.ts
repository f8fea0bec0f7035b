import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plantCharge } from '../../../../test/charges.ts';
import { invoicedPartner } from '../../../../test/invoices.ts';
import { plantSubscription } from '../../../../test/tenant.ts';
import { newId } from '../../../platform/clock.ts';
import { invoiceAll } from '../worker.ts';

const { db, deps, offer, own, server } = await invoicedPartner();
const { ask } = server;
const item = offer('m365-business-basic-nce');
const subscriptionId = await plantSubscription(db, own, { offer: item, quantity: 10, unitPriceMinor: 600, createdOn: '2026-08-18' });
await db.read(`update subscription set reseller_mpn_id = '815' where subscription_id = $1`, [subscriptionId]);
const change = newId();
const august = { subscriptionId, unitPriceMinor: 600, until: '2026-09-18', periodDays: 31, rounding: 'truncated_total' };
const bought = { ...august, from: '2026-08-18', quantity: 10, amountMinor: 6000, chargeType: 'new', chargedAt: '2026-08-18T09:00:00Z' };
const before = { ...august, from: '2026-08-20', quantity: 10, amountMinor: -5612, chargeType: 'addQuantity', cause: 'seat_change' };
const after = { ...august, from: '2026-08-20', quantity: 15, amountMinor: 8419, chargeType: 'addQuantity', cause: 'seat_change' };
await plantCharge(db, own, { ...bought, eventId: newId() });
for (const line of [before, after]) await plantCharge(db, own, { ...line, eventId: change, chargedAt: '2026-08-20T09:00:00Z' });
await invoiceAll({ ...deps, clock: { now: () => new Date('2026-09-01T00:00:00Z') } });
const { items } = (await ask('/v1/invoices?size=1')).body;
const [invoice] = items;
const lines = `/v1/invoices/${invoice.id}/lineitems`;

describe('the lines of new commerce', () => {
  test('are told by the invoice, which has no others', () => {
    assert.deepEqual(
      invoice.invoiceDetails.map((detail: any) => [detail.billingProvider, detail.links.self.uri]),
      [['one_time', `/invoices/${invoice.id}/lineitems/OneTime/BillingLineItems`]],
    );
    assert.equal(invoice.totalCharges, 88.07);
  });
  test('200 with exactly the members of a OneTimeInvoiceLineItem', async () => {
    const { body } = await ask(`${lines}/OneTime/BillingLineItems`);
    const line = body.items.find((each: any) => each.subtotal < 0);
    const [productId, skuId, availabilityId] = item.id.split(':');
    const { rows } = await db.read<{ order_id: string }>('select order_id from subscription where subscription_id = $1', [subscriptionId]);
    assert.deepEqual(line, {
      ...own,
      customerName: 'Contoso',
      customerDomainName: 'contoso.example',
      customerCountry: 'US',
      invoiceNumber: invoice.id,
      mpnId: '4711',
      resellerMpnId: 815,
      orderId: rows[0]?.order_id,
      orderDate: '2026-08-18T00:00:00Z',
      ...{ productId, skuId, availabilityId },
      productName: item.name.en,
      skuName: item.name.en,
      productQualifiers: [],
      chargeType: 'addQuantity',
      unitPrice: 6,
      effectiveUnitPrice: -5.61,
      unitType: 'Licenses',
      quantity: 10,
      billableQuantity: 10,
      subtotal: -56.12,
      taxTotal: 0,
      totalForCustomer: -56.12,
      currency: 'USD',
      pricingCurrency: 'USD',
      pcToBCExchangeRate: 1,
      subscriptionDescription: item.name.en,
      subscriptionId,
      subscriptionStartDate: '2026-08-18T00:00:00Z',
      subscriptionEndDate: '2027-08-17T00:00:00Z',
      chargeStartDate: '2026-08-20T00:00:00Z',
      chargeEndDate: '2026-09-17T00:00:00Z',
      termAndBillingCycle: 'One-Year commitment for monthly billing',
      referenceId: change,
      invoiceLineItemType: 'billing_line_items',
      billingProvider: 'one_time',
      attributes: { objectType: 'OneTimeInvoiceLineItem' },
    });
    assert.equal(body.items.filter((each: any) => each.referenceId === change).length, 2);
  });

  const counts: [path: string, expected: number][] = [
    ['?provider=onetime&invoicelineitemtype=billinglineitems', 3],
    ['?provider=one_time&invoicelineitemtype=billing_line_items&currencyCode=usd&period=previous', 3],
    ['?provider=onetime&invoicelineitemtype=billinglineitems&currencyCode=EUR', 0],
    ['?provider=onetime&invoicelineitemtype=usagelineitems', 0],
    ['/all/billinglineitems', 3],
    ['/office/billinglineitems', 0],
    ['/azure/billinglineitems', 0],
  ];
  for (const [path, expected] of counts) {
    test(`${path}: ${expected}`, async () => assert.equal((await ask(`${lines}${path}`)).body.totalCount, expected));
  }

  test('go on by the token of the page before, in both forms of the address', async () => {
    const whole = (await ask(`${lines}/onetime/billinglineitems`)).body.items;
    for (const form of ['/onetime/billinglineitems?size=2', '?provider=onetime&invoicelineitemtype=billinglineitems&size=2']) {
      const first = (await ask(`${lines}${form}`)).body;
      const { uri, headers } = first.links.next;
      assert.deepEqual(headers, [{ key: 'MS-ContinuationToken', value: first.continuationToken }]);
      assert.match(uri, /seekOperation=Next$/);
      const second = (await ask(`/v1${uri}`, { headers: { 'MS-ContinuationToken': first.continuationToken } })).body;
      assert.deepEqual([...first.items, ...second.items], whole);
      assert.equal(second.links.next, undefined);
    }
  });
  const malformed: [query: string, token: string | null, member: string][] = [
    ['?size=2&seekOperation=Next', null, 'MS-ContinuationToken'],
    ['?size=2&seekOperation=Next', 'bm9uc2Vuc2U', 'MS-ContinuationToken'],
    ['?size=2&seekOperation=Last', null, 'seekOperation'],
  ];
  for (const [query, token, member] of malformed) {
    test(`400 for ${query} with ${token ?? 'no token'}`, async () => {
      const headers: Record<string, string> = token === null ? {} : { 'MS-ContinuationToken': token };
      const { status, body } = await ask(`${lines}/onetime/billinglineitems${query}`, { headers });
      assert.deepEqual([status, body.data], [400, [member]]);
    });
  }
});

test('an invoice of both kinds tells both, and each provider has its own', async () => {
  const basic = await plantSubscription(db, own, { offer: offer('m365-business-basic'), createdOn: '2026-09-02' });
  await plantCharge(db, own, { subscriptionId: basic, amountMinor: 700, chargedAt: '2026-09-02T08:00:00Z' });
  await plantCharge(db, own, { ...bought, eventId: newId(), chargedAt: '2026-09-03T09:00:00Z' });
  await invoiceAll({ ...deps, clock: { now: () => new Date('2026-10-01T00:00:00Z') } });
  const [both] = (await ask('/v1/invoices?size=1')).body.items;
  assert.deepEqual(
    both.invoiceDetails.map((detail: any) => detail.billingProvider),
    ['office', 'one_time'],
  );
  for (const [provider, amounts] of [
    ['office', [7]],
    ['onetime', [60]],
    ['all', [7, 60]],
  ] as const) {
    const { body } = await ask(`/v1/invoices/${both.id}/lineitems/${provider}/billinglineitems`);
    assert.deepEqual(
      body.items.map((each: any) => each.subtotal).toSorted((a: number, b: number) => a - b),
      amounts,
    );
  }
});
