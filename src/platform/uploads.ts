import type { Readable } from 'node:stream';
import type { App } from './app.ts';
import type { RecordFormat } from './records.ts';

/** The largest file that is taken over HTTP, in bytes. */
export const FILE_BYTES_MAX = 8_388_608;

/** Lets the routes of this plugin take CSV files (`text/csv`): their text, or null where the bytes are no UTF-8. */
export function takeCsv(app: Pick<App, 'addContentTypeParser'>): void {
  app.addContentTypeParser(
    /^text\/csv\s*(;|$)/i,
    { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
    async (_request: unknown, bytes: Buffer) => textOf(bytes),
  );
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A file of records that is read as it comes in. */
export type SentFile = { readonly kind: 'file'; readonly format: RecordFormat; readonly chunks: AsyncIterable<Buffer> };

/** Lets the routes of this plugin take CSV and JSON lines as they come in (`isSentFile`), so that no file ever stands in memory. */
export function takeRecords(app: Pick<App, 'addContentTypeParser' | 'addHook'>): void {
  const sent = (format: RecordFormat) => async (_request: unknown, stream: Readable) =>
    ({ kind: 'file', format, chunks: stream.iterator({ destroyOnReturn: false }) }) satisfies SentFile;
  app.addContentTypeParser(/^text\/csv\s*(;|$)/i, sent('csv'));
  app.addContentTypeParser(/^application\/(x-ndjson|jsonl|x-jsonlines|json-lines)\s*(;|$)/i, sent('jsonl'));
  // A file may be answered before its end; what is left of it, unread, would keep the connection's next request waiting.
  app.addHook('onResponse', async ({ body, raw }) => {
    if (isSentFile(body)) await readRest(body.chunks);
    raw.resume();
  });
}

/** Whether a body is a file of records, and not of another type. */
export function isSentFile(body: unknown): body is SentFile {
  return typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'file' && 'chunks' in body;
}

async function readRest(chunks: AsyncIterable<Buffer>): Promise<void> {
  try {
    for await (const _ of chunks);
  } catch {
    // Whoever sent it is gone, and waits for nothing any more.
  }
}
