import { progress } from '../src/platform/progress.ts';
import { openCaller, requestText } from './http-caller.ts';
import { median } from './measure.ts';
import type { Site } from './site.ts';
import { customerIdOf, digitsOf, subscriptionIdOf } from './world.ts';

/** One upgrade that moves so many people: how long it took, and what each of them cost. */
export type Transfer = { readonly users: number; readonly ms: number; readonly msPerUser: number };

export type TransferReport = { readonly transfers: readonly Transfer[] };

/** Upgrades that move few people and many, one after the other. */
export async function benchTransfers(site: Site): Promise<TransferReport> {
  const transfers: Transfer[] = [];
  for (const { users, times } of site.size.transfers) {
    await progress(`Moving ${users} users, ${times} times`, async () => {
      const first = await site.makeCustomers(times, users);
      await site.ground.db.read('vacuum analyze');
      await site.ground.db.read('checkpoint');
      const milliseconds: number[] = [];
      for (let customer = first; customer < first + times; customer += 1) milliseconds.push(await upgrade(site, customer, users));
      const ms = median(milliseconds);
      transfers.push({ users, ms, msPerUser: ms / users });
    });
  }
  return { transfers };
}

async function upgrade({ world, program, headers }: Site, customer: number, users: number): Promise<number> {
  const caller = await openCaller(program.origin);
  const path = `/v1/customers/${customerIdOf(customer)}/subscriptions/${subscriptionIdOf(customer)}/upgrades`;
  const body = JSON.stringify({ targetOffer: { id: world.wideTarget.offerId }, upgradeType: 'upgrade_with_license_transfer' });
  const request = requestText('POST', path, { ...headers, 'MS-RequestId': `00000000-0000-4000-8000-${digitsOf(customer)}` }, body);
  const from = performance.now();
  const answer = await caller.ask(request);
  const ms = performance.now() - from;
  caller.close();
  if (answer.status !== 200 || !answer.body.includes('"upgradeErrors":[]') || !answer.body.includes('"licenseErrors":[]')) {
    throw new Error(`moving ${users} users was answered with ${answer.status}: ${answer.body.slice(0, 500)}`);
  }
  return ms;
}
