import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settingOf } from '../demo/setting.ts';
import { shippedCatalog } from '../demo/worker.ts';
import type { Day } from '../kit/dates.ts';
import { scenarioCustomers } from './customers.ts';
import { readScenario } from './scenario.ts';

const today = '2026-06-11' as Day;
const setting = settingOf(1, today, shippedCatalog(today));
const BASIC = 'm365-business-basic';
const customer = {
  name: 'contoso',
  subscriptions: [{ name: 'base', offer: BASIC, quantity: 10 }],
  users: [{ count: 3, licenses: [{ offer: BASIC }] }],
};
const problemsOf = (changed: object) => {
  const reading = readScenario({ customers: [{ ...customer, ...changed }] }, setting);
  return reading.kind === 'refused' ? reading.problems : [];
};

describe('a scenario', () => {
  const broken: readonly [string, object, RegExp][] = [
    ['an unknown member', { seats: 3 }, /customers\[0\]: "seats" is no member/],
    [
      'an offer that the catalogue does not have',
      { subscriptions: [{ offer: 'o365-e9' }] },
      /subscriptions\[0\]\.offer: the catalogue has no offer "o365-e9"/,
    ],
    ['a country where nobody lives', { country: 'AQ' }, /customers\[0\]\.country: must be one of/],
    [
      'an add-on before its base',
      { subscriptions: [{ offer: 'audio-conferencing', addOnOf: 'base' }] },
      /addOnOf: no subscription before it is called "base"/,
    ],
    ['two subscriptions of one name', { subscriptions: [{ offer: BASIC }, { offer: BASIC }] }, /is taken; give it another name/],
    ['a day that does not exist', { subscriptions: [{ offer: BASIC, boughtOn: '2026-02-29' }] }, /boughtOn: there is no such day/],
    [
      'a service plan that does not exist',
      { users: [{ licenses: [{ offer: BASIC, disabledPlans: ['NOPE'] }] }] },
      /there is no service plan "NOPE"/,
    ],
    ['seats below one', { subscriptions: [{ offer: BASIC, quantity: 0 }] }, /subscriptions\[0\]\.quantity/],
  ];
  for (const [name, changed, expected] of broken)
    test(`with ${name} is refused, and the place is named`, () => assert.match(problemsOf(changed).join('\n'), expected));

  test('with two customers of one name is refused', () => {
    const reading = readScenario({ customers: [customer, customer] }, setting);
    assert.deepEqual(reading, { kind: 'refused', problems: ['customers: two of them are called "contoso"'] });
  });

  test('becomes rows with the ids and names that it gives', () => {
    const subscriptionId = '22222222-2222-4222-8222-222222222222';
    const given = {
      ...customer,
      companyName: 'Contoso',
      subscriptions: [{ offer: BASIC, subscriptionId }],
      delegatedAdmin: false,
      agreement: false,
    };
    const reading = readScenario({ customers: [given] }, setting);
    assert.equal(reading.kind, 'scenario');
    if (reading.kind !== 'scenario') return;
    const [rows] = [...scenarioCustomers(reading.scenario, setting, 0)];
    assert.equal(rows?.customer[0]?.company_name, 'Contoso');
    assert.deepEqual(
      rows?.subscription.map((row) => row.subscription_id),
      [subscriptionId],
    );
    assert.deepEqual(
      rows?.relationship.map((row) => row.delegated_admin_services),
      [[]],
    );
    assert.equal(rows?.customer_agreement.length, 0);
    assert.equal(rows?.license.length, 3);
  });

  test('without anything in it is an empty world', () => assert.equal(readScenario({}, setting).kind, 'scenario'));
});
