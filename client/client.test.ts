import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { startWholeProgram } from '../test/whole-program.ts';
import { openClient, type Client } from './client.ts';
import type { Customer } from './generated/schemas.ts';

const program = await startWholeProgram({ customers: 30 });
const token = await program.token('global_admin');
const api = openClient({ url: program.url, token: async () => token });

describe('the client against the program', () => {
  test('answers are what the description says, in names and in values', async () => {
    const reply = await api.call('GET /v1/customers', { query: { size: 5 } });
    assert.ok(reply.kind === 'answered');
    const [first]: readonly Customer[] = reply.body.items;
    assert.equal(typeof first?.companyProfile.companyName, 'string');
    assert.match(reply.requestId, /^[0-9a-f-]{36}$/);
    assert.equal(reply.headers.get('ms-requestid'), reply.requestId);
  });

  test('a list goes on page by page until its end, each customer once', async () => {
    const ids: string[] = [];
    let pages = 0;
    for await (const page of api.pages('GET /v1/customers', { query: { size: 7 } })) {
      assert.ok(page.kind === 'answered');
      ids.push(...page.body.items.map(({ id }) => id));
      pages += 1;
    }
    const whole = await api.call('GET /v1/customers', { query: { size: 500 } });
    assert.deepEqual(whole.kind === 'answered' && whole.body.items.map(({ id }) => id), ids);
    assert.ok(ids.length >= 15, String(ids.length));
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(pages, Math.ceil(ids.length / 7));
  });

  test('a refusal is a value with its code; a list says it in place of a page', async () => {
    const unknown = { path: { customerId: '00000000-0000-4000-8000-000000000000' } };
    const reply = await api.call('GET /v1/customers/{customerId}', unknown);
    assert.deepEqual(reply.kind === 'refused' && [reply.status, reply.code], [404, 60003]);
    const pages = [];
    for await (const page of api.pages('GET /v1/customers/{customerId}/users', unknown)) pages.push(page.kind);
    assert.deepEqual(pages, ['refused']);
  });

  test('a parameter cannot leave its place in the path', async () => {
    const reply = await api.call('GET /v1/customers/{customerId}', { path: { customerId: '../../health?x=' } });
    assert.deepEqual(reply.kind === 'refused' && reply.status, 400);
  });

  test('an invoice comes as a file', async () => {
    const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const invoices = await api.call('POST /v1/invoices/runs', { body: { until: later } });
    assert.ok(invoices.kind === 'answered', JSON.stringify(invoices));
    const invoiceId = invoices.body.items[0]?.id ?? '';
    const reply = await api.download('GET /v1/invoices/{invoiceId}/documents/statement', { path: { invoiceId } });
    assert.ok(reply.kind === 'answered', JSON.stringify([invoiceId, reply]));
    assert.equal(Buffer.from(reply.body.subarray(0, 5)).toString(), '%PDF-');
  });

  test('without a token it is told so, and nothing is thrown', async () => {
    const reply = await openClient({ url: program.url, token: async () => null }).call('GET /v1/rights', {});
    assert.deepEqual(reply.kind === 'refused' && [reply.status, reply.code], [401, 400]);
  });
});

describe('the client against a server in trouble', () => {
  type Heard = { readonly method: string; readonly requestId: string };
  const heard: Heard[] = [];
  const pauses: number[] = [];
  let answers: ((response: ServerResponse) => void)[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    heard.push({ method: request.method ?? '', requestId: String(request.headers['ms-requestid']) });
    const answer = answers.shift() ?? ok;
    answer(response);
  });
  const ok = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' }).end('\ufeff{"items":[]}');
  const busy = (status: number, retryAfter?: string) => (response: ServerResponse) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) })
      .end('{"statusCode":429,"message":"Slower, please"}');
  const cut = (response: ServerResponse) => response.destroy();
  after(() => server.close());

  const ask = async (given: typeof answers, work: (client: Client) => Promise<{ kind: string }>) => {
    if (!server.listening) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    heard.length = 0;
    pauses.length = 0;
    answers = [...given];
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const pause = async (ms: number) => void pauses.push(ms);
    const reply = await work(openClient({ url, token: async () => 'x', pause }));
    return { kind: reply.kind, times: heard.length, ids: new Set(heard.map(({ requestId }) => requestId)).size, pauses: [...pauses] };
  };
  const read = (client: Client) => client.call('GET /v1/customers', {});
  const customerWrite = (client: Client) =>
    client.call('POST /v1/customers/{customerId}/groups', { path: { customerId: 'c' }, body: { displayName: 'x' } });
  const partnerWrite = (client: Client) => client.call('POST /v1/margins' as never, {});

  const cases: [name: string, answers: typeof answers, work: (client: Client) => Promise<{ kind: string }>, expected: object][] = [
    ['too fast: waits as long as it is told, in seconds', [busy(429, '3')], read, { kind: 'answered', times: 2, ids: 1, pauses: [3000] }],
    [
      'too fast, a write that is not remembered: nothing was done',
      [busy(429, '1')],
      partnerWrite,
      { kind: 'answered', times: 2, ids: 1, pauses: [1000] },
    ],
    [
      'away, without a word how long: twice as long each time',
      [busy(503), busy(503)],
      read,
      { kind: 'answered', times: 3, ids: 1, pauses: [500, 1000] },
    ],
    [
      'away during a customer’s write: again under the same id',
      [busy(503, '2')],
      customerWrite,
      { kind: 'answered', times: 2, ids: 1, pauses: [2000] },
    ],
    ['away during a write that is not remembered: once', [busy(503, '2')], partnerWrite, { kind: 'refused', times: 1, ids: 1, pauses: [] }],
    ['cut off while reading: again', [cut], read, { kind: 'answered', times: 2, ids: 1, pauses: [500] }],
    [
      'cut off during a customer’s write: again under the same id',
      [cut],
      customerWrite,
      { kind: 'answered', times: 2, ids: 1, pauses: [500] },
    ],
    ['cut off during a write that is not remembered: once', [cut], partnerWrite, { kind: 'unreachable', times: 1, ids: 1, pauses: [] }],
    [
      'busy for ever: four times, then it says so',
      [busy(429), busy(429), busy(429), busy(429)],
      read,
      { kind: 'refused', times: 4, ids: 1, pauses: [500, 1000, 2000] },
    ],
    ['asked to wait an hour: does not', [busy(429, '3600')], read, { kind: 'refused', times: 1, ids: 1, pauses: [] }],
  ];
  for (const [name, given, work, expected] of cases) test(name, async () => assert.deepEqual(await ask(given, work), expected));

  test('until a moment, as a date', async () => {
    const {
      pauses: [waited = 0],
    } = await ask([busy(503, new Date(Date.now() + 5_000).toUTCString())], read);
    assert.ok(waited > 3_000 && waited <= 5_000, String(waited));
  });

  test('the words of the gateway are those of the refusal', async () => {
    const { kind } = await ask([busy(429, '3600')], async (client) => {
      const reply = await read(client);
      assert.equal(reply.kind === 'refused' && reply.description, 'Slower, please');
      return reply;
    });
    assert.equal(kind, 'refused');
  });

  test('the token is not taken elsewhere', async () => {
    const elsewhere = (response: ServerResponse) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    assert.equal((await ask([elsewhere, elsewhere, elsewhere, elsewhere], read)).kind, 'unreachable');
  });
});
