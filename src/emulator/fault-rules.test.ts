import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FaultOrder } from './contract.ts';
import { asksForUpgrades, decide, faultInHeader, type FaultRule } from './fault-rules.ts';

const order: FaultOrder = { kind: 'status', status: 503, method: 'GET', path: '/v1/customers/*' };
const rule = (changed: Partial<FaultOrder> = {}): FaultRule => ({ ruleId: 'r', order: { ...order, ...changed }, seen: 0, happened: 0 });
const asked = { method: 'GET', path: '/v1/customers/7/subscriptions' };

/** What the rules decide for so many equal requests: whether the fault happens, in their order. */
function decisions(rules: readonly FaultRule[], count: number): readonly boolean[] {
  const out: boolean[] = [];
  let left = rules;
  for (let i = 0; i < count; i += 1) {
    const decision = decide(left, asked);
    left = decision.rules;
    out.push(decision.order !== null);
  }
  return out;
}

describe('a fault rule', () => {
  const cases: readonly [string, Partial<FaultOrder>, boolean][] = [
    ['fits its method and path', {}, true],
    ['fits every path where it names none', { path: undefined as never }, true],
    ['fits a path in another case', { path: '/V1/CUSTOMERS/*' }, true],
    ['does not fit another method', { method: 'POST' }, false],
    ['does not fit a path that only begins alike', { path: '/v1/customers' }, false],
    ['does not take a full stop for any letter', { path: '/v1.customers/*' }, false],
  ];
  for (const [name, changed, happens] of cases) test(name, () => assert.equal(decide([rule(changed)], asked).order !== null, happens));

  test('happens once where it does not say how often', () => assert.deepEqual(decisions([rule()], 3), [true, false, false]));
  test('happens so often as it says', () => assert.deepEqual(decisions([rule({ times: 2 })], 3), [true, true, false]));
  test('with 0 happens until it is taken away', () => assert.deepEqual(decisions([rule({ times: 0 })], 3), [true, true, true]));
  test('lets so many requests pass before', () => assert.deepEqual(decisions([rule({ skip: 2 })], 4), [false, false, true, false]));
  test('leaves the next rule its turn', () => assert.deepEqual(decisions([rule(), rule({ skip: 1 })], 4), [true, false, true, false]));
});

describe('the header X-Upseat-Fault', () => {
  const cases: readonly [string | undefined, FaultOrder | null][] = [
    ['429', { kind: 'status', status: 429 }],
    ['503; retry-after=7', { kind: 'status', status: 503, retryAfterSeconds: 7 }],
    ['latency=250', { kind: 'latency', milliseconds: 250 }],
    ['upgrade-error=4', { kind: 'upgrade_error', code: 4 }],
    ['Lost-Answer', { kind: 'lost_answer' }],
    ['disconnect', { kind: 'disconnect' }],
    ['399', null],
    ['600', null],
    ['latency', null],
    ['anything', null],
    [undefined, null],
  ];
  for (const [header, expected] of cases)
    test(`${header ?? 'left out'} asks for ${expected === null ? 'nothing' : expected.kind}`, () =>
      assert.deepEqual(faultInHeader(header), expected));
});

test('an upgrade error concerns the upgrades of a subscription, and nothing else', () => {
  assert.equal(asksForUpgrades('/v1/customers/a/subscriptions/b/upgrades'), true);
  assert.equal(asksForUpgrades('/v1/customers/a/subscriptions/b/upgradepreviews'), false);
  assert.equal(asksForUpgrades('/v1/customers/a/subscriptions'), false);
});
