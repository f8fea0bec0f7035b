import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { AREAS } from './areas.ts';
import { withMutant } from './edit.ts';
import { EQUIVALENT } from './equivalent.ts';
import { mutantsOf } from './mutate.ts';
import { fateOf, roundOf } from './run.ts';
import { testsOf } from './tests-of.ts';

// The long run of this is `npm run mutants`; docs/reliability.md tells more.
describe('what a small mistake is', () => {
  const cases: readonly [text: string, mistakes: readonly string[]][] = [
    ['a < b;', ['a <= b;']],
    ['a >= b;', ['a > b;']],
    ['a === b;', ['a !== b;']],
    ['a && b || c;', ['a && b && c;', 'a || b || c;']],
    ['a + 1n;', ['a - 1n;', 'a + 2n;', 'a + 0n;']],
    ['a += b;', ['a -= b;']],
    ["a + 'text';", []],
    ['a * b;', ['a / b;']],
    ['!a;', [' a;']],
    ['-a;', [' a;']],
    ['Math.min(a, b);', ['Math.max(a, b);']],
    ['a.some(f);', ['a.every(f);']],
    ['f(true);', ['f(false);']],
    ['f(0);', ['f(1);', 'f((-1));']],
    ['f([a]);', ['f([]);']],
    ['if (a) f();', ['if (true) f();', 'if (false) f();']],
    ['a ? b : c;', ['true ? b : c;', 'false ? b : c;']],
  ];
  for (const [text, expected] of cases) {
    test(text, () =>
      assert.deepEqual(
        mutantsOf(text).map((mutant) => withMutant(text, mutant)),
        expected,
      ),
    );
  }

  test('types, imports, texts, comments and what is thrown are left alone', () => {
    const text = `import { one } from 'a < b';
      type Two = { readonly three: 3 } | readonly [true, 4];
      const five: Two | 5 = one as 5; // 5 < 6
      const six = 'a < 6' satisfies string;
      function seven(): 7 { throw new Error(\`\${five + 8}\`); }`;
    assert.deepEqual(mutantsOf(text), []);
  });

  test('inside of a type assertion there is something to be mistaken about', () => {
    assert.deepEqual(
      mutantsOf('const a = (b < c) as boolean;').map(({ what, line }) => [what, line]),
      [['< to <=', 1]],
    );
  });
});

describe('the run', () => {
  const file = 'src/billing/period.ts';
  const source = readFileSync(file, 'utf8');
  const at = (text: string, what: string) => {
    const line = source.slice(0, source.indexOf(text)).split('\n').length;
    return mutantsOf(source).find((each) => each.line === line && each.what === what) ?? assert.fail(`no ${what} in ${text}`);
  };

  test('the tests of a file notice a mistake in it, and a loop that never ends', async () => {
    const [beside = []] = testsOf(file);
    const own = await roundOf(file, beside);
    assert.equal(await fateOf(file, at('purchasedOn) >= 29', '>= to >'), [own]), 'noticed');
    assert.equal(await fateOf(file, at('months += step', '+= to -='), [own]), 'timed_out');
  });

  test('every file of the law is there and has tests that need nothing but the code', () => {
    const files = Object.values(AREAS).flat();
    assert.deepEqual(
      files.filter((each) => testsOf(each).length === 0),
      [],
    );
  });

  test('what is said to make no difference is a mistake that can still be made', () => {
    const stale = EQUIVALENT.flatMap(({ file: of, line, what }) => {
      const text = readFileSync(of, 'utf8');
      const lines = text.split('\n');
      const possible = mutantsOf(text).filter((mutant) => lines[mutant.line - 1]?.includes(line) === true);
      return what.filter((each) => !possible.some((mutant) => mutant.what === each)).map((each) => [of, line, each]);
    });
    assert.deepEqual(stale, []);
  });
});
