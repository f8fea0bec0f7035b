import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { day } from '../../kit/dates.ts';
import { minor, type Currency } from '../../kit/money.ts';
import { readCsv } from '../../platform/csv.ts';
import { prorate, ROUNDING_MODES } from '../rounding.ts';
import { compare, totalsOf, type OwnLine, type UpstreamLine } from './compare.ts';
import { readReconciliation } from './upstream.ts';

const own = (change: Partial<OwnLine> = {}): OwnLine => ({
  chargeId: 'c1',
  subscriptionId: 's1',
  chargeType: 'Cycle fee',
  from: day('2026-06-01'),
  to: day('2026-06-30'),
  quantity: 10,
  amountMinor: minor(5000),
  currency: 'USD' as Currency,
  unitPriceMinor: minor(500),
  days: 30,
  periodDays: 30,
  rounding: 'exact_half_up',
  ...change,
});
const upstream = (change: Partial<UpstreamLine> = {}): UpstreamLine => {
  const { chargeId: _, unitPriceMinor: _price, days: _days, periodDays: _period, rounding: _rounding, ...line } = own();
  return { ...line, line: 2, ...change };
};
const kinds = (file: readonly UpstreamLine[], ledger: readonly OwnLine[]) => compare(file, ledger).map((finding) => finding.kind);

describe('a file and the ledger', () => {
  const cases: [name: string, file: UpstreamLine[], ledger: OwnLine[], kinds: string[]][] = [
    ['the same line on both sides', [upstream()], [own()], ['same']],
    ['spelled otherwise', [upstream({ subscriptionId: 'S1', chargeType: 'Cycle  Fee' })], [own()], ['same']],
    ['another amount', [upstream({ amountMinor: minor(5001) })], [own()], ['differs']],
    ['in the file only', [upstream()], [], ['missing_in_ledger']],
    ['in the ledger only', [], [own()], ['missing_in_file']],
    ['other days are another line', [upstream({ to: day('2026-06-29') })], [own()], ['missing_in_ledger', 'missing_in_file']],
    ['other seats are another line', [upstream({ quantity: 9 })], [own()], ['missing_in_ledger', 'missing_in_file']],
    ['another currency is another line', [upstream({ currency: 'EUR' as Currency })], [own()], ['missing_in_ledger', 'missing_in_file']],
    ['a credit is no charge', [upstream({ amountMinor: minor(-5000) })], [own()], ['missing_in_ledger', 'missing_in_file']],
    ['one cent instead of nothing', [upstream({ amountMinor: minor(0) })], [own({ amountMinor: minor(1) })], ['differs']],
    [
      'a credit of one cent is no charge of one',
      [upstream({ amountMinor: minor(-1) })],
      [own({ amountMinor: minor(1) })],
      ['missing_in_ledger', 'missing_in_file'],
    ],
    [
      'three times in the file, of which the ledger has one, and one with another amount',
      [upstream(), upstream({ line: 3 }), upstream({ line: 4 })],
      [own(), own({ chargeId: 'c2', amountMinor: minor(4999) })],
      ['same', 'double_in_file', 'differs'],
    ],
    ['twice in the file', [upstream(), upstream({ line: 3 })], [own()], ['same', 'double_in_file']],
    ['twice in the ledger', [upstream()], [own(), own({ chargeId: 'c2' })], ['same', 'double_in_ledger']],
    ['twice on both sides', [upstream(), upstream({ line: 3 })], [own(), own({ chargeId: 'c2' })], ['same', 'same']],
    [
      'twice with another amount',
      [upstream(), upstream({ line: 3, amountMinor: minor(4999) })],
      [own(), own({ chargeId: 'c2' })],
      ['same', 'differs'],
    ],
  ];
  for (const [name, file, ledger, expected] of cases) test(name, () => assert.deepEqual(kinds(file, ledger), expected));

  test('names the rounding that the other side used, of each mode', () => {
    const part = { unitPriceMinor: minor(-400), quantity: 1, days: 12, periodDays: 28 };
    for (const mode of ROUNDING_MODES) {
      const [finding] = compare(
        [upstream({ quantity: 1, amountMinor: prorate(part, mode) })],
        [own({ quantity: 1, unitPriceMinor: minor(400), days: 12, periodDays: 28, amountMinor: minor(-1_000_000) })],
      );
      assert.ok(finding?.kind === 'differs' && finding.modes.includes(mode), mode);
    }
  });
  test('the published cancellation of 1.72 is the price of a day with three decimals, and no other', () => {
    const [finding] = compare(
      [upstream({ quantity: 1, amountMinor: minor(-172) })],
      [own({ quantity: 1, unitPriceMinor: minor(400), days: 12, periodDays: 28, amountMinor: minor(-171) })],
    );
    assert.deepEqual(finding?.kind === 'differs' && finding.modes, ['daily_price_three_decimals']);
  });
  test('of a large file each planted mistake is found as what it is, and nothing else', () => {
    const LINES = 20_000;
    const ledger = Array.from({ length: LINES }, (_, i) => {
      const part = { unitPriceMinor: minor(397 + (i % 2003)), quantity: 1 + (i % 37), days: 1 + (i % 30), periodDays: 31 };
      return own({ ...part, chargeId: `c${i}`, subscriptionId: `s${i}`, amountMinor: prorate(part, 'exact_half_up') });
    });
    const planted = { differs: 0, missing_in_ledger: 0, missing_in_file: 0, double_in_file: 0, double_in_ledger: 0 };
    const asked = new Map<string, (typeof ROUNDING_MODES)[number]>();
    const file = ledger.flatMap((line, i): UpstreamLine[] => {
      const { chargeId, unitPriceMinor, days, periodDays, rounding: _, ...rest } = line;
      const theirs = { ...rest, line: 2 * i + 2 };
      const mode = ROUNDING_MODES[i % ROUNDING_MODES.length] ?? 'exact_half_up';
      const otherwise = prorate({ unitPriceMinor, quantity: line.quantity, days, periodDays }, mode);
      if (i % 11 === 0 && otherwise !== line.amountMinor && otherwise !== 0) {
        planted.differs += 1;
        asked.set(chargeId, mode);
        return [{ ...theirs, amountMinor: otherwise }];
      }
      if (i % 101 === 1) {
        planted.missing_in_file += 1;
        return [];
      }
      if (i % 103 === 2) {
        planted.double_in_file += 1;
        return [theirs, { ...theirs, line: theirs.line + 1 }];
      }
      if (i % 107 === 3) {
        planted.missing_in_ledger += 1;
        return [theirs, { ...theirs, line: theirs.line + 1, subscriptionId: `elsewhere${i}` }];
      }
      return [theirs];
    });
    const twice = file.slice(0, 40).flatMap((line) => {
      const own0 = ledger.find((each) => each.subscriptionId === line.subscriptionId);
      const isPlain = own0 !== undefined && own0.amountMinor === line.amountMinor && !asked.has(own0.chargeId);
      const isDouble = file.filter((each) => each.subscriptionId === line.subscriptionId).length > 1;
      if (!isPlain || isDouble) return [];
      planted.double_in_ledger += 1;
      return [{ ...own0, chargeId: `${own0.chargeId}-again` }];
    });
    const findings = compare(file, [...ledger, ...twice]);
    const counted = Object.fromEntries(Object.keys(planted).map((kind) => [kind, findings.filter((each) => each.kind === kind).length]));
    assert.deepEqual(counted, planted);
    assert.ok(Object.values(planted).every((count) => count > 20));
    for (const finding of findings)
      if (finding.kind === 'differs') assert.ok(finding.modes.includes(asked.get(finding.own.chargeId) ?? 'exact_half_up'));
  });
  test('of a whole period and of no day each rounding gives the same; of other days than a period has none gives any', () => {
    const modes = (amountMinor: number, change: Partial<OwnLine>) => {
      const [finding] = compare([upstream({ amountMinor: minor(amountMinor) })], [own(change)]);
      return finding?.kind === 'differs' ? finding.modes : assert.fail(finding?.kind);
    };
    assert.deepEqual(modes(5000, { amountMinor: minor(4999) }), ROUNDING_MODES);
    assert.deepEqual(modes(0, { days: 0, amountMinor: minor(1) }), ROUNDING_MODES);
    assert.deepEqual([modes(5000, { days: 31, amountMinor: minor(1) }), modes(5000, { days: -1, amountMinor: minor(1) })], [[], []]);
  });
  test('of a cent, and of what we have as nothing, the rounding is found too, of a credit as of a charge', () => {
    const modes = (theirs: number, change: Partial<OwnLine> & Pick<OwnLine, 'amountMinor'>) => {
      const [finding] = compare([upstream({ quantity: 1, amountMinor: minor(theirs) })], [own({ quantity: 1, ...change })]);
      return finding?.kind === 'differs' ? finding.modes : assert.fail(finding?.kind);
    };
    const part = { unitPriceMinor: minor(4), days: 12, periodDays: 28 };
    assert.ok(modes(-2, { ...part, amountMinor: minor(-1) }).includes('exact_half_up'));
    assert.ok(modes(1, { unitPriceMinor: minor(1), days: 15, amountMinor: minor(0) }).includes('exact_half_up'));
  });
  test('the totals count each kind', () => {
    const file = [
      upstream(),
      upstream({ line: 3 }),
      upstream({ line: 4, quantity: 9 }),
      upstream({ line: 5, quantity: 8, amountMinor: minor(1) }),
    ];
    const ledger = [
      own(),
      own({ chargeId: 'c2', quantity: 8 }),
      own({ chargeId: 'c3', quantity: 7 }),
      own({ chargeId: 'c4', quantity: 6 }),
    ];
    assert.deepEqual(totalsOf(compare(file, ledger)), {
      ...{ same: 1, differs: 1, doubleInFile: 1, doubleInLedger: 0, missingInLedger: 1, missingInFile: 2 },
      ...{ fileMinor: 15_001, ledgerMinor: 20_000 },
    });
  });
  test('an amount that no rounding gives has no mode', () => {
    const [finding] = compare([upstream({ amountMinor: minor(6000) })], [own()]);
    assert.deepEqual(finding?.kind === 'differs' && finding.modes, []);
  });

  test('every line of both sides is in one finding as itself, whatever they are', () => {
    const drawn = fc.record({
      subscription: fc.constantFrom('a', 'b'),
      quantity: fc.integer({ min: 1, max: 2 }),
      amount: fc.integer({ min: -2, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 12 }), fc.array(drawn, { maxLength: 12 }), (theirs, ours) => {
        const file = theirs.map(({ subscription, quantity, amount }, i) =>
          upstream({ line: i + 2, subscriptionId: subscription, quantity, amountMinor: minor(amount) }),
        );
        const ledger = ours.map(({ subscription, quantity, amount }, i) =>
          own({ chargeId: `c${i}`, subscriptionId: subscription, quantity, amountMinor: minor(amount) }),
        );
        const findings = compare(file, ledger);
        assert.deepEqual(
          findings.flatMap((finding) => ('upstream' in finding ? [finding.upstream.line] : [])).toSorted((a, b) => a - b),
          file.map(({ line }) => line),
        );
        assert.deepEqual(
          findings.flatMap((finding) => ('own' in finding ? [finding.own.chargeId] : [])).toSorted(),
          ledger.map(({ chargeId }) => chargeId).toSorted(),
        );
        const { fileMinor, ledgerMinor } = totalsOf(findings);
        assert.equal(
          fileMinor,
          file.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        );
        assert.equal(
          ledgerMinor,
          ledger.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        );
      }),
    );
  });
});

describe('a reconciliation file', () => {
  const HEADINGS = 'PartnerId,SyndicationPartnerSubscriptionNumber,ChargeStartDate,ChargeEndDate,ChargeType,Quantity,Amount,Currency';
  const [partner, subscription] = ['AAAAAAAA-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000001'];
  const row = `${partner},${subscription},6/1/2026,2026-06-30T00:00:00,Cycle fee,10,50.00,USD`;
  const errors = (...lines: string[]) => {
    const read = readReconciliation(readCsv(lines.join('\n')));
    return read.kind === 'invalid' ? read.errors.map(({ line, column, problem }) => `${line} ${column}: ${problem}`) : [];
  };
  test('is read with the dates of either kind', () => {
    assert.deepEqual(readReconciliation(readCsv([HEADINGS, row].join('\n'))), {
      kind: 'file',
      partnerId: partner.toLowerCase(),
      lines: [upstream({ subscriptionId: subscription })],
    });
  });
  const wrong: [name: string, lines: string[], error: RegExp][] = [
    ['nothing', [''], /^1 : the file is empty/],
    ['headings alone', [HEADINGS], /^1 : no line follows/],
    ['a heading that is missing', [HEADINGS.replace('Amount', 'Total'), row], /^1 Amount: is missing/],
    ['no date', [HEADINGS, row.replace('6/1/2026', 'June')], /^2 ChargeStartDate: "June" is no date/],
    ['no amount', [HEADINGS, row, row.replace('50.00', '5O')], /^3 Amount: "5O" is no amount of USD/],
    ['no quantity', [HEADINGS, row.replace(',10,', ',ten,')], /^2 Quantity: "ten" is no whole number/],
    ['no currency', [HEADINGS, row.replace('USD', 'dollar')], /^2 Currency: "dollar" is no currency/],
    ['no subscription', [HEADINGS, row.replace(subscription, 'x')], /^2 SyndicationPartnerSubscriptionNumber: "x" is no GUID/],
    ['two partners', [HEADINGS, row, row.replace(partner, subscription)], /^1 PartnerId: the file is of 2 partners/],
    ['broken quotes', [HEADINGS, '"x'], /^2 : has quotes/],
  ];
  for (const [name, lines, error] of wrong) test(`${name} is told with its line`, () => assert.match(errors(...lines)[0] ?? '', error));
});
