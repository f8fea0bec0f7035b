import type { Claims } from '../claims.ts';
import { knownResource, RESOURCES, SCOPE } from './resources.ts';

/** Which of Entra ID's two token addresses was used: with `resource=` (v1), or with scopes that name one (v2). */
export type TokenVersion = 'v1' | 'v2';

/** The members of a form or a query, each once. */
export type Fields = Readonly<Record<string, string>>;

/** A request in the embedded provider's own terms; `unknown_resource` when it asks for a token for something else. */
export type Translation =
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'unknown_resource'; readonly resource: string };

const OWN_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

/** Puts a token request of either version into the provider's terms. `audiences` are those beside the usual two. */
export function translateTokenRequest(
  version: TokenVersion,
  fields: Fields,
  tenant: string | null,
  audiences: readonly string[],
): Translation {
  const wanted = wish(version, fields, audiences);
  if (wanted.kind === 'unknown_resource') return wanted;
  const { scope: _scope, resource: _resource, ...rest } = fields;
  const target = wanted.resource === null ? {} : { resource: wanted.resource };
  switch (fields['grant_type']) {
    case 'client_credentials':
      return { kind: 'fields', fields: { ...rest, resource: wanted.resource ?? RESOURCES[0] } };
    case 'password':
      return { kind: 'fields', fields: { ...rest, ...target, scope: wanted.scopes.join(' '), ...(tenant === null ? {} : { tenant }) } };
    default:
      // A code and a refresh token carry their scope with them.
      return { kind: 'fields', fields: { ...rest, ...target } };
  }
}

/** Puts the start of a sign-in into the provider's terms. The person consents to every resource, so none is passed on. */
export function translateAuthorization(
  version: TokenVersion,
  fields: Fields,
  tenant: string | null,
  audiences: readonly string[],
): Translation {
  const wanted = wish(version, fields, audiences);
  if (wanted.kind === 'unknown_resource') return wanted;
  const { scope: _scope, resource: _resource, prompt: _prompt, response_mode: mode, ...rest } = fields;
  const scope = [...new Set(['openid', ...wanted.scopes])].join(' ');
  return {
    kind: 'fields',
    fields: {
      response_type: 'code',
      ...rest,
      scope,
      ...(mode === undefined ? {} : { response_mode: mode }),
      ...(tenant === null ? {} : { tenant }),
    },
  };
}

type Wish =
  | { readonly kind: 'wish'; readonly resource: string | null; readonly scopes: readonly string[] }
  | { readonly kind: 'unknown_resource'; readonly resource: string };

function wish(version: TokenVersion, { scope = '', resource }: Fields, audiences: readonly string[]): Wish {
  const known = [...RESOURCES, ...audiences];
  const words = scope.split(' ').filter((word) => word !== '');
  const own = words.filter((word) => OWN_SCOPES.includes(word));
  const asked = version === 'v1' ? resource : words.map(resourceOfScope).find((each) => each !== null);
  if (asked === undefined || asked === null || asked === '')
    return { kind: 'wish', resource: null, scopes: [...(version === 'v1' ? ['openid'] : own), SCOPE] };
  const found = knownResource(asked, known);
  if (found === null) return { kind: 'unknown_resource', resource: asked };
  return { kind: 'wish', resource: found, scopes: [...(version === 'v1' ? ['openid'] : own), SCOPE] };
}

/** `https://graph.windows.net/.default` and `https://graph.windows.net/user_impersonation` speak of `https://graph.windows.net`. */
function resourceOfScope(scope: string): string | null {
  return /^(.+)\/(?:\.default|user_impersonation)$/i.exec(scope)?.[1] ?? null;
}

/**
 * Puts the provider's answer into Entra ID's terms: v1 has the resource and its times as texts, v2 the full scope and,
 * when asked for, who signed in. `claims` are those of the access token.
 */
export function translateAnswer(
  version: TokenVersion,
  answer: Readonly<Record<string, unknown>>,
  claims: Claims,
  wantsClientInfo: boolean,
): Readonly<Record<string, unknown>> {
  const { scope: _scope, ...rest } = answer;
  const resource = claims['aud'];
  const ofPerson = claims['idtyp'] === 'user';
  if (version === 'v1') {
    const times = { ext_expires_in: String(answer['expires_in']), expires_on: String(claims['exp']), not_before: String(claims['nbf']) };
    return { ...rest, ...times, resource, ...(ofPerson ? { scope: SCOPE } : {}) };
  }
  const scope = ofPerson ? { scope: `${String(resource)}/${SCOPE}` } : {};
  const info =
    ofPerson && wantsClientInfo
      ? { client_info: Buffer.from(JSON.stringify({ uid: claims['oid'], utid: claims['tid'] })).toString('base64url') }
      : {};
  return { ...rest, ...scope, ...info, ext_expires_in: answer['expires_in'] };
}

/** The discovery document of a tenant: its own addresses, the provider's issuer and keys. */
export function tenantDocument(publicUrl: string, tenant: string, version: TokenVersion): Readonly<Record<string, unknown>> {
  const at = `${publicUrl}/${encodeURIComponent(tenant)}/oauth2${version === 'v2' ? '/v2.0' : ''}`;
  return {
    issuer: `${publicUrl}/identity`,
    authorization_endpoint: `${at}/authorize`,
    token_endpoint: `${at}/token`,
    jwks_uri: `${publicUrl}/identity/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials', 'password'],
    scopes_supported: OWN_SCOPES,
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'oid', 'tid', 'upn', 'preferred_username', 'name', 'email'],
    code_challenge_methods_supported: ['S256'],
    tenant_region_scope: null,
    cloud_instance_name: new URL(publicUrl).host,
  };
}
