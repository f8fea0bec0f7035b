import type { App } from './app.ts';
import { malformedError } from './faults.ts';

/**
 * Reads JSON bodies: with or without a charset, with or without a byte order mark; an empty one counts as none, since
 * some clients name a content type on every request.
 */
export function addBodyParser(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, async (_request: unknown, bytes: Buffer) => parseJson(bytes));
}

/** `application/json`, `text/json` and the types built on JSON. */
const JSON_TYPE = /^(application|text)\/([a-z0-9.+-]+\+)?json\s*(;|$)/i;

function parseJson(bytes: Buffer): unknown {
  let text: string;
  try {
    // The decoder takes the byte order mark away, and throws on bytes that are no UTF-8.
    text = decoder.decode(bytes);
  } catch {
    throw malformedError('', 'has a body that is not UTF-8');
  }
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw malformedError('', 'has a body that is not JSON');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
