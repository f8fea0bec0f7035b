import { parseArgs } from 'node:util';
import { applicationOf, partnerIdOf, partnerOf } from '../demo/partners.ts';
import type { Config } from '../platform/config.ts';
import { DEMO_SEED, mainSignIns } from '../demo/cast.ts';

/** What the words after `upseat emulate` ask for. */
export type EmulateRequest =
  | {
      readonly kind: 'emulate';
      /** The file with the scenario; null for an empty start. */
      readonly scenarioFile: string | null;
      /** The demo world with so many customers instead; 0 for none. */
      readonly demoCustomers: number;
      /** Each request is appended here as a line of JSON; null for nowhere. */
      readonly recordFile: string | null;
    }
  | { readonly kind: 'misused'; readonly message: string };

const USAGE = `Use: upseat emulate [SCENARIO.json] [--demo [--customers N]] [--record FILE]`;
const DEMO_CUSTOMERS = 100;

/** Reads the words after `upseat emulate`. */
export function readEmulateWords(words: readonly string[]): EmulateRequest {
  const options = { demo: { type: 'boolean' }, customers: { type: 'string' }, record: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    const { demo = false, customers, record = null } = values;
    const [scenarioFile = null, ...more] = positionals;
    if (more.length > 0) return misused(`"${more[0]}" is one word too many.`);
    if (customers !== undefined && !/^[1-9]\d{0,4}$/.test(customers))
      return misused(`--customers ${customers} is no whole number up to 99999.`);
    if (customers !== undefined && !demo) return misused('--customers belongs to --demo.');
    if (demo && scenarioFile !== null) return misused('A scenario can ask for demo customers itself ("demoCustomers"): leave out --demo.');
    return { kind: 'emulate', scenarioFile, demoCustomers: demo ? Number(customers ?? DEMO_CUSTOMERS) : 0, recordFile: record };
  } catch (error) {
    return misused((error as Error).message.replace(/\. To specify .*$/s, '.'));
  }
}

function misused(message: string): EmulateRequest {
  return { kind: 'misused', message: `${message}\n${USAGE}` };
}

/** Why these settings allow no emulator; null where they do. */
export function againstEmulating({ mode, database }: Pick<Config, 'mode' | 'database'>): string | null {
  if (mode === 'production') return 'The emulator lets anybody in: it does not run in production mode.';
  return database.kind === 'given' ? 'The emulator empties its database, so it uses only one of its own: leave DATABASE_URL unset.' : null;
}

/** What somebody who just started the emulator needs. */
export function emulatorLines(): string {
  const partner = partnerOf('northwind');
  const { clientId, clientSecret } = applicationOf(DEMO_SEED, partner);
  const [person] = mainSignIns();
  return [
    `This is the emulator: anybody may sign in, and POST /emulator/reset brings the start back.`,
    `  tenant         ${partnerIdOf(DEMO_SEED, partner.key)}`,
    `  client id      ${clientId}`,
    `  client secret  ${clientSecret}`,
    `  user           ${person?.username ?? ''}, password ${person?.password ?? ''}`,
    '',
  ].join('\n');
}
