import { unreachable } from '../../kit/brand.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { CustomerBillingProfile, CustomerParams } from '../contract.ts';
import { profileIn } from '../creation/question.ts';
import type { Customer } from '../customer.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../faults.ts';
import { customerRequest } from '../request.ts';
import { billingProfileView } from '../view.ts';
import { saveBillingProfile } from './commands.ts';
import { BillingProfileBody, IfMatch } from './contract.ts';

export type ProfileDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

/** Changing what is recorded about a customer for its bills. */
export function customerProfileRoutes({ db, clock, newId }: ProfileDeps): Routes {
  return async (app) => {
    app.put(
      '/v1/customers/:customerId/profiles/billing',
      {
        config: { right: 'customers.write' },
        schema: {
          summary: 'Change a customer’s billing profile',
          tags: ['customers'],
          params: CustomerParams,
          headers: IfMatch,
          body: BillingProfileBody,
          response: { 200: CustomerBillingProfile, 400: Fault, 403: Fault, 404: Fault, 412: Fault },
        },
      },
      async (request, reply) => {
        const { attributes, ...body } = request.body;
        const read = profileIn(body, '');
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const { customerId, partnerId, actor, question } = customerRequest(request);
        const order = {
          customerId,
          partnerId,
          actor,
          question,
          profile: read.profile,
          etags: { ifMatch: request.headers['if-match'] ?? null, inBody: attributes?.etag ?? null },
          answer: (customer: Customer) => ({ status: 200, body: billingProfileView(customer) }),
        };
        const outcome = await db.transaction((tx) => saveBillingProfile(tx, order, { now: clock.now(), newId }));
        switch (outcome.kind) {
          case 'answered':
            return reply.code(200).send(outcome.answer.body as CustomerBillingProfile);
          case 'no_such_customer':
            return sendFault(reply, 404, NO_CUSTOMER);
          case 'indirect_reseller':
            return sendFault(reply, 403, RESELLER_ASKS);
          case 'precondition_failed':
            return sendFault(reply, 412, STALE);
          case 'etag_stale':
            return sendFault(reply, 400, STALE);
          case 'country_fixed':
            return sendFault(reply, 400, {
              code: 3000,
              description: `The country stays ${outcome.country}.`,
              data: ['defaultAddress.country'],
            });
          default:
            return unreachable(outcome);
        }
      },
    );
  };
}

const STALE: FaultSaid = { code: 2055, description: 'The profile has changed since it was read. Read it again.' };
