import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sku } from '../../../test/small-catalog.ts';
import type { Decision, Person } from './decision.ts';
import { remembered } from './plan.ts';

test('the same question is answered once, and another one anew', () => {
  const ada: Person = { usageLocation: 'US', state: 'active', licenses: [] };
  const others: readonly Person[] = [
    { ...ada, usageLocation: null },
    { ...ada, state: 'inactive' },
    { ...ada, licenses: [{ skuId: sku('basic'), groupId: null, disabledPlanIds: [] }] },
  ];
  const asked: Person[] = [];
  const decide = remembered((person): Decision => {
    asked.push(person);
    return { refusals: [], after: person.licenses, takes: [], frees: [], lost: [] };
  });
  for (const person of [ada, { ...ada }, ...others, ...others]) decide(person);
  assert.deepEqual(asked, [ada, ...others]);
});
