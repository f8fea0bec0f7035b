import type { Customer } from '../../src/customers/contract.ts';

/** Whether the customer has granted delegated admin privileges. In lists it shows by the address: without them it is left out. */
export function hasDelegatedAdmin({ allowDelegatedAccess, companyProfile }: Customer): boolean {
  return allowDelegatedAccess ?? companyProfile.address !== undefined;
}
