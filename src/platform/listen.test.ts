import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { App } from './app.ts';
import { newId } from './clock.ts';
import { createHttpServer } from './http.ts';
import { closeServer, listen, sharedPort } from './listen.ts';

const host = '127.0.0.1';

test('a preferred port that is in use gives way to the next free one', async () => {
  const taken = await occupied();
  const app = server();
  const url = await listen(app, { host, port: { kind: 'preferred', number: portOf(taken) } });
  const port = Number(new URL(url).port);
  assert.ok(port > portOf(taken) && port <= portOf(taken) + 100, url);
  assert.equal((await fetch(`${url}/slow`)).status, 200);
});

test('a fixed port that is in use is refused in a sentence that names it', async () => {
  const taken = await occupied();
  const port = portOf(taken);
  await assert.rejects(
    listen(server(), { host, port: { kind: 'fixed', number: port } }),
    new RegExp(`^OperatorError: Port ${port} of 127.0.0.1 is in use. Set PORT`),
  );
});

test('several processes share a port that is free, or the next free one, but none that others have', async () => {
  const taken = portOf(await occupied());
  const next = await sharedPort({ host, port: { kind: 'preferred', number: taken } });
  assert.ok(next > taken && next <= taken + 100, String(next));
  assert.ok((await sharedPort({ host, port: { kind: 'fixed', number: 0 } })) > 0);
  await assert.rejects(sharedPort({ host, port: { kind: 'fixed', number: taken } }), new RegExp(`Port ${taken} of 127.0.0.1 is in use`));
});

test('a host that is not of this machine is refused', async () => {
  await assert.rejects(
    listen(server(), { host: '192.0.2.1', port: { kind: 'fixed', number: 0 } }),
    /HOST must be an address of this machine/,
  );
});

test('all interfaces are opened at the address of this machine', async () => {
  const url = await listen(server(), { host: '0.0.0.0', port: { kind: 'fixed', number: 0 } });
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
});

test('a request that runs when the server is closed gets its answer, and no other is taken', async () => {
  const app = server();
  const url = await listen(app, { host, port: { kind: 'fixed', number: 0 } });
  const running = fetch(`${url}/slow`);
  await wait(100);
  const closed = closeServer(app);
  await wait(20);
  await assert.rejects(fetch(`${url}/slow`));
  assert.equal((await running).status, 200);
  await closed;
});

function server(): App {
  const app = createHttpServer({ newId, log: false });
  app.route({
    method: 'GET',
    url: '/slow',
    config: { right: 'public' },
    handler: async () => {
      await wait(300);
      return { done: true };
    },
  });
  after(() => app.close());
  return app;
}

async function occupied(): Promise<Server> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, host, resolve));
  after(() => other.close());
  return other;
}

function portOf(other: Server): number {
  return (other.address() as AddressInfo).port;
}
