import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Type } from 'typebox';
import { testServer } from '../../test/server.ts';
import { newId } from './clock.ts';
import { createHttpServer, type Routes } from './http.ts';

// What comes over a plain connection and is no request, or an unusual one. That nothing else gets through is for the long
// run of random requests.
const Echo = Type.Object({ note: Type.Optional(Type.String()) });
const routes: Routes = async (app) => {
  const config = { right: 'public' };
  app.get('/v1/things', { config, schema: { response: { 200: Echo } } }, async () => ({}));
  app.post('/v1/things', { config, schema: { body: Echo, response: { 201: Echo } } }, async (request, reply) =>
    reply.code(201).send(request.body),
  );
};
const server = await testServer([routes]);

test('a client that waits for 100-continue gets it', async () => {
  const answer = await overSocket(
    `POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
    '{"note":"a"}',
  );
  assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201/);
});

test('a client that expects anything else gets a fault', async () => {
  const answer = await overSocket('GET /v1/things HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 417 /);
  const { code, source } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
  assert.deepEqual([code, source], [2000, 'Upseat']);
});

test('bytes that are no HTTP get a fault too', async () => {
  const answer = await overSocket('what is this\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
  const { code, source } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
  assert.deepEqual([code, source], [2000, 'Upseat']);
});

test('bytes that are no HTTP behind a whole request leave its answer as it is, and end the connection', async () => {
  const app = createHttpServer({ newId, log: false });
  after(() => app.close());
  const parts = async function* () {
    for (let part = 1; part <= 40; part += 1) {
      yield `part ${part}\n`;
      await wait(5);
    }
  };
  const config = { right: 'public' };
  app.get('/v1/long', { config }, async (_request, reply) => reply.type('text/csv').send(Readable.from(parts())));
  app.post('/v1/late', { config }, async () => wait(50, { isDone: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  for (const [request, begun, end] of [
    ['GET /v1/long HTTP/1.1\r\nHost: x\r\n\r\n', 'part 1', 'part 40'],
    ['POST /v1/late HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n', '', '{"isDone":true}'],
  ] as const) {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (bytes: Buffer) => (received += bytes.toString())).on('error', () => {});
    socket.write(request);
    while (!received.includes(begun)) await wait(5);
    socket.write('what is this\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    assert.match(received, /^HTTP\/1\.1 200 /);
    assert.ok(received.includes(end), received);
    assert.doesNotMatch(received, /400 Bad Request/);
  }
});

test('of requests sent one behind the other each has its answer, however many packets of no HTTP come behind them', async () => {
  const app = createHttpServer({ newId, log: false });
  after(() => app.close());
  const warnings: string[] = [];
  const hear = (warning: Error): void => void warnings.push(String(warning));
  process.on('warning', hear);
  for (const name of ['first', 'second', 'third']) app.post(`/v1/${name}`, { config: { right: 'public' } }, async () => wait(80, { name }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1').setNoDelay(true);
  let received = '';
  socket.on('data', (bytes: Buffer) => (received += bytes.toString())).on('error', () => {});
  for (const name of ['first', 'second', 'third']) socket.write(`POST /v1/${name} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`);
  for (let packet = 0; packet < 30; packet += 1) {
    socket.write('what is this\r\n\r\n');
    await wait(1);
  }
  await new Promise((resolve) => socket.once('close', resolve));
  process.off('warning', hear);
  assert.deepEqual(
    received.match(/HTTP\/1\.1 \d+/g),
    Array.from({ length: 3 }, () => 'HTTP/1.1 200'),
    received,
  );
  assert.ok(received.includes('third'), received);
  assert.deepEqual(warnings, []);
});

test('the rest of a request that was answered before it was read is not answered again', async () => {
  const answer = await overSocket(
    'POST /v1/nowhere HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcXX0\r\n\r\n',
  );
  assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1, answer);
});

describe('the host that a request goes to, and the version it speaks', () => {
  for (const [head, status] of [
    ['HTTP/1.1\r\nHost: x', 200],
    ['HTTP/1.0', 200],
    ['HTTP/1.0\r\nHost: x', 200],
    ['HTTP/1.1', 400],
    ['HTTP/1.1\r\nHost: x\r\nhost: x', 400],
    ['HTTP/1.0\r\nHost: x\r\nHost: y', 400],
    ['HTTP/2.0\r\nHost: x', 505],
    ['HTTP/0.9\r\nHost: x', 505],
  ] as const) {
    test(`${JSON.stringify(head)} → ${status}`, async () => {
      const answer = await overSocket(`GET /v1/things ${head}\r\nConnection: close\r\n\r\n`);
      assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer);
    });
  }
});

async function overSocket(first: string, second?: string): Promise<string> {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
  socket.write(first);
  let received = '';
  for await (const chunk of socket) {
    if (received === '' && second !== undefined) socket.write(second);
    received += String(chunk);
  }
  return received;
}
