import { callerOf } from '../../access/caller.ts';
import { answering } from '../../audit/commands.ts';
import { sendAnswer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { changeSettings } from '../commands.ts';
import { CampaignSettings, CampaignSettingsBody } from '../contract.ts';
import { needsSecondPerson } from '../store.ts';

const tags = ['campaigns'];

/** A partner's rules for its campaigns. */
export function campaignSettingRoutes({
  db,
  clock,
  newId,
}: {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: () => string;
}): Routes {
  const viewed = (needs: boolean): CampaignSettings => ({ needsSecondPerson: needs, attributes: { objectType: 'CampaignSettings' } });
  const answerOnce = answering({ db, clock });
  return async (app) => {
    app.get(
      '/v1/campaignsettings',
      {
        config: { right: 'subscriptions.read' },
        schema: { summary: 'The partner’s rules for its campaigns', tags, response: { 200: CampaignSettings } },
      },
      async (request) => viewed(await needsSecondPerson(readerOf(db), callerOf(request).partnerId)),
    );

    app.put(
      '/v1/campaignsettings',
      {
        config: { right: 'campaigns.settings' },
        schema: { summary: 'Change them', tags, body: CampaignSettingsBody, response: { 200: CampaignSettings } },
      },
      async (request, reply) => {
        const { needsSecondPerson: needs } = request.body;
        const actor = { caller: callerOf(request), correlationId: request.correlationId, remoteAddress: request.ip };
        const answer = await answerOnce(request, async (tx) => {
          await changeSettings(tx, needs, { actor, now: clock.now(), newId });
          return { status: 200, body: viewed(needs) };
        });
        return sendAnswer(reply, answer);
      },
    );
  };
}
