import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addOnChoicesIn, withAddOnChoice } from './addOnChoices.ts';

const cases: [what: string, text: string | undefined, expected: readonly string[]][] = [
  ['nothing', undefined, []],
  ['an empty text', '', []],
  ['one choice', 'keep.a', ['keep a']],
  ['two choices', 'keep.a,drop.b', ['keep a', 'drop b']],
  ['a word that is no choice', 'burn.a,drop.b', ['drop b']],
  ['a choice for nothing', 'keep.,keep', []],
];
for (const [what, text, expected] of cases) {
  test(`the address has ${what}`, () =>
    assert.deepEqual(
      addOnChoicesIn(text).map(({ choice, subscriptionId }) => `${choice} ${subscriptionId}`),
      expected,
    ));
}

test('another choice for the same add-on takes the place of the first', () => {
  assert.equal(withAddOnChoice('keep.a,drop.b', { subscriptionId: 'a', choice: 'drop' }), 'drop.b,drop.a');
  assert.equal(withAddOnChoice(undefined, { subscriptionId: 'a', choice: 'keep' }), 'keep.a');
});
