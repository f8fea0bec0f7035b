import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { path, small, valid } from '../../test/catalog-document.ts';
import type { CatalogDocument } from './document.ts';
import { describeError, validateCatalog, type CatalogError } from './validate.ts';

function errorsOf(document: unknown, imported: readonly CatalogDocument[] = []): readonly CatalogError[] {
  const validation = validateCatalog([{ name: 'spring.json', text: JSON.stringify(document, null, 2) }], imported);
  return validation.kind === 'invalid' ? validation.errors : [];
}

const changed = valid.offers.map((offer) => ({ ...offer, rank: 2 }));

describe('a file beside what was imported before', () => {
  const autumn = { format: 'upseat-catalog/1', edition: { name: 'autumn', version: 1, effectiveFrom: '2020-10-01' } };

  test('may name what an earlier edition defines', () => {
    assert.deepEqual(errorsOf({ ...autumn, upgradePaths: [{ source: 'small', target: 'extra', basis: 'stated' }] }, [valid]), []);
  });

  test('may not name what only a later edition defines', () => {
    const later: CatalogDocument = { ...valid, edition: { ...valid.edition, effectiveFrom: '2020-10-02' } };
    assert.deepEqual(
      errorsOf({ ...autumn, upgradePaths: [path] }, [later]).map((error) => error.field),
      ['upgradePaths[0].source', 'upgradePaths[0].target'],
    );
  });

  test('may define an offer anew from a later day, but not on the same day', () => {
    assert.deepEqual(errorsOf({ ...autumn, offers: [{ ...small, rank: 7 }] }, [valid]), []);
    const sameDay = { ...autumn, edition: { ...autumn.edition, effectiveFrom: '2020-06-01' }, offers: [{ ...small, rank: 7 }] };
    assert.deepEqual(
      errorsOf(sameDay, [valid]).map(({ file, field, problem }) => [file, field, problem]),
      [
        ['the imported edition spring', 'offers[0]', 'small is defined in the edition autumn of the same day too'],
        ['spring.json', 'offers[0]', 'small is defined in the edition spring of the same day too'],
      ],
    );
  });

  test('may not give an offer another id', () => {
    const error = errorsOf({ ...autumn, offers: [{ ...small, offerId: 'AAAAAAAA-0000-4000-8000-00000000000F' }] }, [valid]);
    assert.deepEqual(
      error.map(({ field, problem }) => [field, problem]),
      [['offers[0].offerId', 'the id of small cannot change']],
    );
  });

  const HISTORY: readonly [what: string, document: unknown, field: string, problem: RegExp][] = [
    ['the same version with other content', { ...valid, offers: changed }, 'edition.version', /version 1 of spring was imported already/],
    ['an older version', { ...valid, offers: changed, edition: { ...valid.edition, version: 1 } }, 'edition.version', /higher version/],
    [
      'a version of another day',
      { ...valid, edition: { ...valid.edition, version: 2, effectiveFrom: '2020-07-01' } },
      'edition.effectiveFrom',
      /cannot change/,
    ],
    [
      'a version that forgets an offer',
      { ...valid, edition: { ...valid.edition, version: 2 }, offers: valid.offers.slice(0, 3) },
      'offers',
      /AAAAAAAA-0000-4000-8000-000000000004 cannot vanish/,
    ],
  ];
  for (const [what, document, field, problem] of HISTORY) {
    test(`is refused as ${what}`, () => {
      const error = errorsOf(document, [valid]).find((each) => each.field === field);
      assert.match(error?.problem ?? 'no error', problem);
    });
  }

  test('is taken as a higher version, and takes the place of the lower one altogether', () => {
    assert.deepEqual(errorsOf({ ...valid, edition: { ...valid.edition, version: 2 }, upgradePaths: [] }, [valid]), []);
  });

  test('is told which imported edition it breaks', () => {
    const second: CatalogDocument = {
      format: 'upseat-catalog/1',
      edition: { name: 'autumn', version: 1, effectiveFrom: '2020-10-01' },
      planDependencies: [{ plan: 'ARCHIVE', requiresAnyOf: ['MAIL_1'], basis: 'x' }],
    };
    const withoutArchive = {
      ...valid,
      edition: { ...valid.edition, version: 2 },
      servicePlans: valid.servicePlans.slice(0, 2),
      planDependencies: [],
      offers: valid.offers.map((offer) => ({ ...offer, servicePlans: ['MAIL_1'] })),
    };
    assert.deepEqual(errorsOf(withoutArchive, [valid, second]).map(describeError), [
      'the imported edition autumn: planDependencies[0].plan: ARCHIVE is not in the catalogue',
    ]);
  });
});
