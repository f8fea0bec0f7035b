import type { WireRequest } from './bytes.ts';

/** A request in parts, as its route wants it. */
export type Draft = {
  readonly method: string;
  readonly url: string;
  readonly parts: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly file: Buffer | undefined;
};

/** The same with its headers. */
export type Headed = Draft & { readonly headers: WireRequest['headers'] };

/** The request as it goes over the wire. */
export function wireOf(draft: Headed): WireRequest {
  const body = bodyOf(draft);
  const kind = draft.file === undefined ? 'application/json' : 'text/csv';
  return {
    method: draft.method,
    path: `${pathOf(draft)}${queryOf(draft.query)}`,
    headers:
      body === null || draft.headers.some(([name]) => name === 'content-type') ? draft.headers : [...draft.headers, ['content-type', kind]],
    body: body ?? (['GET', 'HEAD', 'DELETE'].includes(draft.method) ? null : Buffer.alloc(0)),
  };
}

/** The bytes of its body; null where it has none. */
export function bodyOf({ body, file }: Draft): Buffer | null {
  if (file !== undefined) return file;
  return body === undefined ? null : Buffer.from(JSON.stringify(body) ?? 'null');
}

/** Its path, without the query. */
export function pathOf({ url, parts }: Draft): string {
  return url.replaceAll(/:(\w+)/g, (_, name: string) => encoded(parts[name])).replace('*', 'x');
}

/** A query, with its question mark; nothing where there is none. */
export function queryOf(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => `${name}=${encoded(each)}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Percent-encoded; halves of a character go as the bytes that would stand for them. */
export function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ed%a0%80';
  }
}
