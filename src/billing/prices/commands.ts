import { createHash } from 'node:crypto';
import type { JournalEntry } from '../../access/journal/entry.ts';
import { recordInJournal } from '../../access/journal/store.ts';
import { findPartner } from '../../access/store.ts';
import type { Actor } from '../../audit/entry.ts';
import { recordAudit } from '../../audit/store.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { lockRevision, raiseRevision } from '../../catalog/store.ts';
import type { Customer } from '../../customers/customer.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { readCsv } from '../../platform/csv.ts';
import type { Tx } from '../../platform/db.ts';
import { writeAll } from '../../platform/write.ts';
import type { PriceImport } from './import-outcome.ts';
import { readPriceList } from './price-list.ts';
import {
  dropCustomerMargin,
  hasPriceList,
  insertPriceList,
  listResellerMargins,
  readCustomerMargin,
  saveResellerMargin,
  setCustomerMargin,
  type CustomerMargin,
  type ResellerMargin,
} from './store.ts';

/** A price list as it came: its name for those who ask later where a price is from, and its text. */
export type PriceFile = { readonly name: string; readonly text: string };

type Around = { readonly catalog: Catalog; readonly now: Date; readonly newId: () => string };

/**
 * Imports a price list for one partner, or for all: as a whole, or not at all where one line is wrong. The same list
 * again changes nothing. Every process reads the catalogue again afterwards.
 */
export async function importPriceList(
  tx: Tx,
  order: { readonly partnerId: PartnerId | null; readonly file: PriceFile; readonly actor: Actor | null },
  { catalog, now, newId }: Around,
): Promise<PriceImport> {
  const read = readPriceList(readCsv(order.file.text), catalog);
  if (read.kind === 'invalid') return read;
  // Imports take turns: of two for the same day the later one counts.
  await lockRevision(tx);
  if (order.partnerId !== null && (await findPartner(tx, order.partnerId)) === null) return { kind: 'no_such_partner' };
  const { currency, prices } = read;
  const contentHash = createHash('sha256')
    .update(JSON.stringify([currency, prices.map((price) => JSON.stringify(price)).toSorted()]))
    .digest('hex');
  if (await hasPriceList(tx, order.partnerId, contentHash)) return { kind: 'unchanged' };
  const id = newId();
  await insertPriceList(tx, { id, partnerId: order.partnerId, name: order.file.name, currency, contentHash, prices, at: now });
  // Who works at the machine itself is known there, not here.
  if (order.actor !== null)
    recordInJournal(tx, [
      importEntry(order.actor, { auditId: newId(), listId: id, name: order.file.name, prices: prices.length, at: now }),
    ]);
  return { kind: 'imported', prices: prices.length, currency, revision: await raiseRevision(tx) };
}

function importEntry(
  { caller, remoteAddress, correlationId }: Actor,
  done: { readonly auditId: string; readonly listId: string; readonly name: string; readonly prices: number; readonly at: Date },
): JournalEntry {
  return {
    auditId: done.auditId,
    partnerId: caller.partnerId,
    doer: { kind: 'caller', caller },
    remoteAddress,
    correlationId,
    resourceType: 'price_list',
    resourceId: done.listId,
    operationType: 'import_price_list',
    status: 'succeeded',
    oldValue: null,
    newValue: { Name: done.name, Prices: done.prices },
    customizedData: [],
    at: done.at,
  };
}

/** Who sets a margin, for the records, and when. */
export type MarginOrder = { readonly actor: Actor; readonly at: Date; readonly newId: () => string };

/** Sets what is put on top of the bill for one customer, or, with null, lets the reseller's margin hold again. */
export async function changeCustomerMargin(
  tx: Tx,
  customer: Customer,
  basisPoints: number | null,
  { actor, at, newId }: MarginOrder,
): Promise<CustomerMargin | null> {
  const { partnerId } = actor.caller;
  const before = await readCustomerMargin(tx, partnerId, customer.id);
  if (before === null) return null;
  const audit = {
    auditId: newId(),
    actor,
    customerName: customer.companyName,
    resourceType: 'customer' as const,
    resourceId: customer.id,
    operationType: 'update_customer_billing_profile',
    oldValue: { MarginBasisPoints: before.own },
    newValue: { MarginBasisPoints: basisPoints },
    customizedData: [],
    at,
  };
  writeAll(tx, customer.id, [
    basisPoints === null ? dropCustomerMargin(partnerId) : setCustomerMargin(partnerId, basisPoints, at),
    recordAudit([audit]),
  ]);
  return { ...before, own: basisPoints, effective: basisPoints ?? before.reseller ?? 0 };
}

/** Sets what is put on top of the bill for the customers of one reseller; null where the partner has no such reseller. */
export async function changeResellerMargin(
  tx: Tx,
  resellerId: PartnerId,
  basisPoints: number,
  { actor, at, newId }: MarginOrder,
): Promise<ResellerMargin | null> {
  const { partnerId } = actor.caller;
  const before = (await listResellerMargins(tx, partnerId)).find((reseller) => reseller.resellerId === resellerId);
  if (before === undefined) return null;
  saveResellerMargin(tx, { partnerId, resellerId, basisPoints, at });
  recordInJournal(tx, [
    {
      auditId: newId(),
      partnerId,
      doer: { kind: 'caller', caller: actor.caller },
      remoteAddress: actor.remoteAddress,
      correlationId: actor.correlationId,
      resourceType: 'margin',
      resourceId: resellerId,
      operationType: 'set_reseller_margin',
      status: 'succeeded',
      oldValue: { BasisPoints: before.basisPoints },
      newValue: { BasisPoints: basisPoints },
      customizedData: [],
      at,
    },
  ]);
  return { ...before, basisPoints };
}
