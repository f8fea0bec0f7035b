import { callerId } from '../src/access/caller.ts';
import type { Caller } from '../src/access/caller.ts';
import { openCatalog } from '../src/catalog/worker.ts';
import { newId, systemClock } from '../src/platform/clock.ts';
import type { Db, Tx } from '../src/platform/db.ts';
import { readerOf } from '../src/platform/reader.ts';
import { readTenantFacts } from '../src/subscriptions/tenant/store.ts';
import { submitUpgrade } from '../src/upgrades/commands.ts';
import { resultView } from '../src/upgrades/result-view.ts';
import { customerIdOf, digitsOf, subscriptionIdOf, type World } from './world.ts';

/** A statement as the program sent it for one customer; `types` are those that the database gave its parameters. */
export type Statement = { readonly sql: string; readonly values: readonly unknown[]; readonly types: readonly string[] };

/** What one upgrade sends: what it asks in the first round trip, what it writes in the second. */
export type UpgradeStatements = { readonly asked: readonly Statement[]; readonly written: readonly Statement[]; readonly digits: string };

type Sent = { readonly way: 'asked' | 'written'; readonly sql: string; readonly values: readonly unknown[] };

/**
 * Has the program upgrade a customer, listens to what it sends, and takes everything back. All ids it makes end in the
 * customer's digits, so that other digits in their place make the upgrade of another customer.
 */
export async function recordUpgrade(db: Db, world: World, customer: number): Promise<UpgradeStatements> {
  const sent: Sent[] = [];
  const digits = digitsOf(customer);
  let made = 0;
  const idsOfCustomer = (): string => `${(0xe0000000 + made++).toString(16)}-0000-4000-8000-${digits}`;
  const caller: Caller = {
    kind: 'user',
    partnerId: world.partnerId,
    userId: world.agent.userId,
    userPrincipalName: world.agent.username,
    displayName: 'Agent',
    roles: ['admin_agent'],
    applicationId: null,
  };
  const catalog = await openCatalog(db, systemClock);
  try {
    await db.transaction(async (tx) => {
      const outcome = await submitUpgrade(
        listening(tx, sent),
        {
          scope: { partnerId: world.partnerId, customerId: customerIdOf(customer) },
          sourceId: subscriptionIdOf(customer),
          targetOfferId: world.target.offerId,
          quantity: null,
          upgradeType: null,
          previewId: null,
          actor: { caller, correlationId: idsOfCustomer(), remoteAddress: '127.0.0.1' },
          question: { callerId: callerId(caller), requestId: idsOfCustomer(), question: 'a'.repeat(64) },
          answer: (done) => ({ status: 200, body: resultView(done, 'en') }),
        },
        { catalog, now: systemClock.now(), newId: idsOfCustomer },
      );
      if (outcome.kind !== 'upgraded') throw new Error(`the upgrade to be recorded ended as ${outcome.kind}`);
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  } finally {
    catalog.close();
  }
  const typed = await withTypes(db, sent);
  return { asked: typed.filter((_, i) => sent[i]?.way === 'asked'), written: typed.filter((_, i) => sent[i]?.way === 'written'), digits };
}

/** The one statement behind the list of a subscription's upgrades. */
export async function recordRead(db: Db, world: World, customer: number): Promise<Statement> {
  const sent: Sent[] = [];
  const reader = listening({ query: readerOf(db).query, send: () => {} }, sent);
  await readTenantFacts(reader, { partnerId: world.partnerId, customerId: customerIdOf(customer) });
  const [statement] = await withTypes(db, sent);
  if (statement === undefined || sent.length !== 1) throw new Error(`the list of upgrades reads ${sent.length} times`);
  return statement;
}

class TakenBack extends Error {}

function listening(tx: Tx, sent: Sent[]): Tx {
  return {
    query: (sql, values = []) => {
      sent.push({ way: 'asked', sql, values });
      return tx.query(sql, values);
    },
    send: (sql, values = []) => {
      sent.push({ way: 'written', sql, values });
      tx.send(sql, values);
    },
    followUps: tx.followUps ?? [],
  };
}

async function withTypes(db: Db, sent: readonly Sent[]): Promise<readonly Statement[]> {
  return db.dedicated(async (client) => {
    const statements: Statement[] = [];
    for (const { sql, values } of sent) {
      const name = `probe_${newId().replaceAll('-', '')}`;
      await client.query(`prepare ${name} as ${sql}`);
      const { rows } = await client.query<{ types: string[] }>(
        'select parameter_types::text[] as types from pg_prepared_statements where name = $1',
        [name],
      );
      await client.query(`deallocate ${name}`);
      statements.push({ sql, values, types: rows[0]?.types ?? [] });
    }
    return statements;
  });
}
