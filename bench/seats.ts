import { byPgbench, competeInChanging, makeSpareCustomer, overHttp, type Change } from './changes.ts';
import { standings, type Standing } from './contest.ts';
import { requestText } from './http-caller.ts';
import type { Ratio } from './measure.ts';
import { sameStatements } from './pgbench.ts';
import type { Site } from './site.ts';
import { recordSeatChange, SEATS_AFTER } from './statements.ts';
import { customerIdOf, digitsOf, subscriptionIdOf } from './world.ts';

export type SeatReport = {
  readonly seatChanges: readonly Standing[];
  readonly ratios: {
    /** Changes of seats per second over HTTP with most callers, divided by those of pgbench with the same statements. */
    readonly seatChangesVsSameSql: Ratio | null;
  };
};

const HTTP = 'over HTTP';
const SAME_SQL = 'pgbench, same statements';

/** One seat more for each customer: durable changes per second over HTTP, beside the same statements without the program. */
export async function benchSeats(site: Site, pgbench: string | null): Promise<SeatReport> {
  const { seats: tasks } = site.size;
  const statements = await recordSeatChange(site.ground.db, site.world, await makeSpareCustomer(site));
  const legs = await competeInChanging(site, 'Changes of seats', tasks, async (take) => [
    overHttp(HTTP, site.program, seatChangeWith(site.headers), take),
    ...(pgbench === null ? [] : [byPgbench(SAME_SQL, pgbench, site, sameStatements(statements), take)]),
  ]);
  const seatChanges = standings(legs, tasks);
  return { seatChanges, ratios: { seatChangesVsSameSql: seatChanges.at(-1)?.ratios[SAME_SQL] ?? null } };
}

function seatChangeWith(headers: Site['headers']): Change {
  const body = JSON.stringify({ quantity: SEATS_AFTER });
  return {
    request: (customer) => {
      const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}`;
      return requestText('PATCH', path, { ...headers, 'MS-RequestId': `00000000-0000-4000-8002-${digitsOf(customer)}` }, body);
    },
    isDone: ({ status, body: answer }) => status === 200 && answer.includes(`"quantity":${SEATS_AFTER},`),
  };
}
