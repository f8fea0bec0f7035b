import { customerIdOf, subscriptionIdOf } from '../../bench/world.ts';
import { SEATS } from '../crash/scripts.ts';
import { openCallers, requestIdOf, type Answer, type Call, type Callers, type Ground } from './asking.ts';

export type Duplicates = {
  readonly customers: readonly number[];
  /** Requests about each customer, each under an id of its own. */
  readonly requests: number;
  /** How often each is sent at the same time, over a connection each. */
  readonly times: number;
  /** How many customers are worked on at the same time. */
  readonly beside: number;
  /** Stops the server suddenly before everything is asked for once more; not where nothing is said. */
  readonly restart?: () => Promise<void>;
};

/** Changes of seats, each sent several times at once: one effect each, one answer for all, and the same once more in the end. */
export async function sendEachAtOnce(ground: Ground, duplicates: Duplicates): Promise<readonly string[]> {
  const { customers, requests, times, beside, restart } = duplicates;
  const problems: string[] = [];
  const given = new Map<string, { readonly call: Call; readonly text: string }>();
  let next = 0;
  const work = async (): Promise<void> => {
    const asking = openCallers(ground, times);
    for (let customer = customers[next++]; customer !== undefined; customer = customers[next++]) {
      for (let turn = 1; turn <= requests; turn += 1) {
        const call = seatsCall(customer, turn);
        const answers = await sendAtOnce(asking, call, times);
        problems.push(...faultsOf(answers).map((fault) => `customer ${customer}, request ${turn}: ${fault}`));
        given.set(call.requestId, { call, text: answers[0]?.text ?? '' });
      }
    }
    asking.close();
  };
  await Promise.all(Array.from({ length: beside }, work));
  await restart?.();
  problems.push(...(await askAgain(ground, [...given.values()], times)), ...(await faultsOfEffects(ground, duplicates)));
  return problems;
}

function seatsCall(customer: number, turn: number): Call {
  const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}`;
  return { method: 'PATCH', path, body: { quantity: seatsAfter(turn) }, requestId: requestIdOf(customer, 5, turn) };
}

/** Two numbers by turns, so that every request changes something. */
function seatsAfter(turn: number): number {
  return SEATS + (turn % 2 === 0 ? 0 : 5);
}

function sendAtOnce(asking: Callers, call: Call, times: number): Promise<readonly Answer[]> {
  return Promise.all(Array.from({ length: times }, (_, caller) => asking.askBy(caller, call)));
}

function faultsOf(answers: readonly Answer[]): readonly string[] {
  const kinds = new Set(answers.map(({ status, text }) => `${status} ${text}`));
  return kinds.size === 1 && answers[0]?.status === 200 ? [] : [`answered with ${[...kinds].join(' and ')}`];
}

async function askAgain(
  ground: Ground,
  given: readonly { readonly call: Call; readonly text: string }[],
  callers: number,
): Promise<readonly string[]> {
  const asking = openCallers(ground, callers);
  const again = await asking.askAll(given.map(({ call }) => call));
  asking.close();
  return given.flatMap(({ call, text }, i) =>
    again[i]?.text === text
      ? []
      : [`${call.requestId}: asked again, answered with ${again[i]?.status} ${again[i]?.text} instead of ${text}`],
  );
}

/** Each request happened once: versions, entries of the audit, kept answers, and events of the ledger. */
async function faultsOfEffects({ look }: Ground, { customers, requests }: Duplicates): Promise<readonly string[]> {
  const { rows } = await look((db) =>
    db.read<{ id: string; told: string }>(
      `select s.customer_id as id, concat_ws(' ', s.quantity, s.version,
              (select count(*) from audit_entry a where a.customer_id = s.customer_id),
              (select count(*) from answered_request r where r.customer_id = s.customer_id),
              (select count(distinct c.event_id) from charge c where c.customer_id = s.customer_id)) as told
         from subscription s where s.customer_id = any($1::uuid[])`,
      [customers.map(customerIdOf)],
    ),
  );
  const expected = [seatsAfter(requests), 1 + requests, requests, requests, requests].join(' ');
  const missing = customers.length - rows.length;
  return [
    ...(missing === 0 ? [] : [`${missing} subscriptions are gone`]),
    ...rows
      .filter(({ told }) => told !== expected)
      .map(({ id, told }) => `${id}: seats, version, entries, answers, events are ${told}, not ${expected}`),
  ];
}
