import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BULK_USERS_MAX } from '../../../src/licenses/assignment/contract.ts';
import { CHOSEN_MOST } from '../users/listUsers.ts';
import { changeBetween, withPlan, type Choices, type LicenseChange } from './choices.ts';

const on = (...disabledPlanIds: string[]) => ({ isOn: true, disabledPlanIds });
const untouched = { isOn: true, disabledPlanIds: null };
const off = { isOn: false, disabledPlanIds: null };

describe('changeBetween', () => {
  const cases: [name: string, before: Choices, after: Choices, expected: LicenseChange | null][] = [
    ['nothing is changed', { basic: on() }, { basic: on() }, null],
    ['the same services are off, in another order', { basic: on('a', 'b') }, { basic: on('b', 'a') }, null],
    ['a product is assigned', {}, { basic: untouched }, { licensesToAssign: [{ skuId: 'basic' }], licensesToRemove: [] }],
    ['a product goes', { basic: on() }, { basic: off }, { licensesToAssign: [], licensesToRemove: ['basic'] }],
    [
      'old for new, in one operation; what is off is kept by the server',
      { basic: on('mail') },
      { basic: off, standard: untouched },
      { licensesToAssign: [{ skuId: 'standard' }], licensesToRemove: ['basic'] },
    ],
    [
      'a service is switched off',
      { basic: on() },
      { basic: on('mail') },
      { licensesToAssign: [{ skuId: 'basic', excludedPlans: ['mail'] }], licensesToRemove: [] },
    ],
    [
      'the last service is switched on again',
      { basic: on('mail') },
      { basic: on() },
      { licensesToAssign: [{ skuId: 'basic', excludedPlans: [] }], licensesToRemove: [] },
    ],
    ['chosen and taken back', {}, { basic: off }, null],
  ];
  for (const [name, before, after, expected] of cases) test(name, () => assert.deepEqual(changeBetween(before, after), expected));
});

test('a service plan is switched off and on again', () => {
  assert.deepEqual(withPlan(untouched, 'mail', false), on('mail'));
  assert.deepEqual(withPlan(on('mail', 'sites'), 'mail', true), on('sites'));
});

test('as many can be chosen as the server takes', () => assert.equal(CHOSEN_MOST, BULK_USERS_MAX));
