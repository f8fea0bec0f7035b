import { defaultClientId, issuerOf } from '../kit/discovery.ts';
import type { Outcome } from '../kit/command.ts';
import { serverUrlOf } from '../kit/connection.ts';
import { declareCommand } from '../kit/declare.ts';
import { askForTokens, type Way } from '../kit/issuer.ts';
import type { Settings } from '../kit/settings.ts';
import { findSignIn, keepSignIn } from '../kit/sign-ins.ts';
import { askSecret } from '../kit/terminal.ts';

/** Signs in at a server and keeps the token where only its owner can read it. */
export const login = declareCommand({
  name: 'login',
  summary: 'Sign in at a server, in the browser unless said otherwise',
  options: {
    url: { type: 'string', value: 'ADDRESS', about: 'the server; UPSEAT_URL, the last one, or the one on this machine when left out' },
    issuer: { type: 'string', value: 'ADDRESS', about: 'who signs people in; the server says it when left out' },
    'client-id': { type: 'string', value: 'CLIENT', about: 'the client of the issuer that asks; upseat-cli in a demo' },
    scope: { type: 'string', value: 'SCOPE', about: 'what to ask the issuer for; openid offline_access when left out' },
    user: { type: 'string', value: 'NAME', about: 'sign in by password, in a demo only; it is asked for, or read from UPSEAT_PASSWORD' },
    program: { type: 'boolean', about: 'sign in as a program; its secret is asked for, or read from UPSEAT_CLIENT_SECRET' },
  },
  check: ({ user, program }) => (user !== undefined && program ? '--user and --program exclude each other.' : null),
  run: async (given, settings): Promise<Outcome> => {
    const url = given.url?.replace(/\/+$/, '') ?? serverUrlOf(settings);
    if (url === null) return { kind: 'unreachable', message: 'No server is known. Say where it is with --url.' };
    if (!isPrivate(url)) return { kind: 'refused', message: `${url} is no https address: a token must not be sent there.` };
    const before = findSignIn(settings.configFolder, url);
    const issuer = given.issuer ?? (await issuerOf(url));
    if (issuer === null) return { kind: 'unreachable', message: `${url} does not say who signs people in. Name the issuer with --issuer.` };
    const kind = given.program ? 'program' : 'person';
    const known = before?.issuer === issuer && before.kind === kind ? before : null;
    if (!isPrivate(issuer)) return { kind: 'refused', message: `${issuer} is no https address: nobody should sign in there.` };
    const clientId = given['client-id'] ?? known?.clientId ?? defaultClientId(url, issuer);
    if (clientId === null) return { kind: 'refused', message: 'Name the client of the issuer that asks, with --client-id.' };
    const scope = given.scope ?? (given.program ? programScope(url, issuer) : (known?.scope ?? 'openid offline_access'));
    try {
      const way = await wayOf(given, settings);
      const tokens = await askForTokens({ issuer, clientId, scope, resource: url }, way, tellAddress);
      keepSignIn(settings.configFolder, { url, kind, issuer, clientId, scope, ...tokens });
      const until = new Date(tokens.expiresAt).toISOString();
      const renews = tokens.refreshToken !== undefined;
      const data = { url, issuer, clientId, expiresAt: until, renews };
      return { kind: 'done', data, lines: [`Signed in at ${url}, ${renews ? 'until you sign out' : `until ${until}`}.`] };
    } catch (error) {
      return { kind: 'denied', message: `${issuer} did not sign you in: ${reasonIn(error)}` };
    }
  },
});

async function wayOf(given: { readonly user: string | undefined; readonly program: boolean }, settings: Settings): Promise<Way> {
  if (given.program) return { kind: 'program', clientSecret: settings.clientSecret ?? (await askSecret('Secret: ')) };
  if (given.user === undefined) return { kind: 'browser' };
  return { kind: 'password', userName: given.user, password: settings.password ?? (await askSecret('Password: ')) };
}

function tellAddress(address: string): void {
  process.stderr.write(`Open this address in a browser on this machine, and sign in:\n\n  ${address}\n\n`);
}

/** Tokens go over TLS, or do not leave this machine. */
function isPrivate(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** Our own provider gives programs what Partner Center's clients ask for. */
function programScope(url: string, issuer: string): string {
  return issuer === `${url}/identity` ? 'https://api.partnercenter.microsoft.com/.default' : '';
}

function reasonIn(error: unknown): string {
  const { message, cause, error_description: described } = error as Error & { readonly error_description?: string };
  if (described !== undefined) return described;
  return cause instanceof Error && cause.message !== '' ? `${message} (${cause.message})` : message;
}
