import { newId } from '../../src/platform/clock.ts';
import type { Prepared, World } from './world.ts';

type Prepare = (world: World) => Promise<Prepared>;
const CAMPAIGN = '/v1/campaigns/:campaignId';

/** By route: what campaigns, imports and notices need so that the request changes something. */
export const OF_PORTFOLIOS: Readonly<Record<string, Prepare>> = {
  'POST /v1/campaigns': async (world) => ({ body: await wish(world) }),
  'POST /v1/campaignfiles': async ({ customer, offer }) => {
    const { customerId, subscriptionId } = await customer();
    return { raw: `customerId,subscriptionId,targetOfferId\n${customerId},${subscriptionId},${offer('m365-business-standard').id}\n` };
  },
  [`PATCH ${CAMPAIGN}`]: async (world) => ({ params: await campaign(world, 'ready'), body: { name: 'Autumn' } }),
  [`POST ${CAMPAIGN}/rehearsal`]: async (world) => ({ params: await campaign(world, 'ready'), body: {} }),
  [`POST ${CAMPAIGN}/omission`]: async (world) => ({ params: await campaign(world, 'ready'), body: {} }),
  [`POST ${CAMPAIGN}/readmission`]: async (world) => ({ params: await campaign(world, 'ready', 'omitted'), body: {} }),
  [`PATCH ${CAMPAIGN}/rows/:rowId`]: rowWithAddOn,
  [`POST ${CAMPAIGN}/approval`]: async (world) => ({ params: await campaign(world, 'ready'), body: {} }),
  [`POST ${CAMPAIGN}/run`]: async (world) => ({ params: await campaign(world, 'approved'), body: {} }),
  [`POST ${CAMPAIGN}/pause`]: async (world) => ({ params: await campaign(world, 'running'), body: {} }),
  [`POST ${CAMPAIGN}/stop`]: async (world) => ({ params: await campaign(world, 'running'), body: {} }),
  [`POST ${CAMPAIGN}/undo`]: async (world) => ({ params: await campaign(world, 'done', 'upgraded'), body: {} }),
  'PUT /v1/campaignsettings': async ({ done }) => {
    await done('PUT /v1/campaignsettings', { body: { needsSecondPerson: true } });
    return { body: { needsSecondPerson: false } };
  },

  'POST /v1/imports': async ({ next }) => ({ query: 'kind=customers', raw: companies(next()) }),
  'POST /v1/imports/:importId/start': imported,
  'DELETE /v1/imports/:importId': imported,

  'PUT /v1/notices/:kind/mark': async ({ done }) => {
    const params = { kind: 'left_behind' };
    await done('PUT /v1/notices/:kind/mark', { params, body: { mark: 'read', newest: 'before' } });
    return { params, body: { mark: 'read', newest: 'now' } };
  },
  'PUT /v1/notices/settings': async ({ done }) => {
    await done('PUT /v1/notices/settings', { body: { muted: [] } });
    return { body: { muted: ['left_behind'] } };
  },
};

async function wish({ customer, offer }: World) {
  const { customerId, subscriptionId } = await customer();
  return { name: 'Spring', targetOfferId: offer('m365-business-standard').id, subscriptions: [{ customerId, subscriptionId }] };
}

/** A campaign of one row, as far as its workers had brought it. Whoever prepares one may not have to approve it. */
async function campaign(world: World, state: string, row = 'possible') {
  const { id: campaignId } = await world.done('POST /v1/campaigns', { body: await wish(world), as: 'admin_agent' });
  await world.db.read('update campaign set state = $2 where campaign_id = $1', [campaignId, state]);
  await world.db.read('update campaign_row set state = $2 where campaign_id = $1', [campaignId, row]);
  return { campaignId: String(campaignId) };
}

/** A row whose dry run came upon an add-on. */
async function rowWithAddOn(world: World): Promise<Prepared> {
  const { campaignId } = await campaign(world, 'ready');
  const subscriptionId = newId();
  const found = [{ subscriptionId, offerId: world.offer('audio-conferencing').id, quantity: 1, choices: [], chosen: null, currency: null }];
  const { rows } = await world.db.read<{ readonly id: string }>(
    'update campaign_row set add_ons_found = $2 where campaign_id = $1 returning row_id as id',
    [campaignId, JSON.stringify(found)],
  );
  return { params: { campaignId, rowId: rows[0]?.id ?? '' }, body: { addOns: [{ subscriptionId, choice: 'keep' }] } };
}

function companies(number: number): string {
  return `companyName,domain,country\nFourth Coffee,coffee${number}.example,US\n`;
}

async function imported({ done, next }: World): Promise<Prepared> {
  const { id: importId } = await done('POST /v1/imports', { query: 'kind=customers', raw: companies(next()) });
  return { params: { importId } };
}
