import type { StaffMember } from '../../src/access/staff/contract.ts';
import { usePages } from '../kit/usePages.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The roles a person can have, in the order of the rights table. */
export const ROLES = ['global_admin', 'user_management_admin', 'billing_admin', 'admin_agent', 'sales_agent', 'helpdesk_agent'] as const;
export type Role = (typeof ROLES)[number];

const CHANGED = [['staff'], ['partnerjournal'], ['session']];

/** The people of the partner, by name. */
export function useStaff() {
  return usePages<StaffMember>(['staff'], '/partnerusers?size=100');
}

/** A person to be added. The id only where an outside issuer signs people in. */
export type NewPerson = {
  readonly id?: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
};

/** Adds a person to the partner. */
export function useAddPerson() {
  return useWrite<NewPerson, StaffMember>((person) => ({ path: '/v1/partnerusers', body: person }), CHANGED);
}

/** What is to be different about a person. */
export type PersonChange = { readonly displayName?: string; readonly roles?: readonly Role[]; readonly state?: 'active' | 'disabled' };

/** Changes a person of the partner. */
export function useChangePerson(userId: string) {
  return useWrite<PersonChange, StaffMember>((change) => ({ path: `/v1/partnerusers/${userId}`, method: 'PATCH', body: change }), CHANGED);
}
