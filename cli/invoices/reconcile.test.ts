import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outcomeOf, reconcile } from './reconcile.ts';

const nothing = {
  kind: 'compared' as const,
  same: 3,
  differs: 0,
  doubleInFile: 0,
  doubleInLedger: 0,
  missingInLedger: 0,
  missingInFile: 0,
  findings: [],
  errors: [],
};
const finding = {
  subscriptionId: 's',
  chargeType: 'Cancel fee',
  chargeStartDate: '2026-06-17',
  chargeEndDate: '2026-06-28',
  quantity: 1,
  currency: 'USD',
};

test('one file is named, no more and no less', () => {
  assert.equal(reconcile.parse([]).kind, 'misused');
  assert.equal(reconcile.parse(['a.csv', 'b.csv']).kind, 'misused');
  assert.equal(reconcile.parse(['a.csv', '--invoice', 'G000000001']).kind, 'ready');
});

describe('what a person is told', () => {
  test('where all agrees', () =>
    assert.deepEqual(outcomeOf(nothing, 'a.csv'), { kind: 'done', data: nothing, lines: ['3 lines agree, 0 do not.'] }));
  const cases: [name: string, found: object, sentence: string][] = [
    [
      'a difference of rounding',
      {
        kind: 'differs',
        line: 3,
        fileAmount: '-1.72',
        ledgerAmount: '-1.71',
        difference: '-0.01',
        roundingModes: ['daily_price_three_decimals'],
      },
      'a.csv:3: differs: -1.72 and not -1.71 USD (-0.01; rounded as daily_price_three_decimals)',
    ],
    [
      'another difference',
      { kind: 'differs', line: 3, fileAmount: '9', ledgerAmount: '1', difference: '8', roundingModes: [] },
      'a.csv:3: differs: 9 and not 1 USD (8; no way of rounding gives that)',
    ],
    ['a double', { kind: 'double_in_file', line: 4, ofLine: 2, fileAmount: '5.00' }, 'a.csv:4: double: the same as line 2, 5.00 USD'],
    ['a double of ours', { kind: 'double_in_ledger', chargeId: 'c', ledgerAmount: '5.00' }, 'ledger: double: 5.00 USD is there twice'],
    ['what we lack', { kind: 'missing_in_ledger', line: 4, fileAmount: '5.00' }, 'a.csv:4: missing in the ledger: 5.00 USD'],
    ['what they lack', { kind: 'missing_in_file', chargeId: 'c', ledgerAmount: '5.00' }, 'ledger: missing in the file: 5.00 USD'],
  ];
  for (const [name, found, sentence] of cases) {
    test(name, () => {
      const outcome = outcomeOf({ ...nothing, findings: [{ ...finding, ...found } as never] }, 'a.csv');
      assert.equal(outcome.kind, 'refused');
      assert.equal(
        outcome.kind === 'refused' && outcome.message,
        `${sentence}: Cancel fee, subscription s, 2026-06-17 to 2026-06-28, 1 seats\n3 lines agree, 1 do not.`,
      );
    });
  }
  test('mistakes, with file, line and column', () => {
    const outcome = outcomeOf(
      {
        ...nothing,
        kind: 'invalid',
        errors: [
          { line: 2, column: 'Amount', problem: 'is none' },
          { line: 1, column: '', problem: 'x' },
        ],
      },
      'a.csv',
    );
    assert.equal(outcome.kind === 'refused' && outcome.message, 'a.csv:2: Amount: is none\na.csv:1: x');
  });
  for (const kind of ['other_partner', 'no_such_invoice'] as const)
    test(kind, () => assert.equal(outcomeOf({ ...nothing, kind }, 'a.csv').kind, 'refused'));
});
