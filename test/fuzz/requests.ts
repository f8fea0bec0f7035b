import fc, { type Arbitrary } from 'fast-check';
import type { TSchema } from 'typebox';
import type { Role } from '../../src/access/caller.ts';
import { isRight, may } from '../../src/access/permissions.ts';
import type { PartnerId } from '../../src/kit/ids.ts';
import type { DescribedRoute } from '../../src/platform/app.ts';
import { agentOf } from '../callers.ts';
import type { WireRequest } from './bytes.ts';
import { columnsOf, csvFiles } from './files.ts';
import type { Ids, Pool } from './ids.ts';
import type { Draft } from './draft.ts';
import { mutations, type Mutation } from './mutations.ts';
import { valuesOf, type Places } from './values.ts';

/** A request with what is known of it: whom it claims to be, which route it is meant for, and what was done to it. */
export type Asked = {
  readonly route: DescribedRoute;
  readonly role: string;
  readonly mutation: Mutation['kind'];
  readonly wire: WireRequest;
};

/** Requests to all routes: half of them as the schemas want them, the others with one thing wrong. */
export function requests(routes: readonly DescribedRoute[], pool: Pool, tokens: ReadonlyMap<string, string>): Arbitrary<Asked> {
  return fc.oneof(...routes.map((route) => ({ weight: weightOf(route), arbitrary: requestsTo(route, pool, tokens) })));
}

/** What writes deserves more; what is not there at all, and pages, little. */
function weightOf({ method, url, schema }: DescribedRoute): number {
  if (Object.keys(schema.response ?? {}).join() === '501' || !/^\/(v1|webhooks|auditactivity)\//.test(url)) return 1;
  return method === 'GET' ? 4 : 12;
}

const ROLES: readonly Role[] = ['admin_agent', 'global_admin', 'billing_admin', 'sales_agent', 'helpdesk_agent', 'user_management_admin'];

/** Mostly somebody who may, so that most requests get past the door. */
function rolesFor({ right }: DescribedRoute): Arbitrary<string> {
  const allowed = ROLES.filter((role) => isRight(right) && may(agentOf('' as PartnerId, role), right).kind === 'allowed');
  const anybody = fc.constantFrom(...ROLES, 'application');
  return allowed.length === 0
    ? anybody
    : fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...allowed) }, { weight: 1, arbitrary: anybody });
}

function requestsTo(route: DescribedRoute, pool: Pool, tokens: ReadonlyMap<string, string>): Arbitrary<Asked> {
  // Now and then somebody else's customer, or somebody else's things below one's own.
  const names = [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name.toLowerCase());
  const fitting = pool.customers.filter((ids) => names.every((name) => (ids[name] ?? pool.partner[name] ?? []).length > 0));
  const own = fc.constantFrom(...(fitting.length > 0 ? fitting : [...pool.customers, {}]));
  const foreign = fc.constantFrom(...(pool.foreign.length > 0 ? pool.foreign : [{}]));
  const whose = fc.oneof(
    { weight: 8, arbitrary: own.map((ids) => ({ at: ids, under: ids })) },
    { weight: 1, arbitrary: foreign.map((ids) => ({ at: ids, under: ids })) },
    {
      weight: 1,
      arbitrary: fc.tuple(own, foreign).map(([ids, others]) => ({ at: ids, under: { ...others, customerid: ids['customerid'] ?? [] } })),
    },
  );
  return whose.chain(({ under }) => {
    const places = placesFor(route, under, pool);
    return fc
      .record({ draft: drafts(route, places), role: rolesFor(route), mutation: mutations })
      .map(({ draft, role, mutation }) => asked(route, role, mutation, draft, tokens.get(role) ?? ''));
  });
}

function placesFor({ url }: DescribedRoute, customer: Ids, pool: Pool): Places {
  return url.includes(':customerId') ? [customer, pool.partner, pool.shared] : [pool.partner, customer, pool.shared];
}

/** A request as the schemas want it. */
function drafts(route: DescribedRoute, places: Places): Arbitrary<Draft> {
  const { params, querystring, body } = route.schema as {
    readonly params?: TSchema & { readonly properties?: Readonly<Record<string, TSchema>> };
    readonly querystring?: TSchema;
    readonly body?: TSchema;
  };
  const names = [...route.url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const declared = params?.properties ?? {};
  const columns = columnsOf(route);
  const none = fc.constant(undefined);
  return fc.record({
    method: fc.constant(route.method),
    parts: fc.record(
      Object.fromEntries(
        names.map((name) => [name, valuesOf(declared[name] ?? ANY_TEXT, name, places).map((value) => (value === '' ? 'x' : value))]),
      ),
    ),
    url: fc.constant(route.url),
    query:
      querystring === undefined ? fc.constant({}) : (valuesOf(querystring, '', places) as Arbitrary<Readonly<Record<string, unknown>>>),
    body: body === undefined ? none : valuesOf(body, '', places),
    file: columns === null ? none : csvFiles(columns, places),
  });
}

const ANY_TEXT = { type: 'string' } as TSchema;

function asked(route: DescribedRoute, role: string, mutation: Mutation, draft: Draft, token: string): Asked {
  const wire = mutation.apply({ ...draft, headers: [['authorization', `Bearer ${token}`]] });
  return { route, role, mutation: mutation.kind, wire };
}
