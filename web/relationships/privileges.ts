import type { Customer } from '../../src/customers/contract.ts';
import { useWrite } from '../kit/useWrite.ts';

/** Ends the delegated admin privileges from the partner's side. */
export function useEndPrivileges(customerId: string) {
  return useWrite<null, Customer>(
    () => ({ path: `/v1/customers/${customerId}`, method: 'PATCH', body: { allowDelegatedAccess: false } }),
    [['customer', customerId], ['customers']],
  );
}

/** Ends the relationship: the customer leaves the list. What is read of it is not asked for again: it is unknown from now on. */
export function useEndRelationship(customerId: string) {
  return useWrite<null, Customer>(
    () => ({ path: `/v1/customers/${customerId}`, method: 'PATCH', body: { relationshipToPartner: 'none' } }),
    [['customers']],
  );
}
