import type { FastifyReply } from 'fastify';
import { callerOf } from '../../../access/caller.ts';
import { rolesWithDirectoryRights } from '../../../access/permissions.ts';
import type { Answer } from '../../../audit/store.ts';
import { withFreshCatalog } from '../../../catalog/freshness.ts';
import { NO_CUSTOMER } from '../../../customers/faults.ts';
import { unreachable } from '../../../kit/brand.ts';
import type { UpgradeId, UserId } from '../../../kit/ids.ts';
import type { AssignmentDeps } from '../../../licenses/assignment/routes.ts';
import type { Answered, Surroundings } from '../../../licenses/commands.ts';
import { notDelegatedFault } from '../../../licenses/faults.ts';
import { directoryRequest, type Asked } from '../../../licenses/request.ts';
import { atFirstNeed } from '../../../platform/clock.ts';
import { Fault } from '../../../platform/contract.ts';
import { malformed, NOT_FOUND, sendFault } from '../../../platform/faults.ts';
import { localeOf } from '../../../platform/headers.ts';
import type { Routes } from '../../../platform/http.ts';
import { readerOf } from '../../../platform/reader.ts';
import { dismissLeftBehind, ownLeftBehind, retryLeftBehind, type DoneWork, type WorkRefusal } from '../commands.ts';
import { DismissalBody, LeftBehindWork, OwnerBody, Ownership, RetryBody, UpgradeParams } from '../contract.ts';
import { personOf } from '../question.ts';
import { findOwner } from '../store.ts';
import { workView } from '../view.ts';

const config = { right: 'licenses.assign' };
const tags = ['upgrades'];

/** Work on the people whom an upgrade left behind: moved after all, given up, or taken on by somebody. */
export function leftBehindWorkRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  const around = (): Surroundings => atFirstNeed(clock, { catalog, newId });

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/retries',
      {
        config,
        schema: {
          summary: 'Move people left behind, as far as nothing is in the way any more',
          tags,
          params: UpgradeParams,
          body: RetryBody,
          response: { 200: LeftBehindWork, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const order = {
          ...workOf(request, request.body),
          answer: (done: DoneWork): Answer => ({ status: 200, body: workView(done, localeOf(request)) }),
        };
        return answerWork(reply, await withFreshCatalog(catalog, () => db.transaction((tx) => retryLeftBehind(tx, order, around()))));
      },
    );

    app.post(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/dismissals',
      {
        config,
        schema: {
          summary: 'Give up on people left behind, with a note',
          tags,
          params: UpgradeParams,
          body: DismissalBody,
          response: { 200: LeftBehindWork, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { note, license = 'keep' } = request.body;
        const order = {
          ...workOf(request, request.body),
          note,
          license,
          answer: (done: DoneWork): Answer => ({ status: 200, body: workView(done, localeOf(request)) }),
        };
        return answerWork(reply, await withFreshCatalog(catalog, () => db.transaction((tx) => dismissLeftBehind(tx, order, around()))));
      },
    );

    app.post(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/owners',
      {
        config,
        schema: {
          summary: 'Say who of the partner takes people left behind on',
          tags,
          params: UpgradeParams,
          body: OwnerBody,
          response: { 200: Ownership, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { ownerId } = request.body;
        const caller = callerOf(request);
        const person = ownerId === undefined ? null : personOf(ownerId, caller);
        const owner = person === null ? null : await findOwner(readerOf(db), caller.partnerId, person);
        if (ownerId !== undefined && owner === null)
          return sendFault(reply, 400, malformed('ownerId', 'is nobody who works for the partner'));
        const work = workOf(request, request.body);
        const answer = (users: number): Answer => ({
          status: 200,
          body: { upgradeId: work.upgradeId, users, ...(owner === null ? {} : { owner }), attributes: { objectType: 'Ownership' } },
        });
        return answerWork(
          reply,
          await withFreshCatalog(catalog, () => db.transaction((tx) => ownLeftBehind(tx, { ...work, owner, answer }, around()))),
        );
      },
    );
  };
}

function workOf(request: Asked & { readonly params: { readonly upgradeId: string } }, body: { readonly userIds?: readonly string[] }) {
  return {
    ...directoryRequest(request, body),
    upgradeId: request.params.upgradeId as UpgradeId,
    userIds: body.userIds === undefined ? null : ([...new Set(body.userIds)] as readonly string[] as readonly UserId[]),
  };
}

function answerWork(reply: FastifyReply, outcome: Exclude<WorkRefusal, { kind: 'catalog_outdated' }> | Answered) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_upgrade':
      return sendFault(reply, 404, NOT_FOUND);
    case 'upgrade_finished':
      return sendFault(reply, 409, {
        code: 900279,
        description: 'Nobody is left behind by this upgrade any more.',
        data: [outcome.kind, outcome.state],
      });
    case 'not_delegated':
      return sendFault(reply, 403, notDelegatedFault(outcome.missingServices));
    case 'no_directory_rights':
      return sendFault(reply, 403, {
        code: 900150,
        description: 'Your role has no rights in the customer’s directory.',
        data: [...rolesWithDirectoryRights],
      });
    case 'offer_unknown':
      return sendFault(reply, 409, {
        code: 800004,
        description: 'The catalogue no longer has the products of this upgrade.',
        data: [outcome.kind],
      });
    default:
      return unreachable(outcome);
  }
}
