import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Type } from 'typebox';
import { testServer, type Answer } from '../../test/server.ts';
import { newId } from './clock.ts';
import { Fault, Guid } from './contract.ts';
import { sendFault } from './faults.ts';
import { createHttpServer, type Routes } from './http.ts';

const Echo = Type.Object({
  id: Type.Optional(Type.String()),
  size: Type.Optional(Type.Integer()),
  groups: Type.Optional(Type.Array(Type.String())),
  note: Type.Optional(Type.String()),
});

const routes: Routes = async (app) => {
  const config = { right: 'public' };
  app.get(
    '/v1/things',
    { config, schema: { querystring: Type.Object({ size: Type.Optional(Type.Integer()) }), response: { 200: Echo } } },
    async (request) => request.query,
  );
  app.get(
    '/v1/things/:thingId',
    { config, schema: { params: Type.Object({ thingId: Guid }), response: { 200: Echo, 404: Fault } } },
    async (request, reply) => {
      if (request.params.thingId.startsWith('0')) return sendFault(reply, 404, { code: 1000, description: 'There is none.' });
      return { id: request.params.thingId };
    },
  );
  app.get(
    '/v1/named/:name',
    { config, schema: { params: Type.Object({ name: Type.String() }), response: { 200: Echo } } },
    async (request) => ({ note: request.params.name }),
  );
  app.post(
    '/v1/things',
    {
      config,
      schema: { body: Type.Object({ note: Type.String(), size: Type.Optional(Type.Integer({ minimum: 1 })) }), response: { 201: Echo } },
    },
    async (request, reply) => reply.code(201).send(request.body),
  );
  app.get('/v1/broken', { config, schema: { response: { 200: Echo } } }, async () => {
    throw new Error('secret inside');
  });
  app.get('/v1/away', { config, schema: { response: { 200: Echo } } }, async () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  });
  app.get('/v1/drift', { config, schema: { response: { 200: Type.Object({ size: Type.Integer() }) } } }, async (_request, reply) =>
    reply.send({ size: 'five' } as never),
  );
  app.get('/v1/null', { config, schema: { response: { 200: Echo } } }, async (_request, reply) => reply.send({ size: null } as never));
  app.get('/v1/surplus', { config, schema: { response: { 200: Echo } } }, async (_request, reply) =>
    reply.send({ size: 1, more: true } as never),
  );
};

const server = await testServer([routes]);
const ID = 'ABCDEFAB-0000-4000-8000-00000000000A';

function assertFault(answer: Answer, status: number, code: number): void {
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(Object.keys(answer.body), ['code', 'description', 'data', 'source']);
  assert.equal(answer.body.code, code);
  assert.notEqual(answer.body.description, '');
  assert.equal(answer.body.source, 'Upseat');
}

for (const path of ['/v1/things', '/v1//things', '//v1/things', '/v1/things/', '/V1/Things//', '/v1.0/things', '/v1.0//THINGS/']) {
  test(`the address ${path} is found`, async () => {
    const answer = await server.ask(`${path}?Size=3`);
    assert.deepEqual([answer.status, answer.body], [200, { size: 3 }]);
  });
}

test('an id in a path comes in any case and is lower case inside', async () => {
  assert.deepEqual((await server.ask(`/v1/THINGS/${ID}`)).body, { id: ID.toLowerCase() });
});

test('a text in a path keeps its case', async () => {
  assert.deepEqual((await server.ask('/v1/NAMED/Åsa%20B')).body, { note: 'Åsa B' });
});

const REFUSED: readonly [what: string, status: number, code: number, path: string, ask?: object][] = [
  ['an unknown path', 404, 1000, '/v1/nothing'],
  ['an unknown path outside the API', 404, 1000, '/nothing'],
  ['a method that the path has not', 405, 900141, '/v1/things', { method: 'PUT', body: {} }],
  ['an id that is no GUID', 400, 2000, '/v1/things/7'],
  ['a number that is none', 400, 2000, '/v1/things?size=5.5'],
  ['a number beyond every number', 400, 2000, `/v1/things?size=${'9'.repeat(400)}`],
  ['a path that is badly encoded', 400, 2000, '/v1/named/%zz'],
  ['a path with half a character', 400, 2000, '/v1/named/%c3'],
  ['a zero character in a path', 400, 2000, '/v1/named/a%00b'],
  ['a part of a path without end', 414, 2000, `/v1/named/${'a'.repeat(600)}`],
  ['a body that is no JSON', 400, 2000, '/v1/things', { method: 'POST', raw: '{"note":' }],
  ['a body that is a list', 400, 2000, '/v1/things', { method: 'POST', raw: '[]' }],
  ['a body that is a word', 400, 2000, '/v1/things', { method: 'POST', raw: '"note"' }],
  ['no body where one is needed', 400, 2000, '/v1/things', { method: 'POST' }],
  ['an empty body where one is needed', 400, 2000, '/v1/things', { method: 'POST', raw: '' }],
  ['null as a body', 400, 2000, '/v1/things', { method: 'POST', raw: 'null' }],
  ['a zero character in a body', 400, 2000, '/v1/things', { method: 'POST', body: { note: 'a\u0000' } }],
  ['half a character in a body', 400, 2000, '/v1/things', { method: 'POST', raw: '{"note":"\\ud800"}' }],
  ['a number beyond every number in a body', 400, 2000, '/v1/things', { method: 'POST', raw: '{"note":"a","size":1e999}' }],
  ['a number out of bounds', 400, 2000, '/v1/things', { method: 'POST', body: { note: 'a', size: 0 } }],
  [
    'a body nested half a million deep',
    400,
    2000,
    '/v1/things',
    { method: 'POST', raw: `{"note":${'['.repeat(500_000)}${']'.repeat(500_000)}}` },
  ],
  ['a body over one megabyte', 413, 2000, '/v1/things', { method: 'POST', body: { note: 'a'.repeat(1_100_000) } }],
  ['a body of another type', 415, 2000, '/v1/things', { method: 'POST', raw: 'note=a', headers: { 'content-type': 'text/plain' } }],
  [
    'a body that is a form',
    415,
    2000,
    '/v1/things',
    { method: 'POST', raw: 'note=a', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
];

for (const [what, status, code, path, ask] of REFUSED) {
  test(`${what} is answered ${status} with a fault`, async () => {
    const answer = await server.ask(path, ask);
    assertFault(answer, status, code);
    assert.match(answer.headers.get('ms-requestid') ?? '', /^[0-9a-f-]{36}$/);
    assert.match(answer.headers.get('ms-correlationid') ?? '', /^[0-9a-f-]{36}$/);
  });
}

test('a malformed member is named', async () => {
  const answer = await server.ask('/v1/things', { method: 'POST', body: { size: 1 } });
  assert.deepEqual([answer.body.data, answer.body.description], [['note'], '`note` is required.']);
});

test('a wrong method is told the right ones', async () => {
  assert.equal((await server.ask('/V1/things/', { method: 'DELETE' })).headers.get('allow'), 'GET, HEAD, POST');
});

const TAKEN: readonly [what: string, raw: string, type: string][] = [
  ['no charset', '{"note":"a"}', 'application/json'],
  ['a charset', '{"note":"a"}', 'application/json; charset=utf-8'],
  ['a type in capitals', '{"note":"a"}', 'Application/JSON;charset=UTF-8'],
  ['a byte order mark', '\ufeff{"note":"a"}', 'application/json'],
  ['names in another case', '{"NOTE":"a"}', 'application/json'],
  ['a member that must not reach an object', '{"note":"a","__proto__":{"size":9},"constructor":{"prototype":{}}}', 'application/json'],
];

for (const [what, raw, type] of TAKEN) {
  test(`a body with ${what} is read`, async () => {
    const answer = await server.ask('/v1/things', { method: 'POST', raw, headers: { 'content-type': type } });
    assert.deepEqual([answer.status, answer.body], [201, { note: 'a' }]);
  });
}

test('a content type on a GET does no harm', async () => {
  assert.equal((await server.ask('/v1/things', { headers: { 'content-type': 'application/json; charset=utf-8' } })).status, 200);
});

test('request and correlation ids come back as they were sent, in lower case', async () => {
  const answer = await server.ask('/v1/things', {
    headers: { 'MS-RequestId': ID, 'MS-CorrelationId': ID, 'MS-CV': '6fYC0fJpQ0aQXu1A.1.2', 'X-Locale': 'zh-TW' },
  });
  assert.equal(answer.headers.get('ms-requestid'), ID.toLowerCase());
  assert.equal(answer.headers.get('ms-correlationid'), ID.toLowerCase());
  assert.equal(answer.headers.get('ms-cv'), '6fYC0fJpQ0aQXu1A.1.2');
  assert.equal(answer.headers.get('x-locale'), 'zh-TW');
  assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
});

test('an id that is no GUID is replaced by a new one', async () => {
  const answer = await server.ask('/v1/things', { headers: { 'MS-RequestId': 'mine', 'MS-CV': 'x' } });
  assert.match(answer.headers.get('ms-requestid') ?? '', /^[0-9a-f]{8}-/);
  assert.match(answer.headers.get('ms-cv') ?? '', /^[A-Za-z0-9+/]{22}\.0$/);
});

test('an unforeseen failure tells nothing of the inside', async () => {
  const answer = await server.ask('/v1/broken');
  assertFault(answer, 500, 800003);
  assert.ok(!answer.text.includes('secret'));
});

test('a database that is away is answered 503 with the time to wait', async () => {
  const answer = await server.ask('/v1/away');
  assertFault(answer, 503, 503);
  assert.equal(answer.headers.get('retry-after'), '2');
});

for (const path of ['/v1/drift', '/v1/null', '/v1/surplus']) {
  test(`an answer that differs from its schema is caught (${path})`, async () => {
    assertFault(await server.ask(path), 500, 800003);
  });
}

test('every answer forbids what the console does not need', async () => {
  const { headers } = await server.ask('/v1/things');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'self'; style-src 'self' 'unsafe-inline'/);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('cache-control'), 'no-store');
});

test('HEAD is answered like GET, without the body', async () => {
  const answer = await server.ask('/v1/things', { method: 'HEAD' });
  assert.deepEqual([answer.status, answer.text], [200, '']);
});

test('a route without a right does not start', () => {
  const app = createHttpServer({ newId, log: false });
  after(() => app.close());
  assert.throws(() => app.get('/v1/open', async () => ({})), /names no right/);
});

test('the log has the request and none of its secrets', async () => {
  const lines: string[] = [];
  const app = createHttpServer({ newId, log: { stream: { write: (line) => lines.push(line) } } });
  after(() => app.close());
  await app.register(routes);
  const answer = await app.inject({
    url: '/v1/things?size=2&code=s3cret&access_token=s3cret',
    headers: { authorization: 'Bearer s3cret', cookie: 's3cret', 'ms-correlationid': ID },
  });
  assert.equal(answer.statusCode, 200);
  await app.inject({ url: '/v1/broken' });
  const logged = lines.join('');
  assert.ok(!logged.includes('s3cret'));
  const [line] = lines.map((each) => JSON.parse(each) as Record<string, unknown>);
  assert.deepEqual(
    [line?.['method'], line?.['url'], line?.['status'], line?.['correlationId']],
    ['GET', '/v1/things?size=2&code=…&access_token=…', 200, ID.toLowerCase()],
  );
  assert.match(logged, /secret inside/);
});

/** Sends bytes, the second part once the first was answered, and reads until the server closes. */
