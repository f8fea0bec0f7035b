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

/** The ETags that a request brings, by where they stand: in `If-Match`, and in the body as it was read. */
export type Etags = { readonly ifMatch: string | null; readonly inBody: string | null };

/**
 * Whether a request was made of the resource as it is. None of the client libraries sends `If-Match`, but most send the
 * ETag back inside the body; where neither is there nothing is checked.
 */
export function freshness({ ifMatch, inBody }: Etags, resource: Etag): 'fresh' | 'precondition_failed' | 'etag_stale' {
  if (ifMatch !== null && ifMatch.trim() !== '*' && !ifMatch.split(',').some((etag) => isOf(etag, resource))) return 'precondition_failed';
  if (inBody !== null && inBody.trim() !== '' && !isOf(inBody, resource)) return 'etag_stale';
  return 'fresh';
}

function isOf(text: string, { id, version }: Etag): boolean {
  const etag = readEtag(text);
  return etag !== null && etag.id === id && etag.version === version;
}
