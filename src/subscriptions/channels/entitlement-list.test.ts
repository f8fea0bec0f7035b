import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offer, smallCatalog } from '../../../test/small-catalog.ts';
import { ENTRIES_MAX, readEntitlements, type WrittenEntry } from './entitlement-list.ts';
import { readEntitlementFile } from './file.ts';

const entry: WrittenEntry = {
  where: 'items[0]',
  channel: 'web_direct',
  product: offer('suite'),
  quantity: '5',
  status: '',
  heldSince: '2025-01-01',
  heldUntil: '2026-01-01',
};
const wrong = (change: Partial<WrittenEntry>): readonly string[] => {
  const reading = readEntitlements([{ ...entry, ...change }], smallCatalog);
  return reading.kind === 'refused' ? reading.errors.map(({ why }) => why.split(' ')[0] ?? '') : [];
};

describe('an entry of what is held elsewhere', () => {
  test('is read whole', () =>
    assert.deepEqual(readEntitlements([entry], smallCatalog), {
      kind: 'entitlements',
      entitlements: [
        { channel: 'web_direct', offerId: offer('suite'), quantity: 5, status: 'active', since: '2025-01-01', until: '2026-01-01' },
      ],
    }));

  const cases: readonly [name: string, change: Partial<WrittenEntry>, expected: readonly string[]][] = [
    ['a channel in another spelling', { channel: 'Web Direct' }, []],
    ['a channel that is none', { channel: 'friend' }, ['channel']],
    ['an offer in lower case', { product: offer('suite').toLowerCase() }, []],
    ['an offer that nobody knows', { product: 'x' }, ['product']],
    ['no product', { product: '' }, ['product']],
    ['one seat', { quantity: '1' }, []],
    ['no seat', { quantity: '0' }, ['quantity']],
    ['half a seat', { quantity: '1.5' }, ['quantity']],
    ['a million seats', { quantity: '1000000' }, []],
    ['a million and one', { quantity: '1000001' }, ['quantity']],
    ['10^12 seats', { quantity: '1000000000000' }, ['quantity']],
    ['seats in words', { quantity: 'many' }, ['quantity']],
    ['suspended', { status: 'Suspended' }, []],
    ['a status that is none', { status: 'asleep' }, ['status']],
    ['a day that no calendar has', { heldSince: '2026-02-30' }, ['heldSince']],
    ['an instant for a day', { heldSince: '2025-01-01T00:00:00Z' }, []],
    ['without an end', { heldUntil: '' }, []],
    ['an end that is no day', { heldUntil: 'soon' }, ['heldUntil']],
    ['held for one day', { heldUntil: '2025-01-02' }, []],
    ['over when it began', { heldUntil: '2025-01-01' }, ['heldUntil']],
    [
      'everything wrong',
      { channel: '', product: '', quantity: '', status: 'x', heldSince: '', heldUntil: 'x' },
      ['channel', 'product', 'quantity', 'status', 'heldSince', 'heldUntil'],
    ],
  ];
  for (const [name, change, expected] of cases)
    test(`${name}: ${expected.join() || 'fine'}`, () => assert.deepEqual(wrong(change), expected));

  test('of one wrong entry nothing counts, and each says where', () => {
    const reading = readEntitlements([entry, { ...entry, where: 'items[1]', quantity: '0' }], smallCatalog);
    assert.deepEqual(reading, {
      kind: 'refused',
      errors: [{ where: 'items[1]', why: 'quantity must be a whole number from 1 to 1000000' }],
    });
  });

  for (const [count, kind] of [
    [ENTRIES_MAX, 'entitlements'],
    [ENTRIES_MAX + 1, 'refused'],
  ] as const) {
    test(`${count} entries: ${kind}`, () =>
      assert.equal(
        readEntitlements(
          Array.from({ length: count }, () => entry),
          smallCatalog,
        ).kind,
        kind,
      ));
  }
});

describe('a file of what is held elsewhere', () => {
  test('has columns in any order and spelling, and says its lines', () => {
    const text =
      '\uFEFFQuantity;Channel;SKU part number;Held since;Held_until;Status\r\n5;Web direct;SUITE;2025-01-01;;suspended\r\n\r\n7;retail_key;X;2025-01-01;2026-01-01;';
    assert.deepEqual(readEntitlementFile(text), {
      kind: 'entries',
      entries: [
        {
          where: 'line 2',
          channel: 'Web direct',
          product: 'SUITE',
          quantity: '5',
          status: 'suspended',
          heldSince: '2025-01-01',
          heldUntil: '',
        },
        {
          where: 'line 4',
          channel: 'retail_key',
          product: 'X',
          quantity: '7',
          status: '',
          heldSince: '2025-01-01',
          heldUntil: '2026-01-01',
        },
      ],
    });
  });
  for (const [name, text, where] of [
    ['nothing at all', '', 'line 1'],
    ['without a column', 'channel,product,quantity\nx,y,1', 'line 1'],
    ['quotes that do not close', 'channel,product,quantity,since\n"x,y,1,2025-01-01', 'line 2'],
  ] as const) {
    test(`${name}: refused`, () => {
      const read = readEntitlementFile(text);
      assert.deepEqual(read.kind === 'refused' ? read.errors.map((each) => each.where) : [], [where]);
    });
  }
  test('with headings alone is an empty list', () =>
    assert.deepEqual(readEntitlementFile('channel,product,quantity,heldsince\n'), { kind: 'entries', entries: [] }));
});
