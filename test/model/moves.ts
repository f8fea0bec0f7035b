import fc, { type Arbitrary } from 'fast-check';
import type { Command, Model } from './state.ts';
import { KEYS, productOf } from './products.ts';

/** Something to do, about the nth of what there is. */
export type Move = { readonly n: number; readonly m: number; readonly act: Act };
type Act =
  | { readonly kind: 'buy'; readonly key: string; readonly seats: number; readonly cycle: string }
  | { readonly kind: 'seats'; readonly seats: number }
  | { readonly kind: 'status'; readonly to: 'active' | 'suspended' | 'deleted' }
  | { readonly kind: 'upgrade'; readonly to: string; readonly only: boolean }
  | { readonly kind: 'retry' | 'undo' | 'place' }
  | { readonly kind: 'dismiss'; readonly license: 'keep' | 'remove' }
  | { readonly kind: 'assign' | 'remove'; readonly key: string | null };

/** A step of a customer's life: one command, several at the same time, the last one again, or days that pass. */
export type Step =
  | { readonly kind: 'one'; readonly move: Move }
  | { readonly kind: 'together'; readonly moves: readonly Move[] }
  | { readonly kind: 'again' }
  | { readonly kind: 'wait'; readonly days: number };

const seats = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 8 }) }, fc.constantFrom(100, 150, 290, 300, 301));
const key = fc.oneof({ weight: 3, arbitrary: fc.constant('m365-business-basic') }, fc.constantFrom(...KEYS));
const act: Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('buy' as const), key, seats, cycle: fc.constantFrom('monthly', 'annual') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('seats' as const), seats }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      to: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const, 'deleted' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('upgrade' as const),
      to: fc.constantFrom(...KEYS.slice(1), 'o365-e3', 'o365-e5'),
      only: fc.nat(4).map((n) => n === 0),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'retry' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('dismiss' as const), license: fc.constantFrom('keep' as const, 'remove' as const) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'undo' as const }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('assign' as const), key: fc.option(fc.constantFrom(...KEYS), { freq: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), key: fc.option(fc.constantFrom(...KEYS), { freq: 2 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'place' as const }) },
);
const move: Arbitrary<Move> = fc.record({ n: fc.nat(11), m: fc.nat(5), act });
const one: Arbitrary<Step> = move.map((each) => ({ kind: 'one', move: each }));
const wait: Arbitrary<Step> = fc.constantFrom(1, 1, 2, 29, 30, 31, 89, 90, 91).map((days) => ({ kind: 'wait', days }));

// What seldom comes together by chance: people left behind and the work on them, an upgrade and soon its undo.
const moveOf = (wanted: Arbitrary<Act>): Arbitrary<Step> =>
  fc.record({ n: fc.nat(11), m: fc.nat(5), act: wanted }).map((each) => ({ kind: 'one', move: each }));
const anUpgrade = fc.record({
  kind: fc.constant('upgrade' as const),
  to: fc.constantFrom('m365-business-standard', 'o365-e3', 'o365-e5'),
  only: fc.nat(3).map((n) => n === 0),
});
const placing = moveOf(fc.constant({ kind: 'place' as const }));
const leavers = fc
  .tuple(moveOf(anUpgrade), fc.array(fc.oneof(placing, one), { maxLength: 3 }), placing, moveOf(fc.constant({ kind: 'retry' as const })))
  .map(([first, between, placed, last]): readonly Step[] => [first, ...between, placed, last]);
const mistake = fc
  .tuple(moveOf(anUpgrade), fc.array(one, { maxLength: 1 }), moveOf(fc.constant({ kind: 'undo' as const })))
  .map(([first, between, last]): readonly Step[] => [first, ...between, last]);
const again: Arbitrary<Step> = fc.constant({ kind: 'again' });
const together: Arbitrary<Step> = fc
  .array(
    move.filter(({ act: { kind } }) => kind !== 'undo'),
    { minLength: 2, maxLength: 4 },
  )
  .map((moves) => ({ kind: 'together', moves }));

/** What a customer has to begin with, so that there is something to do from the first step on. */
export const beginnings = fc.record({
  key,
  seats: fc.integer({ min: 2, max: 6 }),
  users: fc.integer({ min: 1, max: 6 }),
  nowhere: fc.nat(2),
});
export type Beginning = typeof beginnings extends Arbitrary<infer Value> ? Value : never;

const usual = one.map((step): readonly Step[] => [step]);
const rare = fc.oneof(again, wait).map((step): readonly Step[] => [step]);

/** One caller at a time. */
export const sequential = fc
  .array(
    fc.oneof(
      { weight: 14, arbitrary: usual },
      { weight: 2, arbitrary: rare },
      { weight: 2, arbitrary: leavers },
      { weight: 1, arbitrary: mistake },
    ),
    { minLength: 4, maxLength: 24 },
  )
  .map((parts) => parts.flat());

/** Several at once. */
export const concurrent = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: usual },
      { weight: 5, arbitrary: together.map((step): readonly Step[] => [step]) },
      { weight: 1, arbitrary: leavers },
      { weight: 1, arbitrary: rare },
    ),
    { minLength: 3, maxLength: 14 },
  )
  .map((parts) => parts.flat());

/** The command that a move is for this customer; null where there is nothing it could be about. */
export function resolved({ subs, users, upgrades }: Model, { n, m, act: what }: Move): Command | null {
  const living = subs.filter(({ status }) => status !== 'deleted');
  // What is gone can be chosen too; seldom, since little is learnt from it.
  const sub = chosen(n < 10 && living.length > 0 ? living : subs, n);
  const placeless = users.find(({ place }) => place === null);
  const user = what.kind === 'place' ? (placeless ?? chosen(users, m)) : chosen(users, m);
  const open = upgrades.findLast(({ state }) => state === 'finishing');
  const last = upgrades.at(n > 8 ? -2 : -1) ?? upgrades.at(-1);
  const upgrade = what.kind === 'undo' ? last : (open ?? last);
  switch (what.kind) {
    case 'buy':
      return what;
    case 'seats':
      return sub === undefined ? null : { ...what, id: sub.id };
    case 'status':
      return sub === undefined ? null : { ...what, id: sub.id };
    case 'upgrade':
      return sub === undefined || sub.status === 'deleted' || sub.key === what.to ? null : { ...what, id: sub.id };
    case 'retry':
    case 'undo':
      return upgrade === undefined ? null : { kind: what.kind, upgradeId: upgrade.id };
    case 'dismiss':
      return upgrade === undefined ? null : { ...what, upgradeId: upgrade.id };
    case 'place':
      return user === undefined ? null : { kind: 'place', userId: user.id };
    case 'assign':
    case 'remove': {
      const likely = what.kind === 'assign' ? sub?.key : Object.keys(user?.licenses ?? {})[0];
      const wanted = what.key ?? likely;
      return user === undefined || wanted === undefined ? null : { kind: what.kind, userId: user.id, key: productOf(wanted).key };
    }
  }
}

function chosen<Item>(items: readonly Item[], n: number): Item | undefined {
  return items[n % Math.max(items.length, 1)];
}
