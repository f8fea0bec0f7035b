import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { declareCommand } from './declare.ts';
import { count, day, guid, oneOf } from './forms.ts';
import { helpOf } from './help.ts';
import { readSettings } from './settings.ts';

let given: unknown = null;
const command = declareCommand({
  name: 'boats rent',
  summary: 'Rent boats',
  words: {
    harbour: { about: 'where they lie' },
    days: { about: 'for how long', form: count },
    sailor: { about: 'who sails', optional: true, many: true },
  },
  options: {
    size: { type: 'string', required: true, value: 'SIZE', about: 'how big', form: oneOf(['small', 'large']) },
    flag: { type: 'string', multiple: true, value: 'FLAG', about: 'what flies on them' },
    motor: { type: 'boolean', about: 'with a motor' },
    from: { type: 'string', value: 'DAY', about: 'since when', form: day },
  },
  check: ({ motor, flag }) => (motor && flag.length > 1 ? 'A motor boat has one flag.' : null),
  run: async (all) => {
    given = all;
    return { kind: 'done', data: null, lines: [] };
  },
});

describe('a declared command', () => {
  const misuses: [name: string, words: string[], said: RegExp][] = [
    ['a word that is missing is named, with its meaning', [], /^HARBOUR is missing: where they lie\.$/],
    ['a word of the wrong form', ['Keelung', 'many', '--size', 'small'], /^DAYS is a whole number from 1\.$/],
    ['a zero is none', ['Keelung', '0', '--size', 'small'], /^DAYS is/],
    ['an option that must be there', ['Keelung', '2'], /^--size is missing: how big\.$/],
    ['an option of the wrong form', ['Keelung', '2', '--size', 'huge'], /^--size is one of small, large\.$/],
    ['each of several options has its form', ['Keelung', '2', '--size', 'small', '--from', 'today'], /^--from is a day/],
    ['an unknown option', ['Keelung', '2', '--size', 'small', '--crew'], /^Unknown option '--crew'\.$/],
    ['words that do not fit each other', ['Keelung', '2', '--size', 'small', '--motor', '--flag', 'a', '--flag', 'b'], /one flag/],
  ];
  for (const [name, words, said] of misuses) {
    test(`${name} is a misuse`, () => {
      const parsed = command.parse(words);
      assert.ok(parsed.kind === 'misused');
      assert.match(parsed.message, said);
    });
  }

  test('hands over every word and option by its name', async () => {
    const parsed = command.parse(['基隆', '2', 'ada', 'bob', '--size', 'small', '--flag', 'a', '--flag', 'b']);
    assert.ok(parsed.kind === 'ready');
    await parsed.run(readSettings({}));
    assert.deepEqual(given, {
      harbour: '基隆',
      days: '2',
      sailor: ['ada', 'bob'],
      size: 'small',
      flag: ['a', 'b'],
      motor: false,
      from: undefined,
    });
  });

  test('a word too many is one where no rest is taken', () => {
    const narrow = declareCommand({
      name: 'x',
      summary: 'X',
      words: { one: { about: 'one', form: guid } },
      run: async () => ({ kind: 'done', data: null, lines: [] }),
    });
    const parsed = narrow.parse(['0c39d6d5-c70d-4c55-bc02-f620844f3fd1', 'b']);
    assert.equal(parsed.kind === 'misused' && parsed.message, '"b" is one word too many.');
  });

  test('has a help that comes from the declaration alone', () => {
    assert.equal(
      helpOf(command),
      `upseat boats rent HARBOUR DAYS [SAILOR...] --size SIZE [--flag FLAG]... [--motor] [--from DAY] [--json]

Rent boats.

  HARBOUR      where they lie
  DAYS         for how long
  SAILOR       who sails
  --size SIZE  how big
  --flag FLAG  what flies on them
  --motor      with a motor
  --from DAY   since when
  --json       print data for programs
`,
    );
  });
});
