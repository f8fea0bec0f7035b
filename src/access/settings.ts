import { isGuid, type PartnerId } from '../kit/ids.ts';

/** One OpenID Connect issuer whose tokens count. */
export type TrustedIssuer = {
  /** As the tokens spell it; `{tenantid}` stands for the token's own tenant, as with issuers that serve many. */
  readonly issuer: string;
  /** Audiences made for this installation, beside the two that Partner Center's clients ask for. */
  readonly audiences: readonly string[];
  /** Where its keys are; null when its discovery document says. */
  readonly jwksUri: string | null;
  /** The partner whose people it knows, for issuers whose tokens carry no `tid`; null when they do. */
  readonly partnerId: PartnerId | null;
};

/** An issuer as the operator wrote it into the database. */
export type KeptIssuer = TrustedIssuer & {
  /** The console's registration there, where it signs people in; null elsewhere. */
  readonly consoleClientId: string | null;
};

/** How the console signs people in at an outside issuer. */
export type ConsoleClient = { readonly clientId: string; readonly clientSecret: string | null };

/** Where callers come from: the embedded provider (demo only), or issuers outside. */
export type AccessConfig = {
  /** Where browsers reach the program, without a slash at the end. A function, since a free port is known late. */
  readonly publicUrl: () => string;
  readonly identity:
    | { readonly kind: 'embedded'; readonly audiences: readonly string[] }
    | {
        readonly kind: 'outside';
        readonly signIn: TrustedIssuer;
        readonly client: ConsoleClient;
        readonly others: readonly TrustedIssuer[];
        /** Where people of customers sign in, to accept what a partner asks; null where they cannot. */
        readonly customerIssuer: string | null;
      };
};

/** The settings as an operator writes them; undefined where not set. */
export type AccessSettings = {
  readonly mode: 'demo' | 'production';
  readonly publicUrl: () => string;
  /** OIDC_ISSUER */
  readonly issuer?: string | undefined;
  /** OIDC_CLIENT_ID */
  readonly clientId?: string | undefined;
  /** OIDC_CLIENT_SECRET */
  readonly clientSecret?: string | undefined;
  /** OIDC_AUDIENCE: one or several, with commas. */
  readonly audience?: string | undefined;
  /** OIDC_PARTNER_ID */
  readonly partnerId?: string | undefined;
  /** OIDC_OTHER_ISSUERS: a JSON list of `{issuer, audience?, jwksUri?, partnerId?}`. */
  readonly otherIssuers?: string | undefined;
  /** OIDC_CUSTOMER_ISSUER */
  readonly customerIssuer?: string | undefined;
  /** The issuers in the database; where OIDC_ISSUER is not set, the console signs in at the one that knows it. */
  readonly kept?: readonly KeptIssuer[];
};

/** The configuration, or a sentence for each setting that makes no sense. */
export type AccessReading =
  | { readonly kind: 'config'; readonly config: AccessConfig }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Decides where callers come from. In production mode an outside issuer is required: the embedded one knows its users' passwords. */
export function readAccessSettings(given: AccessSettings): AccessReading {
  const settings = withKeptSignIn(given);
  const { publicUrl, issuer, clientId } = settings;
  const problems: string[] = [];
  const audiences = listOf(settings.audience);
  const others = readOthers(settings.otherIssuers, problems);

  const customerIssuer = settings.customerIssuer ?? null;
  if (customerIssuer !== null && !isAddress(customerIssuer))
    problems.push('OIDC_CUSTOMER_ISSUER must be an https address (http is for this machine only).');

  if (issuer === undefined) {
    if (customerIssuer !== null)
      problems.push('OIDC_CUSTOMER_ISSUER needs OIDC_ISSUER and OIDC_CLIENT_ID: the console asks there under the same name.');
    if (settings.mode === 'production')
      problems.push(
        'OIDC_ISSUER must be set in production mode, or an issuer added with `upseat issuers add ADDRESS --console-client-id ID`: the built-in sign-in is for demonstrations only.',
      );
    if (others.length > 0) problems.push('OIDC_OTHER_ISSUERS needs OIDC_ISSUER, the issuer at which the console signs people in.');
    return problems.length > 0
      ? { kind: 'refused', problems }
      : { kind: 'config', config: { publicUrl, identity: { kind: 'embedded', audiences } } };
  }

  if (clientId === undefined) problems.push('OIDC_CLIENT_ID must be set beside OIDC_ISSUER: it names the console at the issuer.');
  const signIn = readIssuer({ issuer, partnerId: settings.partnerId }, 'OIDC_ISSUER', audiences, problems);
  if (issuer.includes(TENANT))
    problems.push(
      'OIDC_ISSUER is the one issuer at which the console signs people in; write issuers with {tenantid} into OIDC_OTHER_ISSUERS.',
    );
  if (problems.length > 0 || clientId === undefined || signIn === null) return { kind: 'refused', problems };
  const client = { clientId, clientSecret: settings.clientSecret ?? null };
  // Tokens for "the client itself" carry its id, bare or as an api:// address.
  const withClient = { ...signIn, audiences: [...signIn.audiences, clientId, `api://${clientId}`] };
  return { kind: 'config', config: { publicUrl, identity: { kind: 'outside', signIn: withClient, client, others, customerIssuer } } };
}

/** What the environment leaves open, the database may say. */
function withKeptSignIn(settings: AccessSettings): AccessSettings {
  const kept = settings.kept?.find(({ consoleClientId }) => consoleClientId !== null);
  if (settings.issuer !== undefined || kept === undefined || kept.consoleClientId === null) return settings;
  const audience = [settings.audience ?? '', ...kept.audiences].join();
  return { ...settings, issuer: kept.issuer, clientId: kept.consoleClientId, audience, partnerId: kept.partnerId ?? undefined };
}

/** Stands for the token's own tenant in the name of an issuer that serves many. */
export const TENANT = '{tenantid}';

function readOthers(text: string | undefined, problems: string[]): readonly TrustedIssuer[] {
  if (text === undefined) return [];
  const list = parseList(text);
  if (list === null) {
    problems.push('OIDC_OTHER_ISSUERS must be a JSON list such as [{"issuer":"https://login.example.com","audience":"upseat"}].');
    return [];
  }
  return list.flatMap((entry, i) => {
    const read = readIssuer(entry, `OIDC_OTHER_ISSUERS[${i}]`, listOf(textOf(entry['audience'])), problems);
    return read === null ? [] : [read];
  });
}

type Entry = Readonly<Record<string, unknown>>;

function readIssuer(entry: Entry, name: string, audiences: readonly string[], problems: string[]): TrustedIssuer | null {
  const issuer = textOf(entry['issuer']);
  const jwksUri = textOf(entry['jwksUri']) ?? null;
  const partnerId = textOf(entry['partnerId'])?.toLowerCase() ?? null;
  const found = problems.length;
  if (issuer === undefined || !isAddress(issuer)) problems.push(`${name} must be an https address (http is for this machine only).`);
  if (jwksUri !== null && !isAddress(jwksUri)) problems.push(`The jwksUri of ${name} must be an https address.`);
  if (issuer?.includes(TENANT) === true && jwksUri === null) problems.push(`${name} stands for many tenants, so it needs a jwksUri.`);
  if (partnerId !== null && !isGuid(partnerId)) problems.push(`The partner id of ${name} must be a GUID.`);
  if (issuer === undefined || problems.length > found) return null;
  return { issuer, audiences, jwksUri, partnerId: partnerId as PartnerId | null };
}

/** Whether a text may be where an issuer is: https, or on this machine. */
export function isAddress(text: string): boolean {
  if (!URL.canParse(text.replace(TENANT, 'tenant'))) return false;
  const { protocol, hostname } = new URL(text.replace(TENANT, 'tenant'));
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function parseList(text: string): readonly Entry[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null) ? value : null;
  } catch {
    return null;
  }
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
