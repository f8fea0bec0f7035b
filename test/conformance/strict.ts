import assert from 'node:assert/strict';

/** What is wrong with an answer for one of the five clients, and where. */
export type Flaw = { readonly at: string; readonly why: string };

/** Holds an answer against what the five clients parse strictly. */
export function assertReadable(body: unknown, options: Options = {}): void {
  assert.deepEqual(flawsIn(body, options), []);
}

export type Options = {
  /** Words of 2023 are allowed. */
  readonly newest?: boolean;
};

export function flawsIn(body: unknown, options: Options = {}): readonly Flaw[] {
  const flaws: Flaw[] = [];
  look(body, '', options, flaws);
  return flaws;
}

const BILLING_CYCLES = ['unknown', 'monthly', 'annual', 'none', 'one_time'];
const UPGRADE_TYPES = ['none', 'upgrade_only', 'upgrade_with_license_transfer'];

/** The words of the enums that every client knows, by the name of the member. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  billingCycle: BILLING_CYCLES,
  billingType: ['none', 'usage', 'license'],
  billing: ['none', 'usage', 'license'],
  contractType: ['subscription'],
  upgradeType: UPGRADE_TYPES,
  licenseGroupId: ['none', 'group1', 'group2'],
  userDomainType: ['none', 'managed', 'federated'],
  relationshipToPartner: ['unknown', 'none', 'reseller', 'advisor', 'syndication', 'microsoftSupport'],
  documentType: ['none', 'invoice', 'void_note', 'adjustment_note'],
  billingProvider: ['none', 'office', 'azure', 'one_time', 'marketplace', 'all'],
  invoiceLineItemType: ['usage_line_items', 'billing_line_items'],
  operationStatus: ['succeeded', 'failed', 'progress', 'decline'],
};

/** The same where the name alone does not tell: by the kind of resource. */
const WORDS_OF: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Subscription: { status: ['none', 'active', 'suspended', 'deleted'] },
  CustomerUser: { state: ['active', 'inactive'] },
};

const INTEGERS = new Set([
  'quantity',
  'totalCount',
  'rank',
  'limit',
  'minimumQuantity',
  'maximumQuantity',
  'availableUnits',
  'activeUnits',
  'consumedUnits',
  'suspendedUnits',
  'totalUnits',
  'warningUnits',
  'lineItemNumber',
]);

/** Lists that the clients walk through without asking whether they are there. */
const LISTS = new Set([
  'items',
  'upgradeErrors',
  'licenseErrors',
  'licenseWarnings',
  'lineItems',
  'orders',
  'orderErrors',
  'servicePlans',
  'headers',
]);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})?$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INT32_MAX = 2_147_483_647;

function look(value: unknown, at: string, options: Options, flaws: Flaw[]): void {
  if (value === null) flaws.push({ at, why: 'is null' });
  if (Array.isArray(value)) value.forEach((item, i) => look(item, `${at}[${i}]`, options, flaws));
  else if (typeof value === 'object' && value !== null) lookAtObject(value as Fields, at, options, flaws);
}

type Fields = Readonly<Record<string, any>>;

function lookAtObject(fields: Fields, at: string, options: Options, flaws: Flaw[]): void {
  const kind: unknown = fields['attributes']?.objectType;
  if (kind === 'Collection' && !Array.isArray(fields['items'])) flaws.push({ at, why: 'is a collection without items' });
  if (kind === 'UpgradeError') lookAtErrorCode(fields['code'], at, options, flaws);
  if (kind === 'UserLicenseError' && !GUID.test(fields['userObjectId'])) flaws.push({ at, why: 'has a userObjectId that is no GUID' });
  if (kind === 'LicenseBasedLineItem' && (fields['billingProvider'] === undefined || fields['invoiceLineItemType'] === undefined))
    flaws.push({ at, why: 'is a line that does not say its class' });
  for (const [name, value] of Object.entries(fields)) {
    const path = `${at}.${name}`;
    const words = options.newest === true ? undefined : (WORDS_OF[String(kind)]?.[name] ?? WORDS[name]);
    if (words !== undefined && typeof value === 'string' && !words.includes(value)) flaws.push({ at: path, why: `is "${value}"` });
    if (name === 'supportedBillingCycles' && !value.every((cycle: string) => BILLING_CYCLES.includes(cycle)))
      flaws.push({ at: path, why: 'has an unknown cycle' });
    if (INTEGERS.has(name) && !(Number.isInteger(value) && Math.abs(value) <= INT32_MAX))
      flaws.push({ at: path, why: `is ${value}, no 32-bit integer` });
    if (LISTS.has(name) && !Array.isArray(value)) flaws.push({ at: path, why: 'is no list' });
    if (/(Date|DateTime|Timestamp)$/.test(name) && typeof value === 'string' && !isOursAlone(name) && !INSTANT.test(value))
      flaws.push({ at: path, why: `is "${value}", no instant` });
    if (/^resource(Old|New)Value$/.test(name) && typeof value !== 'string') flaws.push({ at: path, why: 'is no text' });
    if (name === 'links') lookAtLinks(value, path, flaws);
    look(value, path, options, flaws);
  }
}

/** Members that Partner Center does not have: no client of its own reads them. */
function isOursAlone(name: string): boolean {
  return ['chargeStartDate', 'chargeEndDate', 'startDate', 'endDate'].includes(name);
}

function lookAtErrorCode(code: unknown, at: string, { newest = false }: Options, flaws: Flaw[]): void {
  if (typeof code !== 'number' || !Number.isInteger(code) || code < 0 || code > (newest ? 11 : 9))
    flaws.push({ at, why: `has the code ${String(code)}` });
}

function lookAtLinks(links: unknown, at: string, flaws: Flaw[]): void {
  if (typeof links !== 'object' || links === null || Array.isArray(links)) return void flaws.push({ at, why: 'is no object of links' });
  for (const [name, found] of Object.entries(links)) {
    const link = found as Fields;
    const isAddress = typeof link['uri'] === 'string' && /^\/(?!v1\/)\S*$/.test(link['uri']);
    if (!isAddress || typeof link['method'] !== 'string' || !Array.isArray(link['headers']))
      flaws.push({ at: `${at}.${name}`, why: 'is no link' });
  }
}
