import type { Caller } from '../src/access/caller.ts';
import type { Catalog, Offer, ServicePlan } from '../src/catalog/catalog.ts';
import { foldName } from '../src/customers/customer.ts';
import type { ApplicationId, OfferId, PartnerId, ServicePlanId, SkuId } from '../src/kit/ids.ts';
import { newId } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { smallCatalog } from './small-catalog.ts';

/** A GUID with a readable end: `guid('b1')`. */
export const guid = (end: string) => `00000000-0000-4000-8000-${end.padStart(12, '0')}`;

const plan = (end: string, name: string): ServicePlan => ({
  id: guid(end) as ServicePlanId,
  name: name.toUpperCase(),
  displayName: { en: name, zhTW: `${name}（中文）` },
  isHelper: false,
});
const PLANS = [plan('a1', 'Mail'), plan('a2', 'Sites'), plan('a3', 'Apps')];

const [basic] = smallCatalog.offers.values();
if (basic === undefined) throw new Error('the small catalogue is empty');
const anOffer = (end: string, key: string, planEnds: readonly string[], change: Partial<Offer> = {}): Offer => ({
  ...basic,
  id: guid(end).toUpperCase() as OfferId,
  key,
  name: { en: key, zhTW: `${key}（中文）` },
  skuId: guid(`5${end}`) as SkuId,
  skuPartNumber: key.toUpperCase(),
  servicePlanIds: planEnds.map((planEnd) => guid(planEnd) as ServicePlanId),
  ...change,
});
const OFFERS = [
  anOffer('b1', 'Basic', ['a1', 'a2']),
  anOffer('b2', 'Standard', ['a1', 'a2', 'a3']),
  anOffer('b3', 'Standard trial', ['a1', 'a2', 'a3'], { skuId: guid('5b2') as SkuId, isTrial: true }),
  anOffer('b4', 'Extra', ['a3'], { isAddOn: true, prerequisiteOfferIds: [guid('b1').toUpperCase() as OfferId] }),
];

/** Basic (which has an add-on), Standard with its trial, and the add-on Extra; ids are GUIDs, as the database wants them. */
export const readingCatalog: Catalog = {
  ...smallCatalog,
  offers: new Map(OFFERS.map((offer) => [offer.id, offer])),
  plans: new Map(PLANS.map((each) => [each.id, each])),
  paths: new Map(),
  exclusiveFamilies: [],
  dependencies: [],
  prices: [],
};

export const BASIC = guid('b1').toUpperCase();
export const STANDARD = guid('b2').toUpperCase();
export const STANDARD_TRIAL = guid('b3').toUpperCase();
export const EXTRA = guid('b4').toUpperCase();

/** Someone of a partner, for tests of routes: what a role may do is the access domain's business. */
export function callerOfPartner(partnerId: string): Caller {
  return { kind: 'application', partnerId: partnerId as PartnerId, applicationId: guid('f1') as ApplicationId, displayName: 'Test' };
}

/** Puts rows into the tables that are read; each function takes what a test cares for and makes up the rest. */
export function readingWorld(db: Db) {
  const insert = async (table: string, row: Readonly<Record<string, unknown>>) => {
    const names = Object.keys(row);
    await db.read(`insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(row));
  };
  const at = '2026-01-15T08:30:00.25Z';
  return {
    offers: async () => {
      for (const offer of OFFERS) {
        await insert('offer', {
          offer_id: offer.id,
          sku_id: offer.skuId,
          sku_part_number: offer.skuPartNumber,
          name: offer.name.en,
          is_add_on: offer.isAddOn,
          is_trial: offer.isTrial,
        });
      }
    },
    partner: async (kind = 'direct', mpnId = '1234') => {
      const partnerId = newId();
      await insert('partner', {
        partner_id: partnerId,
        name: 'P',
        kind,
        country: 'US',
        currency: 'USD',
        domain: 'p.example',
        mpn_id: mpnId,
        created_at: at,
      });
      return partnerId;
    },
    customer: async (
      partnerId: string,
      change: { name?: string; domain?: string; delegated?: string[]; resellerId?: string; state?: string; address?: object } = {},
    ) => {
      const customerId = newId();
      const { name = 'Contoso', domain = 'contoso.example', delegated = ['*'], resellerId = null, state = 'active', address = {} } = change;
      await insert('customer', {
        customer_id: customerId,
        company_name: name,
        domain,
        country: 'TW',
        email: 'it@contoso.example',
        address: JSON.stringify(address),
        created_at: at,
      });
      await insert('relationship', {
        customer_id: customerId,
        partner_id: partnerId,
        company_name: foldName(name),
        state,
        delegated_admin_services: delegated,
        reseller_partner_id: resellerId,
        since: at,
      });
      return customerId;
    },
    relationship: (customerId: string, partnerId: string, change: { name?: string; resellerId?: string } = {}) =>
      insert('relationship', {
        customer_id: customerId,
        partner_id: partnerId,
        company_name: foldName(change.name ?? 'Contoso'),
        reseller_partner_id: change.resellerId ?? null,
        since: at,
      }),
    subscription: async (customerId: string, partnerId: string, change: Readonly<Record<string, unknown>> = {}) => {
      const subscriptionId = newId();
      await insert('subscription', {
        customer_id: customerId,
        subscription_id: subscriptionId,
        partner_id: partnerId,
        order_id: guid('0d1'),
        offer_id: BASIC,
        friendly_name: 'Basic for all',
        quantity: 10,
        status: 'active',
        billing_cycle: 'monthly',
        unit_price_minor: 500,
        currency: 'USD',
        term_from: '2026-01-15',
        term_until: '2027-01-15',
        created_at: at,
        ...change,
      });
      return subscriptionId;
    },
    entitlement: (customerId: string, change: Readonly<Record<string, unknown>> = {}) =>
      insert('entitlement', {
        customer_id: customerId,
        entitlement_id: newId(),
        channel: 'web_direct',
        offer_id: BASIC,
        quantity: 5,
        status: 'active',
        held_since: '2025-01-01',
        recorded_at: at,
        ...change,
      }),
    user: async (customerId: string, change: Readonly<Record<string, unknown>> = {}) => {
      const userId = newId();
      const name = `user-${userId.slice(-6)}`;
      await insert('directory_user', {
        customer_id: customerId,
        user_id: userId,
        user_principal_name: `${name}@contoso.example`,
        display_name: name,
        usage_location: 'TW',
        created_at: at,
        ...change,
      });
      return userId;
    },
    group: async (customerId: string, displayName: string) => {
      const groupId = newId();
      await insert('directory_group', { customer_id: customerId, group_id: groupId, display_name: displayName });
      return groupId;
    },
    license: (customerId: string, userId: string, change: Readonly<Record<string, unknown>> = {}) =>
      insert('license', { customer_id: customerId, user_id: userId, sku_id: guid('5b1'), assigned_at: at, ...change }),
  };
}
