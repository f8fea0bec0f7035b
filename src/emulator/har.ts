import type { Exchange } from './contract.ts';

/** The requests as an HTTP archive, version 1.2, which the developer tools of browsers open. */
export function archiveOf(exchanges: readonly Exchange[], at: { readonly origin: string; readonly version: string }): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Upseat', version: at.version },
      entries: exchanges.map((exchange) => entryOf(exchange, at.origin)),
    },
  };
}

function entryOf(exchange: Exchange, origin: string): object {
  const { method, path, requestHeaders, requestBody, status, responseHeaders, responseBody = '', milliseconds } = exchange;
  const query = path.includes('?') ? path.slice(path.indexOf('?') + 1) : '';
  return {
    startedDateTime: exchange.at,
    time: milliseconds,
    request: {
      method,
      url: `${origin}${path}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(requestHeaders),
      queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
      headersSize: -1,
      bodySize: requestBody === undefined ? 0 : Buffer.byteLength(requestBody),
      ...(requestBody === undefined ? {} : { postData: { mimeType: requestHeaders['content-type'] ?? '', text: requestBody } }),
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(responseHeaders),
      redirectURL: responseHeaders['location'] ?? '',
      headersSize: -1,
      bodySize: Buffer.byteLength(responseBody),
      content: { size: Buffer.byteLength(responseBody), mimeType: responseHeaders['content-type'] ?? '', text: responseBody },
    },
    cache: {},
    timings: { send: 0, wait: milliseconds, receive: 0 },
    ...(exchange.fault === undefined ? {} : { comment: `fault: ${exchange.fault}` }),
  };
}

function pairs(headers: Readonly<Record<string, string>>): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
