import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { day } from '../kit/dates.ts';
import { newId } from '../platform/clock.ts';
import type { Tx } from '../platform/db.ts';
import { catalogOn } from './book.ts';
import { importCatalog } from './commands.ts';
import type { CatalogDocument } from './document.ts';
import type { ImportOutcome } from './import-outcome.ts';
import { readEditions } from './store.ts';
import type { SourceFile } from './validate.ts';
import { shippedFiles } from './worker.ts';

const db = await testDatabase();
const now = new Date('2026-11-22T08:00:00Z');
const shipped: readonly SourceFile[] = shippedFiles().map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8') }));

const importInto = (tx: Tx, ...files: readonly SourceFile[]) => importCatalog(tx, { files, now, newId });
const file = (document: unknown, name = 'own.json'): SourceFile => ({ name, text: JSON.stringify(document) });

/** Runs in a transaction that leaves nothing behind. */
async function onTrial<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const results: Result[] = [];
  const rollback = new Error('rollback');
  await assert.rejects(
    db.transaction(async (tx) => {
      results.push(await work(tx));
      throw rollback;
    }),
    (error) => {
      if (error !== rollback) throw error;
      return true;
    },
  );
  const [result] = results;
  return result as Result;
}

async function state(tx: Tx): Promise<unknown> {
  const { rows } = await tx.query(
    `select (select revision from catalog_revision) as revision,
            (select count(*) from catalog_edition) as editions,
            (select count(*) from offer) as offers`,
  );
  return rows[0];
}

const NONE = { revision: 0, editions: 0, offers: 0 };
const EMPTY: CatalogDocument = { format: 'upseat-catalog/1', edition: { name: 'own', version: 1, effectiveFrom: '2026-01-01' } };

describe('an import', () => {
  test('of the shipped files brings every offer in and raises the revision by one', async () => {
    await onTrial(async (tx) => {
      const outcome = await importInto(tx, ...shipped);
      assert.deepEqual([outcome.kind, outcome.kind === 'imported' && outcome.revision], ['imported', 1]);
      assert.deepEqual(await state(tx), { revision: 1, editions: 5, offers: 55 });
      const { rows } = await tx.query(`select * from offer where offer_id = 'BD938F12-058F-4927-BBA3-AE36B1D2501C'`);
      assert.deepEqual(rows, [
        {
          offer_id: 'BD938F12-058F-4927-BBA3-AE36B1D2501C',
          sku_id: '3b555118-da6a-4418-894f-7df1e2096870',
          sku_part_number: 'O365_BUSINESS_ESSENTIALS',
          name: 'Microsoft 365 Business Basic',
          is_add_on: false,
          is_trial: false,
        },
      ]);
    });
  });

  test('of the same files again, in another layout and under other names, changes nothing', async () => {
    await onTrial(async (tx) => {
      await importInto(tx, ...shipped);
      const again = shipped.map(({ name, text }) => {
        const { edition, ...rest } = JSON.parse(text) as CatalogDocument;
        return { name: `copy-of-${name}`, text: JSON.stringify({ ...rest, edition }, null, 4) };
      });
      assert.deepEqual(await importInto(tx, ...again, ...shipped), { kind: 'unchanged', revision: 1 });
      assert.deepEqual(await state(tx), { revision: 1, editions: 5, offers: 55 });
    });
  });

  test('takes only what is new among files that were there before', async () => {
    await onTrial(async (tx) => {
      await importInto(tx, ...shipped);
      const outcome = await importInto(tx, ...shipped, file(EMPTY), file(EMPTY, 'twin.json'));
      assert.deepEqual(outcome, { kind: 'imported', revision: 2, editions: [EMPTY.edition] });
    });
  });

  const BAD: readonly [what: string, files: readonly SourceFile[]][] = [
    ['no JSON', [...shipped, { name: 'own.json', text: '{' }]],
    ['the wrong shape', [...shipped, file({ ...EMPTY, offers: [{}] })]],
    ['a name that is not there', [...shipped, file({ ...EMPTY, upgradePaths: [{ source: 'tiny', target: 'o365-e5', basis: 'stated' }] })]],
    ['prices of offers that are not there', shipped.filter(({ name }) => name.includes('prices'))],
  ];
  for (const [what, files] of BAD) {
    test(`with ${what} in one file changes nothing, though the others are good`, async () => {
      await onTrial(async (tx) => {
        const outcome = await importInto(tx, ...files);
        assert.equal(outcome.kind, 'invalid');
        assert.deepEqual(await state(tx), NONE);
      });
    });
  }

  test('with a later edition renames an offer, and keeps its row', async () => {
    await onTrial(async (tx) => {
      await importInto(tx, ...shipped);
      const documents = (await readEditions(tx)).flatMap(({ document }) => document.offers ?? []);
      const basic = documents.find((offer) => offer.key === 'm365-business-basic');
      assert.ok(basic);
      const renamed = {
        ...EMPTY,
        offers: [{ ...basic, name: { en: 'Starter', zhTW: '入門版' }, formerNames: [basic.name.en], isAvailableForPurchase: false }],
      };
      assert.equal((await importInto(tx, file(renamed))).kind, 'imported');
      assert.deepEqual((await tx.query(`select name from offer where offer_id = $1`, [basic.offerId])).rows, [{ name: 'Starter' }]);
      assert.deepEqual(await state(tx), { revision: 2, editions: 6, offers: 55 });
    });
  });

  test('gives the same catalogue in whichever order the editions come', async () => {
    const price = (name: string, effectiveFrom: string, monthly: number) =>
      file(
        {
          ...EMPTY,
          edition: { name, version: 1, effectiveFrom },
          sources: { own: 'own' },
          prices: [{ offer: 'o365-e1', currency: 'EUR', validFrom: '2026-01-01', list: { monthly }, source: 'own' }],
        },
        `${name}.json`,
      );
    const [a, b, c] = [price('a', '2026-02-01', 7), price('b', '2026-03-01', 8), price('c', '2026-04-01', 9)];
    const orders = [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ];
    const books = await Promise.all(
      orders.map((files) =>
        onTrial(async (tx) => {
          await importInto(tx, ...shipped);
          for (const each of files) assert.equal((await importInto(tx, each)).kind, 'imported');
          const editions = (await readEditions(tx)).map(({ document }) => document);
          return ['2026-01-31', '2026-02-28', '2026-03-31', '2026-11-22'].map((text) => catalogOn(editions, day(text), 1));
        }),
      ),
    );
    for (const other of books.slice(1)) assert.deepEqual(other, books[0]);
  });

  test('at the same moment as another takes its turn', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => db.transaction((tx) => importInto(tx, ...shipped))));
    const kinds = outcomes.map((outcome: ImportOutcome) => outcome.kind);
    assert.deepEqual(kinds.toSorted(), ['imported', 'unchanged', 'unchanged']);
    await db.transaction(async (tx) => assert.deepEqual(await state(tx), { revision: 1, editions: 5, offers: 55 }));
  });
});
