import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { assertExact } from '../../test/portfolio.ts';
import { testServer } from '../../test/server.ts';
import { signedInAs, tenantAdmin } from '../../test/tenant-person.ts';
import { agentOf, plantCustomer, plantSubscription, plantTenant, plantUser } from '../../test/tenant.ts';
import { agreementRoutes } from '../customers/agreements/routes.ts';
import { delegationRoutes } from '../customers/delegation/routes.ts';
import { invitationRoutes } from '../customers/invitations/routes.ts';
import { relationshipRoutes } from '../customers/relationships/routes.ts';
import { customerClockRoutes } from '../customers/time/routes.ts';
import { randomFor } from '../demo/random.ts';
import { addDays, dayOf } from '../kit/dates.ts';
import type { CustomerId } from '../kit/ids.ts';
import { dropLicenses, dropProducts } from '../licenses/assignment/store.ts';
import { newId, newSecret } from '../platform/clock.ts';
import { channelRoutes } from '../subscriptions/channels/routes.ts';
import { changeRoutes } from '../subscriptions/change/routes.ts';
import { orderRoutes } from '../subscriptions/orders/routes.ts';
import { settleCustomer } from '../subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../subscriptions/renewal/policy.ts';
import { runLifeCycle } from '../subscriptions/renewal/worker.ts';
import { leftBehindWorkRoutes } from '../upgrades/left-behind/working/routes.ts';
import { upgradeRoutes } from '../upgrades/routes.ts';
import { undoRoutes } from '../upgrades/undo/routes.ts';
import { openPortfolio } from './commands.ts';
import { digestFollows } from './digest/store.ts';
import { digestMissing } from './digest/worker.ts';
import { EVERYTHING } from './filter.ts';

const db = await testDatabase({ followUps: [digestFollows()] });
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
let now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const agent = agentOf(partnerId, 'admin_agent', 'global_admin');
const deps = { db, catalog, clock, newId, newSecret, access: { config: { publicUrl: () => 'https://upseat.example' } } };
const server = await testServer(
  [
    orderRoutes({ ...deps, dropProducts }),
    changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
    upgradeRoutes(deps),
    undoRoutes(deps),
    leftBehindWorkRoutes(deps),
    channelRoutes(deps),
    agreementRoutes(deps),
    delegationRoutes(deps),
    invitationRoutes(deps),
    relationshipRoutes(deps),
    customerClockRoutes({
      ...deps,
      mode: 'demo',
      settle: (tx, customerId) => settleCustomer(tx, customerId, { catalog, policy: LIFE_POLICY, now: clock.now(), newId, dropProducts }),
    }),
  ],
  agent,
);
const portfolio = openPortfolio({ db, catalog, clock });
/** Its pages are found by what their rows have, or cut from what was found before. */
const finding = openPortfolio({ db, catalog, clock, sizes: { firstChunk: 0, rowsPerSection: 5, placesPerWindow: 6 } });
const SEED = Number(process.env['SEED'] ?? 11);
const random = randomFor(SEED, 'following');
const KEYS = [
  'm365-business-basic',
  'm365-apps-for-business',
  'm365-business-standard',
  'o365-e1',
  'o365-e3',
  'exchange-online-archiving-exo',
];
const ROLES = ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', '4d6ac14f-3453-41d0-bef9-a3e0c569773a'];

const customers: CustomerId[] = [];
for (let i = 0; i < 9; i += 1) {
  const customerId = await plantCustomer(db, partnerId, { delegated: i % 3 === 0 ? [] : ['*'], agreement: i % 4 !== 0 });
  await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), quantity: 10 + i });
  for (const name of ['ada', 'bob'])
    await plantUser(db, { customerId }, name, [{ offer: offer('m365-business-basic') }], name === 'ada' ? 'US' : null);
  customers.push(customerId);
}
await digestMissing(db, catalog);

const subscriptionsOf = async (customerId: string) =>
  (
    await db.read<{ id: string; offer: string; status: string; quantity: number }>(
      `select subscription_id as id, offer_id as offer, status, quantity from subscription where customer_id = $1 and status <> 'deleted' order by 1`,
      [customerId],
    )
  ).rows;
const send = async (path: string, method: string, body: object) => (await server.ask(path, { method, body })).status;

type Command = (customerId: CustomerId) => Promise<number>;
const commands: Readonly<Record<string, Command>> = {
  buy: (id) =>
    send(`/v1/customers/${id}/orders`, 'POST', {
      lineItems: [{ lineItemNumber: 0, offerId: offer(random.pick(KEYS)).id, quantity: random.whole(1, 40) }],
    }),
  changeSeats: async (id) => {
    const found = await subscriptionsOf(id);
    if (found.length === 0) return 0;
    return send(`/v1/customers/${id}/subscriptions/${random.pick(found).id}`, 'PATCH', { quantity: random.whole(1, 60) });
  },
  changeStatus: async (id) => {
    const found = await subscriptionsOf(id);
    if (found.length === 0) return 0;
    return send(`/v1/customers/${id}/subscriptions/${random.pick(found).id}`, 'PATCH', { status: random.pick(['active', 'suspended']) });
  },
  upgrade: async (id) => {
    for (const subscription of await subscriptionsOf(id)) {
      const { body } = await server.ask(`/v1/customers/${id}/subscriptions/${subscription.id}/upgrades`);
      const open = body.items.filter((each: { isEligible: boolean }) => each.isEligible);
      if (open.length > 0 && random.chance(0.6))
        return send(`/v1/customers/${id}/subscriptions/${subscription.id}/upgrades`, 'POST', {
          targetOffer: { id: random.pick<any>(open).targetOffer.id },
        });
    }
    return 0;
  },
  undo: async (id) => {
    const { rows } = await db.read<{ id: string }>(`select upgrade_id as id from upgrade where customer_id = $1 and state <> 'undone'`, [
      id,
    ]);
    return rows.length === 0 ? 0 : send(`/v1/customers/${id}/upgraderecords/${random.pick(rows).id}/undo`, 'POST', {});
  },
  dismiss: async (id) => {
    const { rows } = await db.read<{ id: string; user: string }>(
      `select upgrade_id as id, user_id as user from left_behind_user where customer_id = $1 and state = 'open'`,
      [id],
    );
    const [first] = rows;
    return first === undefined
      ? 0
      : send(`/v1/customers/${id}/upgraderecords/${first.id}/dismissals`, 'POST', {
          userIds: [first.user],
          note: 'left the company',
          license: 'remove',
        });
  },
  hold: (id) =>
    send(`/v1/customers/${id}/entitlements`, 'PUT', {
      items: random.chance(0.7)
        ? []
        : [
            {
              channel: 'web_direct',
              offerId: offer(random.pick(KEYS)).id,
              quantity: random.whole(1, 9),
              heldSince: '2026-01-01',
              heldUntil: '2026-09-01',
            },
          ],
    }),
  agree: (id) =>
    send(`/v1/customers/${id}/agreements`, 'POST', {
      primaryContact: { firstName: 'A', lastName: 'B', email: 'a@b.example', phoneNumber: '1' },
      templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
      dateAgreed: '2026-06-01T00:00:00Z',
      type: 'MicrosoftCustomerAgreement',
    }),
  delegate: async (id) => {
    const answer = await server.ask(`/v1/customers/${id}/delegatedadminrelationships`, {
      method: 'POST',
      body: {
        displayName: newId(),
        duration: random.pick(['P2D', 'P30D', 'P180D']),
        accessDetails: { unifiedRoles: [{ roleDefinitionId: random.pick(ROLES) }] },
      },
    });
    if (answer.status !== 201) return answer.status;
    const token = answer.body.request.url.split('#')[1];
    const headers = await signedInAs(db, clock, tenantAdmin({ tenantId: id }));
    return (await server.ask('/v1/invitations/accept', { method: 'POST', headers, body: { token } })).status;
  },
  endDelegation: async (id) => {
    const { rows } = await db.read<{ id: string }>(
      'select relationship_id as id from delegated_admin_relationship where customer_id = $1 and terminated_at is null and activated_at is not null',
      [id],
    );
    return rows.length === 0
      ? 0
      : send(`/v1/customers/${id}/delegatedadminrelationships/${random.pick(rows).id}/requests`, 'POST', { action: 'terminate' });
  },
  withdrawPrivileges: (id) =>
    random.chance(0.1) ? send(`/v1/customers/${id}`, 'PATCH', { allowDelegatedAccess: false }) : Promise.resolve(0),
  moveClock: (id) => (random.chance(0.2) ? send(`/v1/customers/${id}/clock`, 'POST', { days: random.whole(1, 40) }) : Promise.resolve(0)),
  endRelationship: (id) =>
    random.chance(0.05) ? send(`/v1/customers/${id}`, 'PATCH', { relationshipToPartner: 'none' }) : Promise.resolve(0),
  letTimePass: async () => {
    now = new Date(`${addDays(dayOf(now), random.whole(1, 12))}T09:00:00Z`);
    await runLifeCycle({
      db,
      catalog,
      clock,
      newId,
      dropProducts,
      onTrouble: (sentence, error) => assert.fail(`${sentence} ${String(error)}`),
    });
    return 200;
  },
};

describe(`the digest follows whatever happens (SEED=${SEED})`, () => {
  test('after every one of 120 commands matrix and totals are those of the facts, and so is whatever was written anew', async (context) => {
    const done = new Map<string, number>();
    for (let i = 0; i < 120; i += 1) {
      const name = random.pick([...Object.keys(commands), 'upgrade', 'upgrade', 'upgrade', 'undo', 'dismiss']);
      const status = (await commands[name]?.(random.pick(customers))) ?? 0;
      if (status >= 200 && status < 300) done.set(name, (done.get(name) ?? 0) + 1);
      assert.ok(status < 500, `${name}: ${status}`);
      if (random.chance(0.3)) await digestMissing(db, catalog);
      await assertExact({ db, catalog, clock, portfolio }, partnerId);
      await assertExact({ db, catalog, clock, portfolio: finding }, partnerId, [{ ...EVERYTHING, isEligible: true }]);
    }
    await digestMissing(db, catalog);
    await assertExact({ db, catalog, clock, portfolio }, partnerId);
    context.diagnostic([...done].map(([name, times]) => `${name} ${times}`).join(', '));
    assert.ok(done.size >= 11, `${done.size} kinds of commands did something`);
  });
});
