import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Task } from './size.ts';
import type { Leg } from './measure.ts';
import type { Statement, Statements } from './recording.ts';
import { customerIdOf, digitsOf, STRIDE, subscriptionIdOf, type World } from './world.ts';

/** What to do where there is no pgbench. */
export const PGBENCH_ADVICE =
  'pgbench comes with PostgreSQL’s server or contrib package, e.g. `apt-get install postgresql-contrib` or `brew install postgresql`; it need not be the same version, and no server needs to run.';

/** The newest pgbench of this machine: on the path, or where packages put it. */
export function findPgbench(path: string = process.env['PATH'] ?? ''): string | null {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(packaged, version, 'bin')), ...path.split(delimiter)];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file)) ?? null;
}

/** Transactions of each client before those that count: the database replans a statement five times before it keeps a plan. */
const WARM_UP_EACH = 8;

/** How many transactions pgbench does for a task: those that count and those that do not. */
export function transactionsFor({ callers, count }: Task): number {
  return count + WARM_UP_EACH * callers;
}

/** The program's own statements, in its own two groups, prepared once for each connection. */
export function sameStatements({ asked, written, digits }: Statements): string {
  const group = (statements: readonly string[]): string =>
    ['\\startpipeline', ...statements.map((sql) => `${sql};`), '\\endpipeline'].join('\n');
  return [
    group(['begin', ...asked.map((each) => filled(each, digits))]),
    group([...written.map((each) => filled(each, digits)), 'commit']),
  ].join('\n');
}

/** The call of the function in upgrade-function.sql. */
export function functionCall(world: World): string {
  const [customer, digits] = [0, digitsOf(0)];
  const id = (text: string): string => literal(text, 'uuid', digits);
  return `select upgrade_at_once(${id(customerIdOf(customer))}, ${id(subscriptionIdOf(customer))}, ${literal(world.partnerId, 'uuid', digits)}, ${literal(world.target.offerId, 'text', digits)}, ${id(`00000000-0000-4000-8000-${digits}`)}, ${literal(world.agent.userId, 'uuid', digits)});`;
}

/** A statement with its values in place of its parameters, for any customer. */
function filled({ sql, values, types }: Statement, digits: string): string {
  return sql
    .trim()
    .replaceAll(/\$(\d+)/g, (_, number: string) => literal(values[Number(number) - 1], types[Number(number) - 1] ?? 'text', digits));
}

function literal(value: unknown, type: string, digits: string): string {
  if (value === null || value === undefined) return `null::${type}`;
  // pgbench takes a colon before a letter for a variable even inside quotes.
  const plain = typeof value === 'string' ? value : type.endsWith('[]') ? arrayText(value) : JSON.stringify(value);
  const text = plain.replaceAll('\\', '\\\\').replaceAll(`'`, `''`).replaceAll(':', '\\x3a').replaceAll('\n', '\\n');
  return text.includes(digits) ? `replace(E'${text}', '${digits}', :digits::text)::${type}` : `E'${text}'::${type}`;
}

/** A list as the database spells it. */
function arrayText(value: unknown): string {
  return `{${[value]
    .flat()
    .map((each) => JSON.stringify(String(each)))
    .join(',')}}`;
}

/** Has pgbench run a script, whose variable `digits` is another customer's each time, from the customer `first` on. */
export async function runPgbench(
  { program, connectionString, folder, script }: { program: string; connectionString: string; folder: string; script: string },
  task: Task & { readonly first: number },
): Promise<Leg> {
  const place = mkdtempSync(join(folder, 'pgbench-'));
  const file = join(place, 'script.sql');
  const count = transactionsFor(task);
  // Each client counts its own transactions; together their turns are 0, 1, 2, … without a gap.
  const turn = `(:done * ${task.callers} + :client_id)`;
  writeFileSync(
    file,
    ['\\set done :done + 1', `\\set digits ${digitsOf(task.first)} + ${turn} * ${STRIDE} % ${count}`, script, ''].join('\n'),
  );
  const words = [
    ...['-n', '-M', 'prepared', '-j', String(Math.min(2, task.callers)), '-c', String(task.callers), '-t', String(count / task.callers)],
    ...['-D', 'done=-1', '-f', file, '-l', '--log-prefix', join(place, 'log'), connectionString],
  ];
  const output = await outputOf(program, words);
  const done = readdirSync(place)
    .filter((name) => name.startsWith('log'))
    .flatMap((name) => transactionsIn(readFileSync(join(place, name), 'utf8')));
  rmSync(place, { recursive: true });
  if (done.length !== count) throw new Error(`pgbench did ${done.length} of ${count} transactions: ${output}`);
  return legOf(done);
}

type Transaction = { readonly number: number; readonly milliseconds: number; readonly endedAt: number };

/** Each line of the log: client, number, microseconds, script, and the second and microsecond of its end. */
function transactionsIn(log: string): Transaction[] {
  return log
    .trim()
    .split('\n')
    .map((line) => line.split(' ').map(Number))
    .map(([, number = 0, microseconds = 0, , second = 0, microsecond = 0]) => ({
      number,
      milliseconds: microseconds / 1000,
      endedAt: second + microsecond / 1e6,
    }));
}

/** What came after every client had warmed up: pgbench plans each statement anew in each run, which the server does once for all. */
function legOf(done: readonly Transaction[]): Leg {
  const from = Math.max(...done.filter(({ number }) => number < WARM_UP_EACH).map(({ endedAt }) => endedAt));
  const counted = done.filter(({ endedAt }) => endedAt > from);
  const until = Math.max(...counted.map(({ endedAt }) => endedAt));
  return {
    operations: counted.length,
    seconds: until - from,
    milliseconds: Float64Array.from(counted, ({ milliseconds }) => milliseconds),
  };
}

function outputOf(program: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PGOPTIONS: '-c jit=off -c timezone=UTC' },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data));
    child.once('error', reject);
    child.once('close', (code) => {
      const text = Buffer.concat(output).toString();
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ended with code ${code}: ${text}`));
    });
  });
}
