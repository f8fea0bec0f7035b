import { connect, type Socket } from 'node:net';

/** A request byte by byte, as no well-behaved client would let one write it. */
export type WireRequest = {
  readonly method: string;
  /** The path with its query as it goes into the request line. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** What is said to be the body's length, where that is not so. */
  readonly saidLength?: number;
};

export type WireAnswer = {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly milliseconds: number;
};

/** What came of a request: an answer, a closed connection, or nothing for longer than anyone should wait. */
export type Outcome =
  | WireAnswer
  | { readonly kind: 'cut'; readonly milliseconds: number }
  | { readonly kind: 'silent'; readonly milliseconds: number };

/** How long an answer may take before the request counts as hung. */
export const SILENCE_SECONDS_MAX = 20;

/** One client that keeps its connection where the server does. */
export type Client = { readonly send: (request: WireRequest) => Promise<Outcome>; readonly close: () => void };

export function openClient(origin: string): Client {
  const { hostname, port } = new URL(origin);
  let socket: Socket | null = null;
  return {
    send: async (request) => {
      const from = performance.now();
      // Whoever says another length than is there leaves a connection nobody can use again.
      const isOdd = request.saidLength !== undefined;
      const kept = isOdd ? null : socket;
      const used = kept === null || kept.destroyed ? await dial(hostname, Number(port)) : kept;
      const { outcome, reusable } = await exchange(used, request, from);
      if (!reusable || isOdd) used.destroy();
      else socket = used;
      // The server may close a connection that was idle just as it is used again.
      if (outcome.kind === 'cut' && used === kept) return retry(hostname, Number(port), request, from);
      return outcome;
    },
    close: () => socket?.destroy(),
  };
}

async function retry(host: string, port: number, request: WireRequest, from: number): Promise<Outcome> {
  const fresh = await dial(host, port);
  const { outcome } = await exchange(fresh, request, from);
  fresh.destroy();
  return outcome;
}

async function dial(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.on('error', () => {});
  return socket;
}

function exchange(socket: Socket, request: WireRequest, from: number): Promise<{ readonly outcome: Outcome; readonly reusable: boolean }> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const end = (outcome: Outcome, reusable: boolean): void => {
      clearTimeout(patience);
      socket.off('data', onData).off('close', onClose);
      resolve({ outcome, reusable });
    };
    const milliseconds = (): number => performance.now() - from;
    const onData = (bytes: Buffer): void => {
      received = Buffer.concat([received, bytes]);
      const answer = parse(received, request.method, false);
      if (answer !== null) end({ kind: 'answered', ...answer, milliseconds: milliseconds() }, answer.headers.get('connection') !== 'close');
    };
    const onClose = (): void => {
      const answer = parse(received, request.method, true);
      end(
        answer === null ? { kind: 'cut', milliseconds: milliseconds() } : { kind: 'answered', ...answer, milliseconds: milliseconds() },
        false,
      );
    };
    const patience = setTimeout(() => end({ kind: 'silent', milliseconds: milliseconds() }, false), SILENCE_SECONDS_MAX * 1000);
    socket.on('data', onData).once('close', onClose);
    socket.write(bytesOf(request));
  });
}

function bytesOf({ method, path, headers, body, saidLength }: WireRequest): Buffer {
  const length = saidLength ?? body?.length;
  const lines = [
    `${method} ${path} HTTP/1.1`,
    ...(headers.some(([name]) => name.toLowerCase() === 'host') ? [] : ['host: localhost']),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(length === undefined ? [] : [`content-length: ${length}`]),
  ];
  // Latin letters go as single bytes, everything beyond as UTF-8, as clients do who do not think of it.
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)]);
}

type Parsed = { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly text: string };

/** The answer, once all of it is there; an interim answer (100) is passed over. */
function parse(bytes: Buffer, method: string, isAll: boolean): Parsed | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const rest = bytes.subarray(end + 4);
  if (status === 100) return parse(rest, method, isAll);
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = bodyOf(rest, headers, method === 'HEAD' || status === 204 || status === 304, isAll);
  return body === null ? null : { status: body === 'broken' ? 0 : status, headers, text: body.toString() };
}

function bodyOf(rest: Buffer, headers: ReadonlyMap<string, string>, isNone: boolean, isAll: boolean): Buffer | 'broken' | null {
  if (isNone) return Buffer.alloc(0);
  if (headers.get('transfer-encoding') === 'chunked') return unchunked(rest);
  const length = headers.get('content-length');
  if (length === undefined) return isAll ? rest : null;
  return rest.length < Number(length) ? null : rest.subarray(0, Number(length));
}

function unchunked(rest: Buffer): Buffer | 'broken' | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at);
    if (line < 0) return null;
    const length = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    // Something else in the middle of an answer is no answer.
    if (Number.isNaN(length)) return 'broken';
    if (rest.length < line + 2 + length + 2) return null;
    if (length === 0) return Buffer.concat(parts);
    parts.push(rest.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}
