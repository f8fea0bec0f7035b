/**
 * Rewrites the address of an API request to its plain form: single slashes, none at the end, `/v1` for `/v1.0`. Clients
 * put a version before links that begin with a slash, and some end every path with one. What webhooks name below
 * `/webhooks` is read where it is otherwise. Other addresses stay as they are.
 */
export function plainAddress(address: string): string {
  const queryAt = address.indexOf('?');
  const path = queryAt < 0 ? address : address.slice(0, queryAt);
  if (!isApiPath(path)) return address;
  const plain = path
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .replace(/^(\/auditactivity|\/webhooks|\/partner)?\/v1\.0(?=\/|$)/i, '$1/v1')
    .replace(/^\/webhooks(?=\/v1\/customers\/)/i, '');
  return queryAt < 0 ? plain : `${plain}${address.slice(queryAt)}`;
}

/** Whether an address belongs to the API, so that nothing of the console is ever answered there. `/webhooks` is a page of the console. */
export function isApiPath(path: string): boolean {
  return /^\/+(v1(\.0)?|(webhooks|partner)\/+v1(\.0)?|auditactivity)(\/|\?|$)/i.test(path);
}

/** Whether a path of the console names a file, by its ending; every other path of the console is a page. */
export function namesFile(path: string): boolean {
  return /\.[a-z0-9]{1,8}$/i.test(path);
}

/** The method and pattern of one route, e.g. `GET /v1/customers/:customerId`. */
export type RoutePattern = { readonly method: string; readonly url: string };

/** The methods that a path does have, where it was asked with one that it has not. */
export function methodsAt(path: string, routes: readonly RoutePattern[]): readonly string[] {
  const matching = routes.filter((route) => !route.url.includes('*') && patternOf(route).test(path));
  return [...new Set(matching.map(({ method }) => method))].toSorted();
}

/** Made once for each route: whoever asks for what is not there must not cost more than others. */
const patterns = new WeakMap<RoutePattern, RegExp>();

function patternOf(route: RoutePattern): RegExp {
  const pattern = patterns.get(route) ?? compiled(route.url);
  patterns.set(route, pattern);
  return pattern;
}

function compiled(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('/')}/?$`, 'i');
}
