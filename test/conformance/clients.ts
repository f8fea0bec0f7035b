import { newId } from '../../src/platform/clock.ts';

/** How one of the five clients writes its requests, as observed against a stub server. */
export type Client = {
  readonly name: string;
  /** The headers of a request; `hasBody` for writes. */
  readonly headers: (hasBody: boolean) => Readonly<Record<string, string>>;
  /** A path as it is asked for; given without a version, beginning with a slash. */
  readonly path: (path: string) => string;
  /** What is made of a `links.next.uri`. */
  readonly next: (uri: string) => string;
  /** A resource as it is sent back. */
  readonly body: (resource: unknown) => string;
  /** A word of an enum as it is sent. */
  readonly word: (word: string) => unknown;
  readonly filter: (field: string, value: string) => string;
  readonly licenseGroups: string;
  /** A day in a query. */
  readonly date: (day: string) => string;
  readonly licenseUpdate: (skuId: string) => string;
};

type Json = Readonly<Record<string, unknown>>;

/** The official .NET SDK 3.4.0: PascalCase with a null for everything unset, snake case words, invariant dates. */
export const dotnet: Client = {
  name: 'official .NET',
  headers: (hasBody) => ({
    ...dotnetHeaders('Partner Center .NET SDK', '3.4.0'),
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
  }),
  path: (path) => `/v1${path}`,
  next: (uri) => `/v1/${uri.replace(/^\//, '')}`,
  body: (resource) => JSON.stringify(withNulls(pascal(resource))),
  word: (word) => word,
  filter: (field, value) => encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: 'starts_with' })),
  licenseGroups: 'licenseGroupIds=Group1&licenseGroupIds=Group2',
  date: (day) => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}%2000%3A00%3A00`,
  licenseUpdate: (skuId) =>
    JSON.stringify({
      LicensesToAssign: [{ SkuId: skuId, ExcludedPlans: null }],
      LicensesToRemove: null,
      LicenseWarnings: null,
      Attributes: { ObjectType: 'LicenseUpdate' },
    }),
};

/** The community SDK behind the PowerShell module: PascalCase words too, and `/v1/` before every link. */
export const community: Client = {
  ...dotnet,
  name: 'community .NET',
  headers: (hasBody) => ({
    ...dotnetHeaders('Partner Center .NET Core SDK', '1.15.6'),
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
  }),
  next: (uri) => `/v1/${uri}`,
  word: pascalWord,
  filter: (field, value) => encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: 'StartsWith' })),
};

/** The official Java SDK 1.15.4: camelCase, some names changed on the way back, both spellings in licence updates. */
export const java: Client = {
  name: 'Java',
  headers: (hasBody) => ({
    Accept: 'application/json',
    'Accept-Encoding': 'gzip',
    'MS-RequestId': newId(),
    'MS-CorrelationId': newId(),
    'MS-Contract-Version': 'v1',
    'MS-PartnerCenter-Client': 'Partner Center Java SDK',
    'MS-SdkVersion': '1.15.4',
    'X-Locale': 'en-US',
    'x-ms-client-request-id': newId(),
    ...(hasBody ? { 'Content-Type': 'application/json; charset=utf-8' } : {}),
  }),
  path: (path) => `/v1${path}`,
  next: (uri) => `/v1/${uri}`,
  body: (resource) => JSON.stringify(renamed(resource)),
  word: (word) => word,
  filter: (field, value) => encodeURIComponent(JSON.stringify({ value, field, fieldType: 'String', operator: 'StartsWith' })),
  licenseGroups: 'null=group1&null=group2',
  // The pattern `YYYY-MM-DD` gives the day of the year.
  date: (day) => `${day.slice(0, 8)}${dayOfYear(day)}`,
  licenseUpdate: (skuId) =>
    `{"licensesToAssign":[{"skuId":"${skuId}","SkuId":"${skuId}","excludedPlans":null,"ExcludedPlans":null}],"LicensesToAssign":[{"skuId":"${skuId}","SkuId":"${skuId}"}],"licensesToRemove":null,"LicensesToRemove":null}`,
};

/** A Python client made from the swagger: no header of its own, version 1.0, empty links, a content type on every request. */
export const python: Client = {
  name: 'Python',
  headers: () => ({
    Accept: 'application/json',
    'Accept-Encoding': 'gzip, deflate',
    'User-Agent': 'python-requests/2.31.0',
    'Content-Type': 'application/json; charset=utf-8',
    'x-ms-client-request-id': newId(),
  }),
  path: (path) => `/v1.0${path}`,
  next: (uri) => `/v1.0${uri}`,
  body: (resource) => JSON.stringify({ ...(resource as Json), links: { offer: {}, self: {} }, attributes: undefined }),
  word: (word) => word,
  filter: (field, value) => encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: 'starts_with' })),
  licenseGroups: 'licenseGroupIds=Group1,Group2',
  date: (day) => day,
  licenseUpdate: (skuId) => JSON.stringify({ licensesToAssign: [{ skuId }] }),
};

/** pliancy/microsoft-partnercenter-node: plain axios, the whole resource back, nothing else. */
export const pliancy: Client = {
  ...python,
  name: 'pliancy',
  headers: (hasBody) => ({
    Accept: 'application/json, text/plain, */*',
    'Accept-Encoding': 'gzip, compress, deflate, br',
    'User-Agent': 'axios/1.7.2',
    ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
  }),
  path: (path) => `/v1${path}`,
  next: (uri) => `/v1${uri}`,
  body: (resource) => JSON.stringify(resource),
  licenseGroups: 'licenseGroupIds=group1',
};

export const CLIENTS: readonly Client[] = [dotnet, community, java, python, pliancy];

function dotnetHeaders(client: string, version: string): Readonly<Record<string, string>> {
  return {
    Accept: 'application/json',
    'MS-RequestId': newId(),
    'MS-CorrelationId': newId(),
    'X-Locale': 'en-US',
    'MS-PartnerCenter-Client': client,
    'MS-SdkVersion': version,
    'MS-PartnerCenter-Application': 'A program',
  };
}

function mapKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => mapKeys(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), mapKeys(member, rename)]));
}

function pascal(value: unknown): unknown {
  return mapKeys(value, (key) => `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`);
}

/** `upgrade_only` as `UpgradeOnly`. */
function pascalWord(word: string): string {
  return word
    .split('_')
    .map((part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}`)
    .join('');
}

/** Typed clients write every member that they know. */
function withNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return { ...value, ContractType: null, ScheduledNextTermInstructions: null, PromotionId: null, RefundOptions: null, TermDuration: null };
}

function renamed(value: unknown): unknown {
  return mapKeys(value, (key) => ({ isEligible: 'eligible', hasPurchasableAddons: 'hasPurchasableAddOns' })[key] ?? key);
}

function dayOfYear(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  return Math.round((at - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000) + 1;
}
