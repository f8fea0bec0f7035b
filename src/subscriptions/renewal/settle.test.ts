import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { smallCatalog } from '../../../test/small-catalog.ts';
import { accountOf, boughtOn, subscription } from '../../../test/tenant-facts.ts';
import { catalog as newCommerce, FROM, price, TO } from '../../../test/transition-facts.ts';
import { chargeFor, type Charge } from '../../billing/charge.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { day } from '../../kit/dates.ts';
import type { SubscriptionId } from '../../kit/ids.ts';
import { minor } from '../../kit/money.ts';
import { seatsOf, type Living } from '../living.ts';
import type { NextTerm } from '../scheduled/next-term.ts';
import type { Subscription } from '../subscription.ts';
import type { Account } from '../tenant/account.ts';
import { LIFE_POLICY } from './policy.ts';
import { creditOfRest, settle, settleAll, type Settled } from './settle.ts';

// Ten seats of Basic at 5.00 a month; the term is over on 13 June 2026, and so is the last month that was paid.
const lived = (own: Partial<Subscription> = {}, account: Partial<Account> = {}): Living => {
  const of = subscription('base', { ...boughtOn('2025-06-13'), ...own });
  return { subscription: of, account: accountOf(of, { paidUntil: day('2026-06-13'), ...account }), rounding: 'exact_half_up' };
};
const until = (today: string, catalog: Catalog = smallCatalog) => ({ catalogFor: () => catalog, policy: LIFE_POLICY, today: day(today) });
const billed = (lines: readonly Charge[]) => lines.map((line) => [line.chargeType, line.span.from, line.span.until, line.amountMinor]);
const told = ({ done }: Settled) => done.map(({ kind, on, lines }) => [kind, on, ...lines.map((line) => line.amountMinor)]);
const state = ({ after: { subscription: own, account } }: Settled) => [own.status, account.suspendedOn, account.suspensionReasons];

describe('the periods of a term', () => {
  const running = lived(boughtOn('2026-01-13'), { paidUntil: day('2026-07-13') });
  test('nothing happens while one is paid', () =>
    assert.deepEqual(settle(running, until('2026-07-12')), { before: running, after: running, done: [] }));
  test('the next is charged on its first day, and not again', () => {
    const settled = settle(running, until('2026-07-13'));
    assert.deepEqual(
      settled.done.map(({ lines, ...event }) => [event, billed(lines)]),
      [[{ kind: 'cycle', on: '2026-07-13', priceKept: false }, [['Cycle fee', '2026-07-13', '2026-08-13', 5000]]]],
    );
    assert.equal(settled.after.account.paidUntil, '2026-08-13');
    assert.deepEqual(settle(settled.after, until('2026-08-12')).done, []);
  });
  test('those that were missed are charged one by one', () => {
    assert.deepEqual(told(settle(running, until('2026-09-13'))), [
      ['cycle', '2026-07-13', 5000],
      ['cycle', '2026-08-13', 5000],
      ['cycle', '2026-09-13', 5000],
    ]);
  });
  test('what costs nothing has no line, and is paid all the same', () => {
    const settled = settle(lived({ ...boughtOn('2026-01-13'), unitPriceMinor: minor(0) }), until('2026-06-13'));
    assert.deepEqual([told(settled), settled.after.account.paidUntil], [[['cycle', '2026-06-13']], '2026-07-13']);
  });
});

describe('a term that ends', () => {
  const older = lived({ unitPriceMinor: minor(450) });
  const terms = ({ after: { subscription: own } }: Settled) => [own.term.from, own.term.until, own.unitPriceMinor];
  test('is followed by another at the price of its first day', () => {
    const settled = settle(older, until('2026-06-13'));
    assert.deepEqual(billed(settled.done.flatMap(({ lines }) => lines)), [['Renew fee', '2026-06-13', '2026-07-13', 5000]]);
    assert.deepEqual([told(settled).length, terms(settled)], [1, ['2026-06-13', '2027-06-13', 500]]);
    assert.equal(settled.done[0]?.priceKept, false);
    assert.deepEqual(settled.after.account, { ...older.account, paidUntil: '2026-07-13' }, 'under the name by which it was bought');
  });
  test('by the year the whole of it is charged', () => {
    const settled = settle(lived({ billingCycle: 'annual', unitPriceMinor: minor(5400) }), until('2026-06-13'));
    assert.deepEqual([told(settled), settled.after.account.paidUntil], [[['renew', '2026-06-13', 60_000]], '2027-06-13']);
  });
  test('keeps its price where the list has none, and it is told', () => {
    const settled = settle(older, until('2026-06-13', { ...smallCatalog, prices: [] }));
    assert.deepEqual([terms(settled)[2], settled.done[0]?.priceKept, told(settled)], [450, true, [['renew', '2026-06-13', 4500]]]);
  });
  test('without renewal suspends, and is removed ninety days later', () => {
    const ending = lived({}, { autoRenew: false });
    assert.deepEqual(told(settle(ending, until('2026-06-12'))), []);
    const suspended = settle(ending, until('2026-06-13'));
    assert.deepEqual([told(suspended), state(suspended)], [[['expire', '2026-06-13']], ['suspended', '2026-06-13', ['Expiration']]]);
    assert.deepEqual(told(settle(suspended.after, until('2026-09-10'))), []);
    const removed = settle(suspended.after, until('2026-09-11'));
    assert.deepEqual([told(removed), state(removed)], [[['remove', '2026-09-11']], ['deleted', null, []]]);
  });
  test('of a trial is the end', () => {
    const trial = lived({ billingCycle: 'none' }, { isTrial: true, paidUntil: null });
    const ended = settle(trial, until('2026-06-13'));
    assert.deepEqual([told(ended), state(ended)], [[['trial_end', '2026-06-13']], ['deleted', null, []]]);
  });
});

describe('a term of new commerce that ends', () => {
  const next: NextTerm = { offerId: TO, billingCycle: 'monthly', duration: 'P3Y', quantity: 10 };
  const renewed = (nextTerm: NextTerm | null, catalog = newCommerce) => {
    const settled = settle(lived({ offerId: FROM, unitPriceMinor: minor(450) }, { nextTerm }), until('2026-06-13', catalog));
    const { offerId, quantity, unitPriceMinor, term } = settled.after.subscription;
    const [done] = settled.done;
    return { now: [offerId, quantity, unitPriceMinor, term.until], told: told(settled), settled, done };
  };
  test('is followed by the same once more', () => {
    const { now, told: found, settled, done } = renewed(null);
    assert.deepEqual([now, found], [[FROM, 10, 500, '2027-06-13'], [['renew', '2026-06-13', 5000]]]);
    assert.deepEqual([done?.priceKept, done?.converted, settled.after.account.paidUntil], [false, undefined, '2026-07-13']);
  });
  test('or by what was scheduled, which is then no longer scheduled', () => {
    const { now, told: found, settled, done } = renewed(next);
    assert.deepEqual([now, found], [[TO, 10, 1000, '2029-06-13'], [['renew', '2026-06-13', 10_000]]]);
    assert.deepEqual([settled.after.account.nextTerm, settled.after.account.offerName], [null, 'standard']);
    assert.deepEqual([done?.converted?.before.offerId, done?.converted?.after.offerId, done?.converted?.keepsQuantity], [FROM, TO, true]);
    assert.equal(renewed({ ...next, quantity: 9 }).done?.converted?.keepsQuantity, false);
  });
  test('where what was scheduled has no price, by the same as before', () => {
    const found = renewed(next, { ...newCommerce, prices: [price(FROM, 500, 'P1Y')] });
    assert.deepEqual([found.now, found.done?.priceKept], [[FROM, 10, 500, '2027-06-13'], false]);
  });
  test('other seats alone need no price: the old one is kept', () => {
    const unpriced = { ...newCommerce, prices: [] };
    const seats = { ...next, offerId: FROM, duration: 'P1Y' as const, quantity: 12 };
    const found = renewed(seats, unpriced);
    assert.deepEqual([found.now, found.told], [[FROM, 12, 450, '2027-06-13'], [['renew', '2026-06-13', 5400]]]);
    assert.deepEqual([found.done?.priceKept, renewed(next, unpriced).now], [true, [FROM, 10, 450, '2027-06-13']]);
  });
  test('without renewal expires, is disabled after thirty days, and gone after ninety more', () => {
    const ending = lived({ offerId: FROM }, { autoRenew: false, nextTerm: next });
    const expired = settle(ending, until('2026-07-12', newCommerce));
    assert.deepEqual([told(expired), state(expired)], [[['expire', '2026-06-13']], ['expired', null, ['Expiration']]]);
    assert.equal(expired.after.account.nextTerm, null);
    const disabled = settle(expired.after, until('2026-10-10', newCommerce));
    assert.deepEqual([told(disabled), state(disabled)], [[['disable', '2026-07-13']], ['disabled', null, ['Expiration']]]);
    assert.deepEqual(told(settle(disabled.after, until('2026-10-11', newCommerce))), [['remove', '2026-10-11']]);
  });
});

describe('an add-on', () => {
  const ending = lived({}, { autoRenew: false });
  const onBase = (own: Partial<Subscription> = {}, account: Partial<Account> = {}) =>
    lived({ id: 'add-on' as SubscriptionId, parentId: ending.subscription.id, unitPriceMinor: minor(400), ...own }, account);
  const together = (today: string, ...livings: readonly Living[]) =>
    settleAll(livings, [], until(today)).map((each) => [told(each), state(each)]);

  test('renews with its base', () => {
    const found = settleAll([onBase(), lived()], [], until('2026-06-13'));
    assert.deepEqual(found.map(told), [[['renew', '2026-06-13', 5000]], [['renew', '2026-06-13', 5000]]]);
  });
  test('is suspended on the day on which its base ends, and does not renew on it, whichever is looked at first', () => {
    const expected = [[['follow_base', '2026-06-13']], ['suspended', '2026-06-13', ['BaseSuspended']]];
    assert.deepEqual(together('2026-06-20', onBase(), ending)[0], expected);
    assert.deepEqual(together('2026-06-20', ending, onBase())[1], expected);
    assert.deepEqual(together('2026-06-12', ending, onBase())[1], [[], ['active', null, []]]);
  });
  test('goes when its base goes, step by step also where nobody looked for long', () => {
    assert.deepEqual(together('2026-09-11', ending, onBase())[1], [
      [
        ['follow_base', '2026-06-13'],
        ['follow_base', '2026-09-11'],
      ],
      ['deleted', null, []],
    ]);
  });
  test('and what hangs on it too', () => {
    const deep = onBase({ id: 'deep' as SubscriptionId, parentId: 'add-on' as SubscriptionId });
    assert.deepEqual(together('2026-06-13', ending, onBase(), deep)[2], [
      [['follow_base', '2026-06-13']],
      ['suspended', '2026-06-13', ['BaseSuspended']],
    ]);
  });
  test('that was suspended by itself stays so, and goes with its base', () => {
    const own = onBase({ status: 'suspended' }, { suspendedOn: day('2026-06-10') });
    assert.deepEqual(together('2026-06-20', ending, own)[1], [[], ['suspended', '2026-06-10', []]]);
    const later = onBase({ status: 'suspended' }, { suspendedOn: day('2026-06-14') });
    assert.deepEqual(together('2026-09-11', ending, later)[1], [[['follow_base', '2026-09-11']], ['deleted', null, []]]);
  });
  test('of a base that ended before is left as it is', () => {
    const over = lived({ status: 'suspended' }, { suspendedOn: day('2026-06-01') });
    assert.deepEqual(together('2026-06-12', over, onBase())[1], [[], ['active', null, []]]);
  });
  test('lives until the day before, whatever happened to its base until then', () => {
    const late = lived({}, { autoRenew: false, paidUntil: day('2026-05-13') });
    const [, settled] = settleAll([late, onBase(boughtOn('2026-03-12'), { paidUntil: day('2026-06-12') })], [], until('2026-06-20'));
    assert.deepEqual(
      settled?.done.map(({ lines, ...event }) => [event, billed(lines)]),
      [
        [{ kind: 'cycle', on: '2026-06-12', priceKept: false }, [['Cycle fee', '2026-06-12', '2026-07-12', 4000]]],
        [{ kind: 'follow_base', on: '2026-06-13', priceKept: false }, [['Cancel fee', '2026-06-13', '2026-07-12', -3867]]],
      ],
    );
  });
  test('that was suspended by itself has nothing back once more', () => {
    const own = onBase(
      { ...boughtOn('2026-01-13'), status: 'suspended' },
      { suspendedOn: day('2026-06-14'), paidUntil: day('2026-10-13') },
    );
    const [, settled] = settleAll([ending, own], [], until('2026-09-11'));
    assert.deepEqual(
      settled?.done.map(({ on, lines }) => [on, billed(lines)]),
      [['2026-09-11', []]],
    );
  });
  test('of the last thirty days has back what was charged for it, and no more', () => {
    const period = { from: day('2026-05-28'), until: day('2026-06-28') };
    const bought = onBase({ ...boughtOn('2026-05-28'), createdOn: day('2026-06-01') }, { paidUntil: period.until });
    const rest = chargeFor(seatsOf(bought), { from: day('2026-06-01'), until: period.until }, period, {
      cause: 'purchase',
      chargeType: '',
    });
    const [, settled] = settleAll([ending, bought], [rest], until('2026-06-13'));
    assert.deepEqual(billed(settled?.done.flatMap(({ lines }) => lines) ?? []), [['Cancel fee', '2026-06-01', '2026-06-28', -3484]]);
  });
  test('has back what was paid beyond the end of its base', () => {
    const [, settled] = settleAll([ending, onBase(boughtOn('2026-03-28'), { paidUntil: day('2026-06-28') })], [], until('2026-06-13'));
    assert.deepEqual(billed(settled?.done.flatMap(({ lines }) => lines) ?? []), [['Cancel fee', '2026-06-13', '2026-06-28', -1935]]);
  });
});

describe('the credit for the days that are left', () => {
  const running = (paidUntil: string) => lived(boughtOn('2026-01-13'), { paidUntil: day(paidUntil) });
  test('is for days that are paid, the day itself too', () => {
    const credit = (paidUntil: string, on: string) => billed(creditOfRest(running(paidUntil), [], day(on), 'cancel'));
    assert.deepEqual(credit('2026-07-13', '2026-06-28'), [['Cancel fee', '2026-06-28', '2026-07-13', -2500]]);
    assert.deepEqual(credit('2026-07-13', '2026-07-12'), [['Cancel fee', '2026-07-12', '2026-07-13', -167]]);
    assert.deepEqual(credit('2026-07-13', '2026-07-13'), []);
  });
});
