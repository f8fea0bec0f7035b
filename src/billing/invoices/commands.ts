import type { Doer } from '../../access/journal/entry.ts';
import { recordInJournal } from '../../access/journal/store.ts';
import { announce, type Announcement } from '../../audit/store.ts';
import { dayOf } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll } from '../../platform/write.ts';
import { invoiceIdOf, type Invoice } from './invoice.ts';
import { monthsOver, monthStart } from './month.ts';
import {
  countOneTimeLines,
  earliestWaiting,
  findInvoice,
  insertInvoice,
  lockSeries,
  setInvoicedUntil,
  waitingCurrencies,
} from './store.ts';

/** For whom, up to when, and who asked: the months that are over at `until` are invoiced. */
export type InvoiceRun = {
  readonly partnerId: PartnerId;
  readonly until: Date;
  readonly at: Date;
  readonly newId: () => string;
  readonly by: { readonly doer: Doer; readonly correlationId: string; readonly remoteAddress: string | null };
};

/**
 * Writes the invoices that are due: one for each currency and month in which lines wait. Safe to repeat, and to run
 * twice at once: the second waits and finds nothing left. A line that came late is on the next invoice.
 */
export async function issueInvoices(tx: Tx, run: InvoiceRun): Promise<readonly Invoice[]> {
  const { partnerId, until, at } = run;
  const series = await lockSeries(tx, partnerId);
  const cutOff = monthStart(dayOf(until));
  if (series.invoicedUntil !== null && series.invoicedUntil >= cutOff) return [];
  const earliest = await earliestWaiting(tx, partnerId, cutOff);
  const issued: Invoice[] = [];
  if (earliest !== null) {
    // What belongs to months that were looked at already waits for the first that was not.
    const from = series.invoicedUntil !== null && series.invoicedUntil > earliest ? series.invoicedUntil : earliest;
    for (const month of monthsOver(from, until)) {
      for (const currency of await waitingCurrencies(tx, partnerId, month)) {
        const number = series.lastNumber + issued.length + 1;
        await insertInvoice(tx, { partnerId, number, currency, month, at });
        const invoice = await findInvoice(tx, partnerId, number);
        if (invoice === null) throw new Error(`the invoice ${number} of ${partnerId} was not written`);
        issued.push(invoice);
      }
    }
  }
  countOneTimeLines(tx, partnerId);
  setInvoicedUntil(tx, partnerId, cutOff);
  recordInJournal(
    tx,
    issued.map((invoice) => journalEntry(run, invoice)),
  );
  writeAll(tx, partnerId, [announce(issued.map((invoice) => invoiceReady(run, invoice)))]);
  return issued;
}

function invoiceReady({ by, at, newId, partnerId }: InvoiceRun, invoice: Invoice): Announcement {
  return {
    eventId: newId(),
    partnerId,
    eventName: 'invoice-ready',
    resourceName: 'invoice',
    resourceUri: `/invoices/${invoiceIdOf(invoice.number)}`,
    auditId: null,
    correlationId: by.correlationId,
    at,
  };
}

function journalEntry({ by, at, newId, partnerId }: InvoiceRun, invoice: Invoice) {
  const invoiceId = invoiceIdOf(invoice.number);
  return {
    ...by,
    auditId: newId(),
    partnerId,
    resourceType: 'invoice' as const,
    resourceId: invoiceId,
    operationType: 'ready_invoice',
    status: 'succeeded' as const,
    oldValue: null,
    newValue: { InvoiceId: invoiceId, TotalMinor: invoice.totalMinor, Currency: invoice.currency },
    customizedData: [],
    at,
  };
}
