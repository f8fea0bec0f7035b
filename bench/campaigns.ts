import { progress } from '../src/platform/progress.ts';
import { median } from './measure.ts';
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
  /** Upgrades per second of the campaign, divided by those of pgbench with the same statements alone. */
  readonly campaignVsSameSql: number | null;
};

const USERS = 3;
/** As many as the program has connections. */
const CALLERS = 8;
const LOOK_MS = 250;

/** How fast a campaign goes, beside how fast the same statements go without the program. */
export async function benchCampaigns(site: Site, pgbench: string | null): Promise<CampaignReport> {
  const { campaign } = site.size;
  const { db, connectionString, folder } = site.ground;
  const statements = await recordUpgrade(db, site.world, await site.makeCustomers(1, USERS));
  const task = { callers: CALLERS, count: campaign.rows };
  const legs: { readonly rehearsed: number; readonly upgraded: number; readonly sameSql: number | null }[] = [];
  for (let round = 0; round < campaign.rounds; round += 1) {
    const [ours, theirs] = await progress(`Making customers for round ${round + 1} of ${campaign.rounds}`, async () => {
      const first = await site.makeCustomers(campaign.rows, USERS);
      const other = await site.makeCustomers(transactionsFor(task), USERS);
      await db.read('vacuum analyze');
      return [first, other] as const;
    });
    const own = await progress(`A campaign of ${campaign.rows} upgrades`, () => runCampaign(site, ours));
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
    campaignVsSameSql: ratios.length === 0 ? null : median(ratios),
  };
}

/** One campaign, as a person makes it: a file, the dry run, the approval, the run. */
async function runCampaign(site: Site, first: number): Promise<{ readonly rehearsed: number; readonly upgraded: number }> {
  const { rows } = site.size.campaign;
  const lines = Array.from(
    { length: rows },
    (_, i) => `${customerIdOf(first + i)},${subscriptionIdOf(first + i)},${site.world.target.offerId}`,
  );
  const { id } = await ask(site, '/v1/campaignfiles?name=Bench', ['customerId,subscriptionId,targetOfferId', ...lines].join('\n'));
  const rehearsal = await untilState(site, id, 'ready');
  await ask(site, `/v1/campaigns/${id}/approval`, {});
  await ask(site, `/v1/campaigns/${id}/run`, {});
  const run = await untilState(site, id, 'done');
  if (run.rows.upgraded !== rows) throw new Error(`of ${rows} rows ${run.rows.upgraded} were upgraded`);
  return { rehearsed: rows / rehearsal.seconds, upgraded: rows / run.seconds };
}

type Seen = { readonly id: string; readonly state: string; readonly rows: { readonly upgraded: number } };

async function untilState(site: Site, id: string, state: string): Promise<Seen & { readonly seconds: number }> {
  const began = performance.now();
  for (;;) {
    const seen = await ask(site, `/v1/campaigns/${id}`);
    if (seen.state === state) return { ...seen, seconds: (performance.now() - began) / 1000 };
    await new Promise((passed) => setTimeout(passed, LOOK_MS));
  }
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
