import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** An OpenID Connect issuer of somebody else, in this process and on a port of its own: discovery, keys, codes with PKCE, tokens. */
export type LocalIssuer = {
  readonly issuer: string;
  /** A token with any claims; times and issuer are put in where they are left out. */
  readonly sign: (claims: JWTPayload) => Promise<string>;
  /** Signs with a new key from now on; the old one is shown no longer. */
  readonly rotate: () => Promise<void>;
  /** Who is signed in at its page; everybody who is sent there comes back as this person. */
  readonly signedIn: (claims: JWTPayload) => void;
  /** How often its keys were fetched. */
  readonly keysAsked: () => number;
  /** How often its discovery document was fetched. */
  readonly discoveriesAsked: () => number;
  /** Answers everything with 503 from now on, or no longer. */
  readonly goDown: (isDown: boolean) => void;
};

export type IssuerClient = { readonly clientId: string; readonly clientSecret: string | null };

type Key = { readonly kid: string; readonly jwk: JWK; readonly privateKey: CryptoKey };

/** Starts an issuer that knows one client. */
export async function startLocalIssuer(client: IssuerClient, audience: string): Promise<LocalIssuer> {
  let key = await newKey();
  let person: JWTPayload = {};
  const asked = { keys: 0, discoveries: 0 };
  let isDown = false;
  const codes = new Map<string, URLSearchParams>();

  const sign = async (claims: JWTPayload): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ iss: issuer, aud: audience, iat: now, exp: now + 3600, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
      .sign(key.privateKey);
  };
  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const code = randomUUID();
    codes.set(code, query);
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };
  const token = async (form: URLSearchParams, authorization: string | undefined, response: ServerResponse): Promise<void> => {
    const [id, secret = null] = authorization?.startsWith('Basic ')
      ? Buffer.from(authorization.slice(6), 'base64').toString().split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')];
    if (id !== client.clientId || (client.clientSecret !== null && secret !== client.clientSecret))
      return sendJson(response, 401, { error: 'invalid_client' });
    if (form.get('grant_type') === 'client_credentials')
      return sendJson(response, 200, { token_type: 'Bearer', expires_in: 3600, access_token: await sign({ azp: id, idtyp: 'app' }) });
    const asking = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (asking === undefined || challenge !== asking.get('code_challenge') || form.get('redirect_uri') !== asking.get('redirect_uri'))
      return sendJson(response, 400, { error: 'invalid_grant' });
    sendJson(response, 200, {
      token_type: 'Bearer',
      expires_in: 3600,
      access_token: await sign({ ...person, azp: id, scope: 'openid' }),
      id_token: await sign({ ...person, aud: id, ...(asking.get('nonce') === null ? {} : { nonce: asking.get('nonce') }) }),
    });
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end());
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    if (pathname === '/realm/.well-known/openid-configuration') asked.discoveries += 1;
    if (pathname === '/realm/keys') asked.keys += 1;
    if (isDown) return sendJson(response, 503, {});
    if (pathname === '/realm/.well-known/openid-configuration') return sendJson(response, 200, metadata(issuer));
    if (pathname === '/realm/keys') return sendJson(response, 200, { keys: [{ ...key.jwk, kid: key.kid, alg: 'RS256', use: 'sig' }] });
    if (pathname === '/realm/authorize') return authorize(searchParams, response);
    if (pathname === '/realm/token') return token(await formOf(request), request.headers.authorization, response);
    response.writeHead(404).end();
  }
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realm`;
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    issuer,
    sign,
    rotate: async () => {
      key = await newKey();
    },
    signedIn: (claims) => {
      person = claims;
    },
    keysAsked: () => asked.keys,
    discoveriesAsked: () => asked.discoveries,
    goDown: (down) => {
      isDown = down;
    },
  };
}

async function newKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { kid: randomUUID(), jwk: await exportJWK(publicKey), privateKey };
}

function metadata(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
