import fc, { type Arbitrary } from 'fast-check';
import { chunked, joined, partsOf, type Parts, type Raw, type WireRequest } from './bytes.ts';

/** The request whose lines are harmed: with a body, of whose length its headers say nothing. */
type Sound = Parts & { readonly body: Buffer };
type Variant = readonly [must: Raw['must'], bytes: (request: Sound, n: number) => Buffer, more?: Partial<Raw>];

const BODY_BYTES_MAX = 65_536;

/** A request as bytes that are none, or an unusual one. */
export function damages(): Arbitrary<(wire: WireRequest) => WireRequest> {
  const variants = [
    ...UNCLEAR.map((each) => [true, each] as const),
    ...[...REFUSED, ...UNUSUAL].map((each) => [false, each] as const),
    ...SEVERAL.map(([closes, each]) => [closes, each] as const),
  ];
  return fc.tuple(fc.constantFrom(...variants), fc.nat(2 ** 31 - 1)).map(([[closes, [must, bytes, more = {}]], n]) => (wire) => {
    const { line, headers, body } = partsOf({ ...wire, body: wire.body?.subarray(0, BODY_BYTES_MAX) ?? null });
    const own = headers.filter((header) => !header.startsWith('content-length'));
    // Where it is not for the server to close the connection of itself, it is asked to.
    const asking = closes || more.leaves === true ? own : ['connection: close', ...own];
    const sound = { line, headers: asking, body: body ?? Buffer.from('{}') };
    return { ...wire, raw: { bytes: bytes(sound, n), must, closes, requests: 1, isHeadSound: false, leaves: false, ...more } };
  });
}

const withHeaders = ({ line, headers, body }: Sound, ...more: readonly string[]): Buffer =>
  joined({ line, headers: [...headers, ...more], body });
const sized = ({ line, headers, body }: Sound, ...more: readonly string[]): Buffer =>
  joined({ line, headers: [...headers, ...more, `content-length: ${body.length}`], body });
const lined = (request: Sound, line: (words: readonly string[]) => string): Buffer =>
  sized({ ...request, line: line(request.line.split(' ')) });
const inChunks = (request: Sound, body: Buffer, ...more: readonly string[]): Buffer =>
  withHeaders({ ...request, body }, ...more, 'transfer-encoding: chunked');
const oneOf = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item;
const text = (latin: string): Buffer => Buffer.from(latin, 'latin1');

/** A request within a body, which nobody may take for one. */
const HIDDEN = text('GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n');
const LENGTHS = ['-1', '+5', '0x5', '5, 6', '5 5', '1e1', '99999999999999999999', '5;', 'five', '0.5'];
const ENCODINGS = ['chunked, identity', 'xchunked', 'identity', 'chunked;q=1', 'chunked x', '\u000bchunked'];
const SIZES = ['zz', '-1', '', '0x5', 'FFFFFFFFFFFFFFFFFF', '5\u0000', ' 5', '+5', '1 1'];
const NAMELESS = ['no colon here', ': value', 'a b: c', 'a(b): c', 'a\u0000b: c', 'a\u00e9: c', '[a]: b', 'x-a : b', 'content-length : 5'];
const VALUES = ['x-a: b\u0000c', 'x-a: b\rc', 'x-a: \r', 'x-a: b\u0001', 'x-a: \u007f', 'x-a: b\u0008'];
const LINES: readonly ((words: readonly string[]) => string)[] = [
  ([method, path]) => `${method} ${path}`,
  ([method, path]) => `${method} ${path} HTTP/0.9`,
  ([method, path]) => `${method} ${path} HTTP/1.1.1`,
  ([method, path]) => `${method} ${path} HTTP/11`,
  ([method, path]) => `${method} ${path} http/1.1`,
  ([method, path]) => `${method} ${path} HTP/1.1`,
  ([method, path]) => `${method} ${path} more HTTP/1.1`,
  ([method, path]) => `${method}\t${path} HTTP/1.1`,
  ([, path]) => ` ${path} HTTP/1.1`,
  ([, path]) => `G(T ${path} HTTP/1.1`,
  ([, path]) => `\u0000GET ${path} HTTP/1.1`,
  ([, path]) => `${'X'.repeat(5000)} ${path} HTTP/1.1`,
  ([method, path]) => `${method} ${path}\u0000x HTTP/1.1`,
  ([method, path]) => `${method} ${path}\rx HTTP/1.1`,
  ([method, path]) => `${method} ${path}${'x'.repeat(200_000)} HTTP/1.1`,
  ([method]) => `${method} HTTP/1.1`,
  () => '',
  () => 'HTTP/1.1 200 OK',
];
const NONSENSE = [
  text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.concat([text('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'), Buffer.alloc(500, 7)]),
  text('\u0000\u0000\u0000\r\n\r\n'),
  text('EHLO localhost\r\n\r\n'),
  text('{"a":1}\r\n\r\n'),
  text('\xff\xfe\r\n\r\n'),
];

/** What must be refused and the connection closed, since the end of the request is in doubt. */
const UNCLEAR: readonly Variant[] = [
  ['be_refused', (request, n) => withHeaders(request, `content-length: ${oneOf(LENGTHS, n)}`)],
  ['be_refused', (request, n) => sized(request, `content-length: ${request.body.length + 1 + (n % 50)}`)],
  [
    'be_refused',
    (request) => sized({ ...request, body: Buffer.concat([chunked(request.body, 50), HIDDEN]) }, 'transfer-encoding: chunked'),
  ],
  ['be_refused', (request, n) => sized(request, `transfer-encoding: ${oneOf(ENCODINGS, n)}`)],
  [
    'be_refused',
    (request, n) => inChunks(request, text(`${oneOf(SIZES, n)}\r\n${request.body.toString('latin1')}\r\n0\r\n\r\n`)),
    { isHeadSound: true },
  ],
  [
    'be_refused',
    (request) => inChunks(request, Buffer.concat([text('1\r\n'), request.body, text('more\r\n0\r\n\r\n')])),
    { isHeadSound: true },
  ],
  ['be_refused', (request) => inChunks(request, text(`3\r\nabcXX0\r\n\r\n`)), { isHeadSound: true }],
  ['be_refused', (request, n) => sized(request, oneOf(NAMELESS, n))],
  ['be_refused', (request, n) => sized(request, oneOf(VALUES, n))],
  ['be_refused', (request, n) => sized(request, `x-a: ${'x'.repeat(17_000 + (n % 300_000))}`)],
  ['be_refused', (request, n) => sized(request, ...Array.from({ length: 1500 }, (_, i) => `x-${i}: ${'y'.repeat(10 + (n % 90))}`))],
  ['be_refused', (request, n) => lined(request, oneOf(LINES, n))],
  ['be_refused', (_, n) => oneOf(NONSENSE, n)],
];

/** What must be refused although it is clear where it ends, or what its caller leaves behind. */
const REFUSED: readonly Variant[] = [
  ['be_refused', (request) => sized({ ...request, headers: request.headers.filter((header) => !header.startsWith('host:')) })],
  ['be_refused', (request) => sized(request, 'host: elsewhere.example')],
  ['be_refused', (request) => lined(request, ([method, path]) => `${method} ${path} HTTP/2.0`)],
  ['be_refused', (request) => lined(request, () => 'CONNECT localhost:443 HTTP/1.1')],
  ['be_refused', (request, n) => cut(sized(request), n), { leaves: true, isHeadSound: true }],
  ['be_refused', (request, n) => cut(inChunks(request, chunked(request.body, 1 + (n % 40))), n), { leaves: true, isHeadSound: true }],
  ['be_refused', (request) => sized(request).subarray(0, -1), { leaves: true, isHeadSound: true }],
];

/** What is unusual and allowed, or may be taken either way. */
const UNUSUAL: readonly Variant[] = [
  ['be_answered', (request, n) => inChunks(request, chunked(request.body, 1 + (n % 40)))],
  ['be_answered', (request) => inChunks(request, chunked(request.body, 100, ';a=b;c="d"'))],
  [
    'be_answered',
    (request) =>
      inChunks(
        request,
        text(
          chunked(request.body, 100)
            .toString('latin1')
            .replace(/0\r\n\r\n$/, '0\r\nx-a: b\r\nauthorization: c\r\n\r\n'),
        ),
      ),
  ],
  ['be_answered', (request) => sized(request, `content-length: ${request.body.length}`)],
  ['be_answered', (request) => sized(request, 'x-a: b\r\n c', 'x-d:\r\n\te')],
  [
    'be_answered',
    (request) =>
      text(
        sized({ ...request, body: Buffer.alloc(0) })
          .toString('latin1')
          .replaceAll('\r\n', '\n'),
      ),
  ],
  ['be_answered', (request) => Buffer.concat([text('\r\n\r\n'), sized(request)])],
  ['be_answered', (request) => lined(request, ([method, path]) => `${method} ${path} HTTP/1.0`)],
  ['be_answered', (request) => lined(request, ([method, path]) => `${method}  ${path} HTTP/1.1`)],
  // The parser of Node takes it for HTTP/1.0.
  ['be_answered', (request) => lined(request, ([method, path]) => `${method} ${path} RTSP/1.0`)],
  ['be_answered', (request) => sized(request, ...Array.from({ length: 300 }, (_, i) => `x-${i}: y`))],
  ['be_answered', (request) => sized(request, 'x-a:\t b \t', 'x-b: \u00e9', 'x-c:')],
  ['be_answered', (request) => sized(request, 'expect: 100-continue')],
  ['be_answered', (request, n) => sized(request, `upgrade: ${oneOf(['h2c', 'websocket', 'x'], n)}`, 'connection: upgrade')],
  ['be_answered', (request) => inChunks(request, chunked(request.body, 100), 'content-encoding: gzip')],
];

/** More than one request at once, and whether the server has to close the connection. */
const SEVERAL: readonly (readonly [closes: boolean, variant: Variant])[] = [
  [false, ['be_answered', (request) => Buffer.concat([sized(kept(request)), closing()]), { requests: 2 }]],
  [true, ['be_unmixed', (request, n) => Buffer.concat([sized(request), oneOf(NONSENSE, n)]), { requests: 2 }]],
  [true, ['be_unmixed', (request, n) => Buffer.concat([sized(request), lined(request, oneOf(LINES, n))]), { requests: 2 }]],
  [
    true,
    [
      'be_unmixed',
      (request, n) =>
        Buffer.concat([inChunks(request, chunked(request.body, 100)), withHeaders(request, `content-length: ${oneOf(LENGTHS, n)}`)]),
      { requests: 2 },
    ],
  ],
];

const kept = (request: Sound): Sound => ({ ...request, headers: request.headers.filter((header) => header !== 'connection: close') });
const closing = (): Buffer => text('GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');

/** What of it arrives when it breaks off before its end. */
function cut(bytes: Buffer, n: number): Buffer {
  return bytes.subarray(0, 1 + (n % (bytes.length - 1)));
}
