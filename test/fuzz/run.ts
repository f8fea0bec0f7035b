import fc from 'fast-check';
import type { Db } from '../../src/platform/db.ts';
import { curlLine } from './curl.ts';
import { judge, judgeRaw, textOf, type Fault } from './judge.ts';
import { forgetWritten } from './marks.ts';
import { requests, type Asked } from './requests.ts';
import { openSite, type Site } from './site.ts';
import { openClient, sendRaw, type Client, type Outcome } from './socket.ts';

export type FuzzOptions = {
  readonly requests: number;
  readonly seed: number;
  /** A migrated, empty database for each world. */
  readonly database: () => Promise<Db>;
  readonly onLine?: (line: string) => void;
};

export type FuzzReport = {
  readonly seed: number;
  readonly worlds: number;
  readonly requests: number;
  /** Answers by the hundred of their status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly mutations: Readonly<Record<string, number>>;
  readonly routes: { readonly all: number; readonly asked: number; readonly succeeded: number };
  /** Refused requests after which the database was looked at. */
  readonly refused: number;
  readonly slowestMs: number;
  /** Everything that should not be, each with the shortest request that shows it. */
  readonly problems: readonly string[];
};

type Tally = {
  requests: number;
  refused: number;
  slowestMs: number;
  readonly statuses: Record<string, number>;
  readonly mutations: Record<string, number>;
  readonly asked: Set<string>;
  readonly succeeded: Set<string>;
  readonly problems: Map<string, string>;
};

/** A world is used up by and by: customers are removed, people are locked out. */
const REQUESTS_PER_WORLD = 5000;
const REQUESTS_PER_BATCH = 250;
const CUSTOMERS = 40;
/** Where nothing goes wrong a batch takes two or three; the rest is for finding the shortest request that shows a fault. */
const BATCH_SECONDS_MAX = 30;
const PROBLEMS_MAX = 40;

/** Sends requests, sound ones and such with one thing wrong, to the whole program, and holds every answer against what is promised. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzReport> {
  const tally: Tally = {
    requests: 0,
    refused: 0,
    slowestMs: 0,
    statuses: {},
    mutations: {},
    asked: new Set(),
    succeeded: new Set(),
    problems: new Map(),
  };
  let worlds = 0;
  let all = 0;
  for (let sent = 0; sent < options.requests && tally.problems.size < PROBLEMS_MAX; sent += REQUESTS_PER_WORLD) {
    worlds += 1;
    const site = await openSite(await options.database(), CUSTOMERS);
    all = site.routes.length;
    await fuzzWorld(site, options.seed + sent, Math.min(REQUESTS_PER_WORLD, options.requests - sent), tally, options.onLine);
    await site.close();
  }
  const { statuses, mutations, requests: count, refused, slowestMs, problems } = tally;
  return {
    seed: options.seed,
    worlds,
    requests: count,
    statuses,
    mutations,
    routes: { all, asked: tally.asked.size, succeeded: tally.succeeded.size },
    refused,
    slowestMs: Math.round(slowestMs),
    problems: [...problems.values()],
  };
}

async function fuzzWorld(site: Site, seed: number, count: number, tally: Tally, onLine: FuzzOptions['onLine']): Promise<void> {
  const client = openClient(site.url);
  for (let sent = 0; sent < count; sent += REQUESTS_PER_BATCH) {
    const pool = await site.pool();
    await site.written();
    // Each failure on the way of shrinking is smaller than the one before.
    let smallest: { readonly asked: Asked; readonly fault: Fault } | null = null;
    const property = fc.asyncProperty(requests(site.routes, pool, site.tokens), async (asked) => {
      const fault = (await ask(site, client, asked, tally)).find((each) => !tally.problems.has(signature(asked, each)));
      if (fault === undefined) return;
      smallest = { asked, fault };
      throw new Error(fault.what);
    });
    // One fault ends a batch; what is left of it is made good by the next.
    let left = Math.min(REQUESTS_PER_BATCH, count - sent);
    for (let attempt = 0; left > 0 && tally.problems.size < PROBLEMS_MAX; attempt += 1) {
      const result = await fc.check(property, {
        numRuns: left,
        seed: seed + sent + attempt * 7919,
        interruptAfterTimeLimit: BATCH_SECONDS_MAX * 1000,
      });
      left -= result.numRuns;
      if (!result.failed) break;
      if (smallest === null) throw result.errorInstance ?? new Error('the run failed');
      const { asked, fault }: { readonly asked: Asked; readonly fault: Fault } = smallest;
      smallest = null;
      const line = `${asked.route.method} ${asked.route.url} (${asked.mutation}): ${fault.what}: ${fault.more}\n    ${curlLine(site.url, asked)}`;
      tally.problems.set(signature(asked, fault), line);
      onLine?.(line);
    }
    onLine?.(
      `${tally.requests} requests, ${tally.problems.size} problems, ${pool.customers.length} customers, ${JSON.stringify(tally.statuses)}`,
    );
  }
  client.close();
}

function signature({ route }: Asked, { what, more }: Fault): string {
  // The same fault at the same place of the program is one, whichever address it is met at.
  return what.startsWith('a server error')
    ? `${what} ${more.replaceAll(/[0-9a-f-]{36}|\d+/g, '')}`
    : `${route.method} ${route.url} ${what}`;
}

async function ask(site: Site, client: Client, asked: Asked, tally: Tally): Promise<readonly Fault[]> {
  const { raw } = asked.wire;
  if (raw === undefined) {
    const outcome = await client.send(asked.wire);
    const written = await site.written();
    note(site, asked, outcome, written, tally);
    return judge(site, asked, outcome, written);
  }
  const outcome = await sendRaw(site.url, raw);
  if (outcome.answers.length < raw.requests || raw.must !== 'be_answered') await site.settled();
  const written = await site.written();
  const [first = { kind: outcome.isClosed ? 'cut' : 'silent', milliseconds: outcome.milliseconds } as const] = outcome.answers;
  note(site, asked, first, written, tally);
  return judgeRaw(site, asked, raw, outcome, written);
}

function note(site: Site, asked: Asked, outcome: Outcome, written: readonly string[], tally: Tally): void {
  const name = `${asked.route.method} ${asked.route.url}`;
  tally.requests += 1;
  tally.asked.add(name);
  tally.mutations[asked.mutation] = (tally.mutations[asked.mutation] ?? 0) + 1;
  tally.slowestMs = Math.max(tally.slowestMs, outcome.milliseconds);
  const status = outcome.kind === 'answered' ? `${Math.floor(outcome.status / 100)}xx` : outcome.kind;
  tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
  if (status === '2xx') tally.succeeded.add(name);
  if (outcome.kind === 'answered' && outcome.status >= 400) tally.refused += 1;
  if (status === '2xx' && written.length > 0) forgetWritten(textOf(asked), site.marks);
}
