/** An answer as it was read. */
export type Parsed = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** How many bytes it took, with interim answers before it. */
  readonly length: number;
};

/** The first answer in these bytes, once all of it is there; an interim answer (100) is passed over. */
export function parse(bytes: Buffer, method: string, isAll: boolean): Parsed | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const rest = bytes.subarray(end + 4);
  if (status === 100) {
    const found = parse(rest, method, isAll);
    return found === null ? null : { ...found, length: found.length + end + 4 };
  }
  const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  const body = bodyOf(rest, headers, method === 'HEAD' || status === 204 || status === 304, isAll);
  if (body === null) return null;
  return body === 'broken'
    ? { status: 0, headers, text: 'broken', length: bytes.length }
    : { status, headers, text: body.content.toString(), length: end + 4 + body.length };
}

/** All answers in what came over a connection until it was closed, and what is left behind them. */
export function parseAll(bytes: Buffer): { readonly answers: readonly Parsed[]; readonly rest: string } {
  const answers: Parsed[] = [];
  let left = bytes;
  for (let answer = parse(left, 'GET', true); answer !== null; answer = parse(left, 'GET', true)) {
    answers.push(answer);
    left = left.subarray(answer.length);
  }
  return { answers, rest: left.toString('latin1') };
}

type Body = { readonly content: Buffer; readonly length: number };

function bodyOf(rest: Buffer, headers: ReadonlyMap<string, string>, isNone: boolean, isAll: boolean): Body | 'broken' | null {
  if (isNone) return { content: Buffer.alloc(0), length: 0 };
  if (headers.get('transfer-encoding') === 'chunked') return unchunked(rest);
  const length = headers.get('content-length');
  if (length === undefined) return isAll ? { content: rest, length: rest.length } : null;
  return rest.length < Number(length) ? null : { content: rest.subarray(0, Number(length)), length: Number(length) };
}

function unchunked(rest: Buffer): Body | 'broken' | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = rest.indexOf('\r\n', at);
    if (line < 0) return null;
    const length = Number.parseInt(rest.subarray(at, line).toString('latin1'), 16);
    // Something else in the middle of an answer is no answer.
    if (Number.isNaN(length)) return 'broken';
    if (rest.length < line + 2 + length + 2) return null;
    if (length === 0) return { content: Buffer.concat(parts), length: line + 4 };
    parts.push(rest.subarray(line + 2, line + 2 + length));
    at = line + 2 + length + 2;
  }
}
