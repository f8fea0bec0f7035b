import type { App } from './app.ts';

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
