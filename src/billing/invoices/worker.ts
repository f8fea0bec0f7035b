import { dayOf } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { issueInvoices } from './commands.ts';
import type { Invoice } from './invoice.ts';
import { monthStart } from './month.ts';
import { partnersToInvoice } from './store.ts';

export type InvoicingDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

const LOOK_SECONDS = 600;

/**
 * Writes every partner's invoices once a month is over. Any number of processes may do so at the same time. What fails
 * is told, and tried again at the next look.
 */
export function startInvoicing(deps: InvoicingDeps, failed: (error: unknown) => void): { readonly stop: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const look = () => {
    running = running.then(() => invoiceAll(deps)).catch(failed);
  };
  look();
  const looking = setInterval(look, LOOK_SECONDS * 1000);
  looking.unref();
  return {
    stop: async () => {
      clearInterval(looking);
      await running;
    },
  };
}

/** One look: the invoices of all partners that are due now. */
export async function invoiceAll({ db, clock, newId }: InvoicingDeps): Promise<readonly Invoice[]> {
  const now = clock.now();
  const issued: Invoice[] = [];
  for (const partnerId of await partnersToInvoice(readerOf(db), monthStart(dayOf(now)))) {
    issued.push(...(await invoicePartner({ db, clock, newId }, partnerId, now)));
  }
  return issued;
}

/** The invoices of one partner up to an instant. */
function invoicePartner({ db, clock, newId }: InvoicingDeps, partnerId: PartnerId, until: Date): Promise<readonly Invoice[]> {
  const by = { doer: { kind: 'outsider' as const, name: null }, correlationId: newId(), remoteAddress: null };
  return db.transaction((tx) => issueInvoices(tx, { partnerId, until, at: clock.now(), newId, by }));
}
