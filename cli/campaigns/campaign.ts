import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '../../client/client.ts';
import type { Campaign } from '../../client/generated/schemas.ts';
import { isGuid } from '../../src/kit/ids.ts';
import { collect, failureOf, isFailure, withApi, type Failure } from '../kit/api.ts';
import type { Outcome } from '../kit/command.ts';
import type { Settings } from '../kit/settings.ts';
import { factLines } from '../kit/table.ts';
import { progressLine } from '../kit/terminal.ts';
import { moneyText } from '../kit/words.ts';

/** What a word for a campaign may be. */
export const CAMPAIGN = { about: 'its id or its whole name' } as const;

/** As often as the console asks. */
const LOOK_MS = 1_500;

/** Does something with the API about one campaign. */
export function withCampaign(
  settings: Settings,
  text: string,
  work: (api: Client, campaign: Campaign) => Promise<Outcome>,
): Promise<Outcome> {
  return withApi(settings, async (api) => {
    const campaign = await campaignOf(api, text);
    return isFailure(campaign) ? campaign : work(api, campaign);
  });
}

/** A campaign by its id, or by its name where only one has it. */
async function campaignOf(api: Client, text: string): Promise<Campaign | Failure> {
  if (isGuid(text)) return readCampaign(api, text);
  const all = await collect(api, 'GET /v1/campaigns', { query: { size: 100 } });
  if (isFailure(all)) return all;
  const found = all.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  const [one] = found;
  if (one !== undefined && found.length === 1) return one;
  const several = found.map(({ id, name, createdAt }) => `\n  ${id}  ${name} (${createdAt})`).join('');
  return {
    kind: 'refused',
    message: found.length === 0 ? `There is no campaign "${text}".` : `"${text}" could be several campaigns:${several}`,
  };
}

async function readCampaign(api: Client, campaignId: string): Promise<Campaign | Failure> {
  const reply = await api.call('GET /v1/campaigns/{campaignId}', { path: { campaignId } });
  return reply.kind === 'answered' ? reply.body : failureOf(reply);
}

/** Waits while the server works on a campaign, and tells on a terminal how far it is; gives it as it stands then. */
export async function atRest(api: Client, started: Campaign): Promise<Campaign | Failure> {
  const { at, end } = progressLine(started.name);
  try {
    let campaign: Campaign | Failure = started;
    while (!isFailure(campaign) && isAtWork(campaign)) {
      const { rows, state } = campaign;
      const open = campaign.isUndoing ? rows.undoing : state === 'running' ? rows.possible : rows.chosen;
      at(rows.total - open, rows.total);
      await wait(LOOK_MS);
      campaign = await readCampaign(api, started.id);
    }
    return campaign;
  } finally {
    end();
  }
}

/** Whether something happens to it by itself now; not, where it waits for its hours or its minute. */
function isAtWork({ state, isUndoing, waitsUntil }: Campaign): boolean {
  return state === 'choosing' || state === 'rehearsing' || (state === 'running' && waitsUntil === undefined) || isUndoing;
}

/** A campaign for a person: where it stands, what it comes to, and what can be done. */
export function campaignLines(campaign: Campaign): readonly string[] {
  const { name, id, state, rows, possible, scheduled, upgraded, waitsUntil, trouble, approvedBy, preparedBy, actions } = campaign;
  const counted = upgraded.rows > 0 ? upgraded : scheduled.rows > 0 ? scheduled : possible;
  const states = Object.entries(rows).flatMap(([key, count]) => (key === 'total' || count === 0 ? [] : [`${count} ${key}`]));
  return factLines([
    ['Campaign', name],
    ['Id', id],
    ['State', campaign.isUndoing ? `${state}, taking back` : state],
    ['Goes on at', waitsUntil],
    ['Upgrades', `${rows.total}: ${states.join(', ')}`],
    ['Bill', moneyText(counted.total)],
    ['More per month', moneyText(counted.monthMore)],
    [
      'Add-ons decided singly',
      campaign.rowsDecidedAlone === 0 ? undefined : `in ${campaign.rowsDecidedAlone} upgrades; rules pass them by`,
    ],
    ['Users who move', counted.usersMoved],
    ['Users left behind', counted.usersLeftBehind],
    ['Prepared by', preparedBy],
    ['Approved by', approvedBy],
    ['Trouble', trouble?.description],
    ['What can be done', actions.map((action) => VERBS[action]).join(', ')],
  ]);
}

/** What the command line calls each action. */
const VERBS: Readonly<Record<Campaign['actions'][number], string>> = {
  rehearse: 'check',
  omit: 'leave-out',
  readmit: 'take-in',
  decide: 'decide',
  approve: 'approve',
  run: 'start',
  pause: 'pause',
  stop: 'stop',
  undo: 'undo',
};
