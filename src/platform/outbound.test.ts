import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { after, describe, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSignedCertificate } from './certificate.ts';
import { postOutbound, refusalOf, urlProblem, type OutboundOutcome, type OutboundPolicy, type Resolve } from './outbound.ts';

const LOCAL: OutboundPolicy = { plainHttp: 'loopback', addresses: 'loopback' };
const STRICT: OutboundPolicy = { plainHttp: 'never', addresses: 'public' };

type Heard = { readonly message: IncomingMessage; readonly body: string };
const heard: Heard[] = [];
type Answering = (message: IncomingMessage, reply: ServerResponse) => void;

async function receiver(answering: Answering, make: (listener: Answering) => Server = createServer): Promise<number> {
  const server = make((message, reply) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      heard.push({ message, body: Buffer.concat(chunks).toString() });
      answering(message, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function post(url: string, policy = LOCAL, more: { resolve?: Resolve; millisecondsMax?: number; signal?: AbortSignal } = {}) {
  const { resolve, millisecondsMax = 5_000, signal = new AbortController().signal } = more;
  const order = { url, headers: { 'Content-Type': 'application/json' }, body: '{"name":"台北"}', millisecondsMax, signal };
  return postOutbound(order, policy, resolve);
}
const cause = (outcome: OutboundOutcome) => (outcome.kind === 'unreachable' ? outcome.cause : outcome.status);
const at =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const ok = await receiver((_, reply) => reply.end('thanks'));

test('what is posted arrives as it is, and the beginning of the answer comes back', async () => {
  const outcome = await post(`http://127.0.0.1:${ok}/hook?a=1`);
  assert.deepEqual(outcome, { kind: 'answered', status: 200, excerpt: 'thanks', retryAfter: null });
  const { message, body } = heard.at(-1) ?? assert.fail();
  assert.deepEqual([message.method, message.url, body], ['POST', '/hook?a=1', '{"name":"台北"}']);
  assert.equal(message.headers.connection, 'close');
});

test('the connection goes to the address that was judged, whatever the name says the second time', async () => {
  let asked = 0;
  const rebinding: Resolve = async () => [{ address: (asked += 1) === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
  assert.equal(cause(await post(`http://rebind.example:${ok}/`, LOCAL, { resolve: rebinding })), 200);
  assert.equal(asked, 1);
  assert.equal(heard.at(-1)?.message.headers.host, `rebind.example:${ok}`);
});

test('a name of which one address does not answer is tried at its others', async () => {
  assert.equal(cause(await post(`http://both.example:${ok}/`, LOCAL, { resolve: at('::1', '127.0.0.1') })), 200);
});

describe('what may be reached', () => {
  const open: OutboundPolicy = { plainHttp: 'always', addresses: 'private' };
  const table: [url: string, addresses: string[], policy: OutboundPolicy, cause: string | null][] = [
    ['https://hook.example/', ['8.8.8.8'], STRICT, null],
    ['https://hook.example/', ['8.8.8.8', '2606:4700::1111'], STRICT, null],
    ['http://hook.example/', ['8.8.8.8'], STRICT, 'plain_http_refused'],
    ['http://hook.example/', ['8.8.8.8'], LOCAL, 'plain_http_refused'],
    ['http://hook.example/', ['8.8.8.8', '127.0.0.1'], LOCAL, 'plain_http_refused'],
    ['http://hook.example/', ['8.8.8.8'], open, null],
    ['http://localhost/', ['127.0.0.1', '::1'], LOCAL, null],
    ['https://localhost/', ['127.0.0.1'], STRICT, 'address_refused'],
    ['https://hook.example/', ['8.8.8.8', '127.0.0.1'], STRICT, 'address_refused'],
    ['https://hook.example/', ['::ffff:127.0.0.1'], STRICT, 'address_refused'],
    ['https://hook.example/', ['10.0.0.1'], STRICT, 'address_refused'],
    ['https://hook.example/', ['10.0.0.1'], LOCAL, 'address_refused'],
    ['https://hook.example/', ['fd12::1'], LOCAL, 'address_refused'],
    ['https://hook.example/', ['10.0.0.1'], open, null],
    ['https://hook.example/', ['fd12::1'], open, null],
    ['https://hook.example/', ['169.254.169.254'], open, 'address_refused'],
    ['https://hook.example/', ['fe80::1'], open, 'address_refused'],
    ['https://hook.example/', ['0.0.0.0'], open, 'address_refused'],
    ['https://hook.example/', [], open, 'name_unknown'],
    ['ftp://hook.example/', ['8.8.8.8'], open, 'url_unreadable'],
    ['file:///etc/passwd', ['8.8.8.8'], open, 'url_unreadable'],
  ];
  for (const [url, addresses, policy, expected] of table) {
    test(`${url} at ${addresses.join(' and ') || 'nowhere'}, ${policy.addresses}, plain HTTP ${policy.plainHttp}: ${expected ?? 'yes'}`, async () => {
      const list = await at(...addresses)('');
      assert.equal(refusalOf(new URL(url), list, policy)?.cause ?? null, expected);
      if (expected === null) return;
      // Nothing is sent either.
      const before = heard.length;
      assert.equal(cause(await post(url, policy, { resolve: at(...addresses) })), expected);
      assert.equal(heard.length, before);
    });
  }

  const spellings = ['127.1', '0x7f.1', '2130706433', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '127.0.0.1'];
  for (const host of spellings) {
    test(`https://${host}/ is this machine, however it is spelled`, async () => {
      assert.equal(cause(await post(`https://${host}:${ok}/`, STRICT)), 'address_refused');
    });
  }
});

describe('an address as somebody writes it down', () => {
  const open: OutboundPolicy = { plainHttp: 'always', addresses: 'private' };
  const table: [text: string, policy: OutboundPolicy, problem: string | null][] = [
    ['https://hook.example/a?b=c', STRICT, null],
    ['HTTPS://Hook.Example:8443', STRICT, null],
    ['http://hook.example/', STRICT, 'plain_http_refused'],
    ['http://hook.example/', LOCAL, 'plain_http_refused'],
    ['http://hook.example/', open, null],
    ['http://localhost:9000/', LOCAL, null],
    ['http://hook.localhost/', LOCAL, null],
    ['http://notlocalhost/', LOCAL, 'plain_http_refused'],
    ['https://localhost/', STRICT, 'address_refused'],
    ['https://127.0.0.1/', STRICT, 'address_refused'],
    ['https://0x7f.1/', STRICT, 'address_refused'],
    ['https://[::1]/', STRICT, 'address_refused'],
    ['https://10.0.0.1/', LOCAL, 'address_refused'],
    ['https://10.0.0.1/', open, null],
    ['https://169.254.169.254/latest', open, 'address_refused'],
    ['https://1.1.1.1/', STRICT, null],
    ['https://user:secret@hook.example/', STRICT, 'url_unreadable'],
    ['https://hook.example/#part', STRICT, 'url_unreadable'],
    ['ftp://hook.example/', open, 'url_unreadable'],
    ['javascript:alert(1)', open, 'url_unreadable'],
    ['hook.example', open, 'url_unreadable'],
    ['', open, 'url_unreadable'],
  ];
  for (const [text, policy, problem] of table) {
    test(`${text || 'nothing'} (${policy.addresses}, plain HTTP ${policy.plainHttp}): ${problem ?? 'may be tried'}`, () => {
      assert.equal(urlProblem(text, policy), problem);
    });
  }
});

describe('a receiver that misbehaves', () => {
  test('one that never answers is given up on', async () => {
    const silent = await receiver(() => {});
    assert.equal(cause(await post(`http://127.0.0.1:${silent}/`, LOCAL, { millisecondsMax: 150 })), 'timed_out');
  });

  test('so is one whose name is never found', async () => {
    const outcome = await post(`http://slow.example:${ok}/`, LOCAL, { resolve: () => new Promise(() => {}), millisecondsMax: 100 });
    assert.equal(cause(outcome), 'timed_out');
  });

  test('a status counts although the body never ends', async () => {
    const dripping = await receiver((_, reply) => {
      reply.writeHead(202);
      reply.write('so');
    });
    const outcome = await post(`http://127.0.0.1:${dripping}/`, LOCAL, { millisecondsMax: 300 });
    assert.deepEqual(outcome, { kind: 'answered', status: 202, excerpt: 'so', retryAfter: null });
  });

  test('of a huge answer only the beginning is read', async () => {
    let sent = 0;
    const flood = await receiver((_, reply) => {
      const pour = (): void => {
        while (!reply.destroyed && sent < 200_000_000) {
          sent += 65_536;
          if (!reply.write('x'.repeat(65_536))) return;
        }
      };
      reply.on('drain', pour);
      pour();
    });
    const outcome = await post(`http://127.0.0.1:${flood}/`);
    assert.equal(outcome.kind === 'answered' && outcome.excerpt.length, 2_048);
    assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
  });

  test('a redirect is an answer, and is not followed', async () => {
    const redirecting = await receiver((_, reply) => reply.writeHead(302, { Location: `http://127.0.0.1:${ok}/` }).end());
    const before = heard.length;
    assert.equal(cause(await post(`http://127.0.0.1:${redirecting}/`)), 302);
    assert.equal(heard.length, before + 1);
  });

  test('endless headers, a broken answer and a closed port are failures', async () => {
    const headers = await receiver((_, reply) => reply.writeHead(200, { a: 'x'.repeat(40_000) }).end());
    assert.equal(cause(await post(`http://127.0.0.1:${headers}/`)), 'connection_failed');
    const broken = await receiver((message) => message.socket.end('HTP?\r\n\r\n'));
    assert.equal(cause(await post(`http://127.0.0.1:${broken}/`)), 'connection_failed');
    assert.equal(cause(await post('http://127.0.0.1:1/')), 'connection_refused');
    assert.equal(cause(await post('http://nowhere.invalid/', { plainHttp: 'always', addresses: 'public' })), 'name_unknown');
  });

  test('asked to stop, it stops', async () => {
    const silent = await receiver(() => {});
    const stopping = new AbortController();
    const sending = post(`http://127.0.0.1:${silent}/`, LOCAL, { signal: stopping.signal });
    stopping.abort();
    assert.equal(cause(await sending), 'stopped');
  });
});

describe('over TLS', () => {
  const { privateKey: key } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const [from, until] = [new Date(Date.now() - 3_600_000), new Date(Date.now() + 3_600_000)];
  const cert = selfSignedCertificate({
    organization: 'Test',
    commonName: 'hook.example',
    hosts: ['hook.example'],
    serial: '01',
    from,
    until,
    privateKey: key,
  });
  const secure = receiver(
    (_, reply) => reply.end('safe'),
    (listener) => createSecureServer({ key, cert }, listener),
  );
  const here = { resolve: at('127.0.0.1') };

  test('a certificate that nobody vouches for is refused', async () => {
    assert.equal(cause(await post(`https://hook.example:${await secure}/`, LOCAL, here)), 'tls_failed');
  });

  test('one that is vouched for is good for its own name only', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, cert]);
    after(() => setDefaultCACertificates(before));
    assert.equal(cause(await post(`https://hook.example:${await secure}/`, LOCAL, here)), 200);
    assert.equal(cause(await post(`https://other.example:${await secure}/`, LOCAL, here)), 'tls_failed');
  });
});
