import { openAsBlob } from 'node:fs';
import type { Client } from '../../client/client.ts';
import type { Campaign } from '../../client/generated/schemas.ts';
import { failureOf, isFailure, withApi, type Failure } from '../kit/api.ts';
import { declareCommand, type Given } from '../kit/declare.ts';
import { count, day, oneOf } from '../kit/forms.ts';
import { atRest, campaignLines } from './campaign.ts';

const country = { pattern: /^[A-Za-z]{2}$/, says: 'is two letters, such as US' };
const month = { pattern: /^\d{4}-\d{2}$/, says: 'is a month, such as 2027-02' };

const CHOICES = ['keep', 'drop'] as const;

const OPTIONS = {
  file: { type: 'string', value: 'FILE', about: 'CSV with customerId, subscriptionId and, without --to, targetOfferId' },
  to: { type: 'string', value: 'OFFER', about: 'the offer that all become, by id; the dearest that is open to each when left out' },
  from: { type: 'string', value: 'OFFER', about: 'only subscriptions of this offer, by id', multiple: true },
  country: { type: 'string', value: 'XX', about: 'only customers of this country', form: country, multiple: true },
  reseller: { type: 'string', value: 'MPN', about: 'only subscriptions of this indirect reseller' },
  'seats-from': { type: 'string', value: 'N', about: 'only with at least so many seats', form: count },
  'seats-to': { type: 'string', value: 'N', about: 'only with at most so many seats', form: count },
  'renewal-from': { type: 'string', value: 'MONTH', about: 'only with terms that end in this month or later', form: month },
  'renewal-to': { type: 'string', value: 'MONTH', about: 'only with terms that end in this month or earlier', form: month },
  date: { type: 'string', value: 'DAY', about: 'schedule the upgrades for this day', form: day },
  'at-renewal': { type: 'boolean', about: 'schedule each upgrade for the renewal of its subscription' },
  'per-minute': { type: 'string', value: 'N', about: 'at most so many upgrades begin in a minute', form: count },
  'add-ons': { type: 'string', value: 'CHOICE', about: 'keep or drop add-ons, where that is possible', form: oneOf(CHOICES) },
  'accept-later-day': { type: 'boolean', about: 'an upgrade may run on a later day and is billed by that day' },
} as const;

type Wish = Given<{ readonly name: { readonly about: string } }, typeof OPTIONS>;

/** Prepares a campaign from a file or by a filter, and waits for its dry run. */
export const createCampaign = declareCommand({
  name: 'campaigns create',
  summary: 'Prepare a campaign from a file or by a filter, and show what it comes to; nothing is carried out',
  words: { name: { about: 'what to call it' } },
  options: OPTIONS,
  check: (wish) =>
    wish.date !== undefined && wish['at-renewal']
      ? 'Say either --date or --at-renewal.'
      : wish.file !== undefined && isFiltered(wish)
        ? 'A file says which subscriptions are meant: leave the filter out.'
        : wish.file === undefined && !isFiltered(wish)
          ? 'Say which subscriptions are meant: with --file, --from, --country, --reseller, --seats-… or --renewal-….'
          : null,
  run: (wish, settings) =>
    withApi(settings, async (api) => {
      const made = wish.file === undefined ? await fromFilter(api, wish) : await fromFile(api, wish, wish.file);
      if (isFailure(made)) return made;
      const campaign = await atRest(api, made);
      if (isFailure(campaign)) return campaign;
      return {
        kind: 'done',
        data: campaign,
        lines: campaignLines(campaign),
        notes: [
          `Nothing was carried out. Look at each with \`upseat campaigns show ${campaign.id} --rows all\`, then approve and start it.`,
        ],
      };
    }),
});

function isFiltered(wish: Wish): boolean {
  return Object.keys(filterOf(wish)).length > 0;
}

function filterOf(wish: Wish) {
  const { reseller, from, country: countries } = wish;
  const { 'seats-from': seatsFrom, 'seats-to': seatsTo, 'renewal-from': renewalFrom, 'renewal-to': renewalTo } = wish;
  return {
    ...(from.length === 0 ? {} : { sourceOfferId: from }),
    ...(countries.length === 0 ? {} : { country: countries.map((each) => each.toUpperCase()) }),
    ...(reseller === undefined ? {} : { resellerMpnId: reseller }),
    ...(seatsFrom === undefined ? {} : { seatsFrom: Number(seatsFrom) }),
    ...(seatsTo === undefined ? {} : { seatsTo: Number(seatsTo) }),
    ...(renewalFrom === undefined ? {} : { renewalFrom }),
    ...(renewalTo === undefined ? {} : { renewalTo }),
  };
}

function timingOf({ date, 'at-renewal': atRenewal }: Wish) {
  if (date !== undefined) return { when: 'date', date } as const;
  return atRenewal ? ({ when: 'renewal' } as const) : {};
}

async function fromFilter(api: Client, wish: Wish): Promise<Campaign | Failure> {
  const { name, to, 'accept-later-day': acceptsLaterDay } = wish;
  const choice = choiceOf(wish);
  const body = {
    name,
    filter: filterOf(wish),
    ...(to === undefined ? {} : { targetOfferId: to }),
    ...timingOf(wish),
    ...paceOf(wish),
    acceptsLaterDay,
    ...(choice === undefined ? {} : { addOns: [{ choice }] }),
  };
  const reply = await api.call('POST /v1/campaigns', { body });
  return reply.kind === 'answered' ? reply.body : failureOf(reply);
}

async function fromFile(api: Client, wish: Wish, file: string): Promise<Campaign | Failure> {
  const { name, to, 'accept-later-day': acceptsLaterDay } = wish;
  const choice = choiceOf(wish);
  let content: Blob;
  try {
    content = await openAsBlob(file);
  } catch (error) {
    return { kind: 'refused', message: `${file} cannot be read: ${(error as Error).message}` };
  }
  const query = {
    name,
    ...(to === undefined ? {} : { targetOfferId: to }),
    ...timingOf(wish),
    ...paceOf(wish),
    acceptsLaterDay,
    ...(choice === undefined ? {} : { addOns: choice }),
  };
  const reply = await api.upload('POST /v1/campaignfiles', { query }, { type: 'text/csv', content });
  return reply.kind === 'answered' ? reply.body : failureOf(reply);
}

function paceOf({ 'per-minute': perMinute }: Wish) {
  return perMinute === undefined ? {} : { rowsPerMinute: Number(perMinute) };
}

/** The form lets no other word pass. */
function choiceOf({ 'add-ons': choice }: Wish): 'keep' | 'drop' | undefined {
  return CHOICES.find((each) => each === choice);
}
