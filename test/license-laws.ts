import assert from 'node:assert/strict';
import type { Catalog } from '../src/catalog/catalog.ts';
import type { CustomerId } from '../src/kit/ids.ts';
import type { Db } from '../src/platform/db.ts';

/** What must hold of a customer whatever was done; everything is asked of the tables themselves. `seatsBefore`: of the source, before any upgrade. */
export async function assertLicenseLaws(
  db: Db,
  catalog: Catalog,
  { customerId, seatsBefore }: { readonly customerId: CustomerId; readonly seatsBefore: number },
): Promise<void> {
  await assertEverybodyHasSeat(db, customerId);
  await assertServicesFit(db, catalog, customerId);
  await assertTasksCounted(db, customerId);
  await assertSeatsCredited(db, customerId, seatsBefore);
}

async function assertEverybodyHasSeat(db: Db, customerId: CustomerId): Promise<void> {
  const { rows: seats } = await db.read<{ sku: string; seats: number; users: number }>(
    `select l.sku_id as sku, count(distinct l.user_id)::integer as users,
            coalesce((select sum(s.quantity) from subscription s join offer o using (offer_id) where s.customer_id = $1 and s.status = 'active' and o.sku_id = l.sku_id), 0)::integer as seats
       from license l join directory_user u using (customer_id, user_id) where customer_id = $1 and u.state = 'active' group by l.sku_id`,
    [customerId],
  );
  for (const { sku, users, seats: held } of seats) assert.ok(users <= held, `${users} users on ${held} seats of ${sku}`);
}

/** No two services that exclude each other, none without what it builds on. */
async function assertServicesFit(db: Db, catalog: Catalog, customerId: CustomerId): Promise<void> {
  const { rows: people } = await db.read<{ user: string; sku: string; off: string[] }>(
    `select l.user_id as user, l.sku_id as sku, l.disabled_plans as off from license l where l.customer_id = $1`,
    [customerId],
  );
  for (const [user, held] of Map.groupBy(people, (row) => row.user)) {
    const on = new Set(
      held.flatMap(
        ({ sku, off }) =>
          [...catalog.offers.values()].find((offer) => offer.skuId === sku)?.servicePlanIds.filter((id) => !off.includes(id)) ?? [],
      ),
    );
    for (const family of catalog.exclusiveFamilies) {
      const both = [...on].filter((id) => family.planIds.has(id));
      assert.ok(both.length <= 1, `${user} has ${both.length} of ${family.name}`);
    }
    for (const { planId, requiresAnyOf } of catalog.dependencies)
      assert.ok(!on.has(planId) || requiresAnyOf.some((id) => on.has(id)), `${user} misses what ${planId} builds on`);
  }
}

/** An upgrade is finished when nobody of it is left to do. */
async function assertTasksCounted(db: Db, customerId: CustomerId): Promise<void> {
  const { rows: upgrades } = await db.read<{
    state: string;
    counted: number;
    open: number;
    source: string;
    left: number;
    credited: number;
    amount: number;
  }>(
    `select u.state, u.users_left_behind as counted,
            (select count(*)::integer from left_behind_user b where b.customer_id = $1 and b.upgrade_id = u.upgrade_id and b.state = 'open') as open,
            s.status as source, case when s.status = 'deleted' then 0 else s.quantity end as left,
            (select coalesce(sum(c.quantity), 0)::integer from charge c where c.customer_id = $1 and c.event_id = u.upgrade_id and c.cause = 'upgrade_cancel') as credited,
            (select coalesce(sum(c.amount_minor), 0)::integer from charge c where c.customer_id = $1 and c.event_id = u.upgrade_id and c.cause = 'upgrade_cancel' and c.unit_price_minor = 500) as amount
       from upgrade u join subscription s on s.customer_id = u.customer_id and s.subscription_id = u.source_subscription_id where u.customer_id = $1`,
    [customerId],
  );
  for (const { state, counted, open, credited, amount, source, left } of upgrades) {
    assert.deepEqual([counted, state], [open, open === 0 ? 'done' : 'finishing']);
    // Thirty of thirty days at 5.00: each seat that went back is credited once.
    if (amount !== 0) assert.equal(amount, -500 * credited);
    assert.ok(source === 'active' || left === 0);
  }
}

async function assertSeatsCredited(db: Db, customerId: CustomerId, seatsBefore: number): Promise<void> {
  const { rows: sources } = await db.read<{ source: string; had: number; left: number; credited: number }>(
    `select s.status as source, (select sum(c.quantity) from charge c where c.customer_id = $1 and c.subscription_id = s.subscription_id and c.cause = 'upgrade_cancel')::integer as credited,
            case when s.status = 'deleted' then 0 else s.quantity end as left, $2::integer as had
       from subscription s join upgrade u on u.customer_id = s.customer_id and u.source_subscription_id = s.subscription_id where s.customer_id = $1 and s.upgraded_from_id is null`,
    [customerId, seatsBefore],
  );
  for (const { had, left, credited } of sources) assert.equal(credited ?? 0, had - left, 'every seat is either there or credited');
}
