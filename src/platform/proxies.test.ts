import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Type } from 'typebox';
import { newId } from './clock.ts';
import { createHttpServer } from './http.ts';
import { plainForwardedFor, readProxies } from './proxies.ts';

describe('the proxies in front', () => {
  const read: [text: string, expected: readonly string[] | null][] = [
    ['10.0.0.1', ['10.0.0.1']],
    ['10.1.0.0/16, fd00::/8,Loopback', ['10.1.0.0/16', 'fd00::/8', 'loopback']],
    ['10.0.0.1/32', ['10.0.0.1/32']],
    ['10.0.0.1/33', null],
    ['fd00::1/128', ['fd00::1/128']],
    ['fd00::1/129', null],
    ['0.0.0.0/0', null],
    ['::/0', null],
    ['10.0.0.0/8/8', null],
    ['10.0.0.0/', null],
    ['fe80::1%eth0', null],
    ['proxy.example.com', null],
    ['true', null],
    ['10.0.0.1,', null],
  ];
  for (const [text, expected] of read)
    test(`${text} is ${expected === null ? 'refused' : 'read'}`, () => assert.deepEqual(readProxies(text), expected));
});

describe('X-Forwarded-For', () => {
  const plain: [given: string, expected: string | undefined][] = [
    ['203.0.113.7', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7', '198.51.100.1, 203.0.113.7'],
    ['203.0.113.7:4711', '203.0.113.7'],
    ['[2001:db8::7]:4711', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['198.51.100.1, unknown, 203.0.113.7', '203.0.113.7'],
    ["203.0.113.7, ' or 1=1", undefined],
    ['', undefined],
  ];
  for (const [given, expected] of plain)
    test(`of "${given}" ${expected ?? 'nothing'} is left`, () => {
      const headers = { 'x-forwarded-for': given };
      plainForwardedFor({ headers });
      assert.equal(headers['x-forwarded-for'], expected);
    });
});

describe('who asked, and how', () => {
  const forged = { 'x-forwarded-for': '198.51.100.1, 203.0.113.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' };
  const own = { ip: '127.0.0.1', protocol: 'http' };
  const cases: [name: string, proxies: readonly string[], headers: Record<string, string>, expected: object][] = [
    ['nobody is believed where no proxy is named', [], forged, own],
    ['a caller that is no proxy of ours is not believed', ['10.9.8.7', '192.168.0.0/16'], forged, own],
    ['a proxy says who asked it, and not what that caller claimed', ['loopback'], forged, { ip: '203.0.113.7', protocol: 'https' }],
    [
      'of two proxies the one that was asked from outside counts',
      ['127.0.0.1', '203.0.113.0/24'],
      forged,
      { ip: '198.51.100.1', protocol: 'https' },
    ],
    ['a proxy that says nothing counts as the caller', ['loopback'], {}, own],
    ['a proxy that says nonsense does too', ['loopback'], { 'x-forwarded-for': 'me' }, own],
  ];
  for (const [name, trustedProxies, headers, expected] of cases)
    test(name, async () => {
      const app = createHttpServer({ newId, log: false, trustedProxies });
      const Seen = Type.Object({ ip: Type.String(), protocol: Type.String() });
      app.get('/who', { config: { right: 'public' }, schema: { response: { 200: Seen } } }, async ({ ip, protocol }) => ({ ip, protocol }));
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      after(() => app.close());
      const answer = await fetch(`${url}/who`, { headers });
      assert.deepEqual(await answer.json(), expected);
      assert.equal(answer.headers.has('strict-transport-security'), (expected as typeof own).protocol === 'https');
    });
});
