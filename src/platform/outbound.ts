import { lookup as resolveName } from 'node:dns/promises';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { reachOf, type Reach } from './network-address.ts';

/** What the operator lets requests to addresses that others chose reach. */
export type OutboundPolicy = {
  /** Whether `http://` may be used: never, towards this machine only, or always. */
  readonly plainHttp: 'never' | 'loopback' | 'always';
  /** The internet alone, this machine too, or private networks too. What is `never` reachable stays so. */
  readonly addresses: 'public' | 'loopback' | 'private';
};

export type OutboundOrder = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For everything together: the name, the connection, the request and the answer. */
  readonly millisecondsMax: number;
  /** Ends it before its time. */
  readonly signal: AbortSignal;
};

/** Why nothing came back. */
export type OutboundCause =
  | 'address_refused'
  | 'plain_http_refused'
  | 'url_unreadable'
  | 'name_unknown'
  | 'timed_out'
  | 'connection_refused'
  | 'tls_failed'
  | 'connection_failed'
  | 'stopped';

/** What came of a request: an answer with the beginning of its body, or why there is none. */
export type OutboundOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly excerpt: string; readonly retryAfter: string | null }
  | { readonly kind: 'unreachable'; readonly cause: OutboundCause; readonly detail: string };

type Addresses = readonly { readonly address: string; readonly family: number }[];
/** Finds the addresses of a name. */
export type Resolve = (host: string) => Promise<Addresses>;

const EXCERPT_BYTES = 2_048;
const HEADER_BYTES_MAX = 16_384;

/**
 * Posts to an address that somebody else chose. The name is resolved once; when any of its addresses is one that the
 * policy forbids nothing is sent, and otherwise the connection goes to exactly those addresses, so a name that answers
 * differently the second time gains nothing. Redirects are not followed, proxies not used, and of the answer no more is
 * read than an excerpt.
 */
export async function postOutbound(order: OutboundOrder, policy: OutboundPolicy, resolve: Resolve = resolveAll): Promise<OutboundOutcome> {
  if (!URL.canParse(order.url)) return { kind: 'unreachable', cause: 'url_unreadable', detail: order.url };
  const url = new URL(order.url);
  const deadline = AbortSignal.timeout(order.millisecondsMax);
  const signal = AbortSignal.any([deadline, order.signal]);
  try {
    const addresses = await orAborted(resolve(url.hostname.replace(/^\[(.*)\]$/, '$1')), signal);
    const refusal = refusalOf(url, addresses, policy);
    return refusal ?? (await post(order, url, addresses, signal));
  } catch (error) {
    const cause = order.signal.aborted ? 'stopped' : deadline.aborted ? 'timed_out' : causeOf(error);
    const detail = cause === 'timed_out' ? `Nothing came back within ${order.millisecondsMax / 1000} seconds.` : messageOf(error);
    return { kind: 'unreachable', cause, detail };
  }
}

/** Why a request may not be sent to these addresses; null when it may. */
export function refusalOf(url: URL, addresses: Addresses, policy: OutboundPolicy): (OutboundOutcome & { kind: 'unreachable' }) | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { kind: 'unreachable', cause: 'url_unreadable', detail: `${url.protocol} is no web address.` };
  }
  if (addresses.length === 0) return { kind: 'unreachable', cause: 'name_unknown', detail: `${url.hostname} has no address.` };
  const forbidden = addresses.find(({ address }) => !ALLOWED[policy.addresses].includes(reachOf(address)));
  if (forbidden !== undefined) {
    const detail = `${url.hostname} leads to ${forbidden.address}, which the operator does not allow.`;
    return { kind: 'unreachable', cause: 'address_refused', detail };
  }
  const isLocal = addresses.every(({ address }) => reachOf(address) === 'loopback');
  const isPlainAllowed = policy.plainHttp === 'always' || (policy.plainHttp === 'loopback' && isLocal);
  if (url.protocol === 'https:' || isPlainAllowed) return null;
  return { kind: 'unreachable', cause: 'plain_http_refused', detail: 'Only https:// is allowed here.' };
}

/**
 * What is wrong with an address before anything is looked up; null for one that may be tried. Names are judged by what
 * they lead to, when something is sent.
 */
export function urlProblem(text: string, policy: OutboundPolicy): OutboundCause | null {
  if (!URL.canParse(text)) return 'url_unreadable';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '') return 'url_unreadable';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isName = isIP(host) === 0;
  const isLocalName = /^(.+\.)?localhost\.?$/.test(host);
  // A name that is not this machine's own counts as one of the internet until it is looked up.
  const address = isName ? (isLocalName ? '127.0.0.1' : ANY_PUBLIC) : host;
  return refusalOf(url, [{ address, family: 4 }], policy)?.cause ?? null;
}

const ANY_PUBLIC = '1.1.1.1';

const ALLOWED: Readonly<Record<OutboundPolicy['addresses'], readonly Reach[]>> = {
  public: ['public'],
  loopback: ['public', 'loopback'],
  private: ['public', 'loopback', 'private'],
};

function resolveAll(host: string): Promise<Addresses> {
  return resolveName(host, { all: true, verbatim: true });
}

/** A name server that never answers must not hold the sender up either. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error('The name could not be resolved in time.'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function post(order: OutboundOrder, url: URL, addresses: Addresses, signal: AbortSignal): Promise<OutboundOutcome> {
  // The connection asks for the name's addresses again, and is given the ones that were judged.
  const lookup: LookupFunction = (_host, options, found) => {
    if (options.all === true) found(null, [...addresses]);
    else found(null, addresses[0]?.address ?? '', addresses[0]?.family);
  };
  const options = {
    method: 'POST',
    headers: { ...order.headers, 'Content-Length': Buffer.byteLength(order.body) },
    agent: false as const,
    lookup,
    signal,
    maxHeaderSize: HEADER_BYTES_MAX,
  };
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options, (answer) => resolve(answered(answer)));
    sent.on('error', reject);
    sent.end(order.body);
  });
}

/** The status counts from the moment it is there, whatever becomes of the body. */
function answered(answer: IncomingMessage): Promise<OutboundOutcome> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const done = (): void => {
      const excerpt = Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString().replaceAll('\0', '');
      resolve({ kind: 'answered', status: answer.statusCode ?? 0, excerpt, retryAfter: answer.headers['retry-after'] ?? null });
      answer.destroy();
    };
    answer.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= EXCERPT_BYTES) done();
    });
    answer.on('error', done);
    answer.on('close', done);
  });
}

function causeOf(error: unknown): OutboundCause {
  const { code = '' } = error as { code?: string };
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return 'name_unknown';
  if (code === 'ECONNREFUSED') return 'connection_refused';
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_|EPROTO/.test(code)) return 'tls_failed';
  return 'connection_failed';
}

/** A name with several addresses fails with all their errors together, whose own message is empty. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map((each) => messageOf(each)).join('; ');
  return error instanceof Error ? error.message : String(error);
}
