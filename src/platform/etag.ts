import { isGuid } from '../kit/ids.ts';

/** What an ETag says: which resource, and after how many changes. */
export type Etag = { readonly id: string; readonly version: number };

/** The ETag of a resource: base64 of its id and version, as in the public documentation. Opaque to clients. */
export function etagOf(id: string, version: number): string {
  return Buffer.from(JSON.stringify({ id, version })).toString('base64');
}

/** Reads an ETag of ours, with the quotes and the weakness mark that headers add; null for anything else. */
export function readEtag(text: string): Etag | null {
  const plain = text
    .trim()
    .replace(/^W\//i, '')
    .replace(/^"(.*)"$/, '$1');
  try {
    const { id, version } = JSON.parse(Buffer.from(plain, 'base64').toString()) as { id?: unknown; version?: unknown };
    if (typeof id !== 'string' || !isGuid(id) || typeof version !== 'number' || !Number.isSafeInteger(version)) return null;
    return { id: id.toLowerCase(), version };
  } catch {
    return null;
  }
}
