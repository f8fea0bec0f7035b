import type { CampaignRow } from '../../client/generated/schemas.ts';
import { list } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { oneOf } from '../kit/forms.ts';
import { tableLines } from '../kit/table.ts';
import { moneyText } from '../kit/words.ts';
import { CAMPAIGN, campaignLines, withCampaign } from './campaign.ts';

const STATES = ['chosen', 'possible', 'refused', 'changed', 'failed', 'omitted', 'scheduled', 'upgraded', 'undoing', 'undone'] as const;

/** Shows what a campaign comes to, or its upgrades one by one. */
export const showCampaign = declareCommand({
  name: 'campaigns show',
  summary: 'Show what a campaign comes to, or with --rows each upgrade of it',
  words: { campaign: CAMPAIGN },
  options: {
    rows: {
      type: 'string',
      value: 'STATE',
      about: `its upgrades: all, or those that are ${STATES.join(', ')}`,
      form: oneOf(['all', ...STATES]),
    },
  },
  run: ({ campaign: text, rows }, settings) =>
    withCampaign(settings, text, async (api, campaign) => {
      if (rows === undefined) return { kind: 'done', data: campaign, lines: campaignLines(campaign) };
      const state = STATES.find((each) => each === rows);
      const query = { size: 200, ...(state === undefined ? {} : { state: [state] }) };
      return list(api, 'GET /v1/campaigns/{campaignId}/rows', { path: { campaignId: campaign.id }, query }, rowTable);
    }),
});

function rowTable(rows: readonly CampaignRow[]): readonly string[] {
  return tableLines(
    [
      { head: 'Id' },
      { head: 'Customer' },
      { head: 'From' },
      { head: 'To' },
      { head: 'Seats', align: 'right' },
      { head: 'State' },
      { head: 'Bill', align: 'right' },
      { head: 'Left behind', align: 'right' },
      { head: 'Why' },
    ],
    rows.map(
      ({ id, customerName, sourceOffer, targetOffer, quantity, state, total, usersLeftBehind, reasons, differences, undoReasons }) => [
        id,
        customerName,
        sourceOffer.name,
        targetOffer.name,
        quantity === undefined ? '' : String(quantity),
        state,
        total === undefined ? '' : moneyText(total),
        usersLeftBehind === undefined ? '' : String(usersLeftBehind),
        [
          ...[...reasons, ...undoReasons].map(({ description }) => description),
          ...differences.map(({ what, promised, now }) => `${what}: ${promised} → ${now}`),
        ].join(' '),
      ],
    ),
  );
}
