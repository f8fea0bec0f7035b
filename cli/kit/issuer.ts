import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  clientCredentialsGrant,
  discovery,
  genericGrantRequest,
  None,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
  type Configuration,
  type TokenEndpointResponse,
} from 'openid-client';
import { waitForBrowser } from './loopback.ts';

/** How to sign in: as a person in a browser, as a person of the demo by password, or as a program by its secret. */
export type Way =
  | { readonly kind: 'browser' }
  | { readonly kind: 'password'; readonly userName: string; readonly password: string }
  | { readonly kind: 'program'; readonly clientSecret: string };

/** What an issuer gave. `expiresAt` in milliseconds since 1970. */
export type Tokens = { readonly token: string; readonly refreshToken?: string; readonly expiresAt: number };

/** Who asks an issuer for a token of which installation. */
export type Asking = { readonly issuer: string; readonly clientId: string; readonly scope: string; readonly resource: string };

/** Asks for a token. `show` tells the person where to sign in. */
export async function askForTokens(asking: Asking, way: Way, show: (address: string) => void): Promise<Tokens> {
  const secret = way.kind === 'program' ? way.clientSecret : null;
  const client = await clientAt(asking, secret);
  const { scope, resource } = asking;
  switch (way.kind) {
    case 'browser':
      return tokensOf(await askInBrowser(client, asking, show));
    case 'password':
      return tokensOf(await genericGrantRequest(client, 'password', { username: way.userName, password: way.password, scope, resource }));
    case 'program':
      return tokensOf(await clientCredentialsGrant(client, { scope }));
  }
}

/** Asks for a new token with the refresh token of an earlier one. */
export async function refreshTokens(asking: Asking, refreshToken: string): Promise<Tokens> {
  const answer = await refreshTokenGrant(await clientAt(asking, null), refreshToken, ownParameters(asking));
  return { refreshToken, ...tokensOf(answer) };
}

/** The code comes back to a port of this machine, and PKCE makes it worthless to anybody else (RFC 8252). */
async function askInBrowser(client: Configuration, asking: Asking, show: (address: string) => void): Promise<TokenEndpointResponse> {
  const verifier = randomPKCECodeVerifier();
  const state = randomState();
  const browser = await waitForBrowser();
  try {
    const address = buildAuthorizationUrl(client, {
      redirect_uri: browser.address,
      scope: asking.scope,
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...ownParameters(asking),
    });
    show(address.href);
    return await authorizationCodeGrant(
      client,
      await browser.returned,
      { expectedState: state, pkceCodeVerifier: verifier },
      ownParameters(asking),
    );
  } finally {
    browser.close();
  }
}

/** Our own provider must be told for whom the token is; others know it from the client and the scope. */
function ownParameters({ issuer, resource }: Asking): Record<string, string> {
  return issuer === `${resource}/identity` ? { resource } : {};
}

async function clientAt({ issuer, clientId }: Asking, secret: string | null): Promise<Configuration> {
  const address = new URL(issuer);
  const execute = address.protocol === 'http:' ? [allowInsecureRequests] : [];
  return discovery(address, clientId, secret ?? undefined, secret === null ? None() : undefined, { execute, timeout: 20 });
}

function tokensOf({ access_token: token, refresh_token: refreshToken, expires_in: seconds = 3_600 }: TokenEndpointResponse): Tokens {
  return { token, ...(refreshToken === undefined ? {} : { refreshToken }), expiresAt: Date.now() + seconds * 1000 };
}
