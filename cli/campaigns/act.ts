import type { Campaign } from '../../client/generated/schemas.ts';
import { failureOf, isFailure } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { keepPromise, PROMISE_OPTIONS } from '../kit/promise.ts';
import { atRest, CAMPAIGN, campaignLines, withCampaign } from './campaign.ts';

/** What is done to rows as they are; deciding about one is a command of its own. */
type Action = Exclude<Campaign['actions'][number], 'decide'>;

/** What the API calls each action, and what it is about. */
const PATHS = {
  rehearse: 'rehearsal',
  omit: 'omission',
  readmit: 'readmission',
  approve: 'approval',
  run: 'run',
  pause: 'pause',
  stop: 'stop',
  undo: 'undo',
} as const satisfies Readonly<Record<Action, string>>;

const ROWS = {
  row: { type: 'string', value: 'ROW', about: 'only this upgrade, by the id of its row', form: guid, multiple: true },
} as const;
const FOLLOW = { follow: { type: 'boolean', about: 'wait until it is at rest, and tell how far it is' } } as const;

/** Works out again what was not carried out. */
export const checkCampaign = declareCommand({
  name: 'campaigns check',
  summary: 'Work a campaign out again, and show what it comes to; an approval is void',
  words: { campaign: CAMPAIGN },
  options: ROWS,
  run: ({ campaign, row }, settings) =>
    withCampaign(settings, campaign, (api, found) => done(api, found, 'rehearse', { rows: row, isFollowed: true })),
});

/** Leaves upgrades out of a campaign. */
export const leaveOut = rowsCommand('campaigns leave-out', 'Leave upgrades out of a campaign', 'omit');

/** Takes upgrades in again that were left out. */
export const takeIn = rowsCommand('campaigns take-in', 'Take upgrades in again that were left out, and work them out', 'readmit');

function rowsCommand(name: string, summary: string, action: Action) {
  return declareCommand({
    name,
    summary,
    words: { campaign: CAMPAIGN, row: { about: 'the upgrades, by the ids of their rows', form: guid, many: true } },
    run: ({ campaign, row }, settings) =>
      withCampaign(settings, campaign, (api, found) => done(api, found, action, { rows: row, isFollowed: true })),
  });
}

/** Approves what the dry run found possible. */
export const approveCampaign = promised('campaigns approve', 'Approve what the dry run of a campaign found possible', 'approve');

/** Begins to carry a campaign out. */
export const startCampaign = promised('campaigns start', 'Start a campaign that is approved', 'run');

/** Goes on with a campaign that was paused. */
export const resumeCampaign = promised('campaigns resume', 'Go on with a campaign that was paused', 'run');

/** Begins no further upgrades for good. */
export const stopCampaign = promised('campaigns stop', 'Begin no further upgrades of a campaign, for good', 'stop');

/** Shows what a campaign comes to, and does something to it when that is agreed to. */
function promised(name: string, summary: string, action: Action) {
  return declareCommand({
    name,
    summary,
    words: { campaign: CAMPAIGN },
    options: { ...PROMISE_OPTIONS, ...FOLLOW },
    run: (given, settings) =>
      withCampaign(settings, given.campaign, (api, found) =>
        keepPromise(promiseOf(found, action), given, () => done(api, found, action, { rows: [], isFollowed: given.follow })),
      ),
  });
}

/** Takes upgrades of a campaign back, all or some. */
export const undoCampaign = declareCommand({
  name: 'campaigns undo',
  summary: 'Take the upgrades of a campaign back, all or with --row some',
  words: { campaign: CAMPAIGN },
  options: { ...PROMISE_OPTIONS, ...FOLLOW, ...ROWS },
  run: (given, settings) =>
    withCampaign(settings, given.campaign, (api, found) =>
      keepPromise(promiseOf(found, 'undo'), given, () => done(api, found, 'undo', { rows: given.row, isFollowed: given.follow })),
    ),
});

/** Begins no further upgrades for now. It asks nothing: going on takes it back. */
export const pauseCampaign = declareCommand({
  name: 'campaigns pause',
  summary: 'Begin no further upgrades of a campaign for now',
  words: { campaign: CAMPAIGN },
  run: ({ campaign }, settings) =>
    withCampaign(settings, campaign, (api, found) => done(api, found, 'pause', { rows: [], isFollowed: false })),
});

/** Where it makes no sense the server is not asked to: what stands there says what can be done. */
function promiseOf(campaign: Campaign, action: Action) {
  return { isPossible: campaign.actions.includes(action), data: campaign, lines: campaignLines(campaign) };
}

type How = { readonly rows: readonly string[]; readonly isFollowed: boolean };

async function done(api: Parameters<typeof atRest>[0], { id }: Campaign, action: Action, { rows, isFollowed }: How) {
  const body = rows.length === 0 ? {} : { rowIds: rows };
  const reply = await api.call(`POST /v1/campaigns/{campaignId}/${PATHS[action]}`, { path: { campaignId: id }, body });
  if (reply.kind !== 'answered') return failureOf(reply);
  const campaign = isFollowed ? await atRest(api, reply.body) : reply.body;
  return isFailure(campaign) ? campaign : ({ kind: 'done', data: campaign, lines: campaignLines(campaign) } as const);
}
