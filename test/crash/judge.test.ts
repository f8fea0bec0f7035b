import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { judge, type Known, type Trace } from './judge.ts';

const ANSWER = JSON.stringify({ targetSubscriptionId: 't', upgradeId: 'u' });
const absent: Trace = {
  customer: 1,
  sourceStatus: 'active',
  sourceQuantity: 10,
  sourceVersion: 1,
  sourceSeatsCharged: 0,
  targetSeatsCharged: 0,
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
  sourceVersion: 2,
  sourceSeatsCharged: -9,
  targetSeatsCharged: 10,
  targets: [{ id: 't', quantity: 10, status: 'active' }],
  upgrades: [{ id: 'u', targetId: 't', quantity: 10, usersMoved: 2, usersLeftBehind: 1 }],
  charges: [
    { cause: 'upgrade_cancel', eventId: 'u', subscriptionId: 's', quantity: 9 },
    { cause: 'upgrade_purchase', eventId: 'u', subscriptionId: 't', quantity: 10 },
  ],
  auditEntries: 1,
  announcements: 2,
  answers: [ANSWER],
  leftBehind: 1,
  onSource: 1,
  onTarget: 2,
};
const acknowledged: Known = { answers: [ANSWER], gaveUp: false };
const givenUp: Known = { answers: [], gaveUp: true };
const notAsked: Known = { answers: [], gaveUp: false };
const allWell: readonly [name: string, trace: Trace, known: Known][] = [
  ['acknowledged and whole', whole, acknowledged],
  ['given up and whole', whole, givenUp],
  ['given up and absent', absent, givenUp],
  ['not asked and absent', absent, notAsked],
];
const OTHER_ANSWER = JSON.stringify({ targetSubscriptionId: 'x', upgradeId: 'u' });
const [cancel, purchase] = whole.charges;
const wrong: readonly [name: string, trace: Trace, known: Known, fault: RegExp][] = [
  ['acknowledged and lost', absent, acknowledged, /lost/],
  ['answered otherwise than is kept', { ...whole, answers: ['{}'] }, acknowledged, /not among those kept/],
  ['more seats charged than there are', { ...whole, sourceSeatsCharged: 0 }, acknowledged, /charges 0 seats of the source/],
  ['the target not charged', { ...whole, targetSeatsCharged: 0 }, acknowledged, /seats of the target/],
  ['a change that nobody counted', { ...whole, sourceVersion: 3 }, acknowledged, /version/],
  ['not asked and there', whole, notAsked, /targets/],
  ['two targets', { ...whole, targets: [...whole.targets, ...whole.targets] }, acknowledged, /targets/],
  ['two upgrades', { ...whole, upgrades: [...whole.upgrades, ...whole.upgrades] }, acknowledged, /upgrades/],
  ['a target without its upgrade', { ...whole, upgrades: [] }, givenUp, /upgrades/],
  ['the source still full', { ...whole, sourceQuantity: 10 }, acknowledged, /seats/],
  ['the source closed over people left behind', { ...whole, sourceStatus: 'deleted' }, acknowledged, /source/],
  ['half of the bill', { ...whole, charges: whole.charges.slice(1) }, givenUp, /ledger lines/],
  ['the bill twice', { ...whole, charges: [...whole.charges, ...whole.charges] }, acknowledged, /ledger lines/],
  [
    'a line of another event',
    { ...whole, charges: [{ ...cancel, eventId: 'x' } as (typeof whole.charges)[number], ...(purchase === undefined ? [] : [purchase])] },
    acknowledged,
    /another event/,
  ],
  ['no audit entry', { ...whole, auditEntries: 0 }, acknowledged, /audit/],
  ['announced twice', { ...whole, announcements: 4 }, acknowledged, /announcements/],
  ['a licence that did not move', { ...whole, onSource: 2, onTarget: 1 }, givenUp, /licences/],
  ['a person left behind and forgotten', { ...whole, leftBehind: 0 }, acknowledged, /left behind/],
  ['no answer kept', { ...whole, answers: [] }, acknowledged, /answers/],
  ['another target than was answered', { ...whole, answers: [OTHER_ANSWER] }, { answers: [OTHER_ANSWER], gaveUp: false }, /another target/],
  ['moved licences alone', { ...absent, onSource: 1, onTarget: 2 }, givenUp, /licences/],
];

describe('what the callers know and what the database holds', () => {
  for (const [name, trace, known] of allWell) test(`${name}: all is well`, () => assert.deepEqual(judge(trace, known, 'left_behind'), []));
  for (const [name, trace, known, fault] of wrong) test(name, () => assert.match(judge(trace, known, 'left_behind').join('; '), fault));
  test('nobody left behind: the source is closed', () => {
    const all = {
      ...whole,
      sourceStatus: 'deleted',
      sourceQuantity: 10,
      sourceSeatsCharged: -10,
      leftBehind: 0,
      onSource: 0,
      onTarget: 3,
      upgrades: [{ id: 'u', targetId: 't', quantity: 10, usersMoved: 3, usersLeftBehind: 0 }],
    };
    assert.deepEqual(judge(all, givenUp, 'upgrade'), []);
  });
  test('seats: as many steps as were answered, or one more where one was given up', () => {
    const twice = (steps: number, gaveUp: boolean): Known => ({
      answers: Array.from({ length: steps }, (_, i) => `{"step":${i}}`),
      gaveUp,
    });
    const changed: Trace = {
      ...absent,
      sourceQuantity: 9,
      sourceVersion: 3,
      sourceSeatsCharged: -1,
      charges: Array.from({ length: 5 }, (_, i) => ({
        cause: 'seat_change',
        eventId: i < 3 ? 'first' : 'second',
        subscriptionId: 's',
        quantity: 9,
      })),
      auditEntries: 2,
      announcements: 2,
      answers: twice(2, false).answers,
    };
    assert.deepEqual(judge(changed, twice(2, false), 'seats'), []);
    assert.deepEqual(judge(changed, twice(2, true), 'seats'), []);
    assert.deepEqual(judge(changed, twice(1, true), 'seats'), []);
    assert.match(judge(changed, twice(1, false), 'seats').join(), /seats/);
    assert.match(judge(changed, twice(3, false), 'seats').join(), /3 steps were answered, 2 are there/);
    assert.match(judge({ ...changed, sourceSeatsCharged: 2 }, twice(2, false), 'seats').join(), /charges 2 seats/);
  });
});
