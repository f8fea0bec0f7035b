import type { Client } from '../../client/client.ts';
import type { Subscription } from '../../client/generated/schemas.ts';
import { isGuid } from '../../src/kit/ids.ts';
import { collect, isFailure, withApi, type Failure } from './api.ts';
import type { Outcome } from './command.ts';
import type { Settings } from './settings.ts';

/** What a word for a customer may be. */
export const CUSTOMER = { about: 'its id, its domain or its whole name' } as const;
/** What a word for a subscription may be. */
export const SUBSCRIPTION = { about: 'its id, its name or the name of its offer' } as const;

/** Does something with the API about one customer. */
export function withCustomer(
  settings: Settings,
  customer: string,
  work: (api: Client, customerId: string, url: string) => Promise<Outcome>,
): Promise<Outcome> {
  return withApi(settings, async (api, url) => {
    const customerId = await customerOf(api, customer);
    return typeof customerId === 'string' ? work(api, customerId, url) : customerId;
  });
}

/** A customer by its id, domain or whole name. */
export async function customerOf(api: Client, text: string): Promise<string | Failure> {
  if (isGuid(text)) return text;
  const found = await collect(api, 'GET /v1/customers', { query: { search: text, size: 500 } });
  if (isFailure(found)) return found;
  const same = found.filter(({ companyProfile: { companyName, domain } }) => [companyName, domain].some((name) => isSame(name, text)));
  const [one] = same.length === 0 && found.length === 1 ? found : same;
  if (one !== undefined && same.length <= 1) return one.id;
  const names = found.slice(0, 10).map(({ id, companyProfile: { companyName, domain } }) => `  ${id}  ${companyName} (${domain})`);
  return missing(found.length === 0 ? `There is no customer "${text}".` : `"${text}" could be several customers:`, names);
}

/** A subscription of a customer by its id, its name, or the name of its offer where only one has it. */
export async function subscriptionOf(api: Client, customerId: string, text: string): Promise<string | Failure> {
  if (isGuid(text)) return text;
  const all = await collect(api, 'GET /v1/customers/{customerId}/subscriptions', { path: { customerId } });
  if (isFailure(all)) return all;
  const named = all.filter(({ friendlyName, offerName }) => isSame(friendlyName, text) || isSame(offerName, text));
  const live = named.filter(({ status }) => status !== 'deleted');
  const found = live.length === 0 ? named : live;
  const [one] = found;
  if (one !== undefined && found.length === 1) return one.id;
  const line = ({ id, friendlyName, status }: Subscription) => `  ${id}  ${friendlyName} (${status})`;
  return found.length === 0
    ? missing(`The customer has no subscription "${text}". It has:`, all.map(line))
    : missing(`"${text}" could be several subscriptions:`, found.map(line));
}

/** A product that a customer has, by its SKU id, part number or name. */
export async function productOf(api: Client, customerId: string, text: string): Promise<string | Failure> {
  if (isGuid(text)) return text;
  const all = await collect(api, 'GET /v1/customers/{customerId}/subscribedskus', { path: { customerId } });
  if (isFailure(all)) return all;
  const found = all.find(({ productSku: { name, skuPartNumber } }) => isSame(name, text) || isSame(skuPartNumber, text));
  if (found !== undefined) return found.productSku.id;
  return missing(
    `The customer has no product "${text}". It has:`,
    all.map(({ productSku: { id, name, skuPartNumber } }) => `  ${id}  ${skuPartNumber}  ${name}`),
  );
}

/** Users of a customer, by their ids or the names they sign in with. */
export async function usersOf(api: Client, customerId: string, texts: readonly string[]): Promise<readonly string[] | Failure> {
  const ids: string[] = [];
  for (const text of texts) {
    if (isGuid(text)) ids.push(text);
    else {
      const found = await collect(api, 'GET /v1/customers/{customerId}/users', { path: { customerId }, query: { search: text } });
      if (isFailure(found)) return found;
      const one = found.find(({ userPrincipalName }) => isSame(userPrincipalName, text));
      if (one === undefined) return missing(`The customer has no user "${text}".`, []);
      ids.push(one.id);
    }
  }
  return ids;
}

function isSame(name: string, text: string): boolean {
  return name.toLowerCase() === text.toLowerCase();
}

function missing(message: string, lines: readonly string[]): Failure {
  return { kind: 'refused', message: [message, ...lines].join('\n') };
}
