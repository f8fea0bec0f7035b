import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutboundPolicy } from './outbound.ts';
import { readProxies } from './proxies.ts';

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
  /** The proxies that are believed who asked them; nobody is where there are none. */
  readonly trustedProxies: readonly string[];
  /** How many requests a partner may send about one customer, and about everything else, each minute; 0 for any number. */
  readonly requestsPerMinute: number;
  /** How long a cart is kept after its last change. */
  readonly cartDays: number;
  /** Where webhooks may be sent. */
  readonly outbound: OutboundPolicy;
  /** The mail server and the sender of mails; null where none are sent. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** How many processes serve; the first one keeps the database and does the background work. */
  readonly processes: number;
  /** The port on which the program tells its counts to Prometheus; null for none, 0 for a free one. */
  readonly metricsPort: number | null;
  /** The base address of an OpenTelemetry collector; null where nothing is traced. */
  readonly tracesUrl: string | null;
  /** Under which name its traces are kept there. */
  readonly serviceName: string;
  /** Files with the certificate and its key, for serving HTTPS; null for plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
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
const PROCESSES_MAX = 64;
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

  const outbound = readOutbound(value, mode, refuse);
  const trustedProxies = readTrustedProxies(value, refuse);

  const [tls, mail] = [readTlsFiles(value, workingFolder, problems), readMail(value, problems)];
  const telemetry = readTelemetry(value, refuse);

  const processesText = value('WEB_CONCURRENCY');
  const processes = processesText === undefined ? 1 : wholeNumber(processesText, PROCESSES_MAX) || null;
  if (processes === null) refuse('WEB_CONCURRENCY', `a whole number from 1 to ${PROCESSES_MAX}`);

  if (problems.length > 0 || port === null || mode === null || requestsPerMinute === null || cartDays === null || processes === null)
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
      trustedProxies,
      requestsPerMinute,
      cartDays,
      outbound,
      mail,
      processes,
      ...telemetry,
      tls,
      identity: readIdentity(value),
    },
  };
}

function readIdentity(value: (name: string) => string | undefined): Identity {
  return {
    issuer: value('OIDC_ISSUER'),
    clientId: value('OIDC_CLIENT_ID'),
    clientSecret: value('OIDC_CLIENT_SECRET'),
    audience: value('OIDC_AUDIENCE'),
    partnerId: value('OIDC_PARTNER_ID'),
    otherIssuers: value('OIDC_OTHER_ISSUERS'),
    customerIssuer: value('OIDC_CUSTOMER_ISSUER'),
  };
}

function readTrustedProxies(
  value: (name: string) => string | undefined,
  refuse: (name: string, wanted: string) => void,
): readonly string[] {
  const text = value('TRUST_PROXY');
  const proxies = text === undefined ? [] : readProxies(text);
  if (proxies === null) refuse('TRUST_PROXY', '"loopback", or addresses and networks such as 10.0.0.5,192.168.7.0/24');
  return proxies ?? [];
}

function readTelemetry(value: (name: string) => string | undefined, refuse: (name: string, wanted: string) => void) {
  const portText = value('METRICS_PORT');
  const metricsPort = portText === undefined ? null : wholeNumber(portText, 65_535);
  if (portText !== undefined && metricsPort === null) refuse('METRICS_PORT', 'a whole number from 0 to 65535');
  const tracesUrl = value('OTEL_EXPORTER_OTLP_ENDPOINT') ?? null;
  if (tracesUrl !== null && !URL.canParse(tracesUrl)) refuse('OTEL_EXPORTER_OTLP_ENDPOINT', 'an address such as http://127.0.0.1:4318');
  return { metricsPort, tracesUrl, serviceName: value('OTEL_SERVICE_NAME') ?? 'upseat' };
}

function readMail(value: (name: string) => string | undefined, problems: string[]): Config['mail'] {
  const [url, from] = [value('SMTP_URL'), value('MAIL_FROM')];
  if ((url === undefined) !== (from === undefined))
    problems.push('SMTP_URL and MAIL_FROM belong together: the mail server, and the sender of mails.');
  if (url !== undefined && !/^smtps?:\/\/[^/\s]+/i.test(url))
    problems.push('SMTP_URL must be an address such as smtps://user:password@mail.example.com.');
  return url === undefined || from === undefined ? null : { url, from };
}

function readTlsFiles(value: (name: string) => string | undefined, workingFolder: string, problems: string[]): Config['tls'] {
  const [certFile, keyFile] = [value('TLS_CERT_FILE'), value('TLS_KEY_FILE')];
  if ((certFile === undefined) !== (keyFile === undefined))
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE belong together: the certificate with its chain, and its key.');
  if (certFile === undefined || keyFile === undefined) return null;
  return { certFile: resolve(workingFolder, certFile), keyFile: resolve(workingFolder, keyFile) };
}

/** A demo reaches receivers on its own machine, over plain HTTP too; in production both must be allowed. */
function readOutbound(
  value: (name: string) => string | undefined,
  mode: Config['mode'] | null,
  refuse: (name: string, wanted: string) => void,
): OutboundPolicy {
  const choice = (name: string): boolean => {
    const text = value(name) ?? 'refuse';
    if (text !== 'allow' && text !== 'refuse') refuse(name, '"allow" or "refuse"');
    return text === 'allow';
  };
  const isDemo = mode === 'demo';
  const addresses = choice('WEBHOOK_PRIVATE_ADDRESSES')
    ? 'private'
    : isDemo && value('WEBHOOK_PRIVATE_ADDRESSES') === undefined
      ? 'loopback'
      : 'public';
  const plainHttp = choice('WEBHOOK_PLAIN_HTTP') ? 'always' : isDemo && value('WEBHOOK_PLAIN_HTTP') === undefined ? 'loopback' : 'never';
  return { addresses, plainHttp };
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
