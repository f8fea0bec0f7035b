import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMonths, daysBetween, type Day } from '../../kit/dates.ts';
import { TERM_MONTHS } from '../../subscriptions/new-commerce/terms.ts';
import {
  comesBefore,
  DAYS_AHEAD_MAX,
  draftSchedule,
  isOvertaken,
  lookOn,
  rebase,
  seatsAfter,
  type Ground,
  type Schedule,
  type Wish,
} from './schedule.ts';
import { ownReasons } from './barriers.ts';

const AT = new Date('2026-06-12T00:00:00Z');
const day = (text: string) => text as Day;
const seats = (mode: 'to' | 'by', count: number): Wish => ({ kind: 'seats', mode, seats: count, acceptLicenseConflict: false });
const upgrade: Wish = { kind: 'upgrade', targetOfferId: 'X' as never, upgradeType: null, addOns: [] };

function schedule(wish: Wish, more: Partial<Schedule> = {}): Schedule {
  return {
    id: 'a' as never,
    customerId: 'c' as never,
    partnerId: 'p' as never,
    subscriptionId: 's' as never,
    wish,
    atRenewal: false,
    dueOn: day('2026-07-01'),
    state: 'pending',
    baseQuantity: 40,
    history: [],
    checkedAt: null,
    checkedVersion: null,
    reasons: [],
    outcome: null,
    askedBy: { kind: 'user', id: 'u' as never, name: 'Kim' },
    createdAt: '',
    changedAt: '',
    finishedAt: null,
    ...more,
  };
}

function ground(more: Partial<Ground> = {}): Ground {
  return {
    status: 'active',
    quantity: 40,
    version: 7,
    term: { from: day('2025-07-01'), until: day('2026-07-01') },
    offerId: 'O' as never,
    friendlyName: 'Basic',
    autoRenew: true,
    isTrial: false,
    replacedBy: null,
    companyName: 'Contoso',
    aheadSeconds: 0,
    ...more,
  };
}

describe('seats that are edited before the day', () => {
  const cases: [name: string, wish: Wish, seatsNow: number, after: number, rebased: null | [was: number, became: number]][] = [
    ['as they were', seats('to', 50), 40, 50, null],
    ['nearer to the number: the number stays, fewer are added', seats('to', 50), 45, 50, [50, 50]],
    ['farther from it: more are added', seats('to', 50), 30, 50, [50, 50]],
    ['exactly there: nothing is left to do', seats('to', 50), 50, 50, null],
    ['past it: nobody decided to take seats away', seats('to', 50), 51, 50, null],
    ['ten more than there are then', seats('by', 10), 45, 55, [50, 55]],
    ['five fewer than there are then', seats('by', -5), 45, 40, [35, 40]],
    ['an upgrade takes all that there are then', upgrade, 45, 45, [40, 45]],
  ];
  for (const [name, wish, seatsNow, after, rebased] of cases) {
    test(name, () => {
      const found = rebase(schedule(wish), ground({ quantity: seatsNow }), AT);
      assert.equal(seatsAfter(found.wish, seatsNow), after);
      const told = found.history.map((each) => (each.because === 'seats_changed' ? [each.result.was, each.result.became] : each));
      assert.deepEqual(told, rebased === null ? [] : [rebased]);
      assert.equal(found.baseQuantity, rebased === null ? 40 : seatsNow);
    });
  }
  test('every edit is told once', () => {
    const once = rebase(schedule(seats('by', 10)), ground({ quantity: 45 }), AT);
    const twice = rebase(rebase(once, ground({ quantity: 45 }), AT), ground({ quantity: 42, version: 9 }), AT);
    assert.deepEqual(
      twice.history.map((each) => [each.version, each.because === 'seats_changed' && each.result]),
      [
        [7, { was: 50, became: 55 }],
        [9, { was: 55, became: 52 }],
      ],
    );
  });
  test('a subscription that is gone re-bases nothing', () => {
    assert.deepEqual(rebase(schedule(upgrade), ground({ status: 'deleted', quantity: 3 }), AT), schedule(upgrade));
  });
});

describe('a number that was passed', () => {
  const cases: [wanted: number, base: number, now: number, overtaken: boolean][] = [
    [50, 40, 49, false],
    [50, 40, 50, false],
    [50, 40, 51, true],
    [30, 40, 31, false],
    [30, 40, 30, false],
    [30, 40, 29, true],
    [40, 40, 45, false],
  ];
  for (const [wanted, baseQuantity, now, overtaken] of cases) {
    test(`to ${wanted} from ${baseQuantity}, now ${now}`, () => {
      assert.equal(isOvertaken(schedule(seats('to', wanted), { baseQuantity }), now), overtaken);
      const codes = ownReasons(schedule(seats('to', wanted), { baseQuantity }), ground({ quantity: now })).map(({ code }) => code);
      assert.deepEqual(codes, overtaken ? ['schedule_overtaken'] : []);
    });
  }
});

test('so many more or fewer is never passed', () => {
  const by = schedule(seats('by', 10));
  assert.deepEqual([isOvertaken(by, 5), isOvertaken(by, 90), isOvertaken(schedule(upgrade), 5)], [false, false, false]);
});

describe('a change that is scheduled', () => {
  const { wish, atRenewal, dueOn, ...who } = schedule(seats('to', 50), { baseQuantity: 38, createdAt: '2026-06-01T00:00:00Z' });
  const draft = (before: Schedule | null) =>
    draftSchedule({ ...who, planned: { wish, atRenewal, dueOn }, before, ground: ground({ quantity: 41 }), at: AT });
  test('stands on the seats of today, and was never re-based', () => {
    const { baseQuantity, history, createdAt, changedAt } = draft(null);
    assert.deepEqual([baseQuantity, history, createdAt, changedAt], [41, [], AT.toISOString(), AT.toISOString()]);
  });
  test('again keeps what it was re-based on, and since when it is there', () => {
    const { baseQuantity, history, createdAt, changedAt } = draft({ ...who, wish, atRenewal, dueOn });
    assert.deepEqual([baseQuantity, history.length, createdAt, changedAt], [41, 1, '2026-06-01T00:00:00Z', AT.toISOString()]);
  });
  test('can be as far ahead as the longest term, with its leap day', () => {
    const from = day('2027-06-12');
    assert.equal(DAYS_AHEAD_MAX, daysBetween(from, addMonths(from, TERM_MONTHS.P3Y)));
  });
});

describe('at renewal', () => {
  const atRenewal = schedule(upgrade, { atRenewal: true });
  test('the day follows a term that ends on another one, and says so', () => {
    const found = rebase(atRenewal, ground({ term: { from: day('2026-06-12'), until: day('2027-06-12') } }), AT);
    assert.equal(found.dueOn, '2027-06-12');
    assert.deepEqual(found.history, [
      { at: AT.toISOString(), version: 7, because: 'term_changed', day: { was: '2026-07-01', became: '2027-06-12' } },
    ]);
  });
  test('once the next term has begun the day stays', () => {
    const found = rebase(atRenewal, ground({ term: { from: day('2026-07-01'), until: day('2027-07-01') } }), AT);
    assert.deepEqual([found.dueOn, found.history], ['2026-07-01', []]);
  });
  for (const [name, more] of [
    ['without auto-renewal', { autoRenew: false }],
    ['of a trial', { isTrial: true }],
  ] as const) {
    test(`${name} there is none`, () => {
      assert.deepEqual(ownReasons(atRenewal, ground(more)), [{ code: 'schedule_no_renewal' }]);
      assert.deepEqual(ownReasons({ ...atRenewal, atRenewal: false }, ground(more)), []);
    });
  }
});

test('of a subscription that is gone it is told what has its seats, if something has', () => {
  const replacedBy = { subscriptionId: 'target' as never, because: 'upgraded' as const };
  const told = (found: Ground['replacedBy']) =>
    ownReasons(schedule(seats('to', 50)), ground({ status: 'deleted', quantity: 60, replacedBy: found }));
  assert.deepEqual([told(null), told(replacedBy)], [[], [{ code: 'schedule_subscription_replaced', ...replacedBy }]]);
});

test('looked at again: a week before, then daily, and on its own day', () => {
  const cases: [today: string, expected: string][] = [
    ['2026-06-11', '2026-06-24'],
    ['2026-06-23', '2026-06-24'],
    ['2026-06-24', '2026-06-25'],
    ['2026-06-30', '2026-07-01'],
    ['2026-07-05', '2026-07-01'],
  ];
  for (const [today, expected] of cases) assert.equal(lookOn(schedule(upgrade), day(today)), expected);
  const troubled = schedule(upgrade, { reasons: [{ code: 'schedule_no_renewal' }] });
  assert.equal(lookOn(troubled, day('2026-06-11')), '2026-06-12', 'what would fail is looked at daily');
});

test('on one day seats change before an upgrade, and the older before the newer', () => {
  const [a, b] = [schedule(seats('by', 1), { id: 'z' as never }), schedule(upgrade, { id: 'a' as never })];
  assert.deepEqual([comesBefore(a, b), comesBefore(b, a)], [true, false]);
  assert.equal(comesBefore(b, { ...a, dueOn: day('2026-07-02') }), true);
  assert.equal(comesBefore(schedule(upgrade, { id: 'a' as never }), schedule(upgrade, { id: 'b' as never })), true);
  assert.equal(comesBefore(a, a), false, 'none comes before itself');
});
