import type { IncomingMessage, ServerResponse } from 'node:http';
import { faultBody, malformed, type FaultSaid } from './faults.ts';

/** The members of a connection that matter here; Node itself looks at them in the same places. */
type GarbageSocket = {
  readonly writable: boolean;
  readonly end: (text: string) => void;
  readonly destroy: (error?: Error) => void;
  /** The answer that is due at the moment. */
  readonly _httpMessage?: ServerResponse | null;
  /** The request whose bytes came last. */
  readonly parser?: { readonly incoming?: { readonly complete: boolean } | null } | null;
};

/** Answers bytes that are no HTTP request. There is no request to speak of, so the answer is written by hand. */
export function refuseGarbage(error: Error & { code?: string }, socket: GarbageSocket): void {
  const { _httpMessage: answer, parser } = socket;
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy(error);
  // Every packet that comes behind them is no request either, and there is nothing more to say.
  if (refused.has(socket)) return;
  refused.add(socket);
  // Requests that came whole before them are answered as ever, and nothing else: nobody could say whose refusal this is.
  if (answer?.req.complete === true) return endBehind(socket);
  // In the middle of an answer there is no place for another: whoever reads it must not take one for the other.
  if (answer?.headersSent === true) return socket.destroy(error);
  // The rest of a request that was answered before it was read.
  if (!answer && parser?.incoming?.complete === false) return socket.end('');
  const [status, why] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'has headers that are too long']
      : ['400 Bad Request', 'is no HTTP request'];
  const body = JSON.stringify(faultBody(malformed('', why)));
  return socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const refused = new WeakSet<GarbageSocket>();

/** Ends a connection once nothing is due on it any more. */
function endBehind(socket: GarbageSocket): void {
  const { _httpMessage: answer } = socket;
  if (answer) answer.once('finish', () => endBehind(socket));
  else socket.end('');
}

/** Of what a client can expect (`Expect`) there is only 100-continue, which never comes here. */
export function refuseExpectation(_message: IncomingMessage, answer: ServerResponse): void {
  const body = JSON.stringify(faultBody(malformed('Expect', 'can only be 100-continue')));
  answer.writeHead(417, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }).end(body);
}

/** What is wrong with a request that Node takes for one: another version than HTTP/1, or a host that nobody can be sure of. */
export function faultOfHead({
  rawHeaders,
  httpVersion,
}: IncomingMessage): { readonly status: 400 | 505; readonly fault: FaultSaid } | null {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return { status: 505, fault: malformed('', 'is of another version than HTTP/1') };
  const hosts = rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host').length;
  const isSure = hosts === 1 || (hosts === 0 && httpVersion === '1.0');
  return isSure ? null : { status: 400, fault: malformed('Host', 'must be named, and once') };
}
