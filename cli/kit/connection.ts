import { openClient, type Client } from '../../client/client.ts';
import type { Setback } from './command.ts';
import { localServer, type Settings } from './settings.ts';
import { findSignIn, isExposed, keepSignIn, type SignIn } from './sign-ins.ts';

/** The API of the server, or why it cannot be asked. */
export type Connection =
  | { readonly kind: 'connected'; readonly url: string; readonly api: Client }
  | { readonly kind: Setback; readonly message: string };

/** So long before its end a token is renewed, in milliseconds. */
const MARGIN_MS = 60_000;

/** Where the server is: as the environment says, where one is signed in, or on this machine. */
export function serverUrlOf(settings: Settings): string | null {
  return settings.serverUrl ?? findSignIn(settings.configFolder, null)?.url ?? localServer(settings)?.url ?? null;
}

/** Opens the API with the token of the environment or of the sign-in, which is renewed where it ends soon. */
export async function connect(settings: Settings): Promise<Connection> {
  const url = serverUrlOf(settings);
  if (url === null)
    return { kind: 'unreachable', message: 'No server is known. Set UPSEAT_URL, or sign in with `upseat login --url ADDRESS`.' };
  if (settings.token !== null) return connected(url, settings.token);
  const signIn = findSignIn(settings.configFolder, url);
  if (signIn === null) return { kind: 'denied', message: `You are not signed in at ${url}. Sign in with \`upseat login\`.` };
  if (isExposed(settings.configFolder))
    return {
      kind: 'denied',
      message: `Others on this machine can read ${settings.configFolder}/sign-ins.json. Close it with \`chmod 600\`, and sign in anew.`,
    };
  const fresh = await renewed(settings, signIn);
  if (fresh === null) return { kind: 'denied', message: `Your sign-in at ${url} has ended. Sign in again with \`upseat login\`.` };
  return connected(url, fresh.token);
}

async function renewed(settings: Settings, signIn: SignIn): Promise<SignIn | null> {
  if (Date.now() < signIn.expiresAt - MARGIN_MS) return signIn;
  const { refreshToken, issuer, clientId, scope, url: resource } = signIn;
  if (refreshToken === undefined) return Date.now() < signIn.expiresAt ? signIn : null;
  try {
    // Seldom needed, and the slowest to load.
    const { refreshTokens } = await import('./issuer.ts');
    const fresh = { ...signIn, ...(await refreshTokens({ issuer, clientId, scope, resource }, refreshToken)) };
    keepSignIn(settings.configFolder, fresh);
    return fresh;
  } catch {
    return null;
  }
}

function connected(url: string, token: string): Connection {
  return { kind: 'connected', url, api: openClient({ url, token: async () => token, userAgent: 'upseat' }) };
}
