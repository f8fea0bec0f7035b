import { customerIdOf, subscriptionIdOf } from '../../bench/world.ts';
import { judge } from '../crash/judge.ts';
import { kindOf } from '../crash/scripts.ts';
import { readTraces } from '../crash/traces.ts';
import { connectionsMax, openCallers, requestIdOf, type Answer, type Call, type Ground } from './asking.ts';

export type RetryReport = {
  /** Over so many connections, each of which asked before any had its answer. */
  readonly connections: number;
  /** How often one was told that there is too much to do, and asked again. */
  readonly sentAway: number;
  readonly problems: readonly string[];
};

/** One request, sent over a connection each at the same moment: one effect, and one answer for all. */
export async function retryAtOnce(
  ground: Ground,
  { customer, times }: { readonly customer: number; readonly times: number },
): Promise<RetryReport> {
  // Where the system does not allow so many, as many as it does.
  const connections = Math.min(times, connectionsMax());
  const asking = openCallers(ground, connections);
  await asking.connect();
  const answers = await asking.askAll(Array.from({ length: times }, () => upgradeCall(ground, customer, 1, ground.world.target.offerId)));
  asking.close();
  const statuses = new Set(answers.map(({ status }) => status));
  const texts = [...new Set(answers.map(({ text }) => text))];
  const trace = (await ground.look((db) => readTraces(db, ground.world))).find((each) => each.customer === customer);
  const problems = [
    ...(answers.length === times ? [] : [`customer ${customer}: ${answers.length} answers of ${times}`]),
    ...(statuses.size === 1 && statuses.has(200) ? [] : [`customer ${customer}: answered with ${[...statuses].join(', ')}`]),
    ...(texts.length === 1 ? [] : [`customer ${customer}: different answers: ${texts.map((text) => text.slice(0, 300)).join(' and ')}`]),
    ...(trace === undefined ? ['no such customer'] : judge(trace, { answers: texts.slice(0, 1), gaveUp: false }, kindOf(customer))),
  ];
  return { connections, sentAway: asking.sentAway(), problems };
}

/** Two requests of different callers for the same subscription at once: one upgrades it, the other is told why it cannot. */
export async function raceUpgrades(ground: Ground, customers: readonly number[]): Promise<readonly string[]> {
  const asking = openCallers(ground, 2);
  const problems: string[] = [];
  const { target, wideTarget } = ground.world;
  for (const customer of customers) {
    const answers = await asking.askAll([
      upgradeCall(ground, customer, 1, target.offerId),
      // Half of them want the same product, half another one.
      upgradeCall(ground, customer, 2, customer % 2 === 0 ? target.offerId : wideTarget.offerId),
    ]);
    problems.push(...faultsOfRace(answers).map((fault) => `customer ${customer}: ${fault}`));
  }
  asking.close();
  const { rows } = await ground.look((db) =>
    db.read<{ customer: string; upgrades: number; targets: number }>(
      `select u.customer_id as customer, count(*)::int as upgrades,
              (select count(*)::int from subscription s where s.customer_id = u.customer_id and s.upgraded_from_id is not null) as targets
         from upgrade u where u.customer_id = any($1::uuid[]) group by u.customer_id`,
      [customers.map(customerIdOf)],
    ),
  );
  if (rows.length !== customers.length) problems.push(`${rows.length} of ${customers.length} subscriptions were upgraded`);
  problems.push(
    ...rows
      .filter((row) => row.upgrades !== 1 || row.targets !== 1)
      .map((row) => `${row.customer}: ${row.upgrades} upgrades, ${row.targets} targets`),
  );
  return problems;
}

function faultsOfRace(answers: readonly Answer[]): readonly string[] {
  const won = answers.filter(({ status, body }) => status === 200 && body?.upgradeId !== undefined);
  const told = answers.filter(({ status, body }) => status === 200 && body?.upgradeId === undefined && body?.upgradeErrors?.length > 0);
  return won.length === 1 && told.length === 1 ? [] : [`answers ${answers.map(({ status, text }) => `${status} ${text}`).join(' and ')}`];
}

/** Two changes under the same ETag at once: exactly one is made, the other is told that it came late. */
export async function raceEtags(ground: Ground, customers: readonly number[]): Promise<readonly string[]> {
  const asking = openCallers(ground, 2);
  const problems: string[] = [];
  for (const customer of customers) {
    const subscription = subscriptionIdOf(customer);
    const etag = Buffer.from(JSON.stringify({ id: subscription, version: 1 })).toString('base64');
    const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscription}`;
    const calls = [11, 12].map((quantity, i) => ({
      method: 'PATCH',
      path,
      body: { quantity },
      requestId: requestIdOf(customer, 3, i),
      headers: { 'If-Match': `"${etag}"` },
    }));
    const statuses = (await asking.askAll(calls)).map(({ status }) => status).sort();
    if (statuses.join() !== '200,412')
      problems.push(`customer ${customer}: two changes under one ETag were answered ${statuses.join(' and ')}`);
  }
  asking.close();
  return problems;
}

function upgradeCall({ world }: Ground, customer: number, kind: number, offerId: string): Call {
  const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`;
  if (world.source.offerId === offerId) throw new Error('an upgrade to itself');
  return { method: 'POST', path, body: { targetOffer: { id: offerId } }, requestId: requestIdOf(customer, kind, 0) };
}
