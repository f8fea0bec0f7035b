import { readSeenTenants } from '../src/subscriptions/tenant/store.ts';
import type { Standing } from './contest.ts';
import { requestText } from './http-caller.ts';
import type { Ratio } from './measure.ts';
import { BARE_READS, competeInReading, type Question } from './readers.ts';
import { recordReading } from './recording.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';
import { customerAt, customerIdOf, subscriptionIdOf } from './world.ts';

export type ReadReport = {
  readonly getUpgrades: readonly Standing[];
  readonly ratios: {
    /** `GET …/upgrades` per second with most callers, divided by those of a bare server that reads the same rows. */
    readonly getUpgradesVsBare: Ratio | null;
  };
};

/** As many as it takes until the engine has compiled the law and the views; a bare server has nothing of the kind. */
const WARM_UP: Task = { callers: 32, count: 8192 };
const CUSTOMERS = 2000;
const USERS = 3;

/** What a subscription can be upgraded to, beside a server that reads the same rows and decides nothing. */
export async function benchReads(site: Site): Promise<ReadReport> {
  const { db } = site.ground;
  const { partnerId } = site.world;
  const range = { first: await site.makeCustomers(CUSTOMERS, USERS), count: CUSTOMERS };
  const questions: Question[] = [];
  for (let turn = 0; turn < CUSTOMERS; turn += 1) {
    const customer = customerAt(range, turn);
    const [customerId, subscriptionId] = [customerIdOf(customer), subscriptionIdOf(customer)];
    questions.push({
      request: requestText('GET', `/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`, site.headers),
      sent: await recordReading(db, (reader) => readSeenTenants(reader, { partnerId, customerId }, subscriptionId)),
    });
  }
  const getUpgrades = await competeInReading(site, 'GET …/upgrades', questions, { tasks: site.size.reads, warmUp: WARM_UP });
  return { getUpgrades, ratios: { getUpgradesVsBare: getUpgrades.at(-1)?.ratios[BARE_READS] ?? null } };
}
