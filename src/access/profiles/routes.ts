import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { link } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { callerOf } from '../caller.ts';
import type { Partner } from '../people.ts';
import { findPartner, findPartnerByMpnId } from '../store.ts';
import {
  BillingProfile,
  LegalBusinessProfile,
  MpnProfile,
  MpnQuery,
  OrganizationProfile,
  SupportProfile,
  VettingQuery,
} from './contract.ts';

const config = { right: 'profiles.read' };
const tags = ['partner'];

/** What is recorded of the caller's own partner, in the profiles of the public API. What is not recorded is left out. */
export function partnerProfileRoutes({ db }: { readonly db: Db }): Routes {
  const reader = readerOf(db);
  const own = async (request: { readonly caller: unknown }): Promise<Partner> => {
    const { partnerId } = callerOf(request);
    const partner = await findPartner(reader, partnerId);
    if (partner === null) throw new Error(`the partner ${partnerId} of a proven caller is gone`);
    return partner;
  };

  return async (app) => {
    app.get(
      '/v1/profiles/mpn',
      {
        config,
        schema: {
          summary: 'A partner by its number in the partner network',
          tags,
          querystring: MpnQuery,
          response: { 200: MpnProfile, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { mpnId } = request.query;
        if (mpnId !== undefined && !/^\d{1,12}$/.test(mpnId)) return sendFault(reply, 400, malformed('mpnId', 'must be a number'));
        const partner = mpnId === undefined ? await own(request) : await findPartnerByMpnId(reader, mpnId);
        if (partner === null) return sendFault(reply, 404, NO_MPN);
        return {
          partnerName: partner.name,
          mpnId: partner.mpnId,
          profileType: 'MpnProfile' as const,
          links: { self: link('/profiles/mpn') },
          attributes: { objectType: 'MpnProfile' as const },
        };
      },
    );

    app.get(
      '/v1/profiles/organization',
      { config, schema: { summary: 'The partner’s organization', tags, response: { 200: OrganizationProfile } } },
      async (request) => {
        const { partnerId, name, country, domain } = await own(request);
        return {
          id: partnerId,
          companyName: name,
          defaultAddress: { country },
          tenantId: partnerId,
          domain,
          profileType: 'OrganizationProfile' as const,
          links: { self: link('/profiles/organization') },
          attributes: { objectType: 'OrganizationProfile' as const },
        };
      },
    );

    app.get(
      '/v1/profiles/legalbusiness',
      {
        config,
        schema: {
          summary: 'The partner as a legal person',
          tags,
          querystring: VettingQuery,
          response: { 200: LegalBusinessProfile, 400: Fault },
        },
      },
      async (request) => {
        const { name, country } = await own(request);
        return {
          companyName: name,
          address: { country },
          vettingStatus: 'none' as const,
          vettingSubStatus: 'none' as const,
          profileType: 'LegalBusinessProfile' as const,
          links: { self: link('/profiles/legalbusiness') },
          attributes: { objectType: 'LegalBusinessProfile' as const },
        };
      },
    );

    app.get(
      '/v1/profiles/billing',
      { config, schema: { summary: 'How the partner is billed', tags, response: { 200: BillingProfile } } },
      async (request) => {
        const { name, country, currency } = await own(request);
        return {
          companyName: name,
          address: { country },
          billingCurrency: currency,
          profileType: 'BillingProfile' as const,
          links: { self: link('/profiles/billing') },
          attributes: { objectType: 'BillingProfile' as const },
        };
      },
    );

    app.get(
      '/v1/profiles/support',
      { config, schema: { summary: 'Where customers of the partner find help', tags, response: { 200: SupportProfile } } },
      async () => ({
        profileType: 'SupportProfile' as const,
        links: { self: link('/profiles/support') },
        attributes: { objectType: 'SupportProfile' as const },
      }),
    );
  };
}

const NO_MPN: FaultSaid = { code: 3000, description: 'There is no partner of that number here.' };
