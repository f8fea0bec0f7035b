/** A request byte by byte, as no well-behaved client would let one write it. */
export type WireRequest = {
  readonly method: string;
  /** The path with its query as it goes into the request line. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer | null;
  /** What is said to be the body's length, where that is not so. */
  readonly saidLength?: number;
  /** The bytes that go instead, where they are not those of an orderly request with these parts. */
  readonly raw?: Raw;
};

/** A request as its lines and its body; the length of the body is not among the lines. */
export type Parts = { readonly line: string; readonly headers: readonly string[]; readonly body: Buffer | null };

/** Bytes that may be no request, and what must come of them. */
export type Raw = {
  readonly bytes: Buffer;
  /** `be_unmixed`: nobody can say which answer is whose, so there may be none; but never one in the middle of another. */
  readonly must: 'be_answered' | 'be_refused' | 'be_unmixed';
  /** Whether the server must close the connection of itself, since it cannot know where the next request would begin. */
  readonly closes: boolean;
  /** How many requests there are in them at most; there must not be more answers. */
  readonly requests: number;
  /** Whether the head is in order: what only reads may be answered before the rest of it is looked at. */
  readonly isHeadSound: boolean;
  /** Whether the caller goes away when it has sent them. */
  readonly leaves: boolean;
};

/** The parts of an orderly request. */
export function partsOf({ method, path, headers, body, saidLength }: WireRequest): Parts {
  const length = saidLength ?? body?.length;
  return {
    line: `${method} ${path} HTTP/1.1`,
    headers: [
      ...(headers.some(([name]) => name.toLowerCase() === 'host') ? [] : ['host: localhost']),
      ...headers.map(([name, value]) => `${name}: ${value}`),
      ...(length === undefined ? [] : [`content-length: ${length}`]),
    ],
    body,
  };
}

/** The bytes of a request. Latin letters go as single bytes, everything beyond as UTF-8, as clients do who do not think of it. */
export function joined({ line, headers, body }: Parts): Buffer {
  return Buffer.concat([Buffer.from(`${[line, ...headers].join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)]);
}

/** The same body in chunks of so many bytes. */
export function chunked(body: Buffer, size: number, extension = ''): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    parts.push(Buffer.from(`${part.length.toString(16)}${extension}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
