import type { OfferId } from '../kit/ids.ts';
import type { Tx } from '../platform/db.ts';
import { hashOf } from '../platform/hash.ts';
import type { CatalogDocument } from './document.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { readJsonLines } from './json-lines.ts';
import { latestVersions, merge } from './merge.ts';
import { insertEdition, lockRevision, raiseRevision, readEditions, saveOffers, type OfferRow } from './store.ts';
import { validateCatalog, type SourceFile } from './validate.ts';

type ImportOrder = { readonly files: readonly SourceFile[]; readonly now: Date; readonly newId: () => string };

/**
 * Imports catalogue files: all of them, or none where one has a mistake. Files that were imported before, whatever
 * their layout, are passed over.
 */
export async function importCatalog(tx: Tx, { files, now, newId }: ImportOrder): Promise<ImportOutcome> {
  const revision = await lockRevision(tx);
  const stored = await readEditions(tx);
  const documents = stored.map((edition) => edition.document);
  const fresh = unknownFiles(files, new Set(stored.map((edition) => edition.contentHash)));
  if (fresh.length === 0) return { kind: 'unchanged', revision };

  const validation = validateCatalog(fresh, documents);
  if (validation.kind === 'invalid') return validation;
  const imported = validation.files.map((file) => file.document);
  for (const { name, document } of validation.files) {
    await insertEdition(tx, { editionId: newId(), document, source: name, contentHash: fingerprintOf(document), importedAt: now });
  }
  await saveOffers(tx, offerRows([...documents, ...imported]));
  return { kind: 'imported', revision: await raiseRevision(tx), editions: imported.map((document) => document.edition) };
}

function unknownFiles(files: readonly SourceFile[], known: ReadonlySet<string>): readonly SourceFile[] {
  const seen = new Set(known);
  return files.filter(({ text }) => {
    const read = readJsonLines(text);
    // What cannot be read goes on to be reported.
    if (read.kind === 'broken') return true;
    const hash = fingerprintOf(read.value);
    if (seen.has(hash)) return false;
    seen.add(hash);
    return true;
  });
}

function offerRows(documents: readonly CatalogDocument[]): readonly OfferRow[] {
  return [...merge(latestVersions(documents)).offers.values()].map(({ entry }) => ({
    offerId: entry.offerId as OfferId,
    skuId: entry.skuId,
    skuPartNumber: entry.skuPartNumber,
    name: entry.name.en,
    isAddOn: entry.isAddOn ?? false,
    isTrial: entry.isTrial ?? false,
  }));
}

/** The fingerprint of what a file says: spaces and the order of members make no difference. */
function fingerprintOf(value: unknown): string {
  return hashOf(canonicalJson(value));
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
