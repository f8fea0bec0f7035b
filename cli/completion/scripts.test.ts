import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { runProgram } from '../../test/program.ts';
import { completionsOf, scriptFor, SHELLS } from './scripts.ts';

const completions = completionsOf([
  ['customers list', ['--search', '--json']],
  ['customers show', ['--json']],
  ['login', ['--url', '--json']],
]);

/** What bash offers for a line whose last word is being typed. */
function offered(script: string, line: readonly string[]): readonly string[] {
  const words = line.map((word) => `'${word}'`).join(' ');
  const ask = `${script}\nCOMP_WORDS=(${words}); COMP_CWORD=${line.length - 1}; _upseat; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', ask], { encoding: 'utf8' }).split('\n').filter(Boolean);
}

describe('bash completes', () => {
  const lines: [line: string[], offered: string[]][] = [
    [
      ['upseat', ''],
      ['customers', 'login'],
    ],
    [['upseat', 'cus'], ['customers']],
    [
      ['upseat', 'customers', ''],
      ['list', 'show'],
    ],
    [['upseat', 'customers', 'list', '--s'], ['--search']],
    [['upseat', 'customers', 'show', '--s'], []],
    [
      ['upseat', 'login', '--'],
      ['--url', '--json'],
    ],
    [['upseat', 'login', '--json', '--u'], ['--url']],
    [['upseat', 'nothing', ''], []],
  ];
  for (const [line, expected] of lines) {
    test(`${line.join(' ')}…`, () => assert.deepEqual(offered(scriptFor('bash', completions), line), expected));
  }
});

test('every shell gets its own script, and one that it can read', () => {
  for (const shell of SHELLS) {
    const script = scriptFor(shell, completions);
    assert.match(script, /customers/);
    const read = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
    // Not every machine has every shell.
    if (read.error === undefined) assert.deepEqual([read.status, read.stderr], [0, ''], shell);
  }
});

test('the command prints the script of all commands, with itself', async () => {
  const ran = runProgram('cli/main.ts', ['completion', 'bash']);
  assert.equal(await ran.ended, 0);
  const script = ran.written().output;
  assert.ok(offered(script, ['upseat', '']).includes('upgrades'));
  assert.ok(offered(script, ['upseat', 'upgrades', 'start', '--dr']).includes('--dry-run'));
  assert.deepEqual(offered(script, ['upseat', 'completion', 'f']), ['fish']);
  const wrong = runProgram('cli/main.ts', ['completion', 'tcsh']);
  assert.equal(await wrong.ended, 2);
});
