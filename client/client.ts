import type { Operations } from './generated/operations.ts';
import type { Fault } from './generated/schemas.ts';
import { send, type Sent, type SentFile, type Transport } from './transport.ts';

/** The name of an operation: its method and its path. */
export type OperationName = keyof Operations;

/** What an operation takes. `headers` are sent beside those that the client sets. */
export type Given<Name extends OperationName> = Pick<Operations[Name], Extract<keyof Operations[Name], 'path' | 'query' | 'body'>> & {
  readonly headers?: Readonly<Record<string, string>>;
  /** The id under which the server remembers a write; a repetition under the same id has one effect. A new one when left out. */
  readonly requestId?: string;
};

type Answers<Name extends OperationName> = Operations[Name]['answers'];
type Successes<Name extends OperationName> = {
  [Status in keyof Answers<Name>]: `${Status & number}` extends `2${string}` ? Answers<Name>[Status] : never;
};

/** What an operation answers when it does what was asked. */
export type BodyOf<Name extends OperationName> = Successes<Name>[keyof Answers<Name>];

/** What came of a call. Nothing is thrown: a refusal is a value with the server's code. */
export type Reply<Body> =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Body; readonly headers: Headers; readonly requestId: string }
  | Refused
  | Unreachable;

/** The server said no. `body` is what it sent, a fault as a rule. */
export type Refused = {
  readonly kind: 'refused';
  readonly status: number;
  /** The code of the fault, as the public API has it; null where the answer is none. */
  readonly code: number | null;
  readonly description: string;
  readonly body: unknown;
  readonly headers: Headers;
  readonly requestId: string;
};

/** Nobody answered, or not in time; whether a write was done is unknown, and the same request id asks again safely. */
export type Unreachable = { readonly kind: 'unreachable'; readonly reason: string; readonly requestId: string };

/** The operations whose answer is a list. */
export type ListName = {
  [Name in OperationName]: BodyOf<Name> extends { readonly items: readonly unknown[] }
    ? Name extends `GET ${string}`
      ? Name
      : never
    : never;
}[OperationName];

/** One item of a list. */
export type ItemOf<Name extends ListName> = BodyOf<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** The API, typed by its own description. */
export type Client = {
  call<Name extends OperationName>(name: Name, given: Given<Name>): Promise<Reply<BodyOf<Name>>>;
  /** Every page of a list, one after the other; a reply that is no page is the last. */
  pages<Name extends ListName>(name: Name, given: Given<Name>): AsyncGenerator<Reply<BodyOf<Name>>>;
  /** An answer that is a file: its bytes. */
  download(name: OperationName, given: LooseGiven): Promise<Reply<Uint8Array>>;
  /** The same of any length, to be read as it comes in. */
  stream(name: OperationName, given: LooseGiven): Promise<Reply<ReadableStream<Uint8Array>>>;
  /** Sends a file in place of a body, as it is read. */
  upload<Name extends OperationName>(name: Name, given: LooseGiven, file: SentFile): Promise<Reply<BodyOf<Name>>>;
};

type LooseGiven = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly requestId?: string;
};

/** Opens the API of a server. Sends nothing yet. */
export function openClient(transport: Transport): Client {
  const ask = (name: string, given: LooseGiven, more: { readonly file?: SentFile; readonly isStreamed?: true } = {}): Promise<Sent> => {
    const [method = 'GET', template = '/'] = name.split(' ');
    const { headers = {}, requestId, body } = given;
    return send(transport, {
      method,
      template,
      path: `${filled(template, given.path ?? {})}${queryText(given.query ?? {})}`,
      headers,
      requestId,
      body,
      ...more,
    });
  };
  return {
    call: async <Name extends OperationName>(name: Name, given: Given<Name>) => replyOf<BodyOf<Name>>(await ask(name, given)),
    pages: async function* <Name extends ListName>(name: Name, given: Given<Name>) {
      let sent = await ask(name, given);
      for (;;) {
        yield replyOf<BodyOf<Name>>(sent);
        const next = sent.kind === 'answered' ? nextOf(sent.body) : null;
        if (next === null) return;
        const headers = { ...given.headers, ...next.headers };
        sent = await send(transport, { method: 'GET', template: name, path: next.path, headers, requestId: undefined, body: undefined });
      }
    },
    download: async (name, given) => replyOf<Uint8Array>(await ask(name, given)),
    stream: async (name, given) => replyOf<ReadableStream<Uint8Array>>(await ask(name, given, { isStreamed: true })),
    upload: async <Name extends OperationName>(name: Name, given: LooseGiven, file: SentFile) =>
      replyOf<BodyOf<Name>>(await ask(name, given, { file })),
  };
}

/** The server keeps to its description, which its own tests hold it to; so the body is what the description says. */
function replyOf<Body>(sent: Sent): Reply<Body> {
  if (sent.kind === 'unreachable') return sent;
  const { status, headers, requestId, body } = sent;
  if (status >= 200 && status < 300) return { kind: 'answered', status, body: body as Body, headers, requestId };
  const fault = isFault(body) ? body : null;
  return {
    kind: 'refused',
    status,
    code: fault?.code ?? null,
    description: fault?.description ?? messageIn(body) ?? `The server answered ${status}.`,
    body,
    headers,
    requestId,
  };
}

function isFault(body: unknown): body is Fault {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'number' && 'description' in body;
}

function messageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('message' in body) || typeof body.message !== 'string') return null;
  return body.message;
}

/** Where a list goes on: its address, below `/v1`, and the headers to send along. */
function nextOf(body: unknown): { readonly path: string; readonly headers: Readonly<Record<string, string>> } | null {
  const { links } = body as {
    readonly links?: { readonly next?: { readonly uri: string; readonly headers?: readonly { key: string; value: string }[] } };
  };
  if (links?.next === undefined) return null;
  const { uri, headers = [] } = links.next;
  return { path: `/v1${uri}`, headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])) };
}

function filled(template: string, path: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
}

function queryText(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'string') return [[name, value]];
    return Array.isArray(value) ? value.map((one) => [name, String(one)]) : [[name, JSON.stringify(value)]];
  });
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
