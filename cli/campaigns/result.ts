import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failureOf } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { CAMPAIGN, withCampaign } from './campaign.ts';

/** Saves what came of each upgrade of a campaign. */
export const campaignResult = declareCommand({
  name: 'campaigns result',
  summary: 'Write what came of each upgrade of a campaign into a file (CSV)',
  words: { campaign: CAMPAIGN },
  options: {
    file: { type: 'string', value: 'FILE', about: 'where to; a file that is there is replaced. campaign-results.csv when left out' },
  },
  run: ({ campaign: text, file: target = 'campaign-results.csv' }, settings) =>
    withCampaign(settings, text, async (api, { id, name }) => {
      const reply = await api.stream('GET /v1/campaigns/{campaignId}/results', { path: { campaignId: id } });
      if (reply.kind !== 'answered') return failureOf(reply);
      try {
        const written = createWriteStream(target);
        await pipeline(Readable.fromWeb(reply.body), written);
        return {
          kind: 'done',
          data: { id, file: target, bytes: written.bytesWritten },
          lines: [`Saved the results of ${name} as ${target}.`],
        };
      } catch (error) {
        return { kind: 'refused', message: `${target} was not written whole: ${(error as Error).message}` };
      }
    }),
});
