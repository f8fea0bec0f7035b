import { connect, type Socket } from 'node:net';

/** One client with one connection that stays open, doing one request after the other. As little work as possible: it runs beside what it measures. */
export type HttpCaller = { readonly ask: (request: string) => Promise<Answer>; readonly close: () => void };

export type Answer = { readonly status: number; readonly body: string };

/** Connects to a server of this machine. A connection that ends in the middle of a request fails that request. */
export async function openCaller(origin: string): Promise<HttpCaller> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let waiting: { resolve(answer: Answer): void; reject(error: Error): void } | null = null;
  let received = '';

  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    received += text;
    const answer = parse(received);
    if (answer === null) return;
    received = '';
    const { resolve } = waiting ?? {};
    waiting = null;
    resolve?.(answer);
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the connection ended')));
  return { ask: (request) => ask(socket, request, (promise) => (waiting = promise)), close: () => socket.destroy() };
}

/** A request as it goes over the wire. */
export function requestText(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join('')}${content}\r\n${body}`;
}

function ask(
  socket: Socket,
  request: string,
  wait: (promise: { resolve(answer: Answer): void; reject(error: Error): void }) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (socket.destroyed) return reject(new Error('the connection has ended'));
    wait({ resolve, reject });
    socket.write(request);
  });
}

/** The answer, once all of it is there. */
function parse(text: string): Answer | null {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end + 2))?.[1] ?? 0);
  if (text.length < end + 4 + length) return null;
  return { status: Number(text.slice(9, 12)), body: text.slice(end + 4, end + 4 + length) };
}
