import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { atFirstNeed, type Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { SubscriptionParams } from '../contract.ts';
import { NO_SUBSCRIPTION } from '../faults.ts';
import { ExpectedTotalQuery } from '../orders/contract.ts';
import { totalDiffers } from '../orders/faults.ts';
import { billingCycleIn } from '../orders/question.ts';
import { convertTrial, readConversionFacts, type ConversionOutcome } from './commands.ts';
import { ConversionBody, ConversionResult, Conversions, ConversionsQuery } from './contract.ts';
import { conversionTargets, type ConversionFacts, type ConversionPlan } from './conversion.ts';
import { conversionView } from './view.ts';
import { explainConversion, faultOfConversion } from './words.ts';

export type TrialDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly clock: Clock;
  readonly newId: () => string;
};

type Fresh<Outcome> = Exclude<Outcome, { kind: 'catalog_outdated' }>;
const config = { right: 'trials.convert' } as const;
const tags = ['trials'];

/** What a trial can become, and becoming it. */
export function trialRoutes({ db, catalog, clock, newId }: TrialDeps): Routes {
  const reader = readerOf(db);
  const around = () => atFirstNeed(clock, { catalog, newId });
  const addressOf = (request: Parameters<typeof customerRequest>[0] & { readonly params: { readonly subscriptionId: string } }) => {
    const { partnerId, customerId, ...asked } = customerRequest(request);
    return { ...asked, scope: { partnerId, customerId }, subscriptionId: request.params.subscriptionId as SubscriptionId };
  };

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/conversions',
      {
        config,
        schema: {
          summary: 'What a trial can become, and what that costs',
          tags,
          params: SubscriptionParams,
          querystring: ConversionsQuery,
          response: { 200: Conversions, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const asked = { ...addressOf(request), question: null };
        const read = await withFreshCatalog<Fresh<Awaited<ReturnType<typeof readConversionFacts>>>>(catalog, () =>
          readConversionFacts(reader, asked, around()),
        );
        if (read.kind === 'no_such_customer') {
          const seen = await findCustomer(reader, asked.scope.partnerId, asked.scope.customerId);
          return seen === null ? sendFault(reply, 404, NO_CUSTOMER) : sendFault(reply, 403, RESELLER_ASKS);
        }
        if (read.kind === 'no_such_subscription') return sendFault(reply, 404, NO_SUBSCRIPTION);
        const { trial } = read.facts;
        return collection(
          conversionTargets(read.facts).map((target) =>
            conversionView(read.facts, target, request.query.quantity ?? trial.quantity, localeOf(request)),
          ),
        );
      },
    );

    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/conversions',
      {
        config,
        schema: {
          summary: 'Turn a trial into a paid subscription',
          tags,
          params: SubscriptionParams,
          querystring: ExpectedTotalQuery,
          body: ConversionBody,
          response: { 200: ConversionResult, 400: Fault, 403: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { targetOfferId, quantity = null } = request.body;
        const billingCycle = billingCycleIn(request.body.billingCycle);
        if (billingCycle === 'unsupported') return sendFault(reply, 400, malformed('billingCycle', 'can be none, monthly or annual'));
        const order = {
          ...addressOf(request),
          // Trials have the cycle `none`; who sends it back asks for nothing.
          wish: { offerId: targetOfferId.toUpperCase() as OfferId, quantity, billingCycle: billingCycle === 'none' ? null : billingCycle },
          expectedTotal: request.query.expectedTotal ?? null,
          answer: (facts: ConversionFacts, { offer }: ConversionPlan) => ({ status: 200, body: resultView(facts, offer.id) }),
        };
        const outcome = await withFreshCatalog<Fresh<ConversionOutcome>>(catalog, () =>
          db.transaction((tx) => convertTrial(tx, order, around())),
        );
        switch (outcome.kind) {
          case 'answered':
            return reply.code(200).send(outcome.answer.body as ConversionResult);
          case 'not_found': {
            const error = {
              code: 1,
              description: 'The subscription cannot become this offer.',
              attributes: { objectType: 'ConversionError' as const },
            };
            return { ...resultView(outcome.facts, order.wish.offerId), error };
          }
          case 'refused': {
            const [first] = outcome.reasons;
            if (first === undefined) throw new Error('refused without a reason');
            const { status, code } = faultOfConversion(first);
            const description = explainConversion(first, outcome.facts.catalog, localeOf(request));
            return sendFault(reply, status, { code, description, data: outcome.reasons.map((reason) => reason.code) });
          }
          case 'total_differs':
            return sendFault(reply, 409, totalDiffers(outcome));
          case 'no_such_customer':
            return sendFault(reply, 404, NO_CUSTOMER);
          case 'no_such_subscription':
            return sendFault(reply, 404, NO_SUBSCRIPTION);
          default:
            return unreachable(outcome);
        }
      },
    );
  };
}

function resultView({ trial }: ConversionFacts, targetOfferId: OfferId) {
  return { subscriptionId: trial.id, offerId: trial.offerId, targetOfferId, attributes: { objectType: 'ConversionResult' as const } };
}
