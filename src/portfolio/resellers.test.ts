import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { testServer } from '../../test/server.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../test/tenant.ts';
import type { CustomerId, PartnerId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { upgradeRoutes } from '../upgrades/routes.ts';
import { openPortfolio } from './commands.ts';
import { digestFollows } from './digest/store.ts';
import { digestMissing } from './digest/worker.ts';
import { EVERYTHING } from './filter.ts';
import { portfolioRoutes } from './routes.ts';
import { selectRows } from './selection/commands.ts';

const db = await testDatabase({ followUps: [digestFollows()] });
const { partnerId: provider, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const deps = { db, catalog, clock, newId };
const portfolio = openPortfolio(deps);
const server = await testServer([portfolioRoutes({ catalog, portfolio }), upgradeRoutes(deps)], agentOf(provider, 'admin_agent'));

const second = await plantPartner(db, { currency: 'EUR' });
const [reseller, rival] = [await plantPartner(db), await plantPartner(db)];
await db.read(
  `update partner set kind = 'indirect_reseller', mpn_id = case partner_id when $1 then '777' else '888' end where partner_id = any($2)`,
  [reseller, [reseller, rival]],
);

/** A customer of a provider, with one subscription that carries a reseller’s number, and the reseller of record. */
async function resold(seller: PartnerId, record: PartnerId | null, mpnId: string | null): Promise<CustomerId> {
  const customerId = await plantCustomer(db, seller);
  const seed = { offer: offer('m365-business-basic'), quantity: 10 };
  const id = await plantSubscription(db, { partnerId: seller, customerId }, seed);
  await db.read('update relationship set reseller_partner_id = $2 where customer_id = $1', [customerId, record]);
  await db.read('update subscription set reseller_mpn_id = $2 where subscription_id = $1', [id, mpnId]);
  return customerId;
}

const own = await resold(reseller, null, null);
const ours = await resold(provider, reseller, '777');
const abroad = await resold(second, reseller, '777');
const hidden = {
  'sold without a reseller': await resold(provider, null, null),
  'of another reseller': await resold(provider, rival, '888'),
  'of the reseller, under another’s number': await resold(provider, reseller, '888'),
  'under its number, of another reseller': await resold(provider, rival, '777'),
};
const ended = await resold(provider, reseller, '777');
await db.read(`update relationship set state = 'ended' where customer_id = $1`, [ended]);
const both = await resold(provider, reseller, '777');
await db.read(`insert into relationship (customer_id, partner_id, company_name, since) values ($1, $2, 'both', now())`, [both, reseller]);

const seen = [own, ours, abroad].toSorted();
type Row = { customerId: string; subscriptionId: string; targetOffer: { id: string }; pricePerMonth: object; upgradeErrors: object[] };
const rows = async (query = ''): Promise<Row[]> => (await server.ask(`/v1/portfolio/upgrades?size=200${query}`)).body.items;
const customersOf = (found: readonly Row[]) => [...new Set(found.map(({ customerId }) => customerId))].toSorted();

// Once as they are marked, and once as their digest tells.
for (const [state, prepare] of [
  ['whose customers are marked', () => Promise.resolve()],
  ['whose customers are digested', () => digestMissing(db, catalog)],
] as const)
  describe(`an indirect reseller ${state}`, () => {
    test('sees what it looks after and what it sells itself, and nothing else, in every order', async () => {
      await db.read(
        'insert into portfolio_customer select customer_id, partner_id, pg_current_xact_id(), true from relationship on conflict do nothing',
      );
      await prepare();
      server.actAs(agentOf(reseller, 'admin_agent'));
      for (const order of ['customer', 'renewal', 'seats', 'uplift'])
        assert.deepEqual(customersOf(await rows(`&order=${order}`)), seen, order);
      for (const [what, id] of Object.entries({ ...hidden, ended, both })) assert.deepEqual(await rows(`&customerId=${id}`), [], what);
      assert.deepEqual(await rows('&resellerMpnId=888'), []);
      assert.deepEqual(customersOf(await rows('&resellerMpnId=777')), [ours, abroad].toSorted());
      assert.deepEqual(customersOf(await rows('&onlyReason=indirect_reseller')), [ours, abroad].toSorted());
      assert.deepEqual(customersOf(await rows('&eligible=true')), [own]);
    });

    test('goes through its pages from one provider’s customers to the other’s', async () => {
      for (const order of ['customer', 'renewal', 'seats', 'uplift']) {
        const all = (await rows(`&order=${order}`)).map((row) => `${row.subscriptionId} ${row.targetOffer.id}`);
        const found: string[] = [];
        let token: string | undefined;
        do {
          const headers: Record<string, string> = token === undefined ? {} : { 'ms-continuationtoken': token };
          const { body } = await server.ask(`/v1/portfolio/upgrades?size=2&order=${order}`, { headers });
          found.push(...body.items.map((row: Row) => `${row.subscriptionId} ${row.targetOffer.id}`));
          token = body.continuationToken;
        } while (token !== undefined);
        assert.deepEqual(found, all, order);
      }
    });

    test('reads of each what the single answer says: to ask the provider, and no price of it', async () => {
      for (const id of [ours, abroad]) {
        const single = (await server.ask(`/v1/customers/${id}/upgrades`)).body.items;
        const found = await rows(`&customerId=${id}`);
        const answers = single.flatMap((each: { upgrades: { targetOffer: { id: string }; upgradeErrors: { reason: object }[] }[] }) =>
          each.upgrades.map(({ targetOffer, upgradeErrors }) => [targetOffer.id, upgradeErrors.map(({ reason }) => reason)]),
        );
        const told = found.map((row) => [row.targetOffer.id, row.upgradeErrors.map((error) => (error as { reason: object }).reason)]);
        assert.deepEqual(told, answers);
        assert.ok(found.length > 1 && found.every(({ pricePerMonth }) => Object.keys(pricePerMonth).length === 0));
      }
    });

    test('counts the same, under each filter, in its own currency', async () => {
      for (const [query, count] of [
        ['', 3],
        ['?resellerMpnId=777', 2],
        ['?resellerMpnId=888', 0],
        ['?onlyReason=indirect_reseller', 2],
        ['?upliftFrom=1', 1],
        [`?customerId=${both}`, 0],
        ['?seatsFrom=11', 0],
      ] as const) {
        const { body } = await server.ask(`/v1/portfolio/upgrades/totals${query}`);
        assert.deepEqual([body.subscriptions, body.currency], [count, 'USD'], query);
      }
    });

    test('takes the same away as a file, and a campaign chooses none of it', async () => {
      const { text } = await server.ask('/v1/portfolio/upgrades/export');
      assert.deepEqual([own, ours, abroad, ...Object.values(hidden), ended, both].filter((id) => text.includes(id)).toSorted(), seen);
      const chosen: string[] = [];
      for await (const page of selectRows(portfolio, { caller: agentOf(reseller, 'admin_agent'), filter: EVERYTHING }))
        chosen.push(...page.map(({ facts }) => facts.source.customerId));
      assert.deepEqual([...new Set(chosen)], [own]);
    });
  });

test('the provider sees all that it sells, and the rival its own', async () => {
  server.actAs(agentOf(provider, 'admin_agent'));
  assert.deepEqual(customersOf(await rows()), [ours, both, ...Object.values(hidden)].toSorted());
  server.actAs(agentOf(rival, 'admin_agent'));
  assert.deepEqual(customersOf(await rows()), [hidden['of another reseller']]);
});

test('when the reseller of record changes, the matrix changes with it', async () => {
  server.actAs(agentOf(reseller, 'admin_agent'));
  assert.equal((await server.ask('/v1/portfolio/upgrades/totals')).body.subscriptions, 3);
  await db.transaction(async (tx) => {
    await tx.query('update relationship set reseller_partner_id = $2 where customer_id = $1', [ours, rival]);
    await tx.query(digestFollows().sql, [ours]);
  });
  assert.deepEqual(customersOf(await rows()), [own, abroad].toSorted());
  assert.equal((await server.ask('/v1/portfolio/upgrades/totals')).body.subscriptions, 2);
});
