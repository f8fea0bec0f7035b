import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';

/** A request as a receiver heard it. */
export type Heard = { readonly headers: IncomingMessage['headers']; readonly url: string; readonly raw: string; readonly body: any };

export type Receiver = {
  readonly url: string;
  readonly heard: Heard[];
  /** How it answers from now on: a status, or null to leave the sender waiting. */
  answersWith: number | null;
};

/** A receiver of webhooks on a port of its own. */
export async function webhookReceiver(): Promise<Receiver> {
  const server = createServer((message, reply) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      receiver.heard.push({ headers: message.headers, url: message.url ?? '', raw, body: JSON.parse(raw) });
      if (receiver.answersWith !== null) reply.writeHead(receiver.answersWith).end('heard');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const receiver: Receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, heard: [], answersWith: 200 };
  return receiver;
}
