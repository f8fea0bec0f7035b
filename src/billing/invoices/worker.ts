import { dayOf } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { oneByOne, regularly, type Regular } from '../../platform/regularly.ts';
import { issueInvoices } from './commands.ts';
import type { Invoice } from './invoice.ts';
import { monthStart } from './month.ts';
import { partnersToInvoice } from './store.ts';

export type InvoicingDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

const LOOK_MS = 10 * 60_000;

/**
 * Writes every partner's invoices once a month is over. Any number of processes may do so at the same time. What fails
 * is told, and tried again at the next look.
 */
export function startInvoicing(deps: InvoicingDeps & { readonly onTrouble: (sentence: string, error: unknown) => void }): Regular {
  return regularly({
    name: 'invoices',
    everyMs: LOOK_MS,
    work: (isStopped) => invoiceAll(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('The invoices of this month could not be written.', error),
  });
}

/** One look: the invoices of all partners that are due now. One whose invoices cannot be written keeps no other waiting. */
export async function invoiceAll({ db, clock, newId }: InvoicingDeps, isStopped?: () => boolean): Promise<readonly Invoice[]> {
  const now = clock.now();
  const partnerIds = await partnersToInvoice(readerOf(db), monthStart(dayOf(now)));
  const issued = await oneByOne(partnerIds, (partnerId) => invoicePartner({ db, clock, newId }, partnerId, now), isStopped);
  return issued.flat();
}

/** The invoices of one partner up to an instant. */
function invoicePartner({ db, clock, newId }: InvoicingDeps, partnerId: PartnerId, until: Date): Promise<readonly Invoice[]> {
  const by = { doer: { kind: 'outsider' as const, name: null }, correlationId: newId(), remoteAddress: null };
  return db.transaction((tx) => issueInvoices(tx, { partnerId, until, at: clock.now(), newId, by }));
}
