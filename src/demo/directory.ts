import { addDays, later, type Day } from '../kit/dates.ts';
import type { Offer } from '../catalog/catalog.ts';
import type { Draft } from './draft.ts';
import { personOf } from './people.ts';
import type { GroupRow, LicenseRow, UserRow } from './rows.ts';
import { at } from './setting.ts';

/** How a person differs from the usual one: active, in the company's country. */
export type Hiring = {
  /** Tells the id; a number where none is given. */
  readonly name?: string;
  readonly usageLocation?: string | null;
  readonly state?: 'active' | 'inactive' | 'soft_deleted';
};

/** Puts a person into the customer's directory. */
export function hire(draft: Draft, hiring: Hiring = {}): UserRow {
  const { setting, random, rows, company } = draft;
  const person = personOf(company.country.code, random);
  const { state = 'active' } = hiring;
  const user: UserRow = {
    customer_id: draft.customerId,
    user_id: draft.id(hiring.name ?? `user ${rows.directory_user.length}`),
    user_principal_name: `${draft.mailName(person.mailName)}@${company.domain}`,
    display_name: person.displayName,
    first_name: person.firstName,
    last_name: person.lastName,
    usage_location: hiring.usageLocation === undefined ? company.country.code : hiring.usageLocation,
    state: state === 'active' ? 'active' : 'inactive',
    soft_deleted_at: state === 'soft_deleted' ? at(addDays(setting.today, -random.whole(1, 28)), random.whole(0, 86_399)) : null,
    created_at: at(addDays(setting.today, -random.whole(ASSIGNED_DAYS_AGO + 1, 900)), random.whole(0, 86_399)),
  };
  rows.directory_user.push(user);
  return user;
}

/** Puts so many usual people into the directory. */
export function hireMany(draft: Draft, count: number): readonly UserRow[] {
  return Array.from({ length: count }, () => hire(draft));
}

/** A group of the directory that can hand on licences. */
export function formGroup(draft: Draft, displayName: string): GroupRow {
  const group: GroupRow = { customer_id: draft.customerId, group_id: draft.id(`group ${displayName}`), display_name: displayName };
  draft.rows.directory_group.push(group);
  return group;
}

/** How a licence differs from the usual one: assigned directly, everything switched on. */
export type Assignment = { readonly group?: GroupRow; readonly disabled?: readonly string[] };

const DIRECTLY = '00000000-0000-0000-0000-000000000000';
const ASSIGNED_DAYS_AGO = 180;
/** The second of the day, in the afternoon, from which on licences are assigned. */
export const ASSIGNING_SECOND = 61_200;

/** Gives a person a product. Licences are assigned one second after the other, so that whoever came first keeps a seat. */
export function assign(draft: Draft, user: UserRow, offer: Offer, { group, disabled = [] }: Assignment = {}): void {
  const { rows, setting } = draft;
  const license: LicenseRow = {
    customer_id: draft.customerId,
    user_id: user.user_id,
    sku_id: offer.skuId,
    group_id: group?.group_id ?? DIRECTLY,
    disabled_plans: disabled.map((name) => setting.plan(name)).sort(),
    assigned_at: at(assignedOn(draft, offer), ASSIGNING_SECOND + rows.license.length),
  };
  rows.license.push(license);
  if (group !== undefined) handOn(draft, license);
}

/** Whoever has a licence from a group is in it, and the group hands the product on. */
function handOn({ rows }: Draft, { customer_id, group_id, user_id, sku_id, disabled_plans, assigned_at }: LicenseRow): void {
  if (!rows.group_member.some((member) => member.group_id === group_id && member.user_id === user_id)) {
    rows.group_member.push({ customer_id, group_id, user_id, since: assigned_at });
  }
  if (!rows.group_license.some((license) => license.group_id === group_id && license.sku_id === sku_id)) {
    rows.group_license.push({ customer_id, group_id, sku_id, disabled_plans, assigned_at });
  }
}

/** Gives a product to all of them. */
export function assignAll(draft: Draft, users: readonly UserRow[], offer: Offer, assignment: Assignment = {}): void {
  for (const user of users) assign(draft, user, offer, assignment);
}

/** On the day of the purchase, or half a year ago where that is later. */
function assignedOn({ setting, rows }: Draft, offer: Offer): Day {
  const halfYearAgo = addDays(setting.today, -ASSIGNED_DAYS_AGO);
  const bought = rows.subscription.find((subscription) => subscription.offer_id === offer.id)?.created_at.slice(0, 10) as Day | undefined;
  return bought === undefined ? halfYearAgo : later(bought, halfYearAgo);
}
