import { useQuery } from '@tanstack/react-query';
import type { Agreement } from '../../src/customers/agreements/contract.ts';
import type { Page } from '../kit/paging.ts';
import { read } from '../kit/request.ts';
import { useWrite } from '../kit/useWrite.ts';

/** The text without which nothing is sold. */
const CUSTOMER_AGREEMENT = '117a77b0-9360-443b-8795-c6dedc750cf9';

/** What the customer accepted, as far as this partner may know. */
export function useAgreements(customerId: string, isEnabled: boolean) {
  return useQuery({
    queryKey: ['customer', customerId, 'agreements'],
    queryFn: async ({ signal }) => (await read<Page<Agreement>>(`/v1/customers/${customerId}/agreements`, { signal })).items,
    enabled: isEnabled,
  });
}

/** Who accepted for the customer, and on which day. */
export type Confirmation = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phoneNumber: string;
  readonly dateAgreed: string;
};

/** Confirms that the customer accepted the Microsoft Customer Agreement. */
export function useConfirmAgreement(customerId: string) {
  return useWrite<Confirmation, Agreement>(
    ({ dateAgreed, phoneNumber, firstName, lastName, email }) => ({
      path: `/v1/customers/${customerId}/agreements`,
      body: {
        primaryContact: {
          firstName: firstName.trim(),
          lastName: lastName.trim(),
          email: email.trim(),
          ...(phoneNumber.trim() === '' ? {} : { phoneNumber: phoneNumber.trim() }),
        },
        templateId: CUSTOMER_AGREEMENT,
        type: 'MicrosoftCustomerAgreement',
        dateAgreed,
      },
    }),
    [['customer', customerId]],
  );
}
