import type { FastifyReply } from 'fastify';
import type { Answer } from '../../audit/store.ts';
import type { Catalog, CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { unreachable } from '../../kit/brand.ts';
import type { ServicePlanId, SkuId, UserId } from '../../kit/ids.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import type { Answered, NotDelegated, Surroundings } from '../commands.ts';
import { UserParams } from '../contract.ts';
import { NO_USER, notDelegatedFault } from '../faults.ts';
import { directoryRequest } from '../request.ts';
import { updateLicenses, updateLicensesOf, type UserOutcome } from './commands.ts';
import { LicenseUpdate, LicenseUpdateBody, LicenseUpdates, LicenseUpdatesBody } from './contract.ts';
import type { LicenseUpdate as Update } from './update.ts';
import { refusalFault, updatesView, updateView } from './view.ts';

export type AssignmentDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const config = { right: 'licenses.assign' };
const tags = ['users and licences'];

/** Licences assigned, taken away and swapped: for one user as the SDKs do it, and for a selection. */
export function assignmentRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  const around = (): Surroundings => atFirstNeed(clock, { catalog, newId });

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/users/:userId/licenseupdates',
      {
        config,
        schema: {
          summary: 'Assign, take away or swap the licences of a user, in one operation',
          tags,
          params: UserParams,
          body: LicenseUpdateBody,
          response: { 201: LicenseUpdate, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const update = updateOf(request.body);
        const wrong = contradiction(update);
        if (wrong !== null) return sendFault(reply, 400, wrong);
        const order = directoryRequest(request, request.body);
        const answer = ([only]: readonly UserOutcome[], today: Catalog): Answer => ({
          status: 201,
          body: updateView(update, only?.outcome ?? null, { catalog: today, locale: localeOf(request) }),
        });
        const asked = { ...order, update, answer, userId: request.params.userId as UserId };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => updateLicensesOf(tx, asked, around())));
        if (outcome.kind !== 'refused') return answerChange(reply, outcome);
        if (outcome.user === null) return sendFault(reply, 404, NO_USER);
        const shown = { catalog: catalog.current(), locale: localeOf(request) };
        return sendFault(reply, 400, refusalFault(outcome.refusals, { user: outcome.user, customerId: order.scope.customerId }, shown));
      },
    );

    app.post(
      '/v1/customers/:customerId/licenseupdates',
      {
        config,
        schema: {
          summary: 'Change the licences of many users alike, each on its own',
          tags,
          params: CustomerParams,
          body: LicenseUpdatesBody,
          response: { 200: LicenseUpdates, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const update = updateOf(request.body);
        const wrong = contradiction(update);
        if (wrong !== null) return sendFault(reply, 400, wrong);
        const preview = request.body.preview ?? false;
        const answer = (outcomes: readonly UserOutcome[], today: Catalog): Answer => ({
          status: 200,
          body: updatesView(outcomes, preview, { catalog: today, locale: localeOf(request) }),
        });
        const updates = [...new Set(request.body.userIds)].map((userId) => ({ userId: userId as UserId, update }));
        const order = { ...directoryRequest(request, request.body), preview, answer, updates };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => updateLicenses(tx, order, around())));
        return answerChange(reply, outcome);
      },
    );
  };
}

/** Answers a change of the directory that is not refused for reasons of its own. */
export function answerChange(reply: FastifyReply, outcome: { readonly kind: 'no_such_customer' } | NotDelegated | Answered) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'not_delegated':
      return sendFault(reply, 403, notDelegatedFault(outcome.missingServices));
    default:
      return unreachable(outcome);
  }
}

type Body = {
  readonly licensesToAssign?: readonly { readonly skuId: string; readonly excludedPlans?: readonly string[] }[];
  readonly licensesToRemove?: readonly string[];
};

/** What a body asks for. Of a product that stands in it twice the last counts: one client writes each member in two spellings. */
function updateOf({ licensesToAssign = [], licensesToRemove = [] }: Body): Update {
  const assign = new Map(licensesToAssign.map(({ skuId, excludedPlans }) => [skuId, excludedPlans ?? null]));
  return {
    assign: [...assign].map(([skuId, plans]) => ({
      skuId: skuId as SkuId,
      disabledPlanIds: plans === null ? null : ([...new Set(plans)] as readonly string[] as readonly ServicePlanId[]),
    })),
    remove: [...new Set(licensesToRemove)] as readonly string[] as readonly SkuId[],
  };
}

/** A change that says nothing, or one thing and its opposite. */
function contradiction({ assign, remove }: Update) {
  if (assign.length + remove.length === 0) return malformed('licensesToAssign', 'and `licensesToRemove` are both empty');
  const both = assign.find(({ skuId }) => remove.includes(skuId));
  return both === undefined ? null : malformed('licensesToRemove', `names ${both.skuId}, which is to be assigned too`);
}
