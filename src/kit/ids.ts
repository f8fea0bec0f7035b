import type { Brand } from './brand.ts';

/** A partner of the Cloud Solution Provider programme; also its tenant id (`tid` of its tokens). */
export type PartnerId = Brand<string, 'PartnerId'>;
/** A person of the partner: the `oid` of an app+user token. */
export type PartnerUserId = Brand<string, 'PartnerUserId'>;
/** A program of the partner: the `appid` of an app-only token. */
export type ApplicationId = Brand<string, 'ApplicationId'>;
/** A customer; also its tenant id. */
export type CustomerId = Brand<string, 'CustomerId'>;
export type SubscriptionId = Brand<string, 'SubscriptionId'>;
/** A person in the customer's directory. */
export type UserId = Brand<string, 'UserId'>;
export type GroupId = Brand<string, 'GroupId'>;
/** What is sold: the offer id of the public catalogue, upper case where it is a GUID. */
export type OfferId = Brand<string, 'OfferId'>;
/** What is licensed: the product SKU of the directory, lower case. */
export type SkuId = Brand<string, 'SkuId'>;
/** One service inside a SKU, lower case. */
export type ServicePlanId = Brand<string, 'ServicePlanId'>;
export type UpgradeId = Brand<string, 'UpgradeId'>;
export type PreviewId = Brand<string, 'PreviewId'>;
/** A link by which a customer's admin accepts what a partner asks. */
export type RelationshipRequestId = Brand<string, 'RelationshipRequestId'>;
/** Delegated administration that is limited in time and scope. */
export type DelegatedAdminId = Brand<string, 'DelegatedAdminId'>;

/** A GUID in any case, as schemas spell it. */
export const GUID_PATTERN = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';

const GUID = new RegExp(GUID_PATTERN);

/** Whether a text is a GUID in its usual spelling, in any case. Microsoft's ids do not keep to RFC version bits. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/** The id that a hash in hexadecimal makes: version 8 of RFC 9562, an id of one's own making. */
export function guidOfHash(hex: string): string {
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
