import type { FastifyReply } from 'fastify';
import { Type, type Static } from 'typebox';
import { callerOf } from '../access/caller.ts';
import { generationOf } from '../access/generation.ts';
import { questionOf } from '../audit/question.ts';
import type { Answer } from '../audit/store.ts';
import { withFreshCatalog } from '../catalog/freshness.ts';
import type { CatalogSource } from '../catalog/worker.ts';
import { catalogSoldBy } from '../catalog/prices.ts';
import { customerNow } from '../customers/time/clock.ts';
import { dayOf } from '../kit/dates.ts';
import { unreachable } from '../kit/brand.ts';
import type { CustomerId, OfferId, PreviewId, SubscriptionId } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';
import { atFirstNeed, type Clock } from '../platform/clock.ts';
import { Collection, Fault, Guid } from '../platform/contract.ts';
import type { Db } from '../platform/db.ts';
import { faultBody, sendFault, type FaultSaid } from '../platform/faults.ts';
import { hashOf } from '../platform/hash.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection } from '../platform/paging.ts';
import { readerOf } from '../platform/reader.ts';
import { previewUpgrade, submitUpgrade, type SubmitOutcome, type Surroundings, type UpgradeRequest } from './commands.ts';
import { PreviewUpgradeBody, SubmitUpgradeBody, SubscriptionUpgrades, UpgradePreview, UpgradeResult, Upgrades } from './contract.ts';
import { decideUpgrades, noPathReason } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import { NO_CUSTOMER } from '../customers/faults.ts';
import { NO_SUBSCRIPTION } from '../subscriptions/faults.ts';
import { statusOfRefusal, UNKNOWN_OFFER } from './refusal-status.ts';
import { previewView, refusedView, resultView } from './result-view.ts';
import { readSeenTenants, type SeenTenant } from '../subscriptions/tenant/store.ts';
import { reasonView, upgradeViews } from './view.ts';

export type UpgradeDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const CustomerParams = Type.Object({ customerId: Guid });
const SubscriptionParams = Type.Object({ customerId: Guid, subscriptionId: Guid });
const config = { right: 'subscriptions.upgrade' } as const;

/** What can be upgraded, what it would bring, and the upgrade itself. */
export function upgradeRoutes(deps: UpgradeDeps): Routes {
  const { db, catalog, clock, newId } = deps;
  const surroundings = (): Surroundings => atFirstNeed(clock, { catalog, newId });

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/upgrades',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'The upgrades of all of a customer’s subscriptions at once',
          tags: ['upgrades'],
          params: CustomerParams,
          response: { 200: Collection(SubscriptionUpgrades), 404: Fault },
        },
      },
      async (request, reply) => {
        const seen = await readFresh(deps, scopeOf(request));
        if (seen.length === 0) return sendFault(reply, 404, NO_CUSTOMER);
        const caller = callerOf(request);
        return collection(
          seen.flatMap((tenant) =>
            tenant.facts.subscriptions.flatMap(({ id }) => {
              const facts = factsFor(tenant, id, caller, surroundings());
              return facts === null ? [] : [overview(facts, localeOf(request))];
            }),
          ),
        );
      },
    );

    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/upgrades',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'Every possible target of a subscription, the refused ones with their reasons',
          tags: ['upgrades'],
          params: SubscriptionParams,
          response: { 200: Upgrades, 404: Fault },
        },
      },
      async (request, reply) => {
        const sourceId = subscriptionIdOf(request.params);
        const seen = await readFresh(deps, scopeOf(request), sourceId);
        if (seen.length === 0) return sendFault(reply, 404, NO_CUSTOMER);
        const [facts] = seen.flatMap((tenant) => factsFor(tenant, sourceId, callerOf(request), surroundings()) ?? []);
        if (facts === undefined) return sendFault(reply, 404, NO_SUBSCRIPTION);
        return collection(overview(facts, localeOf(request)).upgrades);
      },
    );

    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/upgradepreviews',
      {
        config,
        schema: {
          summary: 'Work out an upgrade without doing it: bill, users who move, users left behind',
          tags: ['upgrades'],
          params: SubscriptionParams,
          body: PreviewUpgradeBody,
          response: { 201: UpgradePreview, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const order = {
          ...orderOf(request.body),
          scope: scopeOf(request),
          sourceId: subscriptionIdOf(request.params),
          caller: callerOf(request),
          hash: hashOf,
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => previewUpgrade(tx, order, surroundings())));
        switch (outcome.kind) {
          case 'previewed':
            return reply.code(201).send(previewView(outcome, localeOf(request)));
          case 'no_such_customer':
            return sendFault(reply, 404, NO_CUSTOMER);
          case 'no_such_subscription':
            return sendFault(reply, 404, NO_SUBSCRIPTION);
          case 'no_such_offer':
            return sendFault(reply, 400, UNKNOWN_OFFER);
          default:
            return unreachable(outcome);
        }
      },
    );

    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/upgrades',
      {
        config,
        schema: {
          summary: 'Upgrade a subscription',
          tags: ['upgrades'],
          params: SubscriptionParams,
          body: SubmitUpgradeBody,
          response: { 200: UpgradeResult, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request);
        const order = {
          ...orderOf(request.body),
          scope: scopeOf(request),
          sourceId: subscriptionIdOf(request.params),
          previewId: (request.body.previewId?.toLowerCase() ?? null) as PreviewId | null,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (done: Parameters<typeof resultView>[0]): Answer => ({ status: 200, body: resultView(done, localeOf(request)) }),
        };
        const outcome = await withFreshCatalog(catalog, () => db.transaction((tx) => submitUpgrade(tx, order, surroundings())));
        return answerSubmit(reply, outcome, order, localeOf(request));
      },
    );
  };
}

function answerSubmit(
  reply: FastifyReply,
  outcome: Exclude<SubmitOutcome, { kind: 'catalog_outdated' }>,
  order: UpgradeRequest,
  locale: Locale,
) {
  switch (outcome.kind) {
    case 'upgraded':
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'refused': {
      const fault = statusOfRefusal(outcome.planning.reasons, outcome.facts.catalog, locale);
      if (fault !== null) return sendFault(reply, fault.status, fault.said);
      return reply.code(200).send(
        refusedView(order.sourceId, outcome.planning, {
          catalog: outcome.facts.catalog,
          locale,
          generation: generationOf(outcome.facts.caller),
        }),
      );
    }
    case 'promise_broken':
      return reply.code(409).send(faultBody(brokenPromise(outcome.differences)));
    case 'no_such_preview':
      return sendFault(reply, 404, { code: 1000, description: 'There is no such preview, or it has expired. Ask for a new one.' });
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'no_such_subscription':
      return sendFault(reply, 404, NO_SUBSCRIPTION);
    case 'no_such_offer':
      return sendFault(reply, 400, UNKNOWN_OFFER);
    default:
      return unreachable(outcome);
  }
}

/** `data` has one JSON object for each thing that differs. */
function brokenPromise(found: Extract<SubmitOutcome, { kind: 'promise_broken' }>['differences']): FaultSaid {
  return {
    code: 900279,
    description: 'Since the preview something has changed. Look at the differences and ask for a new preview.',
    data: found.map((difference) => JSON.stringify(difference)),
  };
}

function overview(facts: UpgradeFacts, locale: Locale) {
  const nowhere = noPathReason(facts);
  return {
    subscriptionId: facts.source.id,
    upgrades: decideUpgrades(facts).flatMap((verdict) => upgradeViews(facts, verdict, locale)),
    reasons: nowhere === null ? [] : [reasonView(nowhere, facts.source.id, { catalog: facts.catalog, locale })],
  };
}

function factsFor(
  { facts: customer, resellerMpnId }: SeenTenant,
  sourceId: SubscriptionId,
  caller: UpgradeFacts['caller'],
  around: Surroundings,
): UpgradeFacts | null {
  const source = customer.subscriptions.find(({ id, partnerId }) => id === sourceId && partnerId === customer.partner.id);
  if (source === undefined || (resellerMpnId !== null && source.resellerMpnId !== resellerMpnId)) return null;
  const now = customerNow(customer, around.now);
  const { catalog } = around;
  const ofTheDay = customer.aheadSeconds === 0 ? catalog.current() : catalog.on(dayOf(now));
  return {
    customer,
    source,
    caller,
    catalog: catalogSoldBy(ofTheDay, { partnerId: customer.partner.id, country: customer.country }),
    today: dayOf(now),
  };
}

function scopeOf(request: { readonly caller?: unknown; readonly params: { readonly customerId: string } }) {
  return { partnerId: callerOf(request).partnerId, customerId: request.params.customerId.toLowerCase() as CustomerId };
}

function subscriptionIdOf(params: { readonly subscriptionId: string }): SubscriptionId {
  return params.subscriptionId.toLowerCase() as SubscriptionId;
}

function orderOf(body: Static<typeof PreviewUpgradeBody>) {
  return {
    targetOfferId: body.targetOffer.id.toUpperCase() as OfferId,
    quantity: body.quantity ?? null,
    // `none` is what typed clients send for "not given".
    upgradeType: body.upgradeType === undefined || body.upgradeType === 'none' ? null : body.upgradeType,
    addOns: (body.addOns ?? []).map(({ subscriptionId, choice }) => ({
      subscriptionId: subscriptionId as SubscriptionId,
      choice: choice,
    })),
  };
}

/** Facts read with a catalogue that is as new as the database's; those of `wantedId` even when it is deleted. */
async function readFresh(
  deps: UpgradeDeps,
  scope: ReturnType<typeof scopeOf>,
  wantedId: SubscriptionId | null = null,
): Promise<readonly SeenTenant[]> {
  const seen = await readSeenTenants(readerOf(deps.db), scope, wantedId);
  if (seen.some(({ facts }) => facts.catalogRevision !== deps.catalog.current().revision)) await deps.catalog.refresh();
  return seen;
}
