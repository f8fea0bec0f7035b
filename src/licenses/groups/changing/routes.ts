import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Answer } from '../../../audit/store.ts';
import { withFreshCatalog } from '../../../catalog/freshness.ts';
import { CustomerParams } from '../../../customers/contract.ts';
import { NO_CUSTOMER } from '../../../customers/faults.ts';
import { unreachable } from '../../../kit/brand.ts';
import type { GroupId, ServicePlanId, SkuId, UserId } from '../../../kit/ids.ts';
import { atFirstNeed } from '../../../platform/clock.ts';
import { Fault } from '../../../platform/contract.ts';
import { NOT_FOUND, sendFault, type FaultSaid } from '../../../platform/faults.ts';
import { localeOf } from '../../../platform/headers.ts';
import type { Routes } from '../../../platform/http.ts';
import type { AssignmentDeps } from '../../assignment/routes.ts';
import { refusalFault, type Shown } from '../../assignment/view.ts';
import type { Answered, Surroundings } from '../../commands.ts';
import { NO_USER, notDelegatedFault } from '../../faults.ts';
import { directoryRequest } from '../../request.ts';
import { createGroup, deleteGroup, joinGroup, leaveGroup, setGroupLicenses, type GroupRefusal } from '../commands.ts';
import { Group, GroupChange, GroupLicensesBody, GroupParams, MemberParams, NewGroupBody, NewMembersBody } from '../contract.ts';
import { groupChangeView, groupView, joinedView, newGroup } from '../view.ts';

const config = { right: 'users.write' };
const tags = ['users and licences'];

/** Groups made and removed, people who join and leave, and what a group hands on. */
export function groupChangeRoutes({ db, catalog, clock, newId }: AssignmentDeps): Routes {
  const around = (): Surroundings => atFirstNeed(clock, { catalog, newId });
  const shownTo = (request: Parameters<typeof localeOf>[0]): Shown => ({ catalog: catalog.current(), locale: localeOf(request) });

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/groups',
      {
        config,
        schema: {
          summary: 'Create a group',
          tags,
          params: CustomerParams,
          body: NewGroupBody,
          response: { 201: Group, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const order = directoryRequest(request, request.body);
        const answer = ({ id, displayName }: { id: GroupId; displayName: string }): Answer => ({
          status: 201,
          body: groupView(order.scope.customerId, newGroup(id, displayName), shownTo(request)),
        });
        const outcome = await withFreshCatalog(catalog, () =>
          db.transaction((tx) => createGroup(tx, { ...order, ...request.body, answer }, around())),
        );
        return answerGroup(reply, outcome);
      },
    );

    app.delete(
      '/v1/customers/:customerId/groups/:groupId',
      {
        config,
        schema: {
          summary: 'Delete a group without members and licences',
          tags,
          params: GroupParams,
          response: { 204: Type.Null(), 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const order = {
          ...directoryRequest(request, null),
          groupId: request.params.groupId as GroupId,
          answer: (): Answer => ({ status: 204, body: null }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => deleteGroup(tx, order, around())));
        return outcome.kind === 'group_in_use' ? sendFault(reply, 409, GROUP_IN_USE) : answerGroup(reply, outcome);
      },
    );

    app.put(
      '/v1/customers/:customerId/groups/:groupId/licenses',
      {
        config: { right: 'licenses.assign' },
        schema: {
          summary: 'Set what a group hands on: a swap for all members at once',
          tags,
          params: GroupParams,
          body: GroupLicensesBody,
          response: { 200: GroupChange, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { licenses, membersWhoCannot: whoCannot = 'refuse', preview = false } = request.body;
        const wanted = new Map(licenses.map(({ skuId, excludedPlans }) => [skuId, excludedPlans ?? null]));
        const order = {
          ...directoryRequest(request, request.body),
          groupId: request.params.groupId as GroupId,
          licenses: [...wanted].map(([skuId, plans]) => ({
            skuId: skuId as SkuId,
            disabledPlanIds: plans as readonly ServicePlanId[] | null,
          })),
          whoCannot,
          preview,
          answer: (outcomes: Parameters<typeof groupChangeView>[0]): Answer => ({
            status: 200,
            body: groupChangeView(outcomes, preview, shownTo(request)),
          }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => setGroupLicenses(tx, order, around())));
        return outcome.kind === 'members_cannot' ? sendFault(reply, 400, membersFault(outcome.refused)) : answerGroup(reply, outcome);
      },
    );

    app.post(
      '/v1/customers/:customerId/groups/:groupId/members',
      {
        config,
        schema: {
          summary: 'Take people into a group',
          tags,
          params: GroupParams,
          body: NewMembersBody,
          response: { 200: GroupChange, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const userIds = [...new Set(request.body.userIds)] as readonly string[] as readonly UserId[];
        const answer = (joined: Parameters<typeof joinedView>[0]): Answer => {
          const unknown = userIds.filter((userId) => !joined.some(({ outcome }) => outcome.user.userId === userId));
          return { status: 200, body: joinedView(joined, unknown, shownTo(request)) };
        };
        const order = { ...directoryRequest(request, request.body), groupId: request.params.groupId as GroupId, userIds, answer };
        return answerGroup(reply, await withFreshCatalog(catalog, () => db.transaction((tx) => joinGroup(tx, order, around()))));
      },
    );

    app.delete(
      '/v1/customers/:customerId/groups/:groupId/members/:userId',
      {
        config,
        schema: {
          summary: 'Take somebody out of a group, with the licences that came from it',
          tags,
          params: MemberParams,
          response: { 204: Type.Null(), 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { groupId, userId } = request.params;
        const order = {
          ...directoryRequest(request, null),
          groupId: groupId as GroupId,
          userId: userId as UserId,
          answer: (): Answer => ({ status: 204, body: null }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => leaveGroup(tx, order, around())));
        if (outcome.kind === 'no_such_member') return sendFault(reply, 404, NO_USER);
        if (outcome.kind === 'refused')
          return sendFault(
            reply,
            400,
            refusalFault(outcome.refusals, { user: outcome.user, customerId: order.scope.customerId }, shownTo(request)),
          );
        return answerGroup(reply, outcome);
      },
    );
  };
}

function answerGroup(reply: FastifyReply, outcome: Exclude<GroupRefusal, { kind: 'catalog_outdated' }> | Answered) {
  switch (outcome.kind) {
    case 'answered':
      return outcome.answer.body === null
        ? reply.code(outcome.answer.status).send()
        : reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_group':
      return sendFault(reply, 404, NOT_FOUND);
    case 'not_delegated':
      return sendFault(reply, 403, notDelegatedFault(outcome.missingServices));
    default:
      return unreachable(outcome);
  }
}

const GROUP_IN_USE: FaultSaid = { code: 3000, description: 'The group still has members or licences.', data: ['group_in_use'] };
const MEMBERS_TOLD_MAX = 100;

function membersFault(
  refused: readonly { readonly user: { readonly userPrincipalName: string }; readonly refusals: readonly { readonly code: string }[] }[],
): FaultSaid {
  const data = refused
    .slice(0, MEMBERS_TOLD_MAX)
    .map(({ user, refusals }) => `${user.userPrincipalName}: ${refusals.map(({ code }) => code).join(', ')}`);
  return {
    code: 60000,
    description: `${refused.length} of the members cannot follow; nothing was changed. Ask for a preview to see why, or let them keep what they have.`,
    data,
  };
}
