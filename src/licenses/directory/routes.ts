import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Answer } from '../../audit/store.ts';
import { isCountry } from '../../catalog/countries.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { unreachable } from '../../kit/brand.ts';
import type { UserId } from '../../kit/ids.ts';
import { atFirstNeed } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import { readEtag } from '../../platform/etag.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import type { AssignmentDeps } from '../assignment/routes.ts';
import type { Answered, Surroundings } from '../commands.ts';
import { UserParams } from '../contract.ts';
import { NO_USER, notDelegatedFault } from '../faults.ts';
import { directoryRequest } from '../request.ts';
import { createUser, deleteUser, editUser, type UserRefusal } from './commands.ts';
import { ChangedUser, EditUserBody, EditUserHeaders, NewUserBody } from './contract.ts';
import { changedUserView } from './view.ts';

const config = { right: 'users.write' };
const tags = ['users and licences'];

/** People put into a customer's directory, edited, deleted and brought back. */
export function directoryRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  const around = (): Surroundings => atFirstNeed(clock, { catalog, newId });

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/users',
      {
        config,
        schema: {
          summary: 'Create a user',
          tags,
          params: CustomerParams,
          body: NewUserBody,
          response: { 201: ChangedUser, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { passwordProfile, ...members } = request.body;
        const wrong = wrongCountry(members.usageLocation);
        if (wrong !== null) return sendFault(reply, 400, wrong);
        const order = directoryRequest(request, members);
        const draft = {
          firstName: '',
          lastName: '',
          phoneNumber: null,
          immutableId: null,
          ...members,
          usageLocation: members.usageLocation?.toUpperCase() ?? null,
        };
        const answer = (user: Parameters<typeof changedUserView>[1]): Answer => ({
          status: 201,
          body: changedUserView(order.scope.customerId, user, [], shown(request)),
        });
        const outcome = await withFreshCatalog(catalog, () =>
          db.transaction((tx) => createUser(tx, { ...order, draft, answer }, around())),
        );
        return answerUser(reply, outcome, passwordProfile);
      },
    );

    app.patch(
      '/v1/customers/:customerId/users/:userId',
      {
        config,
        schema: {
          summary: 'Edit a user, set the password, or restore a deleted user',
          tags,
          params: UserParams,
          headers: EditUserHeaders,
          body: EditUserBody,
          response: { 200: ChangedUser, 400: Fault, 403: Fault, 404: Fault, 409: Fault, 412: Fault },
        },
      },
      async (request, reply) => {
        const { passwordProfile, state, attributes, ...members } = request.body;
        const wrong =
          state === 'inactive'
            ? malformed('state', 'can only become active; DELETE the user to delete it')
            : wrongCountry(members.usageLocation);
        if (wrong !== null) return sendFault(reply, 400, wrong);
        const order = directoryRequest(request, { ...members, state, setsPassword: passwordProfile !== undefined });
        const header = request.headers['if-match'];
        const etag = header ?? attributes?.etag;
        const edit = { ...members, ...(members.usageLocation === undefined ? {} : { usageLocation: members.usageLocation.toUpperCase() }) };
        const asked = {
          ...order,
          edit,
          userId: request.params.userId as UserId,
          setsPassword: passwordProfile !== undefined,
          restores: state === 'active',
          // A text that is no ETag of ours belongs to no version.
          version: etag === undefined || etag === '' || etag === '*' ? null : (readEtag(etag)?.version ?? -1),
          answer: (...said: [Parameters<typeof changedUserView>[1], Parameters<typeof changedUserView>[2]]): Answer => ({
            status: 200,
            body: changedUserView(order.scope.customerId, ...said, shown(request)),
          }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => editUser(tx, asked, around())));
        if (outcome.kind === 'stale') return header === undefined ? sendFault(reply, 400, STALE) : sendFault(reply, 412, STALE);
        return answerUser(reply, outcome, passwordProfile);
      },
    );

    app.delete(
      '/v1/customers/:customerId/users/:userId',
      {
        config,
        schema: {
          summary: 'Delete a user; it can be restored for 30 days',
          tags,
          params: UserParams,
          response: { 204: Type.Null(), 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const order = {
          ...directoryRequest(request, null),
          userId: request.params.userId as UserId,
          answer: (): Answer => ({ status: 204, body: null }),
        };
        return answerUser(reply, await withFreshCatalog(catalog, () => db.transaction((tx) => deleteUser(tx, order, around()))));
      },
    );
  };

  function shown(request: Parameters<typeof localeOf>[0]) {
    return { catalog: catalog.current(), locale: localeOf(request) };
  }
}

const STALE: FaultSaid = { code: 2055, description: 'The user has changed meanwhile. Read it again.' };

/** The password is answered as it was asked for; what is kept of the answer is without it. */
function answerUser(reply: FastifyReply, outcome: Exclude<UserRefusal, { kind: 'catalog_outdated' }> | Answered, passwordProfile?: object) {
  switch (outcome.kind) {
    case 'answered': {
      const { status, body } = outcome.answer;
      if (body === null) return reply.code(status).send();
      return reply.code(status).send(passwordProfile === undefined || status >= 300 ? body : { ...(body as object), passwordProfile });
    }
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_user':
      return sendFault(reply, 404, NO_USER);
    case 'not_delegated':
      return sendFault(reply, 403, notDelegatedFault(outcome.missingServices));
    case 'user_name_taken':
      return sendFault(reply, 409, {
        code: 3000,
        description: `Another user has the sign-in name ${outcome.userPrincipalName}.`,
        data: [outcome.kind, outcome.userPrincipalName],
      });
    case 'stale':
      return sendFault(reply, 400, STALE);
    case 'user_deleted':
      return sendFault(reply, 400, {
        code: 3000,
        description: 'The user is deleted; restore the account first, with `"state": "active"`.',
        data: [outcome.kind],
      });
    case 'restore_window_over':
      return sendFault(reply, 400, {
        code: 3000,
        description: 'The user was deleted more than 30 days ago and cannot be restored.',
        data: [outcome.kind],
      });
    default:
      return unreachable(outcome);
  }
}

function wrongCountry(usageLocation: string | undefined): FaultSaid | null {
  return usageLocation === undefined || isCountry(usageLocation.toUpperCase()) ? null : malformed('usageLocation', 'is not a country');
}
