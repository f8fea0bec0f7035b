import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Caller, Role } from '../src/access/caller.ts';
import { campaignRoutes } from '../src/campaigns/routes.ts';
import { rowDecisionRoutes } from '../src/campaigns/rows/deciding/routes.ts';
import { campaignRowRoutes } from '../src/campaigns/rows/routes.ts';
import { campaignSettingRoutes } from '../src/campaigns/settings/routes.ts';
import { workOnCampaigns, type CampaignDeps } from '../src/campaigns/worker.ts';
import type { CustomerId, PartnerId, PartnerUserId, SubscriptionId } from '../src/kit/ids.ts';
import { newId } from '../src/platform/clock.ts';
import { openPortfolio } from '../src/portfolio/commands.ts';
import { digestFollows } from '../src/portfolio/digest/store.ts';
import { upgradeRoutes } from '../src/upgrades/routes.ts';
import { undoRoutes } from '../src/upgrades/undo/routes.ts';
import { personOf } from './callers.ts';
import { testDatabase } from './database.ts';
import { testServer } from './server.ts';
import { clock, NOW, plantAgent, plantCustomer, plantSubscription, plantTenant, plantUser } from './tenant.ts';

/** A customer's subscription that a campaign can be about. */
export type Planted = { readonly customerId: CustomerId; readonly subscriptionId: SubscriptionId };

/** A database with a partner, a server that knows campaigns, and a worker that works when it is told to. */
export async function campaignDesk() {
  const db = await testDatabase({ followUps: [digestFollows()] });
  const { partnerId, catalog, offer } = await plantTenant(db);
  after(() => catalog.close());
  const [basic, standard] = [offer('m365-business-basic'), offer('m365-business-standard')];

  /** A person who is there, so that a worker can act for them later. */
  const person = async (partner: PartnerId, name: string, ...roles: Role[]): Promise<Caller> => {
    const userId = newId() as PartnerUserId;
    const userPrincipalName = `${name}@${partner}.example`;
    const caller = personOf({ partnerId: partner, userId, userPrincipalName, displayName: name, roles });
    await plantAgent(db, caller, roles);
    return caller;
  };
  const ada = await person(partnerId, 'Ada', 'admin_agent');

  const time = { now: NOW };
  const troubles: unknown[] = [];
  const deps: CampaignDeps = {
    db,
    catalog,
    portfolio: openPortfolio({ db, catalog, clock }),
    clock: { now: () => time.now },
    newId,
    onTrouble: (_, error) => void troubles.push(error),
  };
  const server = await testServer(
    [
      campaignRoutes(deps),
      campaignRowRoutes(deps),
      rowDecisionRoutes(deps),
      campaignSettingRoutes(deps),
      upgradeRoutes(deps),
      undoRoutes(deps),
    ],
    ada,
  );

  const planted = async (
    quantity = 10,
    change: Parameters<typeof plantCustomer>[2] = {},
    people: readonly (string | null)[] = ['US'],
  ): Promise<Planted> => {
    const customerId = await plantCustomer(db, partnerId, change);
    const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity });
    for (const [i, location] of people.entries()) await plantUser(db, { customerId }, `user${i}`, [{ offer: basic }], location);
    return { customerId, subscriptionId };
  };
  const work = () => workOnCampaigns(deps);
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    server.ask(`/v1/campaigns${path}`, { method: 'POST', body, headers });
  const patch = (path: string, body: unknown) => server.ask(`/v1/campaigns${path}`, { method: 'PATCH', body });
  const get = (path: string, headers: Record<string, string> = {}) => server.ask(`/v1/campaigns${path}`, { headers });
  const listed = (of: readonly Planted[], change: object = {}) =>
    post('', { name: 'Spring', targetOfferId: standard.id, subscriptions: of, ...change });
  const rowsOf = async (id: string, query = '') => (await get(`/${id}/rows${query}`)).body.items;

  /** A campaign that is worked out, approved and begun. */
  const begun = async (of: readonly Planted[], change: object = {}): Promise<string> => {
    const { body } = await listed(of, change);
    await work();
    assert.equal((await post(`/${body.id}/approval`)).status, 200);
    assert.equal((await post(`/${body.id}/run`)).body.state, 'running');
    return body.id;
  };
  return {
    db,
    partnerId,
    catalog,
    offer,
    standard,
    ada,
    person,
    time,
    troubles,
    server,
    planted,
    work,
    post,
    patch,
    get,
    listed,
    rowsOf,
    begun,
  };
}
