import assert from 'node:assert/strict';
import { read, written } from './calendar.ts';
import { minorOf, type Currency } from './prices.ts';
import type { Line } from './reference.ts';
import type { Site } from './site.ts';

/** What a partner has to pay for a month, as it should be: lines by customer. */
export type Expected = ReadonlyMap<string, readonly Line[]>;

/** One invoice that was compared: its total, and how many lines it has. */
export type Compared = { readonly totalMinor: number; readonly lines: number };

/**
 * Holds the invoice of a month against the reference: the total; what each customer and each of its subscriptions pays; and for
 * how many seats on which day. Null where there is none, and none should be.
 */
export async function compareInvoice(
  site: Site,
  currency: Currency,
  month: { readonly from: number; readonly until: number },
  expected: Expected,
): Promise<Compared | null> {
  const { body } = await site.ask(currency, 'GET', '/v1/invoices?size=1');
  const invoice = body.items[0];
  const isOfMonth = invoice !== undefined && read(invoice.billingPeriodStartDate) === month.from;
  const name = `the invoice of ${written(month.from).slice(0, 7)} in ${currency}`;
  const due = [...expected.values()].flat();
  if (!isOfMonth) {
    assert.deepEqual(due, [], `${name} is missing`);
    return null;
  }
  assert.equal(read(invoice.billingPeriodEndDate), month.until - 1, name);
  const found = await linesOf(site, currency, invoice.id);
  for (const customerId of new Set([...expected.keys(), ...found.keys()]))
    assert.deepEqual(summary(found.get(customerId) ?? []), summary(expected.get(customerId) ?? []), `${name}, customer ${customerId}`);
  const totalMinor = minorOf(currency, invoice.totalCharges);
  assert.equal(totalMinor, sumOf(due), `the total of ${name}`);
  return { totalMinor, lines: [...found.values()].reduce((sum, lines) => sum + lines.length, 0) };
}

const PAGE = 2000;

async function linesOf(site: Site, currency: Currency, invoiceId: string): Promise<ReadonlyMap<string, readonly Line[]>> {
  const found = new Map<string, Line[]>();
  for (let offset = 0, size = PAGE; size === PAGE; offset += PAGE) {
    const path = `/v1/invoices/${invoiceId}/lineitems/office/billinglineitems?size=${PAGE}&offset=${offset}`;
    const { status, text, body } = await site.ask(currency, 'GET', path);
    assert.equal(status, 200, text);
    const items: readonly any[] = body.items;
    size = items.length;
    for (const item of items) {
      assert.equal(item.currency, currency);
      const amount = minorOf(currency, item.amount);
      const line = {
        subscriptionId: item.syndicationPartnerSubscriptionNumber,
        ...{ from: read(item.chargeStartDate), until: read(item.chargeEndDate) + 1 },
        ...{ seats: amount < 0 ? -item.quantity : item.quantity, amount },
      };
      found.set(item.customerId, [...(found.get(item.customerId) ?? []), line]);
    }
  }
  return found;
}

/** Of each subscription what it costs, and from which day on so many more or fewer seats are charged; however many lines say so. */
function summary(lines: readonly Line[]): Readonly<Record<string, unknown>> {
  const bySubscription = Map.groupBy(lines, ({ subscriptionId }) => subscriptionId);
  const entries = [...bySubscription].map(([id, own]): [string, unknown] => {
    const steps = new Map<number, number>();
    for (const { from, until, seats } of own) {
      steps.set(from, (steps.get(from) ?? 0) + seats);
      steps.set(until, (steps.get(until) ?? 0) - seats);
    }
    const seats = [...steps].filter(([, more]) => more !== 0).toSorted(([a], [b]) => a - b);
    return [id, { amount: sumOf(own), seats: seats.map(([on, more]) => `${written(on)} ${more > 0 ? '+' : ''}${more}`) }];
  });
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What some lines come to. */
export function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}
