import type { Client } from '../../client/client.ts';
import type { CampaignRowDetails } from '../../client/generated/schemas.ts';
import { failureOf, isFailure } from '../kit/api.ts';
import type { Outcome } from '../kit/command.ts';
import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { factLines, tableLines } from '../kit/table.ts';
import { moneyText } from '../kit/words.ts';
import { atRest, CAMPAIGN, withCampaign } from './campaign.ts';

type AddOn = CampaignRowDetails['addOns'][number];

/** Shows the add-ons of one upgrade, or decides about them for it alone and works it out again. */
export const decideAddOns = declareCommand({
  name: 'campaigns decide',
  summary: 'Decide about the add-ons of one upgrade, or without options show them and its bill',
  words: { campaign: CAMPAIGN, row: { about: 'the upgrade, by the id of its row', form: guid } },
  options: {
    keep: { type: 'string', value: 'ADD-ON', about: 'the subscription goes along', form: guid, multiple: true },
    drop: { type: 'string', value: 'ADD-ON', about: 'the subscription ends with a credit', form: guid, multiple: true },
    'by-rules': { type: 'boolean', about: 'take every decision for this upgrade back: the rules of the campaign decide again' },
  },
  check: ({ keep, drop, 'by-rules': isByRules }) =>
    isByRules && keep.length + drop.length > 0 ? 'Say either --by-rules or what is to be kept and dropped.' : null,
  run: ({ campaign, row: rowId, keep, drop, 'by-rules': isByRules }, settings) =>
    withCampaign(settings, campaign, async (api, found) => {
      const path = { campaignId: found.id, rowId };
      const before = await api.call('GET /v1/campaigns/{campaignId}/rows/{rowId}', { path });
      if (before.kind !== 'answered') return failureOf(before);
      const said = [...keep.map((id) => [id, 'keep'] as const), ...drop.map((id) => [id, 'drop'] as const)];
      if (said.length === 0 && !isByRules) return shown(before.body);
      const reply = await api.call('PATCH /v1/campaigns/{campaignId}/rows/{rowId}', {
        path,
        body: { addOns: isByRules ? [] : decided(before.body.addOns, said) },
      });
      if (reply.kind !== 'answered') return failureOf(reply);
      const now = await api.call('GET /v1/campaigns/{campaignId}', { path });
      if (now.kind !== 'answered') return failureOf(now);
      const rested = await atRest(api, now.body);
      return isFailure(rested) ? rested : readRow(api, path);
    }),
});

/** What was decided before stays, as far as nothing else is said about it. */
function decided(addOns: readonly AddOn[], said: readonly (readonly [id: string, choice: 'keep' | 'drop'])[]) {
  const before = addOns.flatMap(({ subscriptionId, choice, isDecidedAlone }) =>
    isDecidedAlone && choice !== undefined ? [[subscriptionId, choice] as const] : [],
  );
  const choices = new Map([...before, ...said.map(([id, choice]) => [id.toLowerCase(), choice] as const)]);
  return [...choices].map(([subscriptionId, choice]) => ({ subscriptionId, choice }));
}

async function readRow(api: Client, path: { readonly campaignId: string; readonly rowId: string }): Promise<Outcome> {
  const reply = await api.call('GET /v1/campaigns/{campaignId}/rows/{rowId}', { path });
  return reply.kind === 'answered' ? shown(reply.body) : failureOf(reply);
}

function shown(row: CampaignRowDetails): Outcome {
  const { customerName, targetOffer, state, total, monthMore, reasons, addOns } = row;
  const facts = factLines([
    ['Customer', customerName],
    ['To', targetOffer.name],
    ['State', state],
    ['Bill', total === undefined ? undefined : moneyText(total)],
    ['More per month', monthMore === undefined ? undefined : moneyText(monthMore)],
    ['Why', reasons.map(({ description }) => description).join(' ') || undefined],
  ]);
  const table = tableLines(
    [
      { head: 'Add-on' },
      { head: 'Id' },
      { head: 'Seats', align: 'right' },
      { head: 'Choice' },
      { head: 'Decided by' },
      { head: 'Possible' },
    ],
    addOns.map(({ offer, subscriptionId, quantity, choice, isDecidedAlone, choices }) => [
      offer.name,
      subscriptionId,
      String(quantity),
      choice ?? 'open',
      choice === undefined ? '' : isDecidedAlone ? 'this upgrade' : 'the campaign',
      choices.map((open) => `${open.choice}${open.total === undefined ? '' : ` (${moneyText(open.total)})`}`).join(', '),
    ]),
  );
  const whyNot = addOns.flatMap(({ offer, impossible }) => impossible.map(({ description }) => `${offer.name}: ${description}`));
  return { kind: 'done', data: row, lines: [...facts, ...(addOns.length === 0 ? ['It has no add-ons.'] : [...table, ...whyNot])] };
}
