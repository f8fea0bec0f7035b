import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { importCatalog } from '../../src/catalog/commands.ts';
import { openCatalog, shippedFiles } from '../../src/catalog/worker.ts';
import type { Db, Tx } from '../../src/platform/db.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { junk, replaced } from './values.ts';

export type CatalogReport = {
  readonly files: number;
  readonly refused: number;
  readonly imported: number;
  readonly problems: readonly string[];
};

const shipped = shippedFiles().map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));

/**
 * Imports the shipped catalogue with one thing wrong in one of its files, again and again, into a database without one.
 * An import is refused in sentences and writes nothing, or what it took can be opened and sold from.
 */
export async function fuzzCatalogs(db: Db, options: { readonly files: number; readonly seed: number }): Promise<CatalogReport> {
  const count = { refused: 0, imported: 0 };
  const damaged = fc.record({ which: fc.nat(shipped.length - 1), harm });
  const property = fc.asyncProperty(damaged, async ({ which, harm: change }) => {
    const files = shipped.map((file, i) => (i === which ? { ...file, text: change(file.text) } : file));
    await onTrial(db, async (tx) => {
      const outcome = await importCatalog(tx, { files, now: systemClock.now(), newId });
      const { rows } = await tx.query<{ editions: number }>('select count(*)::int as editions from catalog_edition');
      const editions = rows[0]?.editions ?? 0;
      if (outcome.kind === 'imported') {
        count.imported += 1;
        const catalog = await openCatalog({ ...db, read: tx.query }, systemClock);
        catalog.current();
        catalog.close();
      } else {
        count.refused += 1;
        if (editions > 0) throw new Error(`refused, and written: ${editions} editions`);
        if (outcome.kind === 'invalid' && outcome.errors.length === 0) throw new Error('refused without a word');
      }
    });
  });
  const result = await fc.check(property, { numRuns: options.files, seed: options.seed, interruptAfterTimeLimit: 120_000 });
  const problem = result.failed ? [`${fc.stringify(result.counterexample)}: ${String((result.errorInstance as Error | null)?.stack)}`] : [];
  return { files: result.numRuns, ...count, problems: problem };
}

/** What is done to the text of a file; the text of a change says which, since it is printed. */
const harm: fc.Arbitrary<(text: string) => string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(fc.nat(20_000), junk).map(([n, value]) => {
      const change = (text: string): string => JSON.stringify(replaced(JSON.parse(text), n, value));
      return named(change, `place ${n} becomes ${JSON.stringify(value)?.slice(0, 100)}`);
    }),
  },
  fc.nat(60_000).map((n) => named((text) => text.slice(0, n % text.length), `cut after ${n}`)),
  fc
    .tuple(fc.nat(60_000), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
    .map(([n, word]) =>
      named((text) => `${text.slice(0, n % text.length)}${word}${text.slice((n % text.length) + 1)}`, `${JSON.stringify(word)} at ${n}`),
    ),
  fc.constantFrom(
    named((text) => text + text, 'twice'),
    named(() => '', 'empty'),
    named((text) => `\ufeff${text}`, 'with a byte order mark'),
    named((text) => text.replaceAll('"', "'"), 'with other quotes'),
    named(() => '['.repeat(50_000), 'nested without end'),
  ),
);

function named(change: (text: string) => string, name: string): (text: string) => string {
  return Object.assign(change, { [fc.toStringMethod]: () => name });
}

/** Runs in a transaction that leaves nothing behind. */
async function onTrial(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  const over = new Error('over');
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      throw over;
    });
  } catch (error) {
    if (error !== over) throw error;
  }
}
