import type { FastifyReply } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import { generationOf } from '../../access/generation.ts';
import { notAllowed } from '../../access/refusal.ts';
import { questionOf } from '../../audit/question.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, PreviewId, SubscriptionId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { faultBody, malformed, sendFault } from '../../platform/faults.ts';
import { hashOf } from '../../platform/hash.ts';
import { readerOf } from '../../platform/reader.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { Subscription, SubscriptionParams } from '../contract.ts';
import { NO_SUBSCRIPTION } from '../faults.ts';
import { shownOf } from '../living.ts';
import { LIFE_POLICY, type LifePolicy } from '../renewal/policy.ts';
import { nextTermIn } from '../scheduled/question.ts';
import type { Scope } from '../tenant/store.ts';
import { subscriptionView } from '../view.ts';
import { changeSubscription, previewChange, type ChangeOutcome, type ChangeSurroundings, type PatchRequest } from './commands.ts';
import { ChangePreview, ChangeSubscriptionBody, PreviewChangeBody } from './contract.ts';
import type { ChangeFacts } from './facts.ts';
import type { ChangeReason } from './reasons.ts';
import { statusOf } from './refusal-status.ts';
import type { LicenseWrites } from './steps.ts';
import { previewView } from './view.ts';
import { explain } from './words.ts';

export type ChangeDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly licenses: LicenseWrites;
  readonly policy?: LifePolicy;
};

const config = { right: 'subscriptions.seats' } as const;
const tags = ['subscriptions'];
const faults = { 400: Fault, 403: Fault, 404: Fault, 409: Fault, 412: Fault };

/** Seats, status, name, renewal and reseller of a subscription: the change, and its preview. */
export function changeRoutes({ db, catalog, clock, newId, licenses, policy = LIFE_POLICY }: ChangeDeps): Routes {
  /** Who reads a customer as its reseller learns whom to ask; everyone else, that there is no such customer. */
  const isReseller = async ({ partnerId, customerId }: Scope) => (await findCustomer(readerOf(db), partnerId, customerId)) !== null;
  const around = (): ChangeSurroundings => atFirstNeed(clock, { catalog, policy, newId, licenses });

  return async (app) => {
    app.patch(
      '/v1/customers/:customerId/subscriptions/:subscriptionId',
      {
        config,
        schema: {
          summary: 'Change a subscription: seats, status, name, auto-renewal, reseller of record',
          tags,
          params: SubscriptionParams,
          body: ChangeSubscriptionBody,
          response: { 200: Subscription, ...faults },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const locale = localeOf(request);
        const { previewId, attributes, scheduledNextTermInstructions, ...members } = request.body;
        const read = nextTermIn(scheduledNextTermInstructions);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const body = { ...members, ...(read.nextTerm === undefined ? {} : { nextTerm: read.nextTerm }) };
        const order: PatchRequest = {
          ...addressOf(request),
          body,
          previewId: (previewId ?? null) as PreviewId | null,
          etags: { ifMatch: headerOf(request.headers['if-match']), inBody: attributes?.etag ?? null },
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (after, facts, windows) => ({
            status: 200,
            body: subscriptionView(shownOf(after), {
              catalog: facts.catalog,
              locale,
              country: facts.customer.country,
              generation: generationOf(caller),
              windowsOf: () => windows,
            }),
          }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => changeSubscription(tx, order, around())));
        if (outcome.kind === 'no_such_customer' && (await isReseller(order.scope))) return sendFault(reply, 403, RESELLER_ASKS);
        return answerChange(reply, outcome, locale);
      },
    );

    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/changepreviews',
      {
        config,
        schema: {
          summary: 'Work out a change of a subscription without making it: bill, add-ons, users affected',
          tags,
          params: SubscriptionParams,
          body: PreviewChangeBody,
          response: { 201: ChangePreview, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { scheduledNextTermInstructions, ...members } = request.body;
        const read = nextTermIn(scheduledNextTermInstructions);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const body = { ...members, ...(read.nextTerm === undefined ? {} : { nextTerm: read.nextTerm }) };
        const order = { ...addressOf(request), body, caller: callerOf(request), hash: hashOf };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => previewChange(tx, order, around())));
        if (outcome.kind === 'no_such_customer' && (await isReseller(order.scope))) return sendFault(reply, 403, RESELLER_ASKS);
        return outcome.kind === 'previewed'
          ? reply.code(201).send(previewView(outcome, localeOf(request)))
          : answerChange(reply, outcome, localeOf(request));
      },
    );
  };
}

function answerChange(reply: FastifyReply, outcome: Exclude<ChangeOutcome, { kind: 'catalog_outdated' }>, locale: Locale) {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'refused':
      return sendRefusal(reply, outcome.reasons, outcome.facts, locale);
    case 'precondition_failed':
      return sendFault(reply, 412, {
        code: 2055,
        description: 'The subscription has changed since the ETag of If-Match was read. Read it again.',
      });
    case 'etag_stale':
      return sendFault(reply, 400, {
        code: 2055,
        description: 'The subscription has changed since `attributes.etag` was read. Read it again.',
      });
    case 'promise_broken':
      return reply.code(409).send(
        faultBody({
          code: 900279,
          description: 'Since the preview something has changed. Look at the differences and ask for a new preview.',
          data: outcome.differences.map((difference) => JSON.stringify(difference)),
        }),
      );
    case 'no_such_preview':
      return sendFault(reply, 404, { code: 1000, description: 'There is no such preview, or it has expired. Ask for a new one.' });
    case 'nothing_given_back':
      return sendFault(reply, 400, malformed('unassignUserIds', 'goes with fewer seats than now only'));
    case 'forbidden':
      return sendFault(reply, 403, notAllowed(outcome.right, outcome.permission));
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_subscription':
      return sendFault(reply, 404, NO_SUBSCRIPTION);
    default:
      return unreachable(outcome);
  }
}

/** The first reason decides about status and code; `data` names all of them. */
function sendRefusal(reply: FastifyReply, reasons: readonly ChangeReason[], { catalog }: ChangeFacts, locale: Locale) {
  const [first] = reasons;
  if (first === undefined) throw new Error('refused without a reason');
  const { status, code } = statusOf(first);
  return sendFault(reply, status, { code, description: explain(first, catalog, locale), data: reasons.map((reason) => reason.code) });
}

function addressOf(request: {
  readonly caller?: unknown;
  readonly params: { readonly customerId: string; readonly subscriptionId: string };
}) {
  const { customerId, subscriptionId } = request.params;
  return {
    scope: { partnerId: callerOf(request).partnerId, customerId: customerId as CustomerId },
    subscriptionId: subscriptionId as SubscriptionId,
  };
}

function headerOf(value: string | readonly string[] | undefined): string | null {
  return value === undefined ? null : [value].flat().join(',');
}
