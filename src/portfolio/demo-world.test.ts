import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { assertExact } from '../../test/portfolio.ts';
import { agentOf } from '../../test/tenant.ts';
import { importCatalogFiles, openCatalog, shippedFiles } from '../catalog/worker.ts';
import { loadDemo } from '../demo/commands.ts';
import { dayOf } from '../kit/dates.ts';
import { minor } from '../kit/money.ts';
import type { PartnerId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { openPortfolio } from './commands.ts';
import { digestMissing } from './digest/worker.ts';
import { EVERYTHING, type PortfolioFilter } from './filter.ts';

const now = new Date('2026-11-22T09:00:00Z');
const clock = { now: () => now };
const db = await testDatabase();
await importCatalogFiles({ db, clock, newId }, shippedFiles());
const catalog = await openCatalog(db, clock);
after(() => catalog.close());
await loadDemo(db, {
  seed: 2020,
  customers: 300,
  today: dayOf(now),
  catalog: catalog.current(),
  grow: false,
  hashSecret: (secret) => secret,
});
await digestMissing(db, catalog);
const portfolio = openPortfolio({ db, catalog, clock });
const world = { db, catalog, clock, portfolio };

const offer = (key: string) => [...catalog.current().offers.values()].find((each) => each.key === key)?.id ?? ('' as never);
const filters: readonly PortfolioFilter[] = [
  EVERYTHING,
  { ...EVERYTHING, isEligible: true },
  { ...EVERYTHING, isEligible: false },
  { ...EVERYTHING, isUpgradable: false },
  { ...EVERYTHING, reason: 'conflicting_service_types' },
  { ...EVERYTHING, reason: 'seat_family_full' },
  { ...EVERYTHING, onlyReason: 'customer_agreement_missing', isUpgradable: false },
  { ...EVERYTHING, onlyReason: 'delegated_admin_permissions_disabled' },
  { ...EVERYTHING, sourceOfferIds: [offer('m365-business-basic')] },
  { ...EVERYTHING, targetOfferIds: [offer('m365-business-premium')], isEligible: true },
  { ...EVERYTHING, countries: ['TW', 'JP'] },
  { ...EVERYTHING, seats: { from: 10, to: 25 } },
  { ...EVERYTHING, uplift: { from: minor(5000), to: minor(50_000) }, isEligible: true },
  { ...EVERYTHING, uplift: { from: null, to: minor(-1) } },
  { ...EVERYTHING, renewal: { from: '2027-02-01' as never, until: '2027-04-01' as never } },
  { ...EVERYTHING, resellerMpnId: '4711' },
];

describe('the matrix over the whole demo world', () => {
  test('says and counts what the single upgrades say, under every filter', async (context) => {
    const { rows } = await db.read<{ id: PartnerId; name: string }>('select partner_id as id, name from partner order by name');
    for (const { id, name } of rows) {
      const subscriptions = await assertExact(world, id, filters);
      await assertExact(world, id, filters.slice(0, 3), agentOf(id, 'billing_admin'));
      context.diagnostic(`${name}: ${subscriptions} active subscriptions`);
    }
    assert.ok(rows.length > 2);
  });
});
