import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { runProgram } from '../test/program.ts';
import { defineCommand, noWords } from './kit/command.ts';
import { readSettings } from './kit/settings.ts';

describe('the command line', () => {
  const uses: [name: string, words: string[], code: number, output: RegExp, told: RegExp][] = [
    ['--help shows every command', ['--help'], 0, /upseat server status .*\n(.*\n)*.*upseat serve/, /^$/],
    ['--version shows the version', ['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    ['no words at all are a misuse', [], 2, /^$/, /^Use: upseat NOUN VERB/],
    ['a noun alone shows its verbs', ['server'], 2, /^$/, /There is no command "server"[^]*upseat server status/],
    ['an unknown command is a misuse', ['cloud', 'buy'], 2, /^$/, /There is no command "cloud buy"/],
    ['a name from within JavaScript is no command', ['constructor'], 2, /^$/, /There is no command "constructor"/],
    ['a command shows how it is used', ['server', 'status', '--help'], 0, /^upseat server status \[--json\]\n/, /^$/],
    ['an unknown option is a misuse', ['server', 'status', '--loud'], 2, /^$/, /Unknown option '--loud'\.\nUse: upseat server status/],
    ['a word too many is a misuse', ['server', 'status', 'now'], 2, /^$/, /"now" is one word too many/],
  ];
  for (const [name, words, code, output, told] of uses) {
    test(name, async () => {
      const program = runProgram('cli/main.ts', words);
      assert.equal(await program.ended, code);
      assert.match(program.written().output, output);
      assert.match(program.written().words, told);
    });
  }
});

describe('server status', () => {
  const states: [name: string, httpStatus: number, code: number, status: string, told: RegExp][] = [
    ['a server that can serve', 200, 0, 'ok', /^$/],
    ['a server without its database', 503, 1, 'busy', /is up, but cannot reach its database/],
  ];
  for (const [name, httpStatus, code, status, told] of states) {
    test(name, async () => {
      const url = await server(httpStatus);
      const program = runProgram('cli/main.ts', ['server', 'status', '--json'], { UPSEAT_URL: `${url}/` });
      assert.equal(await program.ended, code);
      assert.deepEqual(JSON.parse(program.written().output), { status, url });
      assert.match(program.written().words, told);
    });
  }

  test('an address where nothing answers', async () => {
    const program = runProgram('cli/main.ts', ['server', 'status', '--json'], { UPSEAT_URL: 'http://127.0.0.1:1' });
    assert.equal(await program.ended, 1);
    assert.equal(JSON.parse(program.written().output).status, 'down');
    assert.equal(program.written().words, 'Nothing answers at http://127.0.0.1:1.\n');
  });
});

describe('a command reads all its words before it does anything', () => {
  let runs = 0;
  const command = defineCommand({
    usage: 'seats add COUNT',
    summary: 'Add seats',
    options: { reason: { type: 'string' } },
    parse: ({ reason }, words) =>
      noWords(words) ?? (reason === undefined ? { kind: 'misused', message: 'Say why with --reason.' } : { reason }),
    run: async ({ reason }) => {
      runs += 1;
      return { kind: 'done', data: { reason }, lines: [] };
    },
  });
  const misused: [words: string[], message: RegExp][] = [
    [[], /Say why/],
    [['--reason'], /argument missing/],
    [['--reason', 'growth', 'now'], /"now" is one word too many/],
  ];
  for (const [words, message] of misused) {
    test(`"${words.join(' ')}" is a misuse`, () => {
      const parsed = command.parse(words);
      assert.equal(parsed.kind, 'misused');
      assert.match(parsed.message, message);
      assert.equal(runs, 0);
    });
  }

  test('and then does it', async () => {
    const parsed = command.parse(['--reason', 'growth']);
    assert.equal(parsed.kind, 'ready');
    assert.deepEqual(await parsed.run(readSettings({})), {
      kind: 'done',
      data: { reason: 'growth' },
      lines: [],
    });
    assert.equal(runs, 1);
  });
});

async function server(httpStatus: number): Promise<string> {
  const http = createServer((_request, response) => void response.writeHead(httpStatus).end('{}'));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  after(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}
