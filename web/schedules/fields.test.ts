import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_FORM, formOf, wishOf, type ScheduleFields } from './fields.ts';

const form: ScheduleFields = { ...EMPTY_FORM, when: 'renewal', number: '20' };
const today = { quantity: 18 };

describe('what the form for a later change asks for', () => {
  const seats = { when: 'renewal', kind: 'seats', acceptLicenseConflict: false };
  const cases: [what: string, change: Partial<ScheduleFields>, expected: object | null][] = [
    ['another number of seats', {}, { ...seats, quantity: 20 }],
    ['more of them', { mode: 'more' }, { ...seats, quantityChange: 20 }],
    ['fewer of them', { mode: 'fewer', number: '2' }, { ...seats, quantityChange: -2 }],
    ['as many more as there are', { mode: 'more', number: '18' }, { ...seats, quantityChange: 18 }],
    ['nothing: as many as there are', { number: '18' }, null],
    ['nothing: no number', { number: '' }, null],
    ['nothing: no whole number', { number: '1.5' }, null],
    ['nothing: no seats', { number: '0' }, null],
    ['nothing: no day', { when: 'date' }, null],
    ['a day', { when: 'date', date: '2026-06-30' }, { ...seats, when: 'date', date: '2026-06-30', quantity: 20 }],
  ];
  for (const [what, change, expected] of cases) {
    test(what, () => assert.deepEqual(wishOf({ ...form, ...change }, today, undefined), expected));
  }

  test('nothing when it opens: nobody is told of a mistake that they did not make', () => {
    assert.equal(wishOf(formOf(undefined, { ...today, when: 'renewal' }), today, undefined), null);
  });

  test('an upgrade, whatever the number of seats', () => {
    const upgrade = { targetOfferId: 'E3' };
    assert.deepEqual(wishOf({ ...form, number: '18' }, today, upgrade), { when: 'renewal', kind: 'upgrade', targetOffer: { id: 'E3' } });
  });
});
