import { randomUUID } from 'node:crypto';

/** How the server is reached. */
export type Transport = {
  /** The address of the server, without a slash at the end. */
  readonly url: string;
  /** The bearer token of this moment; null for what is public. */
  readonly token: () => Promise<string | null>;
  /** How often a request is sent at most; 4 when left out. */
  readonly attemptsMax?: number;
  /** How long one attempt may take, in milliseconds; a minute when left out. */
  readonly patienceMs?: number;
  /** The language of names and sentences. */
  readonly locale?: 'en-US' | 'zh-TW';
  /** Sent as the name of the program. */
  readonly userAgent?: string;
  /** Waits before the next attempt; for tests. */
  readonly pause?: (ms: number) => Promise<void>;
};

/** A request as the transport sends it. */
export type Request = {
  readonly method: string;
  /** The path as the API describes it, with its parameters in braces. */
  readonly template: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
  readonly body: unknown;
  /** A file in place of a body; it is sent as it is read. */
  readonly file?: SentFile;
  /** Leave the body of an answer that is no refusal unread, to be read as it comes in. */
  readonly isStreamed?: true;
};

/** A file, and what it is: `text/csv`. */
export type SentFile = { readonly type: string; readonly content: Blob };

/** An answer of any status, read; JSON as data, text as text, everything else as bytes. */
export type Sent =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Headers; readonly body: unknown; readonly requestId: string }
  | { readonly kind: 'unreachable'; readonly reason: string; readonly requestId: string };

const ATTEMPTS_MAX = 4;
const PATIENCE_MS = 60_000;
const FIRST_PAUSE_MS = 500;
/** A server that asks for more patience than this is left alone. */
const PAUSE_MAX_MS = 60_000;

/**
 * Sends a request until it is answered. One that was too much for the server (429) goes again when the server says; one
 * that failed on the way (503, or no answer) only where that cannot do it twice. Each time it goes under the same
 * MS-RequestId, by which the server knows a write that it has done.
 */
export async function send(transport: Transport, request: Request): Promise<Sent> {
  const requestId = request.requestId ?? randomUUID();
  const attemptsMax = transport.attemptsMax ?? ATTEMPTS_MAX;
  const pause = transport.pause ?? ((ms: number) => new Promise<void>((later) => setTimeout(later, ms)));
  for (let attempt = 1; ; attempt++) {
    const sent = await sendOnce(transport, request, requestId);
    const waitMs = attempt < attemptsMax ? pauseBefore(sent, request, attempt) : null;
    if (waitMs === null) return sent;
    await pause(waitMs);
  }
}

async function sendOnce(transport: Transport, request: Request, requestId: string): Promise<Sent> {
  const { method, path, headers, body, file, isStreamed } = request;
  try {
    const token = await transport.token();
    const answer = await fetch(`${transport.url}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'MS-RequestId': requestId,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(transport.locale === undefined ? {} : { 'X-Locale': transport.locale }),
        ...(transport.userAgent === undefined ? {} : { 'User-Agent': transport.userAgent }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file === undefined ? {} : { 'content-type': file.type }),
        ...headers,
      },
      // A token is for this server, wherever it would like to send us.
      redirect: 'error',
      // How long a file takes depends on how long it is.
      ...(file === undefined && isStreamed !== true ? { signal: AbortSignal.timeout(transport.patienceMs ?? PATIENCE_MS) } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: file.content }),
    });
    const isLeft = isStreamed === true && answer.ok;
    return {
      kind: 'answered',
      status: answer.status,
      headers: answer.headers,
      body: isLeft ? answer.body : await bodyOf(answer),
      requestId,
    };
  } catch (error) {
    const { message, cause } = error as Error;
    return { kind: 'unreachable', reason: cause instanceof Error && cause.message !== '' ? cause.message : message, requestId };
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  const type = answer.headers.get('content-type') ?? '';
  if (/^application\/(\w+\+)?json\b/i.test(type)) {
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text.replace(/^\ufeff/, ''));
  }
  if (/^text\//i.test(type)) return answer.text();
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return bytes.length === 0 ? undefined : bytes;
}

/** How long to wait before the next attempt, in milliseconds; null where there must be none. */
function pauseBefore(sent: Sent, request: Request, attempt: number): number | null {
  const grown = FIRST_PAUSE_MS * 2 ** (attempt - 1);
  if (sent.kind === 'unreachable') return isSafeToRepeat(request) ? grown : null;
  // Too many requests (429) means that nothing was done; a database that went away (503) may have done it.
  if (sent.status !== 429 && !(sent.status === 503 && isSafeToRepeat(request))) return null;
  const asked = sent.headers.get('retry-after');
  const waitMs = asked === null ? grown : waitOf(asked);
  return waitMs !== null && waitMs <= PAUSE_MAX_MS ? waitMs : null;
}

/** Reading changes nothing, and writes about one customer are remembered by their request id. */
function isSafeToRepeat({ method, template }: Request): boolean {
  return method === 'GET' || template.includes('/customers/{customerId}/');
}

/** `Retry-After` as seconds or as a date. */
function waitOf(text: string): number | null {
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
