import { randomBytes } from 'node:crypto';
import { callerOf } from '../../access/caller.ts';
import { hashPassword } from '../../access/passwords.ts';
import { answering } from '../../audit/commands.ts';
import { unreachable } from '../../kit/brand.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { Customer } from '../contract.ts';
import { changeRequest } from '../request.ts';
import { customerView } from '../view.ts';
import { ADMIN, createCustomer, type CreationOutcome, type CreationRequest } from './commands.ts';
import { NewCustomer } from './contract.ts';
import { wantedIn } from './question.ts';

export type CreationDeps = {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newSecret: () => string;
  /** Where no outside issuer is configured, new tenants' people sign in here. */
  readonly access: { readonly embeddedKeys: object | null };
};

/** Adding customers. */
export function customerCreationRoutes({ db, clock, newId, newSecret, access }: CreationDeps): Routes {
  const answerOnce = answering({ db, clock });

  return async (app) => {
    app.post(
      '/v1/customers',
      {
        config: { right: 'customers.write' },
        schema: {
          summary: 'Add a customer: a new tenant, and the relationship to it',
          tags: ['customers'],
          body: NewCustomer,
          response: { 201: Customer, 400: Fault, 403: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const read = wantedIn(request.body);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        if (read.kind === 'registration_number_missing') return sendFault(reply, 400, NO_NUMBER);
        if (request.body.enableGDAPByDefault === true) return sendFault(reply, 400, NO_DEFAULT_ROLES);
        // Customers of an indirect reseller are the provider's; a program cannot speak for both.
        if (read.wanted.resellerPartnerId !== null && callerOf(request).kind === 'application') return sendFault(reply, 403, NEEDS_PERSON);
        const password = access.embeddedKeys === null ? null : newSecret().slice(0, PASSWORD_LENGTH);
        const order: CreationRequest = {
          actor: changeRequest(request).actor,
          wanted: read.wanted,
          passwordHash: password === null ? null : await hashPassword(password, randomBytes(16)),
        };
        const create = async (tx: Tx) => answerOf(await createCustomer(tx, order, { now: clock.now(), newId }), password);
        return sendAnswer(reply, await answerOnce(request, create, { hidesSecret: true }));
      },
    );
  };
}

function answerOf(outcome: CreationOutcome, password: string | null): Answer {
  switch (outcome.kind) {
    case 'created': {
      const credentials = password === null ? {} : { userCredentials: { userName: ADMIN, password } };
      return { status: 201, body: { ...customerView(outcome.customer), ...credentials } };
    }
    case 'domain_taken':
      return faultAnswer(409, DOMAIN_TAKEN);
    case 'outside_market':
      return faultAnswer(403, {
        code: 2030,
        description: `You sell in ${outcome.market.join(', ')} only, and this company is in ${outcome.country}. A partner of that market can add it.`,
        data: [outcome.kind, outcome.country, ...outcome.market],
      });
    case 'no_such_reseller':
      return faultAnswer(400, malformed('associatedPartnerId', 'is no indirect reseller that works with you'));
    default:
      return unreachable(outcome);
  }
}

const PASSWORD_LENGTH = 20;
const NO_NUMBER: FaultSaid = {
  code: 600049,
  description: 'Companies of this country have a registration number; give it in companyProfile.organizationRegistrationNumber.',
};
const NO_DEFAULT_ROLES: FaultSaid = {
  code: 900141,
  description: 'A default granular relationship is not made when a customer is added. Ask for delegated administration afterwards.',
  data: ['enableGDAPByDefault'],
};
const NEEDS_PERSON: FaultSaid = {
  code: 900329,
  description: 'This needs a signed-in person: an app-only token does not suffice.',
  data: ['associatedPartnerId'],
};
const DOMAIN_TAKEN: FaultSaid = { code: 3000, description: 'A customer of this domain is there already.', data: ['companyProfile.domain'] };
