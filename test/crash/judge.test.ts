import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, type Known, type Trace } from './judge.ts';

const before = { quantity: 10, users: 3, stranded: 1 };
const absent: Trace = {
  customer: 1,
  sourceStatus: 'active',
  sourceQuantity: 10,
  targets: [],
  upgrades: [],
  charges: [],
  auditEntries: 0,
  announcements: 0,
  answers: [],
  leftBehind: 0,
  onSource: 3,
  onTarget: 0,
};
const whole: Trace = {
  customer: 1,
  sourceStatus: 'active',
  sourceQuantity: 1,
  targets: [{ id: 't', quantity: 10, status: 'active' }],
  upgrades: [{ id: 'u', targetId: 't', quantity: 10, usersMoved: 2, usersLeftBehind: 1 }],
  charges: [
    { cause: 'upgrade_cancel', eventId: 'u', subscriptionId: 's', quantity: 9 },
    { cause: 'upgrade_purchase', eventId: 'u', subscriptionId: 't', quantity: 10 },
  ],
  auditEntries: 1,
  announcements: 2,
  answers: ['{}'],
  leftBehind: 1,
  onSource: 1,
  onTarget: 2,
};
const acknowledged: Known = {
  kind: 'acknowledged',
  body: JSON.stringify({ targetSubscriptionId: 't', upgradeId: 'u', licenseErrors: [{}] }),
};
const allWell: readonly [name: string, trace: Trace, known: Known][] = [
  ['acknowledged and whole', whole, acknowledged],
  ['given up and whole', whole, { kind: 'given_up' }],
  ['given up and absent', absent, { kind: 'given_up' }],
  ['not asked and absent', absent, { kind: 'not_asked' }],
];
const [cancel, purchase] = whole.charges;
const wrong: readonly [name: string, trace: Trace, known: Known, fault: RegExp][] = [
  ['acknowledged and lost', absent, acknowledged, /lost/],
  ['not asked and there', whole, { kind: 'not_asked' }, /targets/],
  ['two targets', { ...whole, targets: [...whole.targets, ...whole.targets] }, acknowledged, /targets/],
  ['two upgrades', { ...whole, upgrades: [...whole.upgrades, ...whole.upgrades] }, acknowledged, /upgrades/],
  ['a target without its upgrade', { ...whole, upgrades: [] }, { kind: 'given_up' }, /upgrades/],
  ['the source still full', { ...whole, sourceQuantity: 10 }, acknowledged, /seats/],
  ['the source closed over people left behind', { ...whole, sourceStatus: 'deleted' }, acknowledged, /source/],
  ['half of the bill', { ...whole, charges: whole.charges.slice(1) }, { kind: 'given_up' }, /ledger lines/],
  ['the bill twice', { ...whole, charges: [...whole.charges, ...whole.charges] }, acknowledged, /ledger lines/],
  [
    'a line of another event',
    { ...whole, charges: [{ ...cancel, eventId: 'x' } as (typeof whole.charges)[number], ...(purchase === undefined ? [] : [purchase])] },
    acknowledged,
    /another event/,
  ],
  ['no audit entry', { ...whole, auditEntries: 0 }, acknowledged, /audit/],
  ['announced twice', { ...whole, announcements: 4 }, acknowledged, /announcements/],
  ['a licence that did not move', { ...whole, onSource: 2, onTarget: 1 }, { kind: 'given_up' }, /licences/],
  ['a person left behind and forgotten', { ...whole, leftBehind: 0 }, acknowledged, /left behind/],
  ['no answer kept', { ...whole, answers: [] }, acknowledged, /answers/],
  [
    'another target than was answered',
    whole,
    { kind: 'acknowledged', body: JSON.stringify({ targetSubscriptionId: 'x', upgradeId: 'u', licenseErrors: [{}] }) },
    /another target/,
  ],
  ['moved licences alone', { ...absent, onSource: 1, onTarget: 2 }, { kind: 'given_up' }, /targets/],
];

describe('what the callers know and what the database holds', () => {
  for (const [name, trace, known] of allWell) test(`${name}: all is well`, () => assert.deepEqual(judge(trace, known, before), []));
  for (const [name, trace, known, fault] of wrong) test(name, () => assert.match(judge(trace, known, before).join('; '), fault));
  test('nobody left behind: the source is closed', () => {
    const all = {
      ...whole,
      sourceStatus: 'deleted',
      sourceQuantity: 10,
      leftBehind: 0,
      onSource: 0,
      onTarget: 3,
      upgrades: [{ id: 'u', targetId: 't', quantity: 10, usersMoved: 3, usersLeftBehind: 0 }],
    };
    assert.deepEqual(judge(all, { kind: 'given_up' }, { ...before, stranded: 0 }), []);
  });
});
