import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { digest } from '../../access/passwords.ts';
import { findPartner } from '../../access/store.ts';
import { tenantDoor, type TenantDoor } from '../../access/tenant/commands.ts';
import type { TenantPerson } from '../../access/tenant/person.ts';
import { answerInTurn } from '../../audit/commands.ts';
import { questionBy } from '../../audit/question.ts';
import { isCountry } from '../../catalog/countries.ts';
import { unreachable } from '../../kit/brand.ts';
import type { DelegatedAdminId, PartnerId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { hasCustomerAgreement } from '../agreements/store.ts';
import { findDelegatedAdmin, listDelegatedAdminOf } from '../delegation/store.ts';
import { findRequestByToken, listTies } from '../relationships/store.ts';
import { findTenant } from '../store.ts';
import type { AcceptanceRefusal, AcceptanceWish } from './acceptance.ts';
import {
  acceptInvitation,
  declineInvitation,
  takePrivilegesBack,
  takeRolesBack,
  type AnswerOutcome,
  type TenantEndOutcome,
  type Visitor,
} from './commands.ts';
import {
  Invitation,
  InvitationAnswer,
  InvitationLookup,
  InvitationOutcome,
  TenantDelegationParams,
  TenantPartnerParams,
  TenantRelationships,
} from './contract.ts';
import { invitationView, tenantView } from './view.ts';

export type InvitationDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string; readonly newSecret: () => string };

const config = { right: 'tenant.own' } as const;
const tags = ['invitations'];
const faults = { 400: Fault, 401: Fault, 403: Fault, 404: Fault, 409: Fault, 410: Fault };

/**
 * What people of customers do: they read what a link asks for, accept or decline it, and take back what they granted. The
 * secret of a link comes in the body, so that it stands in no log.
 */
export function invitationRoutes(deps: InvitationDeps): Routes {
  const { db, clock, newId } = deps;
  const reader = readerOf(db);
  const door = tenantDoor(deps);
  const around = () => ({ now: clock.now(), newId });
  // Whoever answers is no caller of a partner: what they were told is kept under their own organization.
  const answerOnce = (request: FastifyRequest, { person }: Visitor, work: (tx: Tx) => Promise<Answer>): Promise<Answer> =>
    db.transaction((tx) => {
      const asked = { ownerId: person.tenantId, question: questionBy(person.userId, request), at: clock.now() };
      return answerInTurn(tx, asked, () => work(tx));
    });

  return async (app) => {
    app.post(
      '/v1/invitations/lookup',
      {
        config,
        schema: { summary: 'What a link asks for, and by whom', tags, body: InvitationLookup, response: { 200: Invitation, 404: Fault } },
      },
      async (request, reply) => {
        const shown = await shownInvitation(reader, request.body.token, await door.personOf(request));
        return shown === null ? sendFault(reply, 404, NOT_FOUND) : invitationView(shown, clock.now(), localeOf(request));
      },
    );

    app.post(
      '/v1/invitations/accept',
      {
        config,
        schema: {
          summary: 'Accept what a link asks for, all of it or the relationship alone',
          tags,
          body: InvitationAnswer,
          response: { 200: InvitationOutcome, ...faults },
        },
      },
      async (request, reply) => {
        const visitor = await visitorOf(door, request);
        if (visitor === null) return sendFault(reply, 401, SIGN_IN_FIRST);
        const wish = wishOf(request.body, visitor.person);
        if (wish.company !== null && !isCountry(wish.company.country))
          return sendFault(reply, 400, malformed('company.country', 'is no country of ISO 3166'));
        const accept = async (tx: Tx) =>
          answered(tx, await acceptInvitation(tx, digest(request.body.token), visitor, wish, around()), visitor.person);
        return sendAnswer(reply, await answerOnce(request, visitor, accept));
      },
    );

    app.post(
      '/v1/invitations/decline',
      {
        config,
        schema: { summary: 'Decline what a link asks for', tags, body: InvitationLookup, response: { 200: InvitationOutcome, ...faults } },
      },
      async (request, reply) => {
        const visitor = await visitorOf(door, request);
        if (visitor === null) return sendFault(reply, 401, SIGN_IN_FIRST);
        const decline = async (tx: Tx) =>
          answered(tx, await declineInvitation(tx, digest(request.body.token), visitor, around()), visitor.person);
        return sendAnswer(reply, await answerOnce(request, visitor, decline));
      },
    );

    app.get(
      '/v1/tenant',
      {
        config,
        schema: {
          summary: 'The partners of the signed-in person’s own organization, and what they may do there',
          tags,
          response: { 200: TenantRelationships, 401: Fault },
        },
      },
      async (request, reply) => {
        const person = await door.personOf(request);
        if (person === null) return sendFault(reply, 401, SIGN_IN_FIRST);
        const [ties, admins] = await Promise.all([listTies(reader, person.tenantId), listDelegatedAdminOf(reader, person.tenantId)]);
        return tenantView(person, ties, admins, { now: clock.now(), locale: localeOf(request) });
      },
    );

    app.post(
      '/v1/tenant/partners/:partnerId/enddelegatedadmin',
      {
        config,
        schema: {
          summary: 'Take delegated admin privileges back from a partner',
          tags,
          params: TenantPartnerParams,
          response: { 204: Type.Null(), ...faults },
        },
      },
      async (request, reply) => {
        const visitor = await visitorOf(door, request);
        if (visitor === null) return sendFault(reply, 401, SIGN_IN_FIRST);
        const { partnerId } = request.params;
        const take = async (tx: Tx) => ended(await takePrivilegesBack(tx, partnerId as PartnerId, visitor, around()));
        return sendAnswer(reply, await answerOnce(request, visitor, take));
      },
    );

    app.post(
      '/v1/tenant/delegatedadminrelationships/:relationshipId/terminate',
      {
        config,
        schema: {
          summary: 'Take roles back from a partner',
          tags,
          params: TenantDelegationParams,
          response: { 204: Type.Null(), ...faults },
        },
      },
      async (request, reply) => {
        const visitor = await visitorOf(door, request);
        if (visitor === null) return sendFault(reply, 401, SIGN_IN_FIRST);
        const { relationshipId } = request.params;
        const take = async (tx: Tx) => ended(await takeRolesBack(tx, relationshipId as DelegatedAdminId, visitor, around()));
        return sendAnswer(reply, await answerOnce(request, visitor, take));
      },
    );
  };
}

async function shownInvitation(reader: Reader, token: string, person: TenantPerson | null) {
  const request = await findRequestByToken(reader, digest(token));
  if (request === null) return null;
  const { asked } = request;
  const partner = await findPartner(reader, request.partnerId);
  if (partner === null) throw new Error(`the partner of the request ${request.id} is gone`);
  const reseller =
    asked.kind === 'reseller' && asked.resellerPartnerId !== null ? await findPartner(reader, asked.resellerPartnerId) : null;
  const admin = asked.kind === 'delegated_admin' ? await findDelegatedAdmin(reader, asked.tenantId, asked.relationshipId) : null;
  const tenant =
    person === null
      ? null
      : { company: await findTenant(reader, person.tenantId), agreementRecorded: await hasCustomerAgreement(reader, person.tenantId) };
  return { request, partner, resellerName: reseller?.name ?? null, admin, person, tenant };
}

async function visitorOf(door: TenantDoor, request: FastifyRequest): Promise<Visitor | null> {
  const person = await door.personOf(request);
  return person === null ? null : { person, correlationId: request.correlationId, remoteAddress: request.ip };
}

function wishOf(answer: InvitationAnswer, person: TenantPerson): AcceptanceWish {
  const { company, contact } = answer;
  return {
    grantDelegatedAdmin: answer.grantDelegatedAdmin === true,
    acceptAgreement: answer.acceptAgreement === true,
    contact: contact ?? null,
    company:
      company === undefined
        ? null
        : {
            companyName: company.companyName.trim(),
            domain: (company.domain ?? person.userPrincipalName.split('@')[1] ?? '').toLowerCase(),
            country: company.country.toUpperCase(),
            ...(company.language === 'zh-TW'
              ? ({ language: 'zh', culture: 'zh-TW' } as const)
              : ({ language: 'en', culture: 'en-US' } as const)),
            email: contact?.email ?? person.userPrincipalName,
          },
  };
}

async function answered(tx: Tx, outcome: AnswerOutcome, person: TenantPerson): Promise<Answer> {
  switch (outcome.kind) {
    case 'no_such_invitation':
      return faultAnswer(404, NOT_FOUND);
    case 'refused':
      return refusalOf(outcome.refusal);
    case 'accepted':
    case 'declined': {
      const partner = await findPartner(tx, outcome.request.partnerId);
      const body: InvitationOutcome = {
        state: outcome.kind,
        partner: { id: outcome.request.partnerId, name: partner?.name ?? '' },
        ...(outcome.kind === 'accepted' ? { customerId: person.tenantId, allowDelegatedAccess: outcome.allowDelegatedAccess } : {}),
        attributes: { objectType: 'InvitationOutcome' },
      };
      return { status: 200, body };
    }
    default:
      return unreachable(outcome);
  }
}

function ended(outcome: TenantEndOutcome): Answer {
  switch (outcome.kind) {
    case 'ended':
      return { status: 204, body: null };
    case 'nothing_there':
      return faultAnswer(404, NOT_FOUND);
    case 'not_global_admin':
      return refusalOf({ code: 'not_global_admin' });
    default:
      return unreachable(outcome);
  }
}

function refusalOf(refusal: AcceptanceRefusal): Answer {
  switch (refusal.code) {
    case 'not_open':
      return refusal.state === 'accepted' || refusal.state === 'declined'
        ? faultAnswer(409, {
            code: 900279,
            description: 'This link was used before: it works once. Ask the partner for a new one.',
            data: [refusal.state],
          })
        : faultAnswer(410, {
            code: 1000,
            description: 'This link is no longer valid. Ask the partner for a new one.',
            data: [refusal.state],
          });
    case 'not_global_admin':
      return faultAnswer(403, {
        code: 900150,
        description: 'Only a global administrator of your organization can answer.',
        data: [refusal.code],
      });
    case 'tenant_is_partner':
      return faultAnswer(409, { code: 900279, description: 'A partner cannot be a customer here.', data: [refusal.code] });
    case 'agreement_not_accepted':
      return faultAnswer(403, {
        code: 13605,
        description: 'The relationship needs the Microsoft Customer Agreement: accept it, and say who accepts.',
        data: ['acceptAgreement', 'contact'],
      });
    case 'outside_market':
      return faultAnswer(409, {
        code: 900279,
        description: `This partner sells in ${refusal.market.join(', ')} only, and your organization is in ${refusal.country}. Ask a partner of your own market.`,
        data: [refusal.code, refusal.country, ...refusal.market],
      });
    case 'company_missing':
      return faultAnswer(400, malformed('company', 'is required: your organization is not known here yet'));
    default:
      return unreachable(refusal);
  }
}

const SIGN_IN_FIRST = { code: 400, description: 'Access denied. Sign in with an account of your own organization.' };
