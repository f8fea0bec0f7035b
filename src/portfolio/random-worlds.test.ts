import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { assertExact, assertOrdered } from '../../test/portfolio.ts';
import { clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../test/tenant.ts';
import { randomFor } from '../demo/random.ts';
import { minor } from '../kit/money.ts';
import { newId } from '../platform/clock.ts';
import { readerOf } from '../platform/reader.ts';
import { openPortfolio } from './commands.ts';
import { relevanceOf } from './digest/relevance.ts';
import { holdMarked, markCustomers, markMissing, writeDigests } from './digest/store.ts';
import { digestMissing } from './digest/worker.ts';
import { EVERYTHING, type PortfolioFilter } from './filter.ts';

const db = await testDatabase();
const { catalog } = await plantTenant(db);
after(() => catalog.close());
const SEED = Number(process.env['SEED'] ?? 7);
const random = randomFor(SEED, 'portfolio');
const offers = [...catalog.current().offers.values()];
const sources = [...catalog.current().paths.keys()].flatMap((id) => catalog.current().offers.get(id) ?? []);
const ROLES = ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', '4d6ac14f-3453-41d0-bef9-a3e0c569773a', '69091246-20e8-4a56-aa4d-066075b2a7a8'];
const CHANNELS = ['other_partner', 'web_direct', 'retail_key'];
const COUNTRIES = ['US', 'IN', 'DE', 'TW'];
const REASONS = [
  'seat_family_full',
  'conflicting_service_types',
  'concurrency_conflicts',
  'quantity_out_of_range',
  'customer_agreement_missing',
  'delegated_admin_permissions_disabled',
] as const;

/** A partner with customers of whom nothing is in order: all that can decide about an upgrade is drawn by lot. */
async function randomPartner() {
  const [partnerId, other] = [await plantPartner(db), await plantPartner(db)];
  if (random.chance(0.1)) await db.read(`update partner set standing = 'suspended' where partner_id = $1`, [partnerId]);
  for (let i = 0; i < 12; i += 1) {
    const customerId = await plantCustomer(db, partnerId, {
      country: random.pick(COUNTRIES),
      delegated: random.pick([['*'], ['*'], [], ['microsoft365'], ['azure', 'microsoft365']]),
      agreement: random.chance(0.85),
    });
    if (random.chance(0.3))
      await db.read(
        `insert into relationship (customer_id, partner_id, company_name, delegated_admin_services, since) values ($1, $2, 'x', '{}', now())`,
        [customerId, other],
      );
    const seed = () => ({
      offer: random.chance(0.8) ? random.pick(sources) : random.pick(offers),
      quantity: random.pick([1, 10, 25, 120, 150, 299, 300, 301, 400]),
      status: random.weighted([
        [7, 'active'],
        [1, 'suspended'],
        [1, 'pending'],
        [1, 'deleted'],
      ] as const),
      billingCycle: random.pick(['monthly', 'monthly', 'annual']),
      unitPriceMinor: random.pick([500, 600, 1250]),
      createdOn: random.pick(['2026-01-11', '2025-08-01', '2026-03-31']),
      partnerId: random.chance(0.15) ? other : partnerId,
    });
    const ids = [];
    for (let n = random.whole(1, 5); n > 0; n -= 1) ids.push(await plantSubscription(db, { partnerId, customerId }, seed()));
    const [first] = ids;
    if (first !== undefined && random.chance(0.4))
      for (let n = random.whole(1, 2); n > 0; n -= 1)
        await plantSubscription(
          db,
          { partnerId, customerId },
          { ...seed(), partnerId, offer: random.pick(offers.filter((each) => each.isAddOn)), parentId: first },
        );
    if (first !== undefined && random.chance(0.25))
      await db.read(
        `insert into upgrade (customer_id, upgrade_id, partner_id, source_subscription_id, target_subscription_id, upgrade_type, quantity, users_moved, users_left_behind, state, submitted_at)
         values ($1, $2, $3, $4, $5, 'upgrade_only', 1, 0, 1, $6, now())`,
        [customerId, newId(), partnerId, first, random.pick(ids), random.pick(['finishing', 'done'])],
      );
    for (let n = random.whole(0, 3); n > 0; n -= 1)
      await db.read(
        `insert into entitlement (customer_id, entitlement_id, channel, offer_id, quantity, status, held_since, held_until, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, $6, '2025-01-01', $7, now(), $8)`,
        [
          customerId,
          newId(),
          random.pick(CHANNELS),
          random.chance(0.6) ? random.pick(sources).id : random.pick(offers).id,
          random.pick([1, 20, 280]),
          random.pick(['active', 'suspended', 'cancelled']),
          random.pick([null, '2026-08-01', '2026-01-01']),
          random.pick([null, partnerId, other]),
        ],
      );
    for (let n = random.whole(0, 2); n > 0; n -= 1)
      await db.read(
        `insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, auto_extend_days, requested_at, requested_by,
           request_expires_at, activated_at, ends_on, terminated_at, terminated_by, end_told_at)
         values ($1, $2, $3, $4, $5, 'P180D', $6, now(), 'x', now(), now(), $7, $8, $9, $10)`,
        [
          customerId,
          newId(),
          random.chance(0.8) ? partnerId : other,
          `Grant ${n}`,
          [random.pick(ROLES), random.pick(ROLES)],
          random.pick([0, 0, 180]),
          random.pick(['2026-06-10', '2026-06-11', '2026-06-12', '2026-12-01']),
          ...random.pick([
            [null, null],
            [null, null],
            ['2026-06-01T00:00:00Z', 'partner'],
          ]),
          null,
        ],
      );
    if (random.chance(0.1))
      await db.read(`insert into customer_clock (customer_id, ahead_seconds, moved_at) values ($1, $2, now())`, [
        customerId,
        random.pick([0, 86_400, 40_000_000]),
      ]);
    if (random.chance(0.05))
      await db.read(`update relationship set state = 'ended' where customer_id = $1 and partner_id = $2`, [customerId, partnerId]);
    if (random.chance(0.3))
      await db.read(`update subscription set reseller_mpn_id = $2 where customer_id = $1`, [customerId, random.pick(['111', '222'])]);
  }
  return partnerId;
}

function randomFilter(): PortfolioFilter {
  const maybe = <Value>(value: Value, chance = 0.25): Value | null => (random.chance(chance) ? value : null);
  const targets = [...catalog.current().paths.values()].flat().map((path) => path.to);
  return {
    ...EVERYTHING,
    sourceOfferIds: random.chance(0.2) ? [random.pick(sources).id, random.pick(sources).id] : [],
    targetOfferIds: random.chance(0.2) ? [random.pick(targets), random.pick(targets)] : [],
    countries: random.chance(0.2) ? [random.pick(COUNTRIES)] : [],
    resellerMpnId: maybe(random.pick(['111', '222']), 0.1),
    isEligible: maybe(random.chance(0.5)),
    isUpgradable: maybe(random.chance(0.5), 0.15),
    reason: maybe(random.pick(REASONS), 0.2),
    onlyReason: maybe(random.pick(REASONS), 0.1),
    uplift: { from: maybe(minor(random.pick([-500, 0, 1000, 400_000]))), to: maybe(minor(random.pick([0, 5000, 100_000]))) },
    seats: { from: maybe(random.pick([10, 26, 300])), to: maybe(random.pick([10, 299, 300])) },
    renewal: { from: maybe('2026-08-01' as never), until: maybe('2027-01-01' as never) },
  };
}

/** Some subscriptions have other seats from now on; who has them is marked, as every change marks. */
async function changeSeats(partnerId: string): Promise<void> {
  const { rows } = await db.read<{ id: string }>(
    'select distinct customer_id as id from subscription where partner_id = $1 order by 1 limit 3',
    [partnerId],
  );
  const ids = rows.map(({ id }) => id);
  await db.read('update subscription set quantity = quantity + $2 where customer_id = any($1::uuid[])', [ids, random.pick([1, 24, 299])]);
  await markCustomers(readerOf(db), ids);
}

describe(`random portfolios (SEED=${SEED})`, () => {
  for (let round = 0; round < 12; round += 1) {
    test(`number ${round + 1}: the matrix and its totals are those of the single upgrades`, async () => {
      const partnerId = await randomPartner();
      // Some are marked and not written yet: they are read from their facts.
      await markMissing(readerOf(db));
      await db.transaction(async (tx) => writeDigests(tx, relevanceOf(catalog.current()), await holdMarked(tx, 8, [])));
      // And some were written when other things mattered.
      await db.read(
        'update portfolio_customer set relevance = customer_id where not is_stale and customer_id in (select customer_id from portfolio_customer order by 1 limit 3)',
      );
      const filters = [EVERYTHING, ...Array.from({ length: 12 }, randomFilter)];
      // Without rows to look through first, every filtered page is found by what its rows have, and cut from what was found before.
      const remembers = openPortfolio({ db, catalog, clock, sizes: { firstChunk: 0, rowsPerSection: 5, placesPerWindow: 4 } });
      for (const portfolio of [remembers, openPortfolio({ db, catalog, clock }), remembers]) {
        const world = { db, catalog, clock, portfolio };
        const subscriptions = await assertExact(world, partnerId, filters);
        assert.ok(subscriptions > 5);
        for (const filter of filters.slice(0, 5)) await assertOrdered(world, partnerId, filter);
        await digestMissing(db, catalog);
        await changeSeats(partnerId);
        if (random.chance(0.5)) await digestMissing(db, catalog);
      }
    });
  }
});
