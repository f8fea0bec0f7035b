import { assign, formGroup, hire } from '../demo/directory.ts';
import { agree, openDraft, tie, type Draft } from '../demo/draft.ts';
import type { CustomerRows, GroupRow, SubscriptionRow } from '../demo/rows.ts';
import { holdElsewhere, sell } from '../demo/selling.ts';
import type { Setting } from '../demo/setting.ts';
import type { Day } from '../kit/dates.ts';
import type { Scenario } from './contract.ts';
import { offerNamed } from './scenario.ts';

type ScenarioCustomer = NonNullable<Scenario['customers']>[number];

/** The customers of a scenario as rows; their ids follow from their names unless the scenario gives them. */
export function* scenarioCustomers({ customers = [] }: Scenario, setting: Setting, firstNumber: number): Generator<CustomerRows> {
  for (const [i, customer] of customers.entries()) yield rowsOf(customer, setting, firstNumber + i);
}

function rowsOf(customer: ScenarioCustomer, setting: Setting, number: number): CustomerRows {
  const draft = begin(customer, setting, number);
  const { delegatedAdmin = true, agreement = true, subscriptions = [], users = [], heldElsewhere = [] } = customer;
  tie(draft, { delegatedAdmin: delegatedAdmin === true ? ['*'] : delegatedAdmin === false ? [] : delegatedAdmin });
  if (agreement) agree(draft);
  const sold = new Map<string, SubscriptionRow>();
  for (const subscription of subscriptions) {
    const name = subscription.name ?? subscription.offer;
    sold.set(name, sell(draft, { ...saleOf(subscription, setting), name, ...baseOf(subscription.addOnOf, sold) }));
  }
  for (const user of users) hireThem(draft, user);
  for (const { offer, channel, quantity = 1, status = 'active' } of heldElsewhere)
    holdElsewhere(draft, { offer: keyOf(offer, setting), channel, quantity, status });
  return draft.rows;
}

/** The draft of a customer of this name, with the ids, the company's name and the domain that the scenario gives. */
function begin(customer: ScenarioCustomer, setting: Setting, number: number): Draft {
  const { name, country = 'US', partner = 'northwind' } = customer;
  const draft = openDraft(setting, { name: `scenario ${name}`, number, country, seller: partner, reseller: null });
  const customerId = customer.customerId?.toLowerCase() ?? draft.customerId;
  const company = { ...draft.company, name: customer.companyName ?? draft.company.name, domain: customer.domain ?? draft.company.domain };
  const given = givenIds(customer);
  const [row] = draft.rows.customer;
  if (row === undefined) throw new Error('a draft without its customer');
  const named = { ...row, customer_id: customerId, company_name: company.name, domain: company.domain };
  return {
    ...draft,
    customerId,
    company,
    id: (thing) => given.get(thing) ?? draft.id(thing),
    rows: { ...draft.rows, customer: [{ ...named, email: `${company.contact.mailName}@${company.domain}` }] },
  };
}

function givenIds({ subscriptions = [], users = [] }: ScenarioCustomer): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { name, offer, subscriptionId } of subscriptions)
    if (subscriptionId !== undefined) ids.set(name ?? offer, subscriptionId.toLowerCase());
  for (const { name, userId } of users) if (userId !== undefined && name !== undefined) ids.set(name, userId.toLowerCase());
  return ids;
}

type ScenarioSubscription = NonNullable<ScenarioCustomer['subscriptions']>[number];

function saleOf({ offer, quantity, status, billingCycle, boughtOn, autoRenew, friendlyName }: ScenarioSubscription, setting: Setting) {
  return {
    offer: keyOf(offer, setting),
    ...(quantity === undefined ? {} : { quantity }),
    ...(status === undefined ? {} : { status }),
    ...(billingCycle === undefined ? {} : { cycle: billingCycle }),
    ...(boughtOn === undefined ? {} : { boughtOn: boughtOn as Day }),
    ...(autoRenew === undefined ? {} : { autoRenew }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
  };
}

function baseOf(name: string | undefined, sold: ReadonlyMap<string, SubscriptionRow>): { readonly parent?: SubscriptionRow } {
  const parent = name === undefined ? undefined : sold.get(name);
  return parent === undefined ? {} : { parent };
}

function hireThem(draft: Draft, user: NonNullable<ScenarioCustomer['users']>[number]): void {
  const { name, count = 1, usageLocation, state, licenses = [] } = user;
  for (let i = 0; i < count; i += 1) {
    const person = hire(draft, {
      ...(name === undefined ? {} : { name: count === 1 ? name : `${name} ${i + 1}` }),
      ...(usageLocation === undefined ? {} : { usageLocation: usageLocation === '' ? null : usageLocation }),
      ...(state === undefined ? {} : { state }),
    });
    for (const { offer, disabledPlans = [], group } of licenses)
      assign(draft, person, draft.setting.offer(keyOf(offer, draft.setting)), {
        disabled: disabledPlans,
        ...(group === undefined ? {} : { group: groupNamed(draft, group) }),
      });
  }
}

function groupNamed(draft: Draft, name: string): GroupRow {
  return draft.rows.directory_group.find((group) => group.display_name === name) ?? formGroup(draft, name);
}

function keyOf(offer: string, { catalog }: Setting): string {
  const found = offerNamed(offer, catalog);
  if (found === undefined) throw new Error(`an offer that was not looked up: ${offer}`);
  return found.key;
}
