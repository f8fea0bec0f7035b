import { Compile } from 'typebox/compile';
import { isDay } from '../kit/dates.ts';
import type { Catalog, Offer } from '../catalog/catalog.ts';
import { countryCodes } from '../demo/countries.ts';
import type { Setting } from '../demo/setting.ts';
import { Scenario } from './contract.ts';

/** A scenario that can be played, or every mistake in it: where it is, and what is wrong. */
export type ScenarioReading =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Reads a scenario: its shape first, then whether everything it names is there. */
export function readScenario(value: unknown, setting: Setting): ScenarioReading {
  if (!shape.Check(value)) return { kind: 'refused', problems: shapeProblems(value) };
  const problems = (value.customers ?? []).flatMap((customer, i) => customerProblems(customer, `customers[${i}]`, setting));
  const names = (value.customers ?? []).map((customer) => customer.name);
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  problems.push(...twice.map((name) => `customers: two of them are called "${name}"`));
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'scenario', scenario: value };
}

/** The offer of this key or id; nothing where the catalogue has none. */
export function offerNamed(name: string, catalog: Catalog): Offer | undefined {
  const wanted = name.toLowerCase();
  return [...catalog.offers.values()].find((offer) => offer.key === wanted || offer.id.toLowerCase() === wanted);
}

const shape = Compile(Scenario);
type ScenarioCustomer = NonNullable<Scenario['customers']>[number];

function shapeProblems(value: unknown): readonly string[] {
  const problems: string[] = [];
  for (const { instancePath, message, keyword, params } of shape.Errors(value)) {
    const at = placeOf(instancePath);
    if (keyword === 'additionalProperties')
      problems.push(...params.additionalProperties.map((name) => `${at}: "${name}" is no member that is known here`));
    else if (keyword !== 'boolean') problems.push(`${at}: ${message}`);
  }
  return problems;
}

/** `/customers/0/name` as `customers[0].name`. */
function placeOf(pointer: string): string {
  const place = pointer
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.')
    .replace(/^\./, '');
  return place === '' ? 'the scenario' : place;
}

function customerProblems(customer: ScenarioCustomer, at: string, { catalog }: Setting): string[] {
  const { country = 'US', subscriptions = [], users = [], heldElsewhere = [] } = customer;
  const problems: string[] = [];
  if (!countryCodes().includes(country)) problems.push(`${at}.country: must be one of ${countryCodes().join(', ')}`);
  const named = [
    ...subscriptions.map(({ offer }, i) => [`${at}.subscriptions[${i}].offer`, offer] as const),
    ...heldElsewhere.map(({ offer }, i) => [`${at}.heldElsewhere[${i}].offer`, offer] as const),
    ...users.flatMap(({ licenses = [] }, i) => licenses.map(({ offer }, j) => [`${at}.users[${i}].licenses[${j}].offer`, offer] as const)),
  ];
  for (const [place, offer] of named)
    if (offerNamed(offer, catalog) === undefined) problems.push(`${place}: the catalogue has no offer "${offer}"`);
  const known = new Set<string>();
  for (const [i, { name, offer, addOnOf, boughtOn }] of subscriptions.entries()) {
    if (addOnOf !== undefined && !known.has(addOnOf))
      problems.push(`${at}.subscriptions[${i}].addOnOf: no subscription before it is called "${addOnOf}"`);
    if (boughtOn !== undefined && !isDay(boughtOn)) problems.push(`${at}.subscriptions[${i}].boughtOn: there is no such day`);
    if (known.has(name ?? offer)) problems.push(`${at}.subscriptions[${i}].name: "${name ?? offer}" is taken; give it another name`);
    known.add(name ?? offer);
  }
  const plans = new Set<string>([...catalog.plans.values()].map((plan) => plan.name));
  for (const [i, { licenses = [] }] of users.entries())
    for (const [j, { disabledPlans = [] }] of licenses.entries())
      for (const plan of disabledPlans)
        if (!plans.has(plan)) problems.push(`${at}.users[${i}].licenses[${j}].disabledPlans: there is no service plan "${plan}"`);
  return problems;
}
