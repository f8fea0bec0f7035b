import { callerId } from '../src/access/caller.ts';
import type { Caller } from '../src/access/caller.ts';
import type { Actor } from '../src/audit/entry.ts';
import type { Question } from '../src/audit/store.ts';
import { openCatalog, type CatalogSource } from '../src/catalog/worker.ts';
import { dropLicenses, dropProducts } from '../src/licenses/assignment/store.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { changeSubscription, type PatchRequest } from '../src/subscriptions/change/commands.ts';
import { shownOf } from '../src/subscriptions/living.ts';
import { LIFE_POLICY } from '../src/subscriptions/renewal/policy.ts';
import { subscriptionView } from '../src/subscriptions/view.ts';
import { submitUpgrade } from '../src/upgrades/commands.ts';
import { resultView } from '../src/upgrades/result-view.ts';
import { recordChange, type Statements } from './recording.ts';
import { customerIdOf, SEATS_MIN, subscriptionIdOf, type World } from './world.ts';

/** The statements of one upgrade of this customer, which stays as it is. */
export function recordUpgrade(db: Db, world: World, customer: number): Promise<Statements> {
  return withCatalog(db, (catalog) =>
    recordChange(db, customer, async (tx, newId) => {
      const order = {
        scope: scopeOf(world, customer),
        sourceId: subscriptionIdOf(customer),
        targetOfferId: world.target.offerId,
        quantity: null,
        upgradeType: null,
        previewId: null,
        ...askedBy(world, newId),
        answer: (done: Parameters<typeof resultView>[0]) => ({ status: 200, body: resultView(done, 'en') }),
      };
      const outcome = await submitUpgrade(tx, order, { catalog, now: systemClock.now(), newId });
      if (outcome.kind !== 'upgraded') throw new Error(`the upgrade to be recorded ended as ${outcome.kind}`);
    }),
  );
}

/** The seats that each customer of a contest gets: one more than they begin with. */
export const SEATS_AFTER = SEATS_MIN + 1;

/** The statements of one seat more for this customer, which stays as it is. */
export function recordSeatChange(db: Db, world: World, customer: number): Promise<Statements> {
  return withCatalog(db, (catalog) =>
    recordChange(db, customer, async (tx, newId) => {
      const order: PatchRequest = {
        scope: scopeOf(world, customer),
        subscriptionId: subscriptionIdOf(customer),
        body: { quantity: SEATS_AFTER },
        previewId: null,
        etags: { ifMatch: null, inBody: null },
        ...askedBy(world, newId),
        answer: (after, { customer: { country } }, windows) => ({
          status: 200,
          body: subscriptionView(shownOf(after), { catalog: catalog.current(), locale: 'en', country, windowsOf: () => windows }),
        }),
      };
      const licenses = { dropLicenses, dropProducts };
      const outcome = await changeSubscription(tx, order, { catalog, policy: LIFE_POLICY, now: systemClock.now(), newId, licenses });
      if (outcome.kind !== 'answered') throw new Error(`the change of seats to be recorded ended as ${outcome.kind}`);
    }),
  );
}

async function withCatalog<Result>(db: Db, work: (catalog: CatalogSource) => Promise<Result>): Promise<Result> {
  const catalog = await openCatalog(db, systemClock);
  try {
    return await work(catalog);
  } finally {
    catalog.close();
  }
}

function scopeOf({ partnerId }: World, customer: number) {
  return { partnerId, customerId: customerIdOf(customer) };
}

function askedBy({ partnerId, agent }: World, newId: () => string): { readonly actor: Actor; readonly question: Question } {
  const caller: Caller = {
    kind: 'user',
    partnerId,
    userId: agent.userId,
    userPrincipalName: agent.username,
    displayName: 'Agent',
    roles: ['admin_agent'],
    applicationId: null,
  };
  return {
    actor: { caller, correlationId: newId(), remoteAddress: '127.0.0.1' },
    question: { callerId: callerId(caller), requestId: newId(), question: 'a'.repeat(64) },
  };
}
