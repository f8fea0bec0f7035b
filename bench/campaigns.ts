import { progress } from '../src/platform/progress.ts';
import { median, ratioFrom, type Ratio } from './measure.ts';
import { runPgbench, sameStatements, transactionsFor } from './pgbench.ts';
import type { Site } from './site.ts';
import { recordUpgrade } from './statements.ts';
import { customerIdOf, subscriptionIdOf } from './world.ts';

/** A campaign of many upgrades, from its file to its end, in the server that answers people too. */
export type CampaignReport = {
  readonly campaign: {
    readonly rows: number;
    /** Rows worked out in the dry run, and upgrades carried out, per second. */
    readonly rehearsedPerSecond: number;
    readonly upgradedPerSecond: number;
    /** What pgbench reaches with the statements of the single upgrade, with nobody else at work. */
    readonly sameSqlPerSecond: number | null;
  };
  readonly ratios: {
    /** Upgrades per second of the campaign, divided by those of pgbench with the same statements alone. */
    readonly campaignVsSameSql: Ratio | null;
  };
};

const USERS = 3;
/** As many as the program has connections. */
const CALLERS = 8;
/** The server plans each statement five times for each connection before it keeps a plan; pgbench's first ones do not count either. */
const WARM_UP = 16 * CALLERS;
/** As often as the console asks while a campaign is at work. */
const LOOK_MS = 1_500;

/** How fast a campaign goes, beside how fast the same statements go without the program. */
export async function benchCampaigns(site: Site, pgbench: string | null): Promise<CampaignReport> {
  const { campaign } = site.size;
  const { db, connectionString, folder } = site.ground;
  const statements = await recordUpgrade(db, site.world, await site.makeCustomers(1, USERS));
  const task = { callers: CALLERS, count: campaign.rows };
  await progress('A campaign that does not count', async () =>
    runCampaign(site, { first: await site.makeCustomers(WARM_UP, USERS), count: WARM_UP }),
  );
  const legs: { readonly rehearsed: number; readonly upgraded: number; readonly sameSql: number | null }[] = [];
  for (let round = 0; round < campaign.rounds; round += 1) {
    const [ours, theirs] = await progress(`Making customers for round ${round + 1} of ${campaign.rounds}`, async () => {
      const first = await site.makeCustomers(campaign.rows, USERS);
      const other = await site.makeCustomers(transactionsFor(task), USERS);
      await db.read('vacuum analyze');
      return [first, other] as const;
    });
    const own = await progress(`A campaign of ${campaign.rows} upgrades`, () => runCampaign(site, { first: ours, count: campaign.rows }));
    await db.read('checkpoint');
    const leg =
      pgbench === null
        ? null
        : await progress('The same statements alone', () =>
            runPgbench({ program: pgbench, connectionString, folder, script: sameStatements(statements) }, { ...task, first: theirs }),
          );
    legs.push({ ...own, sameSql: leg === null ? null : leg.operations / leg.seconds });
  }
  const ratios = legs.flatMap(({ upgraded, sameSql }) => (sameSql === null ? [] : [upgraded / sameSql]));
  const alone = legs.flatMap(({ sameSql }) => (sameSql === null ? [] : [sameSql]));
  return {
    campaign: {
      rows: campaign.rows,
      rehearsedPerSecond: median(legs.map(({ rehearsed }) => rehearsed)),
      upgradedPerSecond: median(legs.map(({ upgraded }) => upgraded)),
      sameSqlPerSecond: alone.length === 0 ? null : median(alone),
    },
    ratios: { campaignVsSameSql: ratios.length === 0 ? null : ratioFrom(ratios) },
  };
}

type Rates = { readonly rehearsed: number; readonly upgraded: number };

/** One campaign, as a person makes it: a file, the dry run, the approval, the run. */
async function runCampaign(site: Site, { first, count }: { readonly first: number; readonly count: number }): Promise<Rates> {
  const lines = Array.from(
    { length: count },
    (_, i) => `${customerIdOf(first + i)},${subscriptionIdOf(first + i)},${site.world.target.offerId}`,
  );
  const { id } = await ask(site, '/v1/campaignfiles?name=Bench', ['customerId,subscriptionId,targetOfferId', ...lines].join('\n'));
  await untilState(site, id, 'ready');
  const rehearsal = await rowsBetween(site, id, 'rehearsed_at');
  await ask(site, `/v1/campaigns/${id}/approval`, {});
  await ask(site, `/v1/campaigns/${id}/run`, {});
  const run = await untilState(site, id, 'done');
  if (run.rows.upgraded !== count) throw new Error(`of ${count} rows ${run.rows.upgraded} were upgraded`);
  return { rehearsed: count / rehearsal, upgraded: count / (await rowsBetween(site, id, 'finished_at')) };
}

type Seen = { readonly id: string; readonly state: string; readonly rows: { readonly upgraded: number } };

async function untilState(site: Site, id: string, state: string): Promise<Seen> {
  for (;;) {
    const seen = await ask(site, `/v1/campaigns/${id}`);
    if (seen.state === state) return seen;
    await new Promise((passed) => setTimeout(passed, LOOK_MS));
  }
}

/** Seconds from the moment at which a worker took the first row to the end of the last. */
async function rowsBetween({ ground }: Site, id: string, end: 'rehearsed_at' | 'finished_at'): Promise<number> {
  const { rows } = await ground.db.read<{ readonly seconds: number }>(
    `select extract(epoch from max(${end}) - min(begun_at))::float8 as seconds from campaign_row where campaign_id = $1`,
    [id],
  );
  return rows[0]?.seconds ?? NaN;
}

async function ask({ program, headers }: Site, path: string, body?: string | object): Promise<Seen> {
  const sent = body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) };
  const type = typeof body === 'string' ? 'text/csv' : 'application/json';
  const answer = await fetch(`${program.origin}${path}`, {
    ...sent,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': type }) },
  });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Seen;
}
