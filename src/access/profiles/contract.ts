import { Type, type Static } from 'typebox';
import { Attributes, Link } from '../../platform/contract.ts';

const self = Type.Object({ self: Link });
const address = Type.Object({ country: Type.String() }, { title: 'PartnerAddress' });

export const MpnProfile = Type.Object({
  partnerName: Type.String(),
  mpnId: Type.String(),
  profileType: Type.Literal('MpnProfile'),
  links: self,
  attributes: Attributes('MpnProfile'),
});
export const OrganizationProfile = Type.Object({
  id: Type.String(),
  companyName: Type.String(),
  defaultAddress: address,
  tenantId: Type.String(),
  domain: Type.String(),
  profileType: Type.Literal('OrganizationProfile'),
  links: self,
  attributes: Attributes('OrganizationProfile'),
});
export const LegalBusinessProfile = Type.Object({
  companyName: Type.String(),
  address,
  vettingStatus: Type.Literal('none', { description: 'Nobody vets partners here.' }),
  vettingSubStatus: Type.Literal('none'),
  profileType: Type.Literal('LegalBusinessProfile'),
  links: self,
  attributes: Attributes('LegalBusinessProfile'),
});
export const BillingProfile = Type.Object({
  companyName: Type.String(),
  address,
  billingCurrency: Type.String(),
  profileType: Type.Literal('BillingProfile'),
  links: self,
  attributes: Attributes('BillingProfile'),
});
/** Nothing is recorded of how a partner supports its customers: a subscription's support contact says who does. */
export const SupportProfile = Type.Object({
  profileType: Type.Literal('SupportProfile'),
  links: self,
  attributes: Attributes('SupportProfile'),
});

export const MpnQuery = Type.Object({
  mpnId: Type.Optional(Type.String({ description: 'Another partner’s number; the own one when left out.' })),
});
export const VettingQuery = Type.Object({ vettingVersion: Type.Optional(Type.Enum(['Current', 'LastFinalized'])) });

export type MpnProfile = Static<typeof MpnProfile>;
