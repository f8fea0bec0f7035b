import { setTimeout as wait } from 'node:timers/promises';
import { requestText } from '../../bench/http-caller.ts';
import { customerIdOf, subscriptionIdOf } from '../../bench/world.ts';
import { openLine, type Line } from '../crash/load.ts';
import { connectAll, requestIdOf, type Ground } from './asking.ts';

export type OverloadOptions = {
  readonly customers: readonly number[];
  readonly seconds: number;
  /** How many times as many requests are sent as could be answered. */
  readonly times: number;
  readonly connections: number;
};

export type OverloadReport = {
  /** Changes a second by 16 callers who wait for their answers. */
  readonly peak: number;
  readonly offered: number;
  /** Changes a second that were made of those offered. */
  readonly done: number;
  readonly doneMs: Spread;
  readonly refused: number;
  readonly refusedMs: Spread;
  readonly problems: readonly string[];
};

type Spread = { readonly median: number; readonly p99: number; readonly max: number };
type Seen = { readonly status: number; readonly ms: number };

const CALLERS = 16;

/** Finds out how many changes of seats a second there can be, then sends several times as many, whoever waits. */
export async function overload(ground: Ground, { customers, seconds, times, connections }: OverloadOptions): Promise<OverloadReport> {
  const acknowledged = new Map<number, number>();
  let turn = 0;
  const change = async (line: Line): Promise<Seen> => {
    const [customer = 0, round] = [customers[turn % customers.length], Math.floor(turn / customers.length)];
    turn += 1;
    const from = performance.now();
    const answer = await line.ask(seatsText(ground, customer, round));
    const status = answer?.status ?? 0;
    if (status === 200) acknowledged.set(customer, (acknowledged.get(customer) ?? 0) + 1);
    return { status, ms: performance.now() - from };
  };
  const lines = Array.from({ length: connections }, () => openLine(ground.origin));
  await connectAll(lines);
  const calm = await askInTurn(lines.slice(0, CALLERS), seconds, change);
  const peak = made(calm).length / seconds;
  const from = performance.now();
  const seen = await askRegardless(lines, { seconds, perSecond: peak * times }, change);
  // What still waited when no more was sent has had its time too.
  const answering = (performance.now() - from) / 1000;
  const later = await askInTurn(lines.slice(0, CALLERS), 1, change);
  for (const line of lines) line.close();
  const refused = seen.filter(({ status }) => status === 503);
  return {
    peak: Math.round(peak),
    offered: Math.round(seen.length / seconds),
    done: Math.round(made(seen).length / answering),
    doneMs: spread(made(seen)),
    refused: Math.round(refused.length / seconds),
    refusedMs: spread(refused),
    problems: [
      ...faultsOf([...calm, ...later], [200], 'while there was little to do'),
      ...faultsOf(seen, [200, 503], 'while there was too much to do'),
      ...(await faultsOfVersions(ground, customers, acknowledged)),
    ],
  };
}

type Change = (line: Line) => Promise<Seen>;

async function askInTurn(lines: readonly Line[], seconds: number, change: Change): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const until = performance.now() + seconds * 1000;
  const work = async (line: Line): Promise<void> => {
    while (performance.now() < until) seen.push(await change(line));
  };
  await Promise.all(lines.map(work));
  return seen;
}

const TICK_MS = 5;

/** Sends so many a second over whichever connections are free; where none is, the request waits for one as it would in a client. */
async function askRegardless(
  lines: readonly Line[],
  { seconds, perSecond }: { readonly seconds: number; readonly perSecond: number },
  change: Change,
): Promise<readonly Seen[]> {
  const free = [...lines];
  const seen: Seen[] = [];
  const pending = new Set<Promise<unknown>>();
  const from = performance.now();
  let sent = 0;
  for (let now = from; now < from + seconds * 1000; now = performance.now()) {
    const due = ((now - from) / 1000) * perSecond;
    for (let line = sent < due ? free.pop() : undefined; line !== undefined; line = sent < due ? free.pop() : undefined) {
      const used = line;
      sent += 1;
      const asking = change(used).then((each) => {
        seen.push(each);
        free.push(used);
        pending.delete(asking);
      });
      pending.add(asking);
    }
    await wait(TICK_MS);
  }
  await Promise.all(pending);
  return seen;
}

function seatsText({ headers }: Ground, customer: number, round: number): string {
  const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}`;
  const own = { ...headers, 'MS-RequestId': requestIdOf(customer, 6, round) };
  // Another number each time, also where rounds in between were refused.
  return requestText('PATCH', path, own, JSON.stringify({ quantity: 3 + (round % 290) }));
}

function made(seen: readonly Seen[]): readonly Seen[] {
  return seen.filter(({ status }) => status === 200);
}

function spread(seen: readonly Seen[]): Spread {
  const sorted = seen.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number): number => Math.round(sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? 0);
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}

function faultsOf(seen: readonly Seen[], allowed: readonly number[], when: string): readonly string[] {
  const others = [...new Set(seen.map(({ status }) => status))].filter((status) => !allowed.includes(status));
  return others.map((status) => `${seen.filter((each) => each.status === status).length} answers ${status} ${when}`);
}

/** What was acknowledged was done, and what was refused was not. */
async function faultsOfVersions(
  { look }: Ground,
  customers: readonly number[],
  acknowledged: ReadonlyMap<number, number>,
): Promise<readonly string[]> {
  const { rows } = await look((db) =>
    db.read<{ id: string; version: number }>('select customer_id as id, version from subscription where customer_id = any($1::uuid[])', [
      customers.map(customerIdOf),
    ]),
  );
  const expected = new Map(customers.map((customer) => [customerIdOf(customer).toString(), 1 + (acknowledged.get(customer) ?? 0)]));
  return rows
    .filter(({ id, version }) => version !== expected.get(id))
    .map(({ id, version }) => `${id}: version ${version}, not ${expected.get(id)}`);
}
