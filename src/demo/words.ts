import { parseArgs } from 'node:util';
import { DEMO_CUSTOMERS, DEMO_SEED, type Cast, type SignIn } from './cast.ts';

/** What the words after `upseat demo` ask for. */
export type DemoRequest =
  | { readonly kind: 'cast'; readonly seed: number; readonly json: boolean }
  | { readonly kind: 'load'; readonly seed: number; readonly customers: number; readonly grow: boolean }
  | { readonly kind: 'misused'; readonly message: string };

export const DEMO_USAGE = `Use: upseat demo [--customers N] [--add] [--seed N]   loads the demo world into an empty database, ${DEMO_CUSTOMERS} customers where no number is named;
                                                     with --add, brings the one that is there to that number
     upseat demo --cast [--json] [--seed N]          shows how to sign in, and a customer for each thing there is to see
`;

const CUSTOMERS_MAX = 10_000_000;

/** Reads the words after `upseat demo`. */
export function readDemoWords(words: readonly string[]): DemoRequest {
  const read = parsed(words);
  if (typeof read === 'string') return { kind: 'misused', message: read };
  const seed = wholeNumber(read.seed, DEMO_SEED);
  const customers = wholeNumber(read.customers, DEMO_CUSTOMERS);
  if (seed === null) return { kind: 'misused', message: `--seed ${read.seed} is no whole number.` };
  if (customers === null || customers > CUSTOMERS_MAX) {
    return { kind: 'misused', message: `--customers ${read.customers} is no whole number up to ${CUSTOMERS_MAX}.` };
  }
  if (read.cast !== true) return { kind: 'load', seed, customers, grow: read.add ?? false };
  if (read.customers !== undefined || read.add === true)
    return { kind: 'misused', message: '--cast loads nothing: leave out --customers and --add.' };
  return { kind: 'cast', seed, json: read.json ?? false };
}

type Words = {
  readonly customers?: string;
  readonly seed?: string;
  readonly add?: boolean;
  readonly cast?: boolean;
  readonly json?: boolean;
};

function parsed(words: readonly string[]): Words | string {
  const options = {
    customers: { type: 'string' },
    seed: { type: 'string' },
    add: { type: 'boolean' },
    cast: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...words], options, strict: true }).values;
  } catch (error) {
    // The rest of Node's message explains its own parser.
    return (error as Error).message.replace(/(\. .*|\.?)$/s, '.');
  }
}

function wholeNumber(text: string | undefined, otherwise: number): number | null {
  if (text === undefined) return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** The cast as a person reads it. */
export function castText({ signIns, customerSignIns, examples }: Cast): string {
  const people = [['role', 'user name', 'password', 'partner'], ...signIns.map(signInCells)];
  const things = Object.entries(examples).map(
    ([name, { companyName, customerId, partner, says }]) =>
      `  ${name}\n    ${says}\n    ${companyName}, customer ${customerId} of ${partner}\n`,
  );
  const customers = [
    ['role', 'user name', 'password', 'company'],
    ...customerSignIns.map((person) => [
      person.isGlobalAdmin ? 'global administrator' : 'no role',
      person.username,
      person.password,
      person.company,
    ]),
  ];
  return `Sign in as\n\n${table(people)}\nOpen a partner's invitation as\n\n${table(customers)}\nLook at\n\n${things.join('')}`;
}

function signInCells({ role, username, password, partner, clientId, clientSecret }: SignIn): readonly string[] {
  return [role, username ?? clientId, password ?? clientSecret, partner];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<readonly number[]>((wide, row) => row.map((cell, i) => Math.max(cell.length, wide[i] ?? 0)), []);
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
