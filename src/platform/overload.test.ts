import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, beforeEach, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from './clock.ts';
import { createHttpServer } from './http.ts';

const MAX = 3;
const CROWD = 50;
const REFUSED = CROWD - MAX;
const config = { right: 'public' } as const;
const app = createHttpServer({ newId, log: false, workingMax: MAX });
/** What keeps the handlers busy, and how many have begun. */
let gate = Promise.withResolvers<void>();
const seen = { begun: 0, refused: 0 };
const work = async (): Promise<object> => {
  seen.begun += 1;
  await gate.promise;
  return {};
};
app.get('/work', { config }, work);
app.post('/work', { config }, work);
app.get('/failing', { config }, async () => work().then(() => Promise.reject(new Error('failed'))));
app.get('/health', { config: { ...config, isVital: true } }, async () => ({}));
app.get('/long', { config }, async (_request, reply) => reply.send(ReadableStream.from(parts())));
app.get('/past', { config }, async (_request, reply) => {
  reply.hijack();
  await work();
  reply.raw.end('past the framework');
});
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
after(() => {
  app.server.closeAllConnections();
  return app.close();
});

async function* parts() {
  yield 'begun\n';
  await gate.promise;
}

const ask = (path: string, more: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, more);
const statusOf = async (path: string): Promise<number> => {
  const answer = await ask(path);
  await answer.text();
  return answer.status;
};
const crowd = (count: number, path = '/work') => Array.from({ length: count }, () => statusOf(path));
const untilBegun = async (count: number): Promise<void> => {
  while (seen.begun < count) await wait(5);
};

beforeEach(() => {
  gate = Promise.withResolvers();
  Object.assign(seen, { begun: 0, refused: 0 });
});

describe(`when ${MAX} requests are being worked on`, () => {
  test('the next is told at once to come again, and nothing is done for it', async () => {
    const letIn = crowd(MAX);
    await untilBegun(MAX);
    const answer = await ask('/work');
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '2']);
    const { code, source, description } = (await answer.json()) as Record<string, unknown>;
    assert.deepEqual([code, source], [503, 'Upseat']);
    assert.match(String(description), /Repeat the request with the same MS-RequestId/);
    assert.deepEqual(
      await Promise.all(crowd(40)),
      Array.from({ length: 40 }, () => 503),
    );
    assert.equal(seen.begun, MAX);
    gate.resolve();
    assert.deepEqual(await Promise.all(letIn), [200, 200, 200]);
    assert.equal(await statusOf('/work'), 200);
  });

  test('it still says how it is', async () => {
    const letIn = crowd(MAX);
    await untilBegun(MAX);
    assert.deepEqual(await Promise.all(crowd(5, '/health')), [200, 200, 200, 200, 200]);
    gate.resolve();
    await Promise.all(letIn);
  });

  test('of a crowd that comes all at once no more are let in', async () => {
    const answers = crowd(CROWD).map((answer) => answer.then((status) => ((seen.refused += status === 503 ? 1 : 0), status)));
    while (seen.refused < REFUSED) await wait(5);
    gate.resolve();
    assert.equal((await Promise.all(answers)).filter((status) => status === 200).length, MAX);
    assert.equal(seen.begun, MAX);
  });
});

describe('a place is given back', () => {
  const ways: readonly [name: string, path: string, statuses: readonly number[]][] = [
    ['by an answer', '/work', [200, 200, 200]],
    ['by a failure', '/failing', [500, 500, 500]],
    ['by an answer past the framework', '/past', [200, 200, 200]],
  ];
  for (const [name, path, statuses] of ways)
    test(name, async () => {
      const letIn = crowd(MAX, path);
      await untilBegun(MAX);
      assert.equal(await statusOf('/work'), 503);
      gate.resolve();
      assert.deepEqual(await Promise.all(letIn), statuses);
      assert.equal(await statusOf('/work'), 200);
    });

  test('when an answer begins, however long it goes on', async () => {
    const long = await Promise.all(Array.from({ length: MAX }, () => ask('/long')));
    assert.deepEqual(await Promise.all(crowd(MAX, '/health')), [200, 200, 200]);
    const next = statusOf('/work');
    await untilBegun(1);
    gate.resolve();
    assert.equal(await next, 200);
    await Promise.all(long.map((answer) => answer.text()));
  });
});

describe('a place is kept', () => {
  test('by work that goes on for somebody who has gone away', async () => {
    const leaving = new AbortController();
    const gone = Array.from({ length: MAX }, () => ask('/work', { signal: leaving.signal }).catch(() => 'gone'));
    await untilBegun(MAX);
    leaving.abort();
    await Promise.all(gone);
    await wait(50);
    assert.equal(await statusOf('/work'), 503);
    gate.resolve();
    await wait(50);
    assert.equal(await statusOf('/work'), 200);
  });

  test('by nobody who has not sent all of the request', async () => {
    const head = 'POST /work HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"half":';
    const slow = Array.from({ length: 10 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    for (const socket of slow) socket.write(head);
    await wait(100);
    gate.resolve();
    assert.equal(await statusOf('/work'), 200);
    for (const socket of slow) socket.destroy();
  });
});
