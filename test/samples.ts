import type { TSchema } from 'typebox';
import { GUID_PATTERN } from '../src/kit/ids.ts';

/** What a schema says of its values. */
export type Shape = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly required?: readonly string[];
  readonly items?: TSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly TSchema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
};

/** Some value that a schema takes: what must be there, and as little as possible. */
export function sampleOf(schema: TSchema, newId: () => string): unknown {
  const shape: Shape = schema;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return shape.enum[0];
  if (shape.anyOf !== undefined) return shape.anyOf[0] === undefined ? undefined : sampleOf(shape.anyOf[0], newId);
  switch (shape.type) {
    case 'object': {
      const members = (shape.required ?? []).map((name): [string, unknown] => [
        name,
        shape.properties?.[name] === undefined ? null : sampleOf(shape.properties[name], newId),
      ]);
      return Object.fromEntries(members);
    }
    case 'array': {
      const { items } = shape;
      return items === undefined ? [] : Array.from({ length: Math.max(shape.minItems ?? 0, 1) }, () => sampleOf(items, newId));
    }
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'string':
      return textOf(shape, newId);
    default:
      return {};
  }
}

function textOf({ pattern, format, minLength = 1 }: Shape, newId: () => string): string {
  if (pattern === GUID_PATTERN) return newId();
  if (format === 'date-time') return '2026-06-01T00:00:00Z';
  if (format === 'date') return '2026-06-01';
  // The patterns that members have: addresses of mail, names of hosts, countries, plain words.
  const candidates = ['x'.repeat(minLength), 'a@b.example', 'b.example', 'US', 'USD', '1', 'P1D'];
  return candidates.find((candidate) => pattern === undefined || new RegExp(pattern).test(candidate)) ?? 'x';
}

/** What a request must carry beside what its schema tells. */
export type Sample = { readonly body?: unknown; readonly raw?: string; readonly query?: string };

/**
 * By route, for those that refuse the least that their schema takes before they look for the customer. A new route that
 * does so needs its own line here, so that the test of all routes gets past its door.
 */
export function samplesFor(offerId: string): Readonly<Record<string, Sample>> {
  const targetOffer = { id: offerId };
  const address = {
    country: 'US',
    city: 'Seattle',
    state: 'WA',
    addressLine1: '1 Main Street',
    postalCode: '98052',
    firstName: 'A',
    lastName: 'B',
    phoneNumber: '1',
  };
  const billing = {
    companyName: 'C',
    email: 'a@b.example',
    culture: 'en-US',
    language: 'en',
    firstName: 'A',
    lastName: 'B',
    defaultAddress: address,
  };
  const order = { billingCycle: 'monthly', lineItems: [{ lineItemNumber: 0, offerId, quantity: 1 }] };
  const cart = { lineItems: [{ id: 0, catalogItemId: offerId, quantity: 1, billingCycle: 'monthly' }] };
  return {
    'PATCH /v1/customers/:customerId': { body: { allowDelegatedAccess: false } },
    'PUT /v1/customers/:customerId/profiles/billing': { body: billing },
    'POST /v1/customers/:customerId/clock': { body: { days: 1 } },
    'POST /v1/customers/:customerId/agreements': {
      body: {
        primaryContact: { firstName: 'A', lastName: 'B', email: 'a@b.example' },
        templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        dateAgreed: '2026-06-01',
      },
    },
    'POST /v1/customers/:customerId/delegatedadminrelationships': {
      body: {
        displayName: 'x',
        duration: 'P1D',
        accessDetails: { unifiedRoles: [{ roleDefinitionId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b' }] },
      },
    },
    'PUT /v1/customers/:customerId/entitlements': { body: { items: [] } },
    'POST /v1/customers/:customerId/entitlementfiles': { raw: 'channel,product,quantity,since\n' },
    'POST /v1/customers/:customerId/licenseupdatefiles': {
      raw: 'UserPrincipalName,Assign,Remove,DisabledPlans\nkim@contoso.example,ENTERPRISEPACK,,\n',
    },
    'POST /v1/customers/:customerId/licenseupdates': {
      body: { userIds: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'], licensesToRemove: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'] },
    },
    'POST /v1/customers/:customerId/users/:userId/licenseupdates': { body: { licensesToRemove: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b'] } },
    'POST /v1/customers/:customerId/orders': { body: order },
    'PATCH /v1/customers/:customerId/orders/:orderId': { body: order },
    'POST /v1/customers/:customerId/orders/:orderId/cyclepreviews': { body: { billingCycle: 'annual' } },
    'POST /v1/customers/:customerId/carts': { body: cart },
    'PUT /v1/customers/:customerId/carts/:cartId': { body: cart },
    'POST /v1/customers/:customerId/subscriptions/:subscriptionId/upgrades': { body: { targetOffer } },
    'POST /v1/campaigns': { body: { name: 'x', filter: {} } },
    'POST /v1/campaignfiles': { raw: 'customerId,subscriptionId,targetOfferId\n', query: 'name=x' },
    'POST /v1/customers/:customerId/subscriptions/:subscriptionId/upgradepreviews': { body: { targetOffer } },
  };
}
