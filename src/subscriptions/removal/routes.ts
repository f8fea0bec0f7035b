import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { unreachable } from '../../kit/brand.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { removeCustomer } from './commands.ts';

export type RemovalDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Real customers are not deleted: their relationship is ended. */
  readonly mode: 'demo' | 'production';
};

/** Removing the customers of a demo, as existing clients do in a sandbox. */
export function customerRemovalRoutes({ db, clock, newId, mode }: RemovalDeps): Routes {
  return async (app) => {
    app.delete(
      '/v1/customers/:customerId',
      {
        config: { right: 'customers.write' },
        schema: {
          summary: 'Remove a customer with everything it was sold (demo mode only)',
          tags: ['customers'],
          params: CustomerParams,
          response: { 204: Type.Null({ description: 'Removed' }), 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        if (mode === 'production') return sendFault(reply, 400, PRODUCTION);
        const outcome = await db.transaction((tx) => removeCustomer(tx, customerRequest(request), { now: clock.now(), newId }));
        switch (outcome.kind) {
          case 'answered':
            return sendNothing(reply);
          case 'no_such_customer':
            return sendFault(reply, 404, NO_CUSTOMER);
          case 'indirect_reseller':
            return sendFault(reply, 403, RESELLER_ASKS);
          default:
            return unreachable(outcome);
        }
      },
    );
  };
}

function sendNothing(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

const PRODUCTION: FaultSaid = { code: 900127, description: 'Customers are deleted in demo mode only. End the relationship instead.' };
