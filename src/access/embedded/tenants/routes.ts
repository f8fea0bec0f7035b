import formbody from '@fastify/formbody';
import { decodeJwt } from 'jose';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isGuid, type ApplicationId, type PartnerId } from '../../../kit/ids.ts';
import type { Db } from '../../../platform/db.ts';
import type { App, Routes } from '../../../platform/http.ts';
import { readerOf } from '../../../platform/reader.ts';
import type { Access } from '../../access.ts';
import { findApplication, findPartner, findPartnerByDomain } from '../../store.ts';
import {
  tenantDocument,
  translateAnswer,
  translateAuthorization,
  translateTokenRequest,
  type Fields,
  type TokenVersion,
} from '../translation.ts';

/** What the tenants' addresses are served from. */
export type TenantDeps = { readonly access: Access; readonly db: Db };

const ANYBODY = { config: { right: 'public' } } as const;
type TenantParams = { readonly Params: { readonly tenant: string } };

/**
 * The embedded provider at the addresses that existing clients know: `/{tenant}/oauth2/token` and its relatives, where the
 * tenant is a partner's id or domain, `common` or `organizations`. Each request is translated and passed on.
 */
export function tenantRoutes(deps: TenantDeps): Routes {
  return async (app) => {
    await app.register(formbody, { bodyLimit: 16_384 });
    for (const version of ['v1', 'v2'] as const) {
      const middle = version === 'v2' ? '/v2.0' : '';
      app.get<TenantParams>(`/:tenant${middle}/.well-known/openid-configuration`, ANYBODY, (request, reply) =>
        describe(deps, version, request, reply),
      );
      app.post<TenantParams>(`/:tenant/oauth2${middle}/token`, ANYBODY, (request, reply) => issue(app, deps, version, request, reply));
      app.get<TenantParams>(`/:tenant/oauth2${middle}/authorize`, ANYBODY, (request, reply) => authorize(deps, version, request, reply));
    }
    app.get<{ Params: { name: string } }>('/common/UserRealm/:name', ANYBODY, (request) => ({
      ver: '1.0',
      account_type: 'Managed',
      domain_name: request.params.name.split('@').at(-1) ?? '',
      cloud_instance_name: new URL(deps.access.config.publicUrl()).host,
    }));
  };
}

async function describe(
  { access, db }: TenantDeps,
  version: TokenVersion,
  request: FastifyRequest<TenantParams>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { tenant } = request.params;
  const found = await tenantOf(db, tenant);
  if (found.kind === 'unknown') return refuse(reply, 400, 'invalid_tenant', `Tenant '${tenant}' is not known.`);
  return reply.send(tenantDocument(access.config.publicUrl(), tenant, version));
}

async function issue(
  app: App,
  { access, db }: TenantDeps,
  version: TokenVersion,
  request: FastifyRequest<TenantParams>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const fields = fieldsOf(request.body);
  const tenant = await tenantOf(db, request.params.tenant);
  if (tenant.kind === 'unknown') return refuse(reply, 400, 'invalid_request', `Tenant '${request.params.tenant}' is not known.`);
  if (tenant.partnerId !== null && !(await belongs(db, clientIdOf(fields, request.headers.authorization), tenant.partnerId))) {
    return refuse(reply, 400, 'unauthorized_client', `The application is not known in tenant '${request.params.tenant}'.`);
  }
  const translated = translateTokenRequest(version, fields, tenant.partnerId, audiencesOf(access));
  if (translated.kind === 'unknown_resource')
    return refuse(reply, 400, 'invalid_resource', `The resource ${translated.resource} is not known here.`);

  const { authorization } = request.headers;
  const answer = await app.inject({
    method: 'POST',
    url: '/identity/token',
    remoteAddress: request.ip,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    payload: new URLSearchParams(translated.fields).toString(),
  });
  const said = answer.json<Readonly<Record<string, unknown>>>();
  reply.code(answer.statusCode).header('Cache-Control', 'no-store').header('Pragma', 'no-cache');
  const token = said['access_token'];
  return reply.send(typeof token === 'string' ? translateAnswer(version, said, decodeJwt(token), fields['client_info'] === '1') : said);
}

async function authorize(
  { access, db }: TenantDeps,
  version: TokenVersion,
  request: FastifyRequest<TenantParams>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const tenant = await tenantOf(db, request.params.tenant);
  if (tenant.kind === 'unknown') return refuse(reply, 400, 'invalid_tenant', `Tenant '${request.params.tenant}' is not known.`);
  const translated = translateAuthorization(version, fieldsOf(request.query), tenant.partnerId, audiencesOf(access));
  if (translated.kind === 'unknown_resource')
    return refuse(reply, 400, 'invalid_resource', `The resource ${translated.resource} is not known here.`);
  return reply.redirect(`${access.config.publicUrl()}/identity/authorize?${new URLSearchParams(translated.fields).toString()}`);
}

/** A partner, or everybody (`partnerId` null) where the address says `common` or `organizations`. */
type Tenant = { readonly kind: 'known'; readonly partnerId: PartnerId | null } | { readonly kind: 'unknown' };

async function tenantOf(db: Db, text: string): Promise<Tenant> {
  if (['common', 'organizations'].includes(text.toLowerCase())) return { kind: 'known', partnerId: null };
  const reader = readerOf(db);
  const partner = isGuid(text) ? await findPartner(reader, text.toLowerCase() as PartnerId) : await findPartnerByDomain(reader, text);
  return partner === null ? { kind: 'unknown' } : { kind: 'known', partnerId: partner.partnerId };
}

/** Whether the program is the tenant's. An unknown one is left to the provider, which knows how to refuse it. */
async function belongs(db: Db, clientId: string, partnerId: PartnerId): Promise<boolean> {
  const found = isGuid(clientId) ? await findApplication(readerOf(db), clientId.toLowerCase() as ApplicationId) : null;
  return found === null || found.application.partnerId === partnerId;
}

function clientIdOf(fields: Fields, authorization: string | undefined): string {
  const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  return fields['client_id'] ?? (basic === undefined ? '' : (Buffer.from(basic, 'base64').toString('utf8').split(':')[0] ?? ''));
}

function fieldsOf(given: unknown): Fields {
  const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function audiencesOf({ config }: Access): readonly string[] {
  return config.identity.kind === 'embedded' ? config.identity.audiences : [];
}

function refuse(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  return reply.code(status).header('Cache-Control', 'no-store').send({ error, error_description: description });
}
