import { customerIdOf, subscriptionIdOf } from '../../bench/world.ts';
import { randomFrom, type Random } from '../crash/random.ts';
import { personOf } from '../crash/scripts.ts';
import { openCallers, requestIdOf, type Answer, type Call, type Ground } from './asking.ts';
import { faultsOfLimits } from './limits.ts';

export type Storm = {
  readonly customers: readonly number[];
  /** For each customer. */
  readonly operations: number;
  readonly callers: number;
  readonly seed: number;
};

export type StormReport = {
  /** How often each operation succeeded, and was refused. */
  readonly done: Readonly<Record<string, number>>;
  readonly refused: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
};

/** What the callers have learnt from answers: what there is to be changed and undone. */
type Learnt = {
  readonly subscriptions: string[];
  readonly upgrades: string[];
  readonly undone: Set<string>;
  readonly versions: Map<string, number>;
};
type Operation = (ground: Ground, customer: number, learnt: Learnt, random: Random) => Pick<Call, 'method' | 'path' | 'body'>;

/** Everything at once on one customer after the other: changes of seats against upgrades, moves of licences, retries and undoing. */
export async function stormOn(ground: Ground, { customers, operations, callers, seed }: Storm): Promise<StormReport> {
  const random = randomFrom(seed);
  const asking = openCallers(ground, callers);
  const report: Counted = { done: {}, refused: {}, problems: [] };
  for (const customer of customers) {
    const learnt: Learnt = { subscriptions: [subscriptionIdOf(customer)], upgrades: [], undone: new Set(), versions: new Map() };
    let turn = 0;
    const work = async (caller: number): Promise<void> => {
      let name = pick(NAMES, random);
      while (turn < operations && name !== undefined) {
        turn += 1;
        const call = OPERATIONS[name](ground, customer, learnt, random);
        const answer = await asking.askBy(caller, { ...call, requestId: requestIdOf(customer, 9, turn) });
        const isDone = count(report, name, answer);
        if (isDone) report.problems.push(...learn(learnt, name, call.path, answer));
        // What was upgraded is undone or finished before others have changed too much of it.
        name = isDone && name === 'upgrade' && random.chance(0.7) ? pick(['undo', 'retry'] as const, random) : pick(NAMES, random);
      }
    };
    await Promise.all(Array.from({ length: callers }, (_, caller) => work(caller)));
    const told = { upgrades: learnt.upgrades, undone: [...learnt.undone] };
    const found = await ground.look((db) => faultsOfLimits(db, customerIdOf(customer), told));
    report.problems.push(...found.map((fault) => `customer ${customer}: ${fault}`));
  }
  asking.close();
  return report;
}

type Counted = { readonly done: Record<string, number>; readonly refused: Record<string, number>; readonly problems: string[] };

/** Counts an operation as done or refused, and tells which; what is neither is a problem. */
function count({ done, refused, problems }: Counted, name: Name, { status, text, body }: Answer): boolean {
  const isDone = status < 300 && !(body?.upgradeErrors?.length > 0);
  const counts = isDone ? done : refused;
  counts[name] = (counts[name] ?? 0) + 1;
  if (![200, 201, 400, 403, 404, 409, 412].includes(status)) problems.push(`${name}: ${status} ${text}`);
  return isDone;
}

/** Around the number of people, and around what a family of products may have. */
const QUANTITIES = [1, 2, 3, 4, 5, 290, 299, 300] as const;

type Name = 'seats' | 'suspend' | 'upgrade' | 'undo' | 'retry' | 'locate' | 'license' | 'licenses';

/** What is tried oftener stands here oftener. */
const NAMES: readonly Name[] = [
  ...(['seats', 'seats', 'seats', 'suspend', 'upgrade', 'upgrade', 'undo', 'retry', 'locate'] as const),
  ...(['license', 'license', 'license', 'licenses'] as const),
];

const OPERATIONS: Readonly<Record<Name, Operation>> = {
  seats: (_ground, customer, learnt, random) => changeOf(customer, learnt, { quantity: pick(QUANTITIES, random) }, random),
  suspend: (_ground, customer, learnt, random) =>
    changeOf(customer, learnt, { status: random.chance(0.2) ? 'suspended' : 'active' }, random),
  upgrade: ({ world }, customer, learnt, random) => ({
    method: 'POST',
    path: `${pathOf(customer)}/subscriptions/${pick(learnt.subscriptions, random)}/upgrades`,
    body: { targetOffer: { id: random.chance(0.7) ? world.target.offerId : world.wideTarget.offerId } },
  }),
  undo: (_ground, customer, learnt, random) => ({
    method: 'POST',
    path: `${pathOf(customer)}/upgraderecords/${pick(learnt.upgrades.slice(-3), random) ?? subscriptionIdOf(customer)}/undo`,
    body: {},
  }),
  retry: (_ground, customer, learnt, random) => ({
    method: 'POST',
    path: `${pathOf(customer)}/upgraderecords/${pick(learnt.upgrades.slice(-3), random) ?? subscriptionIdOf(customer)}/retries`,
    body: {},
  }),
  locate: (_ground, customer) => ({
    method: 'PATCH',
    path: `${pathOf(customer)}/users/${personOf(customer, 1)}`,
    body: { usageLocation: 'US' },
  }),
  license: ({ world }, customer, _learnt, random) => ({
    method: 'POST',
    path: `${pathOf(customer)}/users/${personOf(customer, 1 + Math.floor(random.between(0, 3)))}/licenseupdates`,
    body: licenseChange(world, random),
  }),
  licenses: ({ world }, customer, _learnt, random) => ({
    method: 'POST',
    path: `${pathOf(customer)}/licenseupdates`,
    body: { userIds: [1, 2, 3].map((person) => personOf(customer, person)), ...licenseChange(world, random) },
  }),
};

function changeOf(customer: number, learnt: Learnt, body: object, random: Random): ReturnType<Operation> {
  return { method: 'PATCH', path: `${pathOf(customer)}/subscriptions/${pick(learnt.subscriptions.slice(-3), random)}`, body };
}

function licenseChange(world: Ground['world'], random: Random): object {
  const [first, second] = random.chance(0.5) ? [world.source.skuId, world.target.skuId] : [world.target.skuId, world.source.skuId];
  if (random.chance(0.3)) return { licensesToRemove: [first] };
  if (random.chance(0.5)) return { licensesToAssign: [{ skuId: first }] };
  return { licensesToAssign: [{ skuId: first }], licensesToRemove: [second] };
}

/** Keeps what an answer tells. Two answers with the same version of a subscription must tell the same seats. */
function learn(learnt: Learnt, name: Name, path: string, { body }: Answer): readonly string[] {
  if (name === 'upgrade') {
    learnt.upgrades.push(body.upgradeId);
    learnt.subscriptions.push(body.targetSubscriptionId);
  }
  if (name === 'undo') learnt.undone.add(path.split('/').at(-2) ?? '');
  if (name !== 'seats' && name !== 'suspend') return [];
  const etag = String(body.attributes?.etag ?? '').replaceAll('"', '');
  const known = learnt.versions.get(etag);
  learnt.versions.set(etag, body.quantity);
  return known === undefined || known === body.quantity
    ? []
    : [`one version of ${path} was told with ${known} and with ${body.quantity} seats`];
}

function pathOf(customer: number): string {
  return `/v1/customers/${customerIdOf(customer)}`;
}

function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random.next() * items.length)];
}
