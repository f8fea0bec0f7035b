import type { Campaign } from '../../client/generated/schemas.ts';
import { list, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';
import { count } from '../kit/forms.ts';
import { tableLines } from '../kit/table.ts';
import { dayText, moneyText } from '../kit/words.ts';

/** Lists the partner's campaigns, latest first. */
export const listCampaigns = declareCommand({
  name: 'campaigns list',
  summary: 'List campaigns, latest first, with how far they are',
  options: { max: { type: 'string', value: 'N', about: 'at most so many', form: count } },
  run: ({ max }, settings) =>
    withApi(settings, (api) =>
      list(api, 'GET /v1/campaigns', { query: { size: 100 } }, campaignTable, max === undefined ? Infinity : Number(max)),
    ),
});

function campaignTable(campaigns: readonly Campaign[]): readonly string[] {
  return tableLines(
    [
      { head: 'Id' },
      { head: 'Name' },
      { head: 'State' },
      { head: 'Upgrades', align: 'right' },
      { head: 'Possible', align: 'right' },
      { head: 'Upgraded', align: 'right' },
      { head: 'Bill', align: 'right' },
      { head: 'Created' },
    ],
    campaigns.map(({ id, name, state, rows, possible, upgraded, createdAt }) => [
      id,
      name,
      state,
      String(rows.total),
      String(rows.possible),
      String(rows.upgraded),
      moneyText(upgraded.rows > 0 ? upgraded.total : possible.total),
      dayText(createdAt),
    ]),
  );
}
