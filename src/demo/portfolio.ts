import type { BillingCycle, Offer } from '../catalog/catalog.ts';
import { addDays, daysBetween, type Day } from '../kit/dates.ts';
import { assign, formGroup, hire } from './directory.ts';
import { agree, knownSince, tie, type Draft } from './draft.ts';
import type { PartnerKey } from './partners.ts';
import type { GroupRow, SubscriptionRow, UserRow } from './rows.ts';
import { canSell, holdElsewhere, sell } from './selling.ts';
import { ADD_ONS, BASES, ELSEWHERE, EXTRAS, sizeOf, trialFor, type Shelf } from './shelves.ts';

/** Writes a customer as a partner has hundreds of: nothing about it is designed, most of it is in order. */
export function writeEverydayCustomer(draft: Draft): void {
  const { random } = draft;
  tie(draft, { delegatedAdmin: delegatedAdmin(draft) });
  if (random.chance(0.94)) agree(draft);
  const people = hirePeople(draft, sizeOf(random));
  const shelf = shelfOf(draft, people.length);
  const bases = sellBases(draft, shelf, people);
  sellExtras(draft, people);
  sellAddOns(draft, bases, people);
  if (random.chance(0.12)) sellTrial(draft, bases);
  if (random.chance(0.1)) holdSomething(draft, people);
  if (random.chance(0.04)) bringSecondPartner(draft);
}

function delegatedAdmin({ random }: Draft): readonly string[] {
  return random.weighted<readonly string[]>([
    [86, ['*']],
    [6, []],
    [5, ['microsoft365']],
    [3, ['azure']],
  ]);
}

function hirePeople(draft: Draft, count: number): readonly UserRow[] {
  const { random, company } = draft;
  const people: UserRow[] = [];
  for (let i = 0; i < count; i += 1) {
    const usageLocation = random.weighted<string | null>([
      [95, company.country.code],
      [3, 'SG'],
      [2, null],
    ]);
    people.push(hire(draft, { usageLocation, state: random.chance(0.02) ? 'inactive' : 'active' }));
  }
  if (random.chance(0.2)) hire(draft, { state: 'soft_deleted' });
  return people;
}

/** What the customer runs on, of those that its seller has a price for and that hold its people. */
function shelfOf(draft: Draft, people: number): Shelf {
  const { random, setting, seller, company } = draft;
  const fitting = BASES.filter(
    ([, shelf]) =>
      (shelf.onlyCountry === undefined || shelf.onlyCountry === company.country.code) &&
      shelf.notCountry !== company.country.code &&
      people <= shelf.peopleMax &&
      shelf.parts.every((part) => canSell(setting, seller.key, part.offer, 'monthly')),
  );
  return random.weighted(fitting);
}

type Base = { readonly row: SubscriptionRow; readonly offer: Offer };

/** Sells the products that everybody works with and gives each person one of them. */
function sellBases(draft: Draft, shelf: Shelf, people: readonly UserRow[]): readonly Base[] {
  const { random, setting } = draft;
  const cycle = cycleOf(draft);
  const bases: Base[] = [];
  let from = 0;
  for (const [i, part] of shelf.parts.entries()) {
    const until = i === shelf.parts.length - 1 ? people.length : Math.min(people.length, from + Math.ceil(people.length * part.share));
    const offer = setting.offer(part.offer);
    const users = part.sharesPeople === true ? people.filter((_, index) => index % 3 === 0) : people.slice(from, until);
    const status = random.weighted<SubscriptionRow['status']>([
      [91, 'active'],
      [5, 'suspended'],
      [2, 'pending'],
      [2, 'deleted'],
    ]);
    const quantity = Math.min(Math.max(users.length + spareSeats(draft), 1), offer.maximumQuantity);
    const row = sell(draft, {
      offer: part.offer,
      quantity,
      status,
      cycle,
      boughtOn: boughtOn(draft, status),
      autoRenew: random.chance(0.9),
    });
    if (row.status === 'active' || row.status === 'suspended') handOut(draft, users.slice(0, quantity), offer);
    bases.push({ row, offer });
    if (part.sharesPeople !== true) from = until;
  }
  return bases;
}

function cycleOf({ random }: Draft): BillingCycle {
  return random.chance(0.25) ? 'annual' : 'monthly';
}

function spareSeats({ random }: Draft): number {
  return random.chance(0.3) ? 0 : random.whole(1, 5);
}

/** Some time since the partner knows the customer; a pending one yesterday. Every tenth was bought within 30 days. */
function boughtOn(draft: Draft, status: SubscriptionRow['status']): Day {
  const { random, setting } = draft;
  if (status === 'pending') return addDays(setting.today, -1);
  const knownDays = daysBetween(knownSince(draft), setting.today);
  const newest = status === 'active' ? 1 : OLD_ENOUGH_DAYS;
  const daysAgo = status === 'active' && random.chance(0.1) ? random.whole(1, 29) : random.whole(newest, Math.max(newest, knownDays));
  return addDays(setting.today, -daysAgo);
}

/** Old enough to have been cancelled and to have waited for its end. */
const OLD_ENOUGH_DAYS = 120;

/** Licences one by one, or for some customers through a group; a few companies have services switched off for everybody. */
function handOut(draft: Draft, users: readonly UserRow[], offer: Offer): void {
  const { random } = draft;
  const switchedOff = random.chance(0.15) ? optionalPlans(draft, offer) : [];
  const group: GroupRow | null = users.length > 10 && random.chance(0.2) ? formGroup(draft, `${offer.name.en} users`) : null;
  const viaGroup = group === null ? 0 : Math.floor(users.length / 3);
  for (const [i, user] of users.entries()) {
    const disabled = switchedOff.length > 0 && random.chance(0.6) ? switchedOff : [];
    assign(draft, user, offer, group !== null && i < viaGroup ? { group, disabled } : { disabled });
  }
}

const OPTIONAL_PLANS = ['YAMMER_ENTERPRISE', 'SWAY', 'PROJECTWORKMANAGEMENT', 'FORMS_PLAN_E1', 'Deskless'];

function optionalPlans({ random, setting }: Draft, offer: Offer): readonly string[] {
  const names = offer.servicePlanIds.map((id) => setting.catalog.plans.get(id)?.name ?? '');
  return OPTIONAL_PLANS.filter((name) => names.includes(name) && random.chance(0.6));
}

/** Products for a few: drawing, projects, reports, devices. */
function sellExtras(draft: Draft, people: readonly UserRow[]): void {
  const { random, setting, seller } = draft;
  for (const [chance, key, share] of EXTRAS) {
    if (!random.chance(chance) || !canSell(setting, seller.key, key, 'monthly')) continue;
    const offer = setting.offer(key);
    const users = people.filter(() => random.chance(share)).filter((user) => standsBeside(draft, user, offer));
    sell(draft, { offer: key, quantity: users.length + random.whole(1, 3), cycle: cycleOf(draft), boughtOn: boughtOn(draft, 'active') });
    for (const user of users) assign(draft, user, offer);
  }
}

/** Add-ons of the first product that can bear them, for some of its people. */
function sellAddOns(draft: Draft, bases: readonly Base[], people: readonly UserRow[]): void {
  const { random, setting, seller } = draft;
  for (const [chance, key] of ADD_ONS) {
    const offer = setting.offer(key);
    const parent = bases.find(({ row, offer: base }) => row.status === 'active' && offer.prerequisiteOfferIds.includes(base.id));
    if (parent === undefined || !random.chance(chance) || !canSell(setting, seller.key, key, parent.row.billing_cycle)) continue;
    const bearers = people.filter((user) => holds(draft, user, parent.offer)).filter(() => random.chance(0.3));
    sell(draft, { offer: key, parent: parent.row, quantity: bearers.length + 1, boughtOn: parent.row.created_at.slice(0, 10) as Day });
    for (const user of bearers) assign(draft, user, offer);
  }
}

function sellTrial(draft: Draft, bases: readonly Base[]): void {
  const trial = trialFor(bases.map(({ offer }) => offer.key));
  if (trial === null) return;
  sell(draft, { offer: trial, quantity: 25, boughtOn: addDays(draft.setting.today, -draft.random.whole(1, 28)) });
}

function holdSomething(draft: Draft, people: readonly UserRow[]): void {
  const { random, setting } = draft;
  const [channel, key] = random.pick(ELSEWHERE);
  const offer = setting.offer(key);
  const quantity = random.whole(1, 12);
  const status = random.weighted<'active' | 'suspended' | 'cancelled'>([
    [8, 'active'],
    [1, 'suspended'],
    [1, 'cancelled'],
  ]);
  holdElsewhere(draft, { offer: key, channel, quantity, status, sinceDays: random.whole(20, 350) });
  if (status !== 'active') return;
  const users = people.slice(0, quantity).filter((user) => !holds(draft, user, offer) && standsBeside(draft, user, offer));
  for (const user of users) assign(draft, user, offer);
}

/** Another partner of this installation sells to the same tenant. */
function bringSecondPartner(draft: Draft): void {
  const { setting, random, seller } = draft;
  const other: PartnerKey = seller.key === 'northwind' ? 'island' : 'northwind';
  tie(draft, { partner: other });
  sell(draft, {
    offer: 'power-bi-pro',
    name: 'second partner',
    partner: other,
    quantity: random.whole(1, 8),
    boughtOn: addDays(setting.today, -random.whole(10, 300)),
  });
}

function holds({ rows }: Draft, user: UserRow, offer: Offer): boolean {
  return rows.license.some((license) => license.user_id === user.user_id && license.sku_id === offer.skuId);
}

/** Whether a person may hold the product beside what is there: no two plans of one exclusive family. */
function standsBeside({ rows, setting }: Draft, user: UserRow, offer: Offer): boolean {
  const { catalog } = setting;
  const held = rows.license.filter((license) => license.user_id === user.user_id).map((license) => license.sku_id);
  const plans = [...catalog.offers.values()].filter((other) => held.includes(other.skuId)).flatMap((other) => other.servicePlanIds);
  return catalog.exclusiveFamilies.every(({ planIds }) => {
    const mine = offer.servicePlanIds.filter((id) => planIds.has(id));
    return mine.every((id) => plans.every((plan) => plan === id || !planIds.has(plan)));
  });
}
