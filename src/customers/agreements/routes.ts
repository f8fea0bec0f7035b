import type { FastifyReply } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import { CustomerParams } from '../contract.ts';
import { NO_CUSTOMER } from '../faults.ts';
import { customerRequest } from '../request.ts';
import { findCustomer } from '../store.ts';
import { TEMPLATES, type AgreementRefusal } from './agreement.ts';
import { confirmAgreement, type ConfirmOutcome } from './commands.ts';
import { Agreement, AgreementMetaDataList, Agreements, AgreementsQuery, DirectSignature, NewAgreement } from './contract.ts';
import { listAgreements } from './store.ts';
import { agreementView, templateView } from './view.ts';

const tags = ['agreements'];
const reading = { config: { right: 'agreements.read' } } as const;

/** The texts that customers accept, and that they accepted them. */
export function agreementRoutes({ db, clock, newId }: { readonly db: Db; readonly clock: Clock; readonly newId: () => string }): Routes {
  const reader = readerOf(db);
  const accepted = async (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) => {
    const [partnerId, customerId] = [callerOf(request).partnerId, request.params.customerId as CustomerId];
    return (await findCustomer(reader, partnerId, customerId)) === null ? null : listAgreements(reader, partnerId, customerId);
  };

  return async (app) => {
    app.get(
      '/v1/agreements',
      {
        ...reading,
        schema: {
          summary: 'The agreements that customers accept',
          tags,
          querystring: AgreementsQuery,
          response: { 200: AgreementMetaDataList },
        },
      },
      async (request) => {
        const wanted = request.query.agreementType ?? 'MicrosoftCloudAgreement';
        return collection(TEMPLATES.filter((template) => wanted === '*' || template.agreementType === wanted).map(templateView));
      },
    );

    app.get(
      '/v1/customers/:customerId/agreements',
      {
        ...reading,
        schema: {
          summary: 'What the customer accepted: what this partner confirmed, and what the customer signed itself',
          tags,
          params: CustomerParams,
          querystring: AgreementsQuery,
          response: { 200: Agreements, 404: Fault },
        },
      },
      async (request, reply) => {
        const found = await accepted(request);
        if (found === null) return sendFault(reply, 404, NO_CUSTOMER);
        const wanted = request.query.agreementType ?? '*';
        return collection(found.filter((each) => wanted === '*' || each.agreementType === wanted).map(agreementView));
      },
    );

    app.get(
      '/v1/customers/:customerId/directSignedMicrosoftCustomerAgreementStatus',
      {
        ...reading,
        schema: {
          summary: 'Whether the customer signed the Microsoft Customer Agreement itself',
          tags,
          params: CustomerParams,
          response: { 200: DirectSignature, 404: Fault },
        },
      },
      async (request, reply) => {
        const found = await accepted(request);
        if (found === null) return sendFault(reply, 404, NO_CUSTOMER);
        const isSigned = found.some((each) => each.signedByCustomer && each.agreementType === 'MicrosoftCustomerAgreement');
        return { isSigned, attributes: { objectType: 'DirectSignedCustomerAgreementStatus' as const } };
      },
    );

    app.post(
      '/v1/customers/:customerId/agreements',
      {
        config: { right: 'agreements.confirm' },
        schema: {
          summary: 'Confirm that the customer accepted an agreement',
          tags,
          params: CustomerParams,
          body: NewAgreement,
          response: { 201: Agreement, 400: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { primaryContact, templateId, dateAgreed, type } = request.body;
        const agreedAt = readWireDate(dateAgreed);
        if (agreedAt === null) return sendFault(reply, 400, malformed('dateAgreed', 'must be a date'));
        const outcome = await db.transaction((tx) =>
          confirmAgreement(
            tx,
            {
              ...customerRequest(request),
              wanted: { primaryContact, templateId, agreementType: type ?? null, dateAgreed: agreedAt.at },
              answer: (agreement) => ({ status: 201, body: agreementView(agreement) }),
            },
            { now: clock.now(), newId },
          ),
        );
        return answer(reply, outcome);
      },
    );
  };
}

function answer(reply: FastifyReply, outcome: ConfirmOutcome): FastifyReply {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'refused':
      return refuse(reply, outcome.refusal);
    default:
      return unreachable(outcome);
  }
}

function refuse(reply: FastifyReply, refusal: AgreementRefusal): FastifyReply {
  switch (refusal.code) {
    case 'template_unknown':
      return sendFault(reply, 400, malformed('templateId', 'is no agreement: GET /v1/agreements lists them'));
    case 'type_differs':
      return sendFault(reply, 400, malformed('type', `must be ${refusal.agreementType}, the type of the template`));
    case 'agreed_in_future':
      return sendFault(reply, 400, malformed('dateAgreed', 'must not be in the future'));
    case 'confirmed_already':
      return sendFault(reply, 409, {
        code: 600061,
        description: 'You confirmed this agreement for the customer before.',
        data: [refusal.code],
      });
    default:
      return unreachable(refusal);
  }
}
