import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { parse, parseAll } from './answers.ts';
import { joined, partsOf, type Raw, type WireRequest } from './bytes.ts';

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

/** What came over a connection of its own after some bytes. */
export type RawOutcome = {
  readonly answers: readonly WireAnswer[];
  /** What is behind the last whole answer. */
  readonly rest: string;
  readonly isClosed: boolean;
  readonly milliseconds: number;
};

/** Sends bytes as they are, and waits until the server closes the connection. */
export async function sendRaw(origin: string, { bytes, leaves }: Raw): Promise<RawOutcome> {
  const from = performance.now();
  const { hostname, port } = new URL(origin);
  const socket = await dial(hostname, Number(port));
  const received: Buffer[] = [];
  socket.on('data', (more) => received.push(more));
  const closed = new Promise<'closed'>((resolve) => socket.once('close', () => resolve('closed')));
  socket.write(bytes);
  if (leaves) socket.end();
  const patience = new AbortController();
  const end = await Promise.race([
    closed,
    wait(SILENCE_SECONDS_MAX * 1000, 'silent' as const, { signal: patience.signal }).catch(() => 'silent' as const),
  ]);
  patience.abort();
  socket.destroy();
  const milliseconds = performance.now() - from;
  const { answers, rest } = parseAll(Buffer.concat(received));
  return { answers: answers.map((each) => ({ kind: 'answered', ...each, milliseconds })), rest, isClosed: end === 'closed', milliseconds };
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
    socket.write(joined(partsOf(request)));
  });
}
