import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDesk } from '../../../test/desk.ts';
import { assertLicenseLaws } from '../../../test/license-laws.ts';
import { plantCustomer, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { assignmentRoutes } from '../../licenses/assignment/routes.ts';
import { directoryRoutes } from '../../licenses/directory/routes.ts';
import { groupChangeRoutes } from '../../licenses/groups/changing/routes.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRoutes } from '../routes.ts';
import { leftBehindWorkRoutes } from './working/routes.ts';

const { db, tenant, server } = await testDesk((parts) => [
  upgradeRoutes(parts),
  leftBehindWorkRoutes(parts),
  assignmentRoutes(parts),
  directoryRoutes(parts),
  groupChangeRoutes(parts),
]);

const PRODUCTS = ['m365-business-basic', 'm365-business-standard', 'o365-e3', 'sharepoint-plan-2', 'exchange-online-archiving-exo'].map(
  (key) => tenant.offer(key),
);
const TARGETS = ['m365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'].map((key) => tenant.offer(key));
const skuOf = (index: number) => PRODUCTS[index]?.skuId ?? '';

type World = { readonly customerId: CustomerId; readonly users: readonly string[]; readonly groups: readonly string[] };
type Step = {
  readonly name: string;
  readonly swaps: boolean;
  readonly run: (world: World) => Promise<{ readonly status: number; readonly text: string }>;
};

const ask = (method: string, path: string, body?: unknown) => server.ask(path, { method, body });
const userIndex = fc.nat(7);
const someUsers = fc.uniqueArray(userIndex, { minLength: 1, maxLength: 5 });
const product = fc.nat(PRODUCTS.length - 1);
const idsOf = (world: World, indexes: readonly number[]) => indexes.map((index) => world.users[index % world.users.length] ?? '');
const base = (world: World) => `/v1/customers/${world.customerId}`;

/** The newest upgrade of the customer, in whatever state; an id that nobody has where there is none. */
async function upgradeOf({ customerId }: World): Promise<string> {
  const { rows } = await db.read<{ id: string }>(
    `select upgrade_id as id from upgrade where customer_id = $1 order by submitted_at desc, upgrade_id desc limit 1`,
    [customerId],
  );
  return rows[0]?.id ?? newId();
}
async function activeBasic({ customerId }: World): Promise<string> {
  const { rows } = await db.read<{ id: string }>(
    `select subscription_id as id from subscription where customer_id = $1 and status = 'active' and offer_id = any($2) order by created_at limit 1`,
    [customerId, [PRODUCTS[0]?.id, PRODUCTS[1]?.id]],
  );
  return rows[0]?.id ?? newId();
}
const licenses = (skuId: string) => ({ licensesToAssign: [{ skuId }] });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(someUsers, product).map(([who, what]): Step => ({
    name: `assign ${what} to ${who}`,
    swaps: false,
    run: (world) => ask('POST', `${base(world)}/licenseupdates`, { userIds: idsOf(world, who), ...licenses(skuOf(what)) }),
  })),
  fc.tuple(userIndex, product).map(([who, what]): Step => ({
    name: `remove ${what} from ${who}`,
    swaps: false,
    run: (world) => ask('POST', `${base(world)}/users/${idsOf(world, [who])[0]}/licenseupdates`, { licensesToRemove: [skuOf(what)] }),
  })),
  fc.tuple(someUsers, product, product).map(([who, from, to]): Step => ({
    name: `swap ${from} for ${to} of ${who}`,
    swaps: true,
    run: (world) =>
      ask('POST', `${base(world)}/licenseupdates`, {
        userIds: idsOf(world, who),
        ...licenses(skuOf(to)),
        licensesToRemove: [skuOf(from)],
      }),
  })),
  userIndex.map((who): Step => ({
    name: `delete ${who}`,
    swaps: false,
    run: (world) => ask('DELETE', `${base(world)}/users/${idsOf(world, [who])[0]}`),
  })),
  userIndex.map((who): Step => ({
    name: `restore ${who}`,
    swaps: true,
    run: (world) => ask('PATCH', `${base(world)}/users/${idsOf(world, [who])[0]}`, { state: 'active' }),
  })),
  fc.tuple(fc.nat(1), someUsers).map(([group, who]): Step => ({
    name: `${who} join group ${group}`,
    swaps: true,
    run: (world) => ask('POST', `${base(world)}/groups/${world.groups[group]}/members`, { userIds: idsOf(world, who) }),
  })),
  fc.tuple(fc.nat(1), userIndex).map(([group, who]): Step => ({
    name: `${who} leaves group ${group}`,
    swaps: false,
    run: (world) => ask('DELETE', `${base(world)}/groups/${world.groups[group]}/members/${idsOf(world, [who])[0]}`),
  })),
  fc.tuple(fc.nat(1), product, fc.constantFrom('refuse', 'keep_old')).map(([group, what, membersWhoCannot]): Step => ({
    name: `group ${group} hands on ${what}, ${membersWhoCannot}`,
    swaps: true,
    run: (world) =>
      ask('PUT', `${base(world)}/groups/${world.groups[group]}/licenses`, { licenses: [{ skuId: skuOf(what) }], membersWhoCannot }),
  })),
);

const upgradeStep: fc.Arbitrary<Step> = fc
  .tuple(fc.nat(TARGETS.length - 1), fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }))
  .map(([target, quantity]): Step => ({
    name: `upgrade to ${TARGETS[target]?.key} with ${quantity ?? 'all'} seats`,
    swaps: true,
    run: async (world) =>
      ask('POST', `${base(world)}/subscriptions/${await activeBasic(world)}/upgrades`, {
        targetOffer: { id: TARGETS[target]?.id },
        ...(quantity === undefined ? {} : { quantity }),
      }),
  }));
const retryStep: fc.Arbitrary<Step> = fc.option(someUsers, { nil: undefined }).map((who): Step => ({
  name: `retry ${who ?? 'all'}`,
  swaps: true,
  run: async (world) =>
    ask('POST', `${base(world)}/upgraderecords/${await upgradeOf(world)}/retries`, who === undefined ? {} : { userIds: idsOf(world, who) }),
}));
const dismissStep: fc.Arbitrary<Step> = fc.tuple(someUsers, fc.constantFrom('keep', 'remove')).map(([who, license]): Step => ({
  name: `dismiss ${who}, ${license}`,
  swaps: license === 'keep',
  run: async (world) =>
    ask('POST', `${base(world)}/upgraderecords/${await upgradeOf(world)}/dismissals`, {
      userIds: idsOf(world, who),
      note: 'x',
      license,
    }),
}));
const placeStep: fc.Arbitrary<Step> = userIndex.map((who): Step => ({
  name: `${who} moves to the US`,
  swaps: true,
  run: (world) => ask('PATCH', `${base(world)}/users/${idsOf(world, [who])[0]}`, { usageLocation: 'US' }),
}));
/** More seats of the product that people are to move to. */
const seatStep: fc.Arbitrary<Step> = fc.integer({ min: 1, max: 3 }).map((seats) => ({
  name: `${seats} seats more of the target`,
  swaps: true,
  run: async ({ customerId }) => {
    await db.read(
      `update subscription set quantity = quantity + $2 where customer_id = $1 and status = 'active' and upgraded_from_id is not null`,
      [customerId, seats],
    );
    return { status: 200, text: '' };
  },
}));
const finishing = fc.oneof(
  { weight: 5, arbitrary: retryStep },
  { weight: 3, arbitrary: placeStep },
  { weight: 2, arbitrary: seatStep },
  { weight: 1, arbitrary: dismissStep },
  { weight: 4, arbitrary: anyStep },
);
/** Something, an upgrade, and then what it takes to finish it, in whatever order; perhaps a second upgrade. */
const story = fc
  .tuple(
    fc.array(anyStep, { maxLength: 4 }),
    upgradeStep,
    fc.array(finishing, { minLength: 3, maxLength: 14 }),
    fc.option(upgradeStep, { nil: undefined }),
  )
  .map(([before, upgrade, after, again]) => [...before, upgrade, ...after, ...(again === undefined ? [] : [again])]);

const setUp = fc.record({
  seats: fc.array(fc.integer({ min: 1, max: 8 }), { minLength: PRODUCTS.length, maxLength: PRODUCTS.length }),
  /** Without a place: nobody can be given anything. */
  nowhere: fc.uniqueArray(userIndex, { minLength: 1, maxLength: 3 }),
  basicUsers: fc.integer({ min: 2, max: 8 }),
});

async function build({
  seats,
  nowhere,
  basicUsers,
}: {
  readonly seats: readonly number[];
  readonly nowhere: readonly number[];
  readonly basicUsers: number;
}): Promise<World> {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const basicSeats = Math.max(seats[0] ?? 1, basicUsers, 1);
  for (const [i, offer] of PRODUCTS.entries()) {
    // The targets of upgrades are not there yet; the others are.
    if (i === 1 || i === 2) continue;
    await plantSubscription(db, planted, { offer, quantity: i === 0 ? basicSeats : (seats[i] ?? 1) });
  }
  const users: string[] = [];
  const [basic] = PRODUCTS;
  for (let i = 0; i < 8; i += 1) {
    users.push(
      await plantUser(
        db,
        planted,
        `user${i}`,
        i < basicUsers && basic !== undefined ? [{ offer: basic }] : [],
        nowhere.includes(i) ? null : 'US',
      ),
    );
  }
  const groups: string[] = [];
  for (const displayName of ['One', 'Two']) groups.push((await ask('POST', `/v1/customers/${customerId}/groups`, { displayName })).body.id);
  return { customerId, users, groups };
}

async function licensed({ customerId }: World): Promise<ReadonlySet<string>> {
  const { rows } = await db.read<{ id: string }>(
    `select distinct user_id as id from license join directory_user u using (customer_id, user_id) where customer_id = $1 and u.state = 'active'`,
    [customerId],
  );
  return new Set(rows.map(({ id }) => id));
}

test('whatever is done: no more users than seats, nobody without a licence by a swap, no forbidden services, and the ledger adds up', async () => {
  let [done, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(setUp, story, async (start, steps) => {
      const world = await build(start);
      const seatsBefore = Math.max(start.seats[0] ?? 1, start.basicUsers, 1);
      for (const each of steps) {
        const before = await licensed(world);
        const answer = await each.run(world);
        assert.ok(answer.status < 500, `${each.name}: ${answer.text}`);
        if (answer.status < 400) done += 1;
        else refused += 1;
        if (each.swaps) {
          const after = await licensed(world);
          assert.deepEqual(
            [...before].filter((id) => !after.has(id)),
            [],
            `${each.name} left somebody without a licence`,
          );
        }
        await assertLicenseLaws(db, tenant.catalog.current(), { customerId: world.customerId, seatsBefore });
      }
    }),
    { numRuns: 60, endOnFailure: false },
  );
  assert.ok(done > 50 && refused > 20, `${done} steps done, ${refused} refused: the steps must meet both`);
});
