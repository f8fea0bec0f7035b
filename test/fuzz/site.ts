import { setTimeout as wait } from 'node:timers/promises';
import type { DescribedRoute } from '../../src/platform/app.ts';
import type { Db } from '../../src/platform/db.ts';
import { describeApi, type OpenApi } from '../../src/platform/openapi.ts';
import { openWholeProgram } from '../whole-program.ts';
import { watchWrites, writtenSince } from '../written-rows.ts';
import { readPool, type Pool } from './ids.ts';
import { readMarks, type Marks } from './marks.ts';

/** The whole program with a small demo world, as one partner's people and programs meet it. */
export type Site = {
  readonly url: string;
  readonly db: Db;
  readonly routes: readonly DescribedRoute[];
  readonly api: OpenApi;
  readonly partnerId: string;
  readonly marks: Marks;
  readonly tokens: ReadonlyMap<string, string>;
  readonly pool: () => Promise<Pool>;
  /** Which tables were written since it was last asked, with how; what is written without a change does not count. */
  readonly written: () => Promise<readonly string[]>;
  /** Waits until nothing is done any more for a caller who has gone. */
  readonly settled: () => Promise<void>;
  /** What the server logged of a failure, by the correlation id of its answer. */
  readonly said: (correlationId: string) => string;
  readonly close: () => Promise<void>;
};

const ROLES = ['admin_agent', 'global_admin', 'user_management_admin', 'billing_admin', 'sales_agent', 'helpdesk_agent', 'application'];

export async function openSite(db: Db, customers: number): Promise<Site> {
  let said: readonly string[] = [];
  const log = { level: 'error', stream: { write: (line: string) => void (said = [...said, line].slice(-SAID_MAX)) } };
  const program = await openWholeProgram(db, { customers, log });
  const { partnerId = '' } = program.cast.signIns[0] ?? {};
  const tokens = new Map<string, string>();
  for (const role of ROLES) tokens.set(role, await program.token(role));
  const routes = program.app.describedRoutes().filter(({ method }) => !['HEAD', 'OPTIONS'].includes(method));
  await watchWrites(db);
  return {
    url: program.url,
    db,
    routes,
    api: describeApi(routes, 'test'),
    partnerId,
    marks: await readMarks(db, partnerId),
    tokens,
    pool: () => readPool(db, partnerId, program.catalog.current()),
    written: () => writtenSince(db),
    settled: () => settled(db),
    said: (correlationId) =>
      said
        .filter((line) => line.includes(correlationId))
        .map(reasonIn)
        .find((reason) => reason !== '') ?? '',
    close: program.close,
  };
}

const SAID_MAX = 20;

function reasonIn(line: string): string {
  const { err } = JSON.parse(line) as { readonly err?: { readonly message?: string; readonly stack?: string } };
  return err === undefined ? '' : `${err.message}${placeIn(err.stack ?? '')}`;
}

/** Where in our own code it came from. */
function placeIn(stack: string): string {
  const own = stack.split('\n').filter((line) => line.includes('/src/'));
  return own
    .slice(0, 3)
    .map(
      (line) =>
        ` ${line
          .trim()
          .replace(/^at .*\/src\//, 'at src/')
          .replace(/\)$/, '')}`,
    )
    .join('');
}

const QUIET_LOOKS = 5;
const LOOK_MS = 4;

async function settled(db: Db): Promise<void> {
  for (let quiet = 0; quiet < QUIET_LOOKS; await wait(LOOK_MS)) {
    const { rows } = await db.read<{ busy: number }>(
      `select count(*)::int as busy from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`,
    );
    quiet = rows[0]?.busy === 0 ? quiet + 1 : 0;
  }
}
