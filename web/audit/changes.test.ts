import assert from 'node:assert/strict';
import { readFileSync, globSync } from 'node:fs';
import { describe, test } from 'node:test';
import en from '../words/en/index.ts';
import zhTW from '../words/zh-TW/index.ts';
import { changesOf, subjectOf } from './changes.ts';
import { OPERATIONS, OWN_RESOURCES, RESOURCES } from './operations.ts';

describe('what an entry says was changed', () => {
  const cases: [what: string, before: string | undefined, after: string | undefined, expected: string[]][] = [
    ['one member', '{"Id":"a","Quantity":5}', '{"Id":"a","Quantity":7}', ['Quantity 5 7']],
    ['something new', undefined, '{"Quantity":7,"IsTrial":false}', ['Quantity null 7', 'IsTrial null false']],
    ['something that is gone', '{"Quantity":7}', undefined, ['Quantity 7 null']],
    ['a list', '{"Roles":["a"]}', '{"Roles":["a","b"]}', ['Roles a a, b']],
    ['something inside', '{"Line":{"Quantity":1}}', '{"Line":{"Quantity":2}}', ['Line {"Quantity":1} {"Quantity":2}']],
    ['nothing', '{"Quantity":7}', '{"Quantity":7}', []],
    ['a text that is no JSON', undefined, 'moved', ['Value null moved']],
    ['a member that becomes nothing', '{"Name":"x"}', '{"Name":null}', ['Name x null']],
    ['no values at all', undefined, undefined, []],
  ];
  for (const [what, before, after, expected] of cases) {
    test(what, () =>
      assert.deepEqual(
        changesOf(before, after).map((each) => `${each.name} ${each.before} ${each.after}`),
        expected,
      ),
    );
  }
  test('an upgrade: what it became, and what is left of it', () => {
    const before = '{"Id":"a","OfferName":"Basic","Quantity":16,"Status":"active"}';
    const upgraded = (left: object) =>
      JSON.stringify({
        SourceSubscription: { Id: 'a', ...left },
        TargetSubscription: { Id: 'b', OfferName: 'Standard', Quantity: 16, Status: 'active' },
        UpgradeType: 'upgrade_with_license_transfer',
      });
    const told = (after: string) => changesOf(before, after).map((each) => `${each.name} ${each.before} ${each.after}`);
    assert.deepEqual(told(upgraded({ Quantity: 8, Status: 'active' })), [
      'UpgradeType null upgrade_with_license_transfer',
      'Id a b',
      'OfferName Basic Standard',
      'SourceSubscription.Quantity 16 8',
    ]);
    assert.deepEqual(told(upgraded({ Quantity: 0, Status: 'deleted' })).slice(-2), [
      'SourceSubscription.Quantity 16 0',
      'SourceSubscription.Status active deleted',
    ]);
  });
  test('an upgrade that is undone: both subscriptions, each by itself', () => {
    const value = (source: object, target: object) => JSON.stringify({ SourceSubscription: source, TargetSubscription: target });
    assert.deepEqual(
      changesOf(
        value({ Quantity: 8, Status: 'active' }, { Quantity: 16, Status: 'active' }),
        value({ Quantity: 16, Status: 'active' }, { Quantity: 16, Status: 'deleted' }),
      ).map((each) => `${each.name} ${each.before} ${each.after}`),
      ['SourceSubscription.Quantity 8 16', 'TargetSubscription.Status active deleted'],
    );
  });
  test('what it was done to is called by the name that it has now', () => {
    assert.equal(subjectOf('{"FriendlyName":"Old"}', '{"FriendlyName":"New","OfferName":"E3"}'), 'New');
    assert.equal(subjectOf('{"DisplayName":"Kim"}', undefined), 'Kim');
    assert.equal(subjectOf(undefined, '{"Id":"7"}'), null);
    assert.equal(subjectOf(undefined, '{"LineItems":[{"FriendlyName":"E3"},{"Id":"7"},{"OfferName":"E5"}]}'), 'E3, E5');
  });
});

describe('words in both languages', () => {
  const known = new Set<string>([...Object.keys(en)].filter((id) => Object.hasOwn(zhTW, id)));
  test('for everything that the server records', () => {
    const root = new URL('../../', import.meta.url);
    const source = globSync('src/**/*.ts', { cwd: root })
      .filter((path) => !path.endsWith('.test.ts') && !path.includes('emulator'))
      .map((path) => readFileSync(new URL(path, root), 'utf8'))
      .join('\n');
    const recorded = [...source.matchAll(/operationType: '(\w+)'/g)].map((match) => match[1] ?? '');
    assert.ok(recorded.length > 10);
    assert.deepEqual(
      [...new Set(recorded)].filter((word) => !known.has(`audit.operation.${word}`)),
      [],
    );
  });
  test('for everything that one can filter by', () => {
    const ids = [
      ...OPERATIONS.map((word) => `audit.operation.${word}`),
      ...[...RESOURCES, ...OWN_RESOURCES].map((word) => `audit.resource.${word}`),
    ];
    assert.deepEqual(
      ids.filter((id) => !known.has(id)),
      [],
    );
  });
});
