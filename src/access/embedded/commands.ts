import {
  errors,
  interactionPolicy,
  Provider,
  type Account,
  type Context,
  type IssuedToken,
  type ResourceServerInfo,
  type StorageAdapter,
  type StructuredToken,
} from 'oidc-provider';
import type { JWK } from 'jose';
import { unreachable } from '../../kit/brand.ts';
import { verifyPassword } from '../passwords.ts';
import { knownResource, RESOURCES, SCOPE } from './resources.ts';
import type { Person, SignIn } from './sign-in.ts';

/** What the embedded provider is made from; a new one is made when its keys change. */
export type ProviderParts = {
  readonly issuer: string;
  readonly keys: readonly JWK[];
  /** Seals the cookies of a sign-in on its way. */
  readonly cookieSecret: string;
  readonly audiences: readonly string[];
  readonly storage: (kind: string) => StorageAdapter;
  /** The person of that id; null when unknown. */
  readonly findUser: (userId: string) => Promise<Person | null>;
  readonly signIn: SignIn;
  readonly signInPath: (uid: string) => string;
  readonly errorPage: (acceptLanguage: string) => string;
};

const TOKEN_SECONDS = 3_600;
const DAYS = 86_400;

/** An OpenID Connect provider for demonstrations and tests, whose access tokens look like those of Entra ID. */
export function identityProvider(parts: ProviderParts): Provider {
  const { issuer, keys, cookieSecret, audiences, storage, findUser, signInPath } = parts;
  const resources = [...RESOURCES, ...audiences];
  const provider = new Provider(issuer, {
    adapter: storage,
    jwks: { keys },
    findAccount: async (_context: Context, id: string) => accountOf(await findUser(id)),
    loadExistingGrant: (context: Context) => consentTo(context),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    extraClientMetadata: { properties: ['partner_id'] },
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access'],
    claims: { openid: ['sub', 'oid', 'tid', 'wids'], profile: ['name', 'preferred_username', 'upn'], email: ['email'] },
    conformIdTokenClaims: false,
    extraParams: ['tenant'],
    cookies: {
      keys: [cookieSecret],
      names: { session: 'upseat_identity', interaction: 'upseat_identity_step', resume: 'upseat_identity_resume' },
    },
    routes: { authorization: '/authorize', token: '/token', jwks: '/jwks' },
    interactions: { url: (_context: Context, { uid }: { uid: string }) => signInPath(uid), policy: signInIsEnough() },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (context: Context, _client: unknown, oneOf?: readonly string[]) => defaultResource(context, resources, oneOf),
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: Context, resource: string) => resourceInfo(resource, resources),
      },
    },
    formats: { customizers: { jwt: (_context: Context, token: IssuedToken, jwt: StructuredToken) => addClaims(jwt, token, findUser) } },
    // The console's own client gets by without: it has a session of its own.
    issueRefreshToken: async (_context: Context, client: { grantTypeAllowed(type: string): boolean }) =>
      client.grantTypeAllowed('refresh_token'),
    // Existing tools keep the first refresh token that they get, for months.
    rotateRefreshToken: false,
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: TOKEN_SECONDS,
      ClientCredentials: TOKEN_SECONDS,
      IdToken: TOKEN_SECONDS,
      AuthorizationCode: 300,
      Interaction: 900,
      Session: 900,
      Grant: 90 * DAYS,
      RefreshToken: 90 * DAYS,
    },
    renderError: async (context: Context) => {
      context.type = 'html';
      context.body = parts.errorPage(context.get('accept-language'));
    },
  });
  // Whoever mounts the provider says in these headers how browsers see the program.
  provider.proxy = true;
  provider.Client.prototype.compareClientSecret = async function compare(secret) {
    return verifyPassword(secret, this.clientSecret ?? null);
  };
  addPasswordGrant(provider, resources, parts.signIn);
  return provider;
}

function accountOf(user: Person | null): Account | undefined {
  if (user === null || user.disabled) return undefined;
  const { userId, partnerId, userPrincipalName, displayName, directoryRoles } = user;
  const claims = {
    sub: userId,
    oid: userId,
    tid: partnerId,
    upn: userPrincipalName,
    preferred_username: userPrincipalName,
    name: displayName,
    email: userPrincipalName,
    ...(directoryRoles === undefined ? {} : { wids: directoryRoles }),
  };
  return { accountId: userId, claims: async () => claims };
}

/** The demo's own programs need nobody's consent: whoever signs in has given it. */
async function consentTo({ oidc }: Context): Promise<unknown> {
  if (oidc.account === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.account.accountId });
  grant.addOIDCScope('openid profile email offline_access');
  for (const resource of Object.keys(oidc.resourceServers)) grant.addResourceScope(resource, SCOPE);
  await grant.save();
  return grant;
}

/** Programs on somebody's own machine are not asked about once more: who signs in to the demo for one has agreed to it. */
function signInIsEnough(): unknown {
  const policy = interactionPolicy.base();
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}

/** A person consents to all resources at once, so that a refresh token serves each of them; a token is for one. */
async function defaultResource(
  { oidc }: Context,
  resources: readonly string[],
  oneOf: readonly string[] = resources,
): Promise<string | readonly string[]> {
  if (['authorization', 'resume'].includes(oidc.route) && oneOf === resources) return resources;
  const [first = ''] = oneOf;
  return oneOf.includes(RESOURCES[0]) ? RESOURCES[0] : first;
}

async function resourceInfo(resource: string, resources: readonly string[]): Promise<ResourceServerInfo> {
  const known = knownResource(resource, resources);
  if (known === null) throw new errors.InvalidTarget(`there is no resource ${resource}`);
  return { scope: SCOPE, audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: TOKEN_SECONDS, jwt: { sign: { alg: 'RS256' } } };
}

/** Gives an access token the claims by which Entra ID tells people from programs. */
async function addClaims(jwt: StructuredToken, { accountId, client }: IssuedToken, findUser: ProviderParts['findUser']): Promise<void> {
  const { aud, iss, iat, exp, jti } = jwt.payload;
  const common = {
    aud,
    iss,
    iat,
    nbf: iat,
    exp,
    jti,
    appid: client.clientId,
    azp: client.clientId,
    appidacr: client.clientSecret === undefined ? '0' : '1',
    ver: '1.0',
  };
  jwt.header = { typ: 'JWT' };
  if (accountId === undefined) {
    jwt.payload = { ...common, sub: client.clientId, tid: client.partner_id, idtyp: 'app', roles: [] };
    return;
  }
  const user = await findUser(accountId);
  if (user === null) throw new errors.InvalidGrant('the person is not known any more');
  const { userId, partnerId, userPrincipalName, displayName } = user;
  jwt.payload = {
    ...common,
    sub: userId,
    oid: userId,
    tid: partnerId,
    upn: userPrincipalName,
    unique_name: userPrincipalName,
    name: displayName,
    idtyp: 'user',
    scp: SCOPE,
  };
}

/** The password grant, which scripts and old tools use. It exists in the demo only: a program should never see a password. */
function addPasswordGrant(provider: Provider, resources: readonly string[], signIn: SignIn): void {
  provider.registerGrantType('password', (context) => grantByPassword(provider, resources, signIn, context), [
    'username',
    'password',
    'scope',
    'resource',
    'tenant',
  ]);
}

async function grantByPassword(provider: Provider, resources: readonly string[], signIn: SignIn, context: Context): Promise<void> {
  const { client, params, requestParamScopes } = context.oidc;
  const { username: userPrincipalName = '', password = '', tenant = null, resource = RESOURCES[0] } = params;
  const info = await resourceInfo(resource, resources);
  const account = accountOf(signedIn(await signIn({ userPrincipalName, password, tenant, address: context.ip })));
  if (account === undefined) throw refusal(WRONG);
  context.oidc.entity('Account', account);

  const { accountId } = account;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope('openid profile email offline_access');
  for (const each of resources) grant.addResourceScope(each, SCOPE);
  const grantId = await grant.save();

  const token = new provider.AccessToken({ client, accountId, grantId, gty: 'password' });
  token.resourceServer = new provider.ResourceServer(resource, info);
  token.scope = SCOPE;
  const accessToken = await token.save();

  const scope = [...requestParamScopes, SCOPE].join(' ').trim();
  const refresh = new provider.RefreshToken({ client, accountId, grantId, gty: 'password', scope, resource: resources, rotations: 0 });
  context.body = {
    token_type: 'Bearer',
    expires_in: token.expiration,
    scope: SCOPE,
    access_token: accessToken,
    refresh_token: client.grantTypeAllowed('refresh_token') ? await refresh.save() : undefined,
    id_token: requestParamScopes.has('openid') ? await idToken(provider, context, account, scope) : undefined,
  };
}

const WRONG = 'the name or the password is wrong';

function signedIn(outcome: Awaited<ReturnType<SignIn>>): Person {
  switch (outcome.kind) {
    case 'signed_in':
      return outcome.user;
    case 'refused':
      throw refusal(WRONG);
    case 'too_many':
      throw refusal(`too many failed tries, wait ${outcome.waitSeconds} seconds`);
    default:
      return unreachable(outcome);
  }
}

function refusal(description: string): Error {
  const error = new errors.InvalidGrant(description);
  error.error_description = description;
  return error;
}

async function idToken(provider: Provider, context: Context, account: Account, scope: string): Promise<string> {
  const token = new provider.IdToken(await account.claims(), { ctx: context });
  token.scope = scope;
  return token.issue({ use: 'idtoken' });
}
