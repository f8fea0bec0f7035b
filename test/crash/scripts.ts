import { customerIdOf, digitsOf, subscriptionIdOf, type World } from '../../bench/world.ts';

/** What is done with a customer, step by step; every step is a request of its own, and each waits for the one before. */
export type Kind = 'upgrade' | 'left_behind' | 'seats' | 'licenses' | 'licenses_bulk';

/** Seats and people that every customer begins with. */
export const SEATS = 10;
export const USERS = 3;

/** The seats after each change of seats. */
const SEATS_AFTER = [SEATS, 12, 9, 15] as const;
/** The licences of the source after each change of one. */
const LICENSES_AFTER = [USERS, USERS - 1, USERS, USERS - 1] as const;
const BULK_LICENSES_AFTER = [USERS, 0, USERS] as const;

/** Every third customer has a person who cannot move at first; of the others half are upgraded, and half changed. */
export function kindOf(customer: number): Kind {
  if (customer % 3 === 0) return 'left_behind';
  if (customer % 6 < 3) return 'upgrade';
  if (customer % 6 === 4) return 'seats';
  return customer % 12 === 5 ? 'licenses' : 'licenses_bulk';
}

/** How many steps there are. */
export const STEPS: Readonly<Record<Kind, number>> = { upgrade: 1, left_behind: 3, seats: 3, licenses: 3, licenses_bulk: 2 };

export type Wanted = { readonly method: string; readonly path: string; readonly body: object };

/** The request of a step, from 0 on; `answers` are those to the steps before. The same every time it is asked for. */
export function stepOf(world: World, customer: number, answers: readonly string[]): Wanted {
  const step = answers.length;
  const customerPath = `/v1/customers/${customerIdOf(customer)}`;
  const subscriptionPath = `${customerPath}/subscriptions/${subscriptionIdOf(customer)}`;
  const upgrade: Wanted = { method: 'POST', path: `${subscriptionPath}/upgrades`, body: { targetOffer: { id: world.target.offerId } } };
  const license = step % 2 === 0 ? { licensesToRemove: [world.source.skuId] } : { licensesToAssign: [{ skuId: world.source.skuId }] };
  switch (kindOf(customer)) {
    case 'upgrade':
      return upgrade;
    case 'left_behind':
      if (step === 0) return upgrade;
      if (step === 1) return { method: 'PATCH', path: `${customerPath}/users/${personOf(customer, 1)}`, body: { usageLocation: 'US' } };
      return { method: 'POST', path: `${customerPath}/upgraderecords/${upgradeIdIn(answers[0])}/retries`, body: {} };
    case 'seats':
      return { method: 'PATCH', path: subscriptionPath, body: { quantity: SEATS_AFTER[step + 1] } };
    case 'licenses':
      return {
        method: 'POST',
        path: `${customerPath}/users/${personOf(customer, 1 + Math.floor(step / 2))}/licenseupdates`,
        body: license,
      };
    case 'licenses_bulk':
      return {
        method: 'POST',
        path: `${customerPath}/licenseupdates`,
        body: { userIds: [1, 2, 3].map((n) => personOf(customer, n)), ...license },
      };
  }
}

/** One of a customer's people, from 1 on. */
export function personOf(customer: number, person: number): string {
  return `${String(person).padStart(8, '0')}-0000-4000-8000-${digitsOf(customer)}`;
}

function upgradeIdIn(answer = '{}'): string {
  return (JSON.parse(answer) as { readonly upgradeId?: string }).upgradeId ?? '';
}

/** What the database must hold of a customer after so many steps. */
export type Expected = {
  readonly sourceStatus: 'active' | 'deleted';
  /** Only where the source is still there. */
  readonly sourceQuantity: number;
  readonly sourceVersion: number;
  /** Null where nothing was upgraded. */
  readonly upgrade: { readonly usersMoved: number; readonly usersLeftBehind: number } | null;
  /** Causes of the ledger's lines, in the order of the alphabet, but for changes of seats. */
  readonly causes: readonly string[];
  /** Changes of seats, each with as many lines as the month has parts. */
  readonly seatChanges: number;
  readonly auditEntries: number;
  readonly announcements: number;
  readonly answers: number;
  readonly leftBehind: number;
  readonly onSource: number;
  readonly onTarget: number;
};

const UNTOUCHED: Expected = {
  sourceStatus: 'active',
  sourceQuantity: SEATS,
  sourceVersion: 1,
  upgrade: null,
  causes: [],
  seatChanges: 0,
  auditEntries: 0,
  announcements: 0,
  answers: 0,
  leftBehind: 0,
  onSource: USERS,
  onTarget: 0,
};
const UPGRADED: Expected = {
  ...UNTOUCHED,
  sourceStatus: 'deleted',
  sourceVersion: 2,
  upgrade: { usersMoved: USERS, usersLeftBehind: 0 },
  causes: ['upgrade_cancel', 'upgrade_purchase'],
  auditEntries: 1,
  announcements: 2,
  answers: 1,
  onSource: 0,
  onTarget: USERS,
};
const ONE_LEFT: Expected = {
  ...UPGRADED,
  sourceStatus: 'active',
  sourceQuantity: 1,
  upgrade: { usersMoved: USERS - 1, usersLeftBehind: 1 },
  leftBehind: 1,
  onSource: 1,
  onTarget: USERS - 1,
};
const SETTLED: Expected = { ...ONE_LEFT, auditEntries: 2, answers: 2 };
const RETRIED: Expected = {
  ...UPGRADED,
  sourceVersion: 3,
  causes: ['upgrade_cancel', 'upgrade_cancel', 'upgrade_purchase'],
  auditEntries: 3,
  announcements: 3,
  answers: 3,
};

/** What must be there of a customer after so many steps. */
export function expectedAfter(kind: Kind, steps: number): Expected {
  const answers = steps;
  switch (kind) {
    case 'upgrade':
      return [UNTOUCHED, UPGRADED][steps] ?? UPGRADED;
    case 'left_behind':
      return [UNTOUCHED, ONE_LEFT, SETTLED, RETRIED][steps] ?? RETRIED;
    case 'seats':
      return {
        ...UNTOUCHED,
        sourceQuantity: SEATS_AFTER[steps] ?? SEATS,
        sourceVersion: 1 + steps,
        seatChanges: steps,
        auditEntries: steps,
        announcements: steps,
        answers,
      };
    case 'licenses':
      return { ...UNTOUCHED, onSource: LICENSES_AFTER[steps] ?? USERS, auditEntries: steps, answers };
    case 'licenses_bulk':
      return { ...UNTOUCHED, onSource: BULK_LICENSES_AFTER[steps] ?? USERS, auditEntries: steps * USERS, answers };
  }
}
