import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Type } from 'typebox';
import { etagOf, readEtag } from './etag.ts';
import { collection, cutPage, pageSize, readToken, TOKEN_INSTANT, tokenSize, writeToken } from './paging.ts';
import { methodsAt, namesFile, plainAddress } from './paths.ts';

const Position = Type.Object({ name: Type.String(), size: Type.Integer() });

test('a continuation token comes back as it was written', () => {
  const token = writeToken('customers', { name: '𠮷野家', size: 5 });
  assert.match(token, /^[A-Za-z0-9_-]+$/);
  assert.deepEqual(readToken('customers', Position, token), { name: '𠮷野家', size: 5 });
});

const good = writeToken('customers', { name: 'a', size: 5 });
const BROKEN: readonly [what: string, token: string][] = [
  ['of another list', writeToken('users', { name: 'a', size: 5 })],
  ['of another shape', writeToken('customers', { name: 5 })],
  ['cut short', good.slice(0, -2)],
  ['changed', `${good.slice(0, 20)}A${good.slice(21)}`],
  ['empty', ''],
  ['invented', 'bm90IGEgdG9rZW4gb2Ygb3Vycw'],
  ['no base64', '~~~ ünïcode ~~~'],
  ['forged, with a right checksum over what is no JSON', forged('{"name":')],
  ['forged, with a right checksum over nothing', forged('')],
];

/** A token as somebody makes it who has read how: the checksum is no secret. */
function forged(text: string): string {
  const checksum = createHash('sha256').update(`customers\n${text}`).digest('base64url').slice(0, 12);
  return Buffer.from(`${checksum}${text}`).toString('base64url');
}

test('a forged token of the right shape is read: it gives no rights', () => {
  assert.deepEqual(readToken('customers', Position, forged('{"name":"b","size":1}')), { name: 'b', size: 1 });
});

for (const [what, token] of BROKEN) {
  test(`a continuation token that is ${what} is refused`, () => {
    assert.equal(readToken('customers', Position, token), null);
  });
}

const INSTANTS: readonly [text: string, isRead: boolean][] = [
  ['2026-06-11', true],
  ['2026-06-11T09:00:00Z', true],
  ['2026-06-11T09:00:00.000Z', true],
  ['2026-06-11 09:00:00.123456+00', true],
  ['2026-06-11 09:00:00+05:30', true],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['0000-01-01', false],
  ['2026-06-11T24:00:00Z', false],
  ['2026-06-11T09:60:00Z', false],
  ['2026-06-11 09:00:00+99', false],
  ['infinity', false],
  ['now', false],
  ['', false],
];
for (const [text, isRead] of INSTANTS) {
  test(`a token with the instant "${text}" is ${isRead ? 'read' : 'refused'}`, () => {
    assert.equal(readToken('dates', TOKEN_INSTANT, writeToken('dates', text)) !== null, isRead);
  });
}

test('a token asks for no more than can be asked for openly', () => {
  const read = (size: number) => readToken('customers', tokenSize(500), writeToken('customers', size));
  assert.deepEqual([read(0), read(1), read(500), read(501), read(1e9), read(-5)], [null, 1, 500, null, null, null]);
});

test('the last page has no next', () => {
  assert.deepEqual(collection([1, 2]), { totalCount: 2, items: [1, 2], attributes: { objectType: 'Collection' } });
});

test('the token of the next page is in its link and beside it', () => {
  assert.deepEqual(collection([1], { self: '/a', next: { uri: '/a?seekOperation=Next', token: 't' } }), {
    totalCount: 1,
    items: [1],
    continuationToken: 't',
    links: {
      self: { uri: '/a', method: 'GET', headers: [] },
      next: { uri: '/a?seekOperation=Next', method: 'GET', headers: [{ key: 'MS-ContinuationToken', value: 't' }] },
    },
    attributes: { objectType: 'Collection' },
  });
});

test('a page with exactly as many rows as it holds is the last', () => {
  assert.deepEqual(cutPage([1, 2], 2), { items: [1, 2], last: null });
  assert.deepEqual(cutPage([1, 2, 3], 2), { items: [1, 2], last: 2 });
  assert.deepEqual(cutPage([], 2), { items: [], last: null });
});

for (const [asked, size] of [
  [undefined, 100],
  [0, 100],
  [1, 1],
  [500, 500],
  [501, null],
  [-1, null],
] as const) {
  test(`the page size ${asked ?? 'that is not given'} gives ${size ?? 'a refusal'}`, () => {
    assert.equal(pageSize(asked, { fallback: 100, most: 500 }), size);
  });
}

const ID = 'abcdefab-0000-4000-8000-00000000000a';

test('an ETag is the documented base64', () => {
  assert.equal(Buffer.from(etagOf(ID, 3), 'base64').toString(), `{"id":"${ID}","version":3}`);
});

for (const written of [etagOf(ID, 3), `"${etagOf(ID, 3)}"`, `W/"${etagOf(ID, 3)}"`, ` ${etagOf(ID.toUpperCase(), 3)} `]) {
  test(`the ETag ${written} is read`, () => {
    assert.deepEqual(readEtag(written), { id: ID, version: 3 });
  });
}

for (const written of ['', '*', '"x"', 'eyJpZCI6MX0=', etagOf('no-guid', 1), etagOf(ID, 1.5), Buffer.from('null').toString('base64')]) {
  test(`the ETag ${written === '' ? '(empty)' : written} is not ours`, () => {
    assert.equal(readEtag(written), null);
  });
}

const ADDRESSES: readonly [address: string, plain: string][] = [
  ['/v1//customers?size=1', '/v1/customers?size=1'],
  ['//v1/customers/', '/v1/customers'],
  ['/v1.0/customers', '/v1/customers'],
  ['/V1.0', '/v1'],
  ['/v1.05/customers', '/v1.05/customers'],
  ['/v1/customers?filter=a//b/', '/v1/customers?filter=a//b/'],
  ['/auditactivity/v1.0//auditrecords', '/auditactivity/v1/auditrecords'],
  ['/webhooks/v1.0/registration/', '/webhooks/v1/registration'],
  ['/Webhooks//v1/customers/x/subscriptions/y', '/v1/customers/x/subscriptions/y'],
  ['/webhooks/v1/customersx', '/webhooks/v1/customersx'],
  ['/webhooks/', '/webhooks/'],
  ['/customers//x/', '/customers//x/'],
  ['/assets/Index-A1.js', '/assets/Index-A1.js'],
  ['/', '/'],
];
for (const [address, plain] of ADDRESSES) {
  test(`the address ${address} is ${plain}`, () => {
    assert.equal(plainAddress(address), plain);
  });
}

test('the methods of a path are those of the routes that match it', () => {
  const routes = [
    { method: 'GET', url: '/v1/a/:id' },
    { method: 'PATCH', url: '/v1/a/:id' },
    { method: 'GET', url: '/v1/a' },
    { method: 'GET', url: '/*' },
  ];
  assert.deepEqual(methodsAt('/V1/A/7', routes), ['GET', 'PATCH']);
  assert.deepEqual(methodsAt('/v1/a', routes), ['GET']);
  assert.deepEqual(methodsAt('/v1/b', routes), []);
});

test('a path of the console with an ending names a file', () => {
  assert.deepEqual(['/assets/a.js', '/favicon.ico', '/customers/1', '/'].map(namesFile), [true, true, false, false]);
});
