import type { Request } from './world.ts';

export const JSON_BODY = { 'Content-Type': 'application/json' };

/** A request with a body: a text as it is, everything else as JSON. */
export function write(method: string, body: unknown, headers: Record<string, string> = {}): Request {
  return { method, raw: typeof body === 'string' ? body : JSON.stringify(body), headers: { ...JSON_BODY, ...headers } };
}

/** The address of a customer, or of something of it. */
export const customers = (id: string, end = '') => `/v1/customers/${id}${end}`;
/** The address of a customer's subscription, or of something of it. */
export const subscription = (customerId: string, id: string, end = '') => customers(customerId, `/subscriptions/${id}${end}`);
