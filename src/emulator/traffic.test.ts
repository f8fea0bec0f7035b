import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Exchange } from './contract.ts';
import { archiveOf } from './har.ts';
import { keptBody, keptHeaders, recordTraffic } from './traffic.ts';

const exchange: Omit<Exchange, 'number'> = {
  at: '2026-06-11T09:00:00.000Z',
  milliseconds: 3,
  method: 'GET',
  path: '/v1/customers?size=1',
  requestId: 'r',
  correlationId: 'c',
  requestHeaders: { accept: 'application/json' },
  status: 200,
  responseHeaders: { 'content-type': 'application/json' },
  responseBody: '{}',
};

describe('recorded traffic', () => {
  test('keeps the last requests and numbers them through', () => {
    const traffic = recordTraffic(2);
    for (let i = 0; i < 7; i += 1) traffic.add(exchange);
    assert.deepEqual(
      traffic.all().map(({ number }) => number),
      [6, 7],
    );
    traffic.clear();
    assert.deepEqual(traffic.all(), []);
  });

  test('has no secrets, neither in headers nor in bodies', () => {
    assert.deepEqual(keptHeaders({ Authorization: 'Bearer x', accept: '*/*', 'set-cookie': ['a', 'b'] }), {
      Authorization: '…',
      accept: '*/*',
      'set-cookie': '…',
    });
    assert.equal(keptBody('grant_type=password&password=hunter2&username=a'), 'grant_type=password&password=…&username=a');
    assert.equal(keptBody({ access_token: 'abc', expires_in: 3600 }), '{"access_token":"…","expires_in":3600}');
    assert.equal(keptBody({ password: 'a b, "c" } & d', other: 1 }), '{"password":"…","other":1}');
    assert.equal(keptBody('username=a&password=a,b c}&client_secret=x'), 'username=a&password=…&client_secret=…');
    assert.equal(
      keptBody({ value: 'x'.repeat(65_500), secret: 'hunter2'.repeat(9) })?.includes('hunter'),
      false,
      'cut off within a secret',
    );
    assert.equal(keptBody(null), undefined);
  });

  test('is a readable HTTP archive', () => {
    const archive = archiveOf([{ ...exchange, number: 1 }], { origin: 'http://localhost', version: '1' });
    const { log } = archive as { log: { version: string; entries: { request: { url: string; queryString: object[] } }[] } };
    assert.equal(log.version, '1.2');
    assert.deepEqual(log.entries[0]?.request.url, 'http://localhost/v1/customers?size=1');
    assert.deepEqual(log.entries[0]?.request.queryString, [{ name: 'size', value: '1' }]);
  });
});
