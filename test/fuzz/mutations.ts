import fc, { type Arbitrary } from 'fast-check';
import type { WireRequest } from './bytes.ts';
import { bodyOf, encoded, pathOf, queryOf, wireOf, type Draft, type Headed } from './draft.ts';
import { damages } from './raw.ts';
import { junk, replaced } from './values.ts';

/** What is done to a request in one place. */
export type Mutation = {
  readonly kind: 'none' | 'member' | 'bytes' | 'part' | 'path' | 'query' | 'header' | 'method' | 'type' | 'raw';
  readonly apply: (draft: Headed) => WireRequest;
};

const nothing: Mutation = { kind: 'none', apply: (draft) => wireOf(draft) };

const member = fc
  .tuple(fc.nat(60), junk)
  .map(([n, value]): Mutation => ({ kind: 'member', apply: (draft) => wireOf({ ...draft, body: replaced(draft.body ?? {}, n, value) }) }));

const part = fc.tuple(fc.nat(5), junk).map(([n, value]): Mutation => ({
  kind: 'part',
  apply: (draft) => {
    const names = Object.keys(draft.parts);
    const name = names[n % Math.max(names.length, 1)];
    return wireOf(name === undefined ? draft : { ...draft, parts: { ...draft.parts, [name]: value } });
  },
}));

const rawPart = fc.constantFrom(
  ...[
    '%00',
    '%',
    '%zz',
    '%ff',
    '%c0%80',
    '%2e%2e',
    '..',
    '.',
    '%2f',
    '%5c',
    ';',
    '%25%32%66',
    'a%0d%0ab',
    '',
    '%20',
    '+',
    '*',
    '~',
    '@',
    '|',
    'é',
    '中文',
    'x'.repeat(600),
    'x'.repeat(9000),
    ':customerId',
    '{customerId}',
  ],
);
const path = fc
  .tuple(
    rawPart,
    fc.constantFrom<(address: string, raw: string) => string>(
      (address, raw) => address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/i, () => raw),
      (address, raw) => `${address}/${raw}`,
      (address, raw) => address.replace('/', () => `/${raw}/`),
      (address, raw) => `${address}${raw}`,
      (address) => address.toUpperCase(),
      (address) => address.replaceAll('/', '//'),
      (address) => `${address}/`,
      (address) => address.replace('/v1/', '/v1.0/'),
      (address) => `http://elsewhere.example${address}`,
      (address) => `${address}#part`,
      (address) => [...address].map((letter) => (/[a-z]/.test(letter) ? `%${letter.charCodeAt(0).toString(16)}` : letter)).join(''),
    ),
  )
  .map(([raw, change]): Mutation => ({
    kind: 'path',
    apply: (draft) => ({ ...wireOf(draft), path: `${change(pathOf(draft), raw)}${queryOf(draft.query)}` }),
  }));

const queryJunk = fc.oneof(
  fc.tuple(fc.nat(20), junk).map(([n, value]) => (draft: Draft) => {
    const names = [...Object.keys(draft.query), 'size', 'seekOperation', 'filter', 'offset'];
    return queryOf({ ...draft.query, [names[n % names.length] ?? 'size']: value });
  }),
  fc.tuple(fc.constantFrom('filter', 'size', 'order', 'search', 'from'), fc.constantFrom('Field', 'Value', 'Operator'), junk).map(
    ([name, at, value]) =>
      () =>
        `?${name}=${encoded(JSON.stringify({ Field: 'CompanyName', Value: 'a', Operator: 'starts_with', [at]: value }))}`,
  ),
  fc
    .constantFrom(
      ...[
        '?',
        '??',
        '?&&&',
        '?=',
        '?=1',
        '?size',
        '?size=',
        '?size=1&size=2',
        '?size[]=1',
        '?size[a]=1',
        '?%',
        '?%zz=1',
        '?a=%ff',
        '?a=%00',
        '?__proto__=1',
        '?__proto__[x]=1',
        '?constructor=1',
        `?${'a=1&'.repeat(2000)}`,
        `?a=${'x'.repeat(9000)}`,
        '?size=0',
        '?size=-1',
        '?size=1e9',
        '?size=99999999999',
        '?offset=9007199254740993',
      ],
    )
    .map((text) => () => text),
);
const queried = queryJunk.map((change): Mutation => ({
  kind: 'query',
  apply: (draft) => ({ ...wireOf(draft), path: `${pathOf(draft)}${change(draft)}` }),
}));

const HEADER_VALUES = [
  '',
  ' ',
  ',',
  '"',
  '*',
  'W/"x"',
  '0',
  '-1',
  'é',
  '中',
  'x'.repeat(300),
  'x'.repeat(20_000),
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'bnVsbA==',
  'eyJhIjoxfQ==',
  'W10=',
  'AAAA',
  '%00',
  "';--",
];
const HEADER_NAMES = [
  'ms-requestid',
  'ms-correlationid',
  'ms-cv',
  'ms-continuationtoken',
  'x-locale',
  'accept',
  'accept-language',
  'accept-encoding',
  'if-match',
  'if-none-match',
  'range',
  'content-encoding',
  'content-language',
  'cookie',
  'origin',
  'host',
  'expect',
  'traceparent',
  'x-http-method-override',
  'x-forwarded-for',
  'x-forwarded-proto',
  'x-csrf-token',
  'transfer-encoding',
  'connection',
  'user-agent',
  'x-original-url',
  'forwarded',
  'content-type',
];
const header = fc.oneof(
  fc
    .tuple(fc.constantFrom(...HEADER_NAMES), fc.oneof(fc.constantFrom(...HEADER_VALUES), fc.base64String({ maxLength: 60 })))
    .map(([name, value]) => (headers: WireRequest['headers']): WireRequest['headers'] => [...headers, [name, value]]),
  fc
    .constantFrom(
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'bearer null',
      'Basic eDp4',
      'Bearer a.b.c',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
      `Bearer ${'x'.repeat(10_000)}`,
      'Negotiate é',
    )
    .map((value) => (): WireRequest['headers'] => [['authorization', value]]),
  fc.constant((): WireRequest['headers'] => []),
  fc.constant((headers: WireRequest['headers']): WireRequest['headers'] => [...headers, ...headers]),
  fc.nat(900).map(
    (n) =>
      (headers: WireRequest['headers']): WireRequest['headers'] =>
        headers.map(([name, value]) => [name, value.slice(0, n)]),
  ),
);
const headed = header.map((change): Mutation => ({
  kind: 'header',
  apply: (draft) => wireOf({ ...draft, headers: change(draft.headers) }),
}));

const method = fc
  .constantFrom('GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'POST', 'PROPFIND', 'QUERY', 'NOSUCH', 'get')
  .map((name): Mutation => ({ kind: 'method', apply: (draft) => ({ ...wireOf(draft), method: name }) }));

const type = fc
  .constantFrom(
    '',
    'text/plain',
    'text/csv',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json; charset=utf-16',
    'application/json;',
    'application/problem+json',
    'json',
    'application/octet-stream',
    'é/é',
  )
  .map((name): Mutation => ({
    kind: 'type',
    apply: (draft) => ({
      ...wireOf(draft),
      headers: [...draft.headers, ['content-type', name]],
      body: bodyOf(draft) ?? Buffer.from('a=1'),
    }),
  }));

/** What becomes of the bytes of a body. */
const bytes = fc.oneof(
  fc.nat(400).map((n) => (body: Buffer) => ({ body: body.subarray(0, n % Math.max(body.length, 1)) })),
  fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })).map(([n, byte]) => (body: Buffer) => {
    const at = n % Math.max(body.length, 1);
    return { body: Buffer.concat([body.subarray(0, at), Buffer.from([byte]), body.subarray(at + 1)]) };
  }),
  fc.uint8Array({ maxLength: 80 }).map((all) => () => ({ body: Buffer.from(all) })),
  fc.constantFrom<(body: Buffer) => { readonly body: Buffer; readonly saidLength?: number }>(
    (body) => ({ body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]) }),
    (body) => ({ body: Buffer.from(body.toString(), 'utf16le') }),
    (body) => ({ body: Buffer.concat([body, body]) }),
    (body) => ({ body: Buffer.concat([Buffer.from('['), body, Buffer.from(']')]) }),
    (body) => ({ body, saidLength: Math.max(body.length - 1, 0) }),
    (body) => ({ body: Buffer.from(body.toString().replace(/"(\w+)":/, '"$1":1,"$1":')) }),
    (body) => ({ body: Buffer.from(body.toString().replace(/"(\w+)":/g, (_, name: string) => `"${name.toUpperCase()}":`)) }),
    (body) => ({ body: Buffer.from(body.toString().replace(/\d+/, '1e400')) }),
    () => ({ body: Buffer.from('['.repeat(100_000)) }),
    () => ({ body: Buffer.from(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) }),
    () => ({ body: Buffer.from(`"${'x'.repeat(1_100_000)}"`) }),
    () => ({ body: Buffer.from(`{"a":"${'\\u0000'.repeat(1000)}"}`) }),
    () => ({ body: Buffer.from(`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":${i}`).join()}}`) }),
    () => ({ body: Buffer.from('{"a":"\\ud800"}') }),
    () => ({ body: Buffer.alloc(0) }),
  ),
);
const harmed = bytes.map((change): Mutation => ({
  kind: 'bytes',
  apply: (draft) => ({ ...wireOf(draft), ...change(bodyOf(draft) ?? Buffer.from('{}')) }),
}));

const raw = damages().map((damage): Mutation => ({ kind: 'raw', apply: (draft) => damage(wireOf(draft)) }));

/** One thing wrong, or nothing. */
export const mutations: Arbitrary<Mutation> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(nothing) },
  { weight: 6, arbitrary: member },
  { weight: 2, arbitrary: part },
  { weight: 2, arbitrary: path },
  { weight: 3, arbitrary: queried },
  { weight: 3, arbitrary: headed },
  { weight: 1, arbitrary: method },
  { weight: 1, arbitrary: type },
  { weight: 3, arbitrary: harmed },
  // More than one in ten, so that a run of 100,000 has 10,000 of them.
  { weight: 4, arbitrary: raw },
);
