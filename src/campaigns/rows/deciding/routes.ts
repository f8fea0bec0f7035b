import { callerOf } from '../../../access/caller.ts';
import { answering } from '../../../audit/commands.ts';
import type { CatalogSource } from '../../../catalog/catalog.ts';
import { unreachable } from '../../../kit/brand.ts';
import type { SubscriptionId } from '../../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../../platform/answer.ts';
import type { Clock } from '../../../platform/clock.ts';
import { Fault } from '../../../platform/contract.ts';
import type { Db } from '../../../platform/db.ts';
import { malformed, NOT_FOUND } from '../../../platform/faults.ts';
import { localeOf } from '../../../platform/headers.ts';
import type { Routes } from '../../../platform/http.ts';
import type { AddOnChoice } from '../../../upgrades/add-ons.ts';
import { readPeople } from '../../../upgrades/store.ts';
import type { CampaignId } from '../../campaign.ts';
import { CampaignRowDetails, RowDecisionBody, RowParams } from '../../contract.ts';
import { explainCampaign } from '../../words.ts';
import type { RowId } from '../row.ts';
import { peopleOf, rowDetailsView } from '../view.ts';
import { decideAddOns } from './commands.ts';

export type DecidingDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

/** What somebody decides about one row of a campaign, before it is approved. */
export function rowDecisionRoutes({ db, catalog, clock, newId }: DecidingDeps): Routes {
  const answerOnce = answering({ db, clock });
  return async (app) => {
    app.patch(
      '/v1/campaigns/:campaignId/rows/:rowId',
      {
        config: { right: 'subscriptions.upgrade' },
        schema: {
          summary: 'Decide about the add-ons of one row, and work it out again; what is decided here goes before the campaign’s rules',
          tags: ['campaigns'],
          params: RowParams,
          body: RowDecisionBody,
          response: { 200: CampaignRowDetails, 400: Fault, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { campaignId, rowId } = request.params;
        const decision = { campaignId: campaignId as CampaignId, rowId: rowId as RowId, choices: choicesIn(request.body.addOns) };
        const shown = { catalog: catalog.current(), locale: localeOf(request) };
        const actor = { caller: callerOf(request), correlationId: request.correlationId, remoteAddress: request.ip };
        const answer = await answerOnce(request, async (tx): Promise<Answer> => {
          const outcome = await decideAddOns(tx, decision, { actor, now: clock.now(), newId });
          switch (outcome.kind) {
            case 'no_such_row':
              return faultAnswer(404, NOT_FOUND);
            case 'no_such_add_on':
              return faultAnswer(
                400,
                malformed(`addOns[${outcome.place}].subscriptionId`, 'is no add-on that the dry run of this row found'),
              );
            case 'refused': {
              const { reason } = outcome;
              return faultAnswer(409, { code: 900278, description: explainCampaign(reason, shown.locale), data: [reason.code] });
            }
            case 'done': {
              const people = await readPeople(tx, outcome.row.customerId, peopleOf(outcome.row));
              return { status: 200, body: rowDetailsView(outcome.row, people, shown) };
            }
            default:
              return unreachable(outcome);
          }
        });
        return sendAnswer(reply, answer);
      },
    );
  };
}

/** The last word about an add-on counts. */
function choicesIn(asked: RowDecisionBody['addOns']): readonly AddOnChoice[] {
  const last = new Map(asked.map(({ subscriptionId, choice }) => [subscriptionId.toLowerCase() as SubscriptionId, choice]));
  return [...last].map(([subscriptionId, choice]) => ({ subscriptionId, choice }));
}
