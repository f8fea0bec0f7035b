import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Everything the environment decides. No other file of the program reads an environment variable. */
export type Config = {
  /** `production` has no demo world and no sign-in of its own. */
  readonly mode: 'demo' | 'production';
  readonly host: string;
  /** A preferred port gives way to the next free one; a fixed one does not. 0 asks the system for a free one. */
  readonly port: { readonly kind: 'fixed' | 'preferred'; readonly number: number };
  /** Absolute. Holds the program's own database and the address it serves at. */
  readonly dataFolder: string;
  readonly database: { readonly kind: 'own' } | { readonly kind: 'given'; readonly url: string };
  /** Where browsers reach the program when a proxy stands before it, without a slash at the end. */
  readonly publicUrl: string | null;
  /** How many requests a partner may send about one customer, and about everything else, each minute; 0 for any number. */
  readonly requestsPerMinute: number;
  /** How long a cart is kept after its last change. */
  readonly cartDays: number;
  /** Who vouches for callers, as text; the access domain reads it. */
  readonly identity: Identity;
};

/** The variables about sign-in; undefined where not set. */
export type Identity = {
  readonly issuer: string | undefined;
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
  readonly audience: string | undefined;
  readonly partnerId: string | undefined;
  readonly otherIssuers: string | undefined;
  readonly customerIssuer: string | undefined;
};

/** The settings, or a sentence for each variable that makes no sense. */
export type ConfigReading =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

const PORT_PREFERRED = 8480;
/** Twelve times what the public API allows: nobody at work notices, and a runaway loop does. */
const REQUESTS_PER_MINUTE = 6_000;
/** As at the public API. */
const CART_DAYS = 7;
const PACKAGE_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

/** Reads the settings; a variable that is set but empty counts as not set. */
export function readConfig(environment: Environment = process.env, workingFolder: string = process.cwd()): ConfigReading {
  const problems: string[] = [];
  const value = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const refuse = (name: string, wanted: string): void => {
    problems.push(`${name} is "${value(name)}", but it must be ${wanted}.`);
  };

  const portText = value('PORT');
  const port = portText === undefined ? PORT_PREFERRED : wholeNumber(portText, 65_535);
  if (port === null) refuse('PORT', 'a whole number from 0 to 65535');

  const host = value('HOST') ?? '127.0.0.1';
  if (/[\s/]/.test(host)) refuse('HOST', 'the name or address of a network interface, such as 127.0.0.1 or 0.0.0.0');

  const modeText = value('UPSEAT_MODE') ?? (value('NODE_ENV') === 'production' ? 'production' : 'demo');
  const mode = modeText === 'demo' || modeText === 'production' ? modeText : null;
  if (mode === null) refuse('UPSEAT_MODE', '"demo" or "production"');

  const url = value('DATABASE_URL');
  if (url !== undefined && !isPostgresUrl(url)) {
    problems.push(
      `DATABASE_URL is "${withoutPassword(url)}", but it must be an address such as postgres://user:password@host:5432/database.`,
    );
  }

  const publicUrl = value('PUBLIC_URL')?.replace(/\/+$/, '') ?? null;
  if (publicUrl !== null && !isWebAddress(publicUrl)) refuse('PUBLIC_URL', 'an address such as https://upseat.example.com');

  const limitText = value('RATE_LIMIT_PER_MINUTE');
  const requestsPerMinute = limitText === undefined ? REQUESTS_PER_MINUTE : wholeNumber(limitText, 1_000_000);
  if (requestsPerMinute === null) refuse('RATE_LIMIT_PER_MINUTE', 'a whole number from 0 to 1000000');

  const cartText = value('CART_DAYS');
  const cartDays = cartText === undefined ? CART_DAYS : wholeNumber(cartText, 365) || null;
  if (cartDays === null) refuse('CART_DAYS', 'a whole number from 1 to 365');

  if (problems.length > 0 || port === null || mode === null || requestsPerMinute === null || cartDays === null)
    return { kind: 'refused', problems };
  return {
    kind: 'config',
    config: {
      mode,
      host,
      port: { kind: portText === undefined ? 'preferred' : 'fixed', number: port },
      dataFolder: resolve(workingFolder, value('DATA_DIR') ?? resolve(PACKAGE_FOLDER, 'data')),
      database: url === undefined ? { kind: 'own' } : { kind: 'given', url },
      publicUrl,
      requestsPerMinute,
      cartDays,
      identity: {
        issuer: value('OIDC_ISSUER'),
        clientId: value('OIDC_CLIENT_ID'),
        clientSecret: value('OIDC_CLIENT_SECRET'),
        audience: value('OIDC_AUDIENCE'),
        partnerId: value('OIDC_PARTNER_ID'),
        otherIssuers: value('OIDC_OTHER_ISSUERS'),
        customerIssuer: value('OIDC_CUSTOMER_ISSUER'),
      },
    },
  };
}

/** What a program that we start may see of our environment: all but the variables whose names begin like this. */
export function environmentWithout(prefix: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith(prefix));
  return Object.fromEntries(kept.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

/** An address of a database as it may be shown: without its password. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:/@]*):.*@/i, '$1:…@');
}

function wholeNumber(text: string, max: number): number | null {
  return /^\d{1,9}$/.test(text) && Number(text) <= max ? Number(text) : null;
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^/?#]+$/.test(text) && URL.canParse(text);
}
