import fc from 'fast-check';
import { addDays, day } from '../src/kit/dates.ts';

/** Products of rising worth: what one can be upgraded to stands after it. */
export const BASES = ['m365-business-basic', 'm365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'];

/** What can hang on any of them. */
export const ADD_ON = 'audio-conferencing';

/** Something that is done to a customer; `of` says to which of its subscriptions. */
export type Move =
  | { readonly kind: 'buy'; readonly key: string; readonly seats: number; readonly cycle: 'monthly' | 'annual' }
  | { readonly kind: 'add_on'; readonly of: number; readonly seats: number }
  /** `disturbs`: between preview and change somebody else adds a seat. */
  | { readonly kind: 'change'; readonly of: number; readonly body: object; readonly disturbs: boolean }
  | { readonly kind: 'cycle'; readonly of: number; readonly cycle: 'monthly' | 'annual' }
  | { readonly kind: 'upgrade'; readonly of: number; readonly to: string; readonly only: boolean }
  | { readonly kind: 'undo' }
  | { readonly kind: 'work'; readonly how: 'retries' | 'dismissals' }
  | { readonly kind: 'repeat' }
  /** `isAsleep`: nobody looks what fell due, so that the next command finds it. */
  | { readonly kind: 'wait'; readonly days: number; readonly isAsleep: boolean };

const of = fc.nat(5);
const seats = fc.integer({ min: 1, max: 25 });
const cycle = fc.constantFrom('monthly' as const, 'annual' as const);
const wait: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('wait' as const),
  days: fc.oneof(fc.integer({ min: 1, max: 45 }), fc.constantFrom(1, 28, 29, 30, 31, 170)),
  isAsleep: fc.boolean(),
});
const upgrade: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('upgrade' as const),
  of,
  to: fc.constantFrom('m365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5', 'o365-e5'),
  only: fc.boolean(),
});
const body = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }).map((quantity) => ({ quantity })) },
  { weight: 4, arbitrary: fc.constantFrom('suspended', 'active', 'active', 'deleted').map((status) => ({ status })) },
  { weight: 1, arbitrary: fc.boolean().map((autoRenewEnabled) => ({ autoRenewEnabled })) },
  { weight: 1, arbitrary: fc.constant({ friendlyName: '另一個名稱' }) },
);
const disturbs = fc.nat(5).map((n) => n === 5);
const change: fc.Arbitrary<Move> = fc.record({ kind: fc.constant('change' as const), of, body, disturbs });
const any: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('buy' as const), key: fc.constantFrom(...BASES), seats, cycle }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('add_on' as const), of, seats }) },
  { weight: 8, arbitrary: change },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cycle' as const), of, cycle }) },
  { weight: 3, arbitrary: upgrade },
  { weight: 1, arbitrary: fc.constant<Move>({ kind: 'repeat' }) },
  { weight: 7, arbitrary: wait },
);

// What seldom comes together by chance: an upgrade and soon its undo; people left behind, and the work on them.
const soon: fc.Arbitrary<readonly Move[]> = fc.array(change, { maxLength: 1 });
const mistake = fc.tuple(upgrade, soon, fc.constant<Move>({ kind: 'undo' })).map(([first, between, last]) => [first, ...between, last]);
const work = fc.constantFrom('retries' as const, 'retries' as const, 'dismissals' as const).map((how): Move => ({ kind: 'work', how }));
const leavers = fc
  .tuple(upgrade, fc.array(fc.oneof(wait, change), { maxLength: 3 }), work)
  .map(([first, between, last]): readonly Move[] => [{ ...first, of: 0 } as Move, ...between, last]);

/** Some years of a customer's life. */
export const moves: fc.Arbitrary<readonly Move[]> = fc
  .array(
    fc.oneof(
      { weight: 10, arbitrary: any.map((move): readonly Move[] => [move]) },
      { weight: 1, arbitrary: mistake },
      { weight: 1, arbitrary: leavers },
    ),
    { minLength: 4, maxLength: 22 },
  )
  .map((parts) => parts.flat());

// Months that end early, leap days, the ends of years, and any other day.
const ODD_DAYS = [
  '2026-01-29',
  '2026-01-30',
  '2026-01-31',
  '2026-02-01',
  '2026-10-31',
  '2026-12-31',
  '2027-02-28',
  '2028-01-31',
  '2028-02-01',
  '2028-02-28',
  '2028-02-29',
  '2028-12-31',
];
/** The day on which the customer buys for the first time. */
export const firstDay = fc.oneof(
  fc.constantFrom(...ODD_DAYS).map((text) => day(text)),
  fc.integer({ min: 0, max: 1200 }).map((days) => addDays(day('2026-01-01'), days)),
);

/** What the customer begins with: one subscription and its users, some of them without a place, so that they stay behind. */
export const beginning = fc.record({
  key: fc.constantFrom('m365-business-basic', 'm365-business-basic', 'm365-business-standard', ...BASES),
  seats,
  cycle,
  users: fc.integer({ min: 0, max: 5 }),
  nowhere: fc.nat(3),
});
