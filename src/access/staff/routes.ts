import { Type } from 'typebox';
import { unreachable } from '../../kit/brand.ts';
import type { PartnerUserId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault, Guid } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import type { Access } from '../access.ts';
import type { AnswerOnce } from '../answering.ts';
import { callerOf } from '../caller.ts';
import { hashPassword } from '../passwords.ts';
import { addStaffMember, changeStaffMember, isTakenError, type StaffOutcome, type StaffRequest } from './commands.ts';
import { NewStaffMember, RightsTable, Staff, StaffMember, StaffMemberChange, StaffParams } from './contract.ts';
import type { StaffRefusal } from './staff.ts';
import { findStaffMember, listStaff } from './store.ts';
import { rightsView, staffView } from './view.ts';

/** What the people of a partner are looked after with. */
export type StaffDeps = {
  readonly access: Pick<Access, 'directory' | 'embeddedKeys'>;
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newSecret: () => string;
  readonly answerOnce: AnswerOnce;
};

const config = { right: 'partner.users' } as const;
const tags = ['partner'];
const PURPOSE = 'partner users';
const Continuation = Type.Object({ name: Type.String(), userId: Guid });

/** The people of the caller's partner and their roles, and the table that says what a role may. */
export function staffRoutes(deps: StaffDeps): Routes {
  const { access, answerOnce, db, newId, newSecret } = deps;
  const reader = readerOf(db);

  return async (app) => {
    app.get(
      '/v1/rights',
      { config: { right: 'session.own' }, schema: { summary: 'Which role may do what', tags, response: { 200: RightsTable } } },
      async () => rightsView(),
    );

    app.get(
      '/v1/partnerusers',
      {
        config,
        schema: {
          summary: 'The people of the partner, by name',
          tags,
          querystring: Type.Object({ size: Type.Optional(Type.Integer()), seekOperation: Type.Optional(Type.Enum(['Next', 'First'])) }),
          headers: ContinuationHeaders,
          response: { 200: Staff, 400: Fault },
        },
      },
      async (request, reply) => {
        const size = pageSize(request.query.size, { fallback: 100, most: 500 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 500'));
        const token = request.query.seekOperation === 'First' ? undefined : request.headers['ms-continuationtoken'];
        const after = token === undefined ? null : readToken(PURPOSE, Continuation, token);
        if (token !== undefined && after === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));
        const rows = await listStaff(reader, { partnerId: callerOf(request).partnerId, after, limit: size + 1 });
        const { items, last } = cutPage(rows, size);
        const next =
          last === null
            ? {}
            : {
                next: {
                  uri: `/partnerusers?size=${size}&seekOperation=Next`,
                  token: writeToken(PURPOSE, { name: last.sortName, userId: last.userId }),
                },
              };
        return collection(
          items.map((user) => staffView(user)),
          { self: `/partnerusers?size=${size}`, ...next },
        );
      },
    );

    app.post(
      '/v1/partnerusers',
      {
        config,
        schema: {
          summary: 'Add a person to the partner',
          tags,
          body: NewStaffMember,
          response: { 201: StaffMember, 400: Fault, 403: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { id, ...person } = request.body;
        const isEmbedded = access.embeddedKeys !== null;
        if (!isEmbedded && id === undefined)
          return sendFault(reply, 400, malformed('id', 'is required: the object id of the person at the issuer'));
        const password = isEmbedded ? newSecret().slice(0, 20) : null;
        const passwordHash = password === null ? null : await hashPassword(password, Buffer.from(newSecret(), 'base64url').subarray(0, 16));
        const added = { ...person, userId: (id ?? newId()) as PartnerUserId, passwordHash };
        const add = async (tx: Tx) => answerOf(await addStaffMember(tx, staffRequest(request, deps), added), 201, password);
        const answer = await answerOnce(request, add, { hidesSecret: true }).catch((error: unknown): Answer => {
          if (isTakenError(error)) return TAKEN;
          throw error;
        });
        return sendAnswer(reply, answer);
      },
    );

    app.get(
      '/v1/partnerusers/:userId',
      { config, schema: { summary: 'One person of the partner', tags, params: StaffParams, response: { 200: StaffMember, 404: Fault } } },
      async (request, reply) => {
        const user = await findStaffMember(reader, callerOf(request).partnerId, request.params.userId as PartnerUserId);
        return user === null ? sendFault(reply, 404, NOT_FOUND) : staffView(user);
      },
    );

    app.patch(
      '/v1/partnerusers/:userId',
      {
        config,
        schema: {
          summary: 'Change a person’s name or roles, or take their access away or give it back',
          tags,
          params: StaffParams,
          body: StaffMemberChange,
          response: { 200: StaffMember, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { displayName, roles, state } = request.body;
        const change = {
          ...(displayName === undefined ? {} : { displayName }),
          ...(roles === undefined ? {} : { roles }),
          ...(state === undefined ? {} : { disabled: state === 'disabled' }),
        };
        const userId = request.params.userId as PartnerUserId;
        const answer = await answerOnce(request, async (tx) =>
          answerOf(await changeStaffMember(tx, staffRequest(request, deps), userId, change), 200, null),
        );
        // Roles count from the next request on, in this process; in others within seconds.
        access.directory.forget();
        return sendAnswer(reply, answer);
      },
    );
  };
}

function answerOf(outcome: StaffOutcome, status: number, password: string | null): Answer {
  switch (outcome.kind) {
    case 'done':
      return { status, body: staffView(outcome.user, password) };
    case 'refused':
      return refusalOf(outcome.refusal);
    case 'taken':
      return TAKEN;
    case 'no_such_user':
      return faultAnswer(404, NOT_FOUND);
    default:
      return unreachable(outcome);
  }
}

const TAKEN = faultAnswer(409, {
  code: 2000,
  description: 'Somebody has this id or this user name already.',
  data: ['userPrincipalName'],
});

function staffRequest(
  request: { readonly caller: unknown; readonly correlationId: string; readonly ip: string },
  { clock, newId }: StaffDeps,
): StaffRequest {
  const caller = callerOf(request);
  if (caller.kind !== 'user') throw new Error('partner.users lets no program in');
  return { caller, correlationId: request.correlationId, remoteAddress: request.ip, at: clock.now(), newId };
}

function refusalOf(refusal: StaffRefusal): Answer {
  switch (refusal.code) {
    case 'global_admin_required':
      return faultAnswer(403, {
        code: 900150,
        description: 'Only a global admin makes or changes a global admin.',
        data: ['global_admin'],
      });
    case 'last_global_admin':
      return faultAnswer(
        409,
        notAllowed('The last global admin who can sign in keeps the role. Make somebody else one first.', refusal.code),
      );
    case 'own_account':
      return faultAnswer(409, notAllowed('Nobody takes their own access away.', refusal.code));
    default:
      return unreachable(refusal);
  }
}

function notAllowed(description: string, code: string): FaultSaid {
  return { code: 900279, description, data: [code] };
}
