import { addDays, type Day } from '../kit/dates.ts';
import { DEMO_CASES } from './cases.ts';
import { companyNamed, customerIdOf } from './draft.ts';
import { DEMO_PASSWORD } from './partners.ts';
import { guidOf } from './random.ts';
import { at } from './setting.ts';

/** Somebody of a customer, or of a company that may become one, who answers what partners ask. */
export type TenantPersonRow = {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly directory_roles: readonly string[];
  readonly password_hash: string;
  readonly created_at: string;
};

/** A way into the page of invitations. */
export type CustomerSignIn = {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly company: string;
  readonly tenantId: string;
  /** Only a global administrator accepts. */
  readonly isGlobalAdmin: boolean;
};

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10';
const SINCE_DAYS = 900;

/** Two people of a company that no partner knows yet, and the admin of a customer that granted no delegated admin. */
export function customerSignIns(seed: number): readonly CustomerSignIn[] {
  const password = DEMO_PASSWORD;
  const prospect = { company: 'Fourth Coffee', tenantId: guidOf(seed, 'tenant of Fourth Coffee'), password };
  const number = DEMO_CASES.findIndex((example) => example.name === 'delegated_admin_missing');
  const example = DEMO_CASES[number];
  if (example === undefined) throw new RangeError('the demo world has no customer without delegated admin');
  const known = companyNamed(seed, { ...example, number });
  return [
    { ...prospect, username: 'ada.byron@fourth-coffee.example', displayName: 'Ada Byron', isGlobalAdmin: true },
    { ...prospect, username: 'ben.clerk@fourth-coffee.example', displayName: 'Ben Clerk', isGlobalAdmin: false },
    {
      company: known.name,
      tenantId: customerIdOf(seed, example.name),
      password,
      username: `global.admin@${known.domain}`,
      displayName: `${known.contact.firstName} ${known.contact.lastName}`,
      isGlobalAdmin: true,
    },
  ];
}

/** The same as rows; the passwords stand in the clear here: whoever writes them hashes them. */
export function tenantPersonRows(seed: number, today: Day): readonly TenantPersonRow[] {
  return customerSignIns(seed).map((person) => ({
    user_id: guidOf(seed, `tenant person ${person.username}`),
    tenant_id: person.tenantId,
    user_principal_name: person.username,
    display_name: person.displayName,
    directory_roles: person.isGlobalAdmin ? [GLOBAL_ADMINISTRATOR] : [],
    password_hash: person.password,
    created_at: at(addDays(today, -SINCE_DAYS), 0),
  }));
}
