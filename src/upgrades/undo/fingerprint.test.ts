import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDesk } from '../../../test/desk.ts';
import { NOW, plantCustomer, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRoutes } from '../routes.ts';
import { undoRoutes } from './routes.ts';

const { db, tenant, server, at } = await testDesk((parts) => [upgradeRoutes(parts), undoRoutes(parts)]);
const { partnerId, catalog, offer } = tenant;
after(() => catalog.close());

const SOURCES = ['m365-business-basic', 'm365-business-standard', 'm365-apps-for-business'] as const;
const OTHERS = ['power-bi-pro', 'aad-premium-p1'] as const;
/** Hangs on the source in some worlds. */
const ADD_ON = 'audio-conferencing';

const person = fc.record({
  hasSource: fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
  throughGroup: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  hasTarget: fc.integer({ min: 0, max: 9 }).map((n) => n < 2),
  other: fc.option(fc.constantFrom(...OTHERS, ADD_ON), { nil: null }),
  isNowhere: fc.integer({ min: 0, max: 9 }).map((n) => n < 2),
  /** Which plans of each product are off, as a mask. */
  off: fc.nat(1023),
});
const world = fc.record({
  source: fc.constantFrom(...SOURCES),
  target: fc.nat(40),
  cycle: fc.constantFrom('monthly', 'annual'),
  spare: fc.nat(8),
  createdOn: fc.constantFrom('2026-01-11', '2026-05-20', '2026-06-11', '2025-12-31', '2026-02-28'),
  people: fc.array(person, { maxLength: 9 }),
  addOn: fc.option(fc.constantFrom('keep', 'drop'), { nil: null }),
  upgradeOnly: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  quantity: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
  hours: fc.integer({ min: 0, max: 23 }),
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** Everything that decides about a customer: all columns but what only counts changes or says when to look next. */
async function deciding(customerId: CustomerId): Promise<unknown> {
  const { rows } = await db.read(
    `select (select jsonb_agg(to_jsonb(s) - 'version' - 'due_on' - 'paid_until' order by s.subscription_id) from subscription s
              where s.customer_id = $1 and s.status <> 'deleted') as subscriptions,
            (select jsonb_agg(to_jsonb(l) || jsonb_build_object('disabled_plans', (select jsonb_agg(p order by p) from unnest(l.disabled_plans) as p))
              order by l.user_id, l.sku_id, l.group_id) from license l where l.customer_id = $1) as licenses,
            (select jsonb_agg(to_jsonb(d) order by d.user_id) from directory_user d where d.customer_id = $1) as people,
            (select jsonb_agg(m order by m) from (select g.subscription_id, g.currency, sum(g.amount_minor) from charge g where g.customer_id = $1
              group by 1, 2 having sum(g.amount_minor) <> 0) m) as money,
            (select jsonb_agg(q order by q) from (select g.subscription_id, g.charged_from, g.charged_until, sum(sign(g.amount_minor) * g.quantity)
              from charge g where g.customer_id = $1 group by 1, 2, 3 having sum(sign(g.amount_minor) * g.quantity) <> 0) q) as days,
            (select count(*) from left_behind_user b where b.customer_id = $1 and b.state = 'open') as tasks`,
    [customerId],
  );
  return rows[0];
}

async function build(start: World) {
  const customerId = await plantCustomer(db, partnerId);
  const place = { partnerId, customerId };
  const source = offer(start.source);
  const targets = (catalog.current().paths.get(source.id) ?? []).flatMap(({ to }) => catalog.current().offers.get(to) ?? []);
  // An add-on ends with an upgrade only where the target brings what it brings.
  const bringing = targets.filter(({ servicePlanIds }) => offer(ADD_ON).servicePlanIds.every((plan) => servicePlanIds.includes(plan)));
  const possible = start.addOn === 'drop' ? bringing : targets;
  const target = possible[start.target % possible.length] ?? source;
  const holders = start.people.filter(({ hasSource }) => hasSource).length;
  const id = await plantSubscription(db, place, {
    offer: source,
    quantity: Math.max(holders + start.spare, 1),
    billingCycle: start.cycle,
    createdOn: start.createdOn,
    unitPriceMinor: 499,
  });
  // What brings the add-on's services brings those of one of the others, too.
  for (const key of start.addOn === 'drop' ? [] : OTHERS) await plantSubscription(db, place, { offer: offer(key), quantity: 10 });
  const addOn =
    start.addOn === null
      ? null
      : await plantSubscription(db, place, { offer: offer(ADD_ON), parentId: id, quantity: 10, unitPriceMinor: 400 });
  const offOf = (plans: readonly string[], mask: number) => plans.filter((_, i) => (mask >> (i % 10)) % 2 === 1 && i > 0);
  for (const [i, each] of start.people.entries()) {
    const group = each.throughGroup ? { groupId: newId() } : {};
    await plantUser(
      db,
      place,
      `user${i}`,
      [
        ...(each.hasSource ? [{ offer: source, disabled: offOf(source.servicePlanIds, each.off), ...group }] : []),
        ...(each.hasTarget && target !== source ? [{ offer: target, disabled: offOf(target.servicePlanIds, each.off >> 1) }] : []),
        ...(each.other === null ? [] : [{ offer: offer(each.other) }]),
      ],
      each.isNowhere ? null : 'US',
    );
  }
  // Each licence since another instant, which must come back too.
  await db.read(
    `update license set assigned_at = timestamptz '2026-01-01Z' + ('x' || substr(md5(user_id::text || sku_id::text), 1, 6))::bit(24)::int * interval '1 second' / 10
      where customer_id = $1`,
    [customerId],
  );
  return { customerId, id, target, addOns: addOn === null ? [] : [{ subscriptionId: addOn, choice: start.addOn }] };
}

test('over any world: an undone upgrade leaves every deciding column as it was', async () => {
  const seen = { undone: 0, refused: 0, moved: 0, stayed: 0, keep: 0, drop: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (start) => {
      at(NOW);
      const { customerId, id, target, addOns } = await build(start);
      const before = await deciding(customerId);
      const { status, body } = await server.ask(`/v1/customers/${customerId}/subscriptions/${id}/upgrades`, {
        method: 'POST',
        body: {
          targetOffer: { id: target.id },
          addOns,
          ...(start.quantity === null ? {} : { quantity: start.quantity }),
          ...(start.upgradeOnly ? { upgradeType: 'upgrade_only' } : {}),
        },
      });
      if (status !== 200 || body.upgradeErrors.length > 0) {
        assert.deepEqual(await deciding(customerId), before);
        seen.refused += 1;
        return;
      }
      assert.notDeepEqual(await deciding(customerId), before);
      const { rows } = await db.read<{ moved: number; stayed: number }>(
        `select users_moved as moved, users_left_behind as stayed from upgrade where customer_id = $1`,
        [customerId],
      );
      seen.moved += rows[0]?.moved ?? 0;
      seen.stayed += rows[0]?.stayed ?? 0;
      at(new Date(NOW.getTime() + start.hours * 3_600_000));
      const undone = await server.ask(`/v1/customers/${customerId}/upgraderecords/${body.upgradeId}/undo`, { method: 'POST' });
      assert.equal(undone.status, 200, undone.text);
      assert.deepEqual(await deciding(customerId), before);
      seen.undone += 1;
      if (start.addOn !== null) seen[start.addOn] += 1;
    }),
    { numRuns: 150 },
  );
  assert.ok(seen.undone > 20 && seen.moved > 30 && seen.stayed > 10 && seen.keep > 0 && seen.drop > 0, JSON.stringify(seen));
});
