import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Caller } from '../src/access/caller.ts';
import type { Offer } from '../src/catalog/catalog.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../src/catalog/worker.ts';
import type { DemoCase } from '../src/demo/case.ts';
import { DEMO_CASES } from '../src/demo/cases.ts';
import { DEMO_SEED } from '../src/demo/cast.ts';
import { loadDemo } from '../src/demo/commands.ts';
import { customerIdOf, thingIdOf } from '../src/demo/draft.ts';
import { partnerIdOf } from '../src/demo/partners.ts';
import { dayOf } from '../src/kit/dates.ts';
import type { CustomerId, OfferId, PartnerId, SubscriptionId } from '../src/kit/ids.ts';
import { newId } from '../src/platform/clock.ts';
import type { UpgradeFacts } from '../src/upgrades/facts.ts';
import { gatherForUpgrade, type Gathered } from '../src/upgrades/store.ts';
import { agentOf } from './callers.ts';
import { testDatabase } from './database.ts';
import { offerByKey } from './tenant.ts';

const now = new Date('2026-11-22T09:00:00Z');

/** The cases of the demo world in a database of their own, as the sellers' programs read them. */
export async function demoCases() {
  const db = await testDatabase();
  const clock = { now: () => now };
  await importCatalogFiles({ db, clock, newId }, shippedFiles());
  const catalog = await openCatalog(db, clock);
  after(() => catalog.close());
  const today = dayOf(now);
  const settings = { seed: DEMO_SEED, customers: 0, today, grow: false };
  await loadDemo(db, { ...settings, catalog: catalog.current(), hashSecret: (secret) => secret });
  const offerOf = (key: string): Offer => offerByKey(catalog.current(), key);

  /** A case as its seller's programs read it from the database. */
  const gathered = async (example: DemoCase, target?: string): Promise<Gathered> => {
    const partnerId = partnerIdOf(DEMO_SEED, example.seller ?? example.partner) as PartnerId;
    const targetOfferId = target === undefined ? ('' as OfferId) : offerOf(target).id;
    const asked = { sourceId: sourceOf(example.name), targetOfferId, question: null, previewId: null };
    const found = await db.transaction((tx) => gatherForUpgrade(tx, { partnerId, customerId: customerOf(example.name) }, asked));
    assert.ok(found, example.name);
    return found;
  };
  /** What the law decides a case on. */
  const factsOf = (example: DemoCase, { facts: customer }: Gathered): UpgradeFacts => {
    const source = customer.subscriptions.find((subscription) => subscription.id === sourceOf(example.name));
    assert.ok(source, `${example.name} has no source`);
    return { customer, source, caller: callerFor(example), catalog: catalog.current(), today };
  };
  return { db, today, offerOf, keyOf: (id: OfferId) => catalog.current().offers.get(id)?.key, gathered, factsOf };
}

/** The case of this name. */
export function caseOf(name: string): DemoCase {
  const found = DEMO_CASES.find((example) => example.name === name);
  assert.ok(found, name);
  return found;
}

export const customerOf = (name: string) => customerIdOf(DEMO_SEED, name) as CustomerId;
export const sourceOf = (name: string) => thingIdOf(DEMO_SEED, name, 'source') as SubscriptionId;
export const userOf = (name: string) => thingIdOf(DEMO_SEED, name, 'user');

/** Who asks: the partner whose sign-in shows the case, or, where it has nothing to do with the customer, the seller. */
function callerFor({ partner, seller, reseller, signIn = 'admin_agent' }: DemoCase): Caller {
  const partnerId = partnerIdOf(DEMO_SEED, reseller === null || reseller === undefined ? (seller ?? partner) : partner) as PartnerId;
  return signIn === 'application' ? agentOf(partnerId) : agentOf(partnerId, signIn ?? 'admin_agent');
}
