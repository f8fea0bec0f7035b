import { show } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CUSTOMER, withCustomer } from '../kit/resolve.ts';
import { factLines } from '../kit/table.ts';

/** Shows one customer. */
export const showCustomer = declareCommand({
  name: 'customers show',
  summary: 'Show a customer',
  words: { customer: CUSTOMER },
  run: ({ customer }, settings) =>
    withCustomer(settings, customer, (api, customerId) =>
      show(api, 'GET /v1/customers/{customerId}', { path: { customerId } }, (body) => {
        const { companyName, domain, address, email } = body.companyProfile;
        return factLines([
          ['Id', body.id],
          ['Name', companyName],
          ['Domain', domain],
          ['Country', body.country],
          ['City', address?.city],
          ['E-mail', email],
          ['Relationship', body.relationshipToPartner],
          ['Delegated admin', body.allowDelegatedAccess === undefined ? undefined : body.allowDelegatedAccess ? 'granted' : 'not granted'],
        ]);
      }),
    ),
});
