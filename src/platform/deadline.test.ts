import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Type } from 'typebox';
import { newId } from './clock.ts';
import { createHttpServer } from './http.ts';

const ANSWER_MS_MAX = 400;
const app = createHttpServer({ newId, log: false, answerMillisecondsMax: ANSWER_MS_MAX });
const schema = { body: Type.Object({ waitMs: Type.Integer() }) };
app.post('/wait', { schema, config: { right: 'public' } }, async ({ body }) => {
  await pause(body.waitMs);
  return { waited: body.waitMs };
});
await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());
const { port } = app.server.address() as AddressInfo;

/** Sends a request whose body takes its time to come in, and gives the status. */
function send({ waitMs, bodyMs }: { readonly waitMs: number; readonly bodyMs: number }): Promise<number | undefined> {
  const text = JSON.stringify({ waitMs });
  const headers = { 'content-type': 'application/json', 'content-length': text.length };
  return new Promise((resolve, reject) => {
    const sent = request({ port, path: '/wait', method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode));
    sent.on('error', reject);
    sent.write(text.slice(0, 3));
    void pause(bodyMs).then(() => sent.end(text.slice(3)));
  });
}

describe('how long an answer may be waited for', () => {
  test('work that takes too long is answered with 503', async () => {
    assert.equal(await send({ waitMs: 0, bodyMs: 0 }), 200);
    assert.equal(await send({ waitMs: 3 * ANSWER_MS_MAX, bodyMs: 0 }), 503);
  });

  test('the time in which the body comes in over a slow line does not count', async () => {
    assert.equal(await send({ waitMs: 0, bodyMs: 2 * ANSWER_MS_MAX }), 200);
    assert.equal(await send({ waitMs: 3 * ANSWER_MS_MAX, bodyMs: 2 * ANSWER_MS_MAX }), 503);
  });
});
