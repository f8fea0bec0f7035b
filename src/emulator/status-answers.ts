import type { FaultOrder } from './contract.ts';

/** The answer to a fault of kind `status`: a fault as the API words it, or the gateway's own body. */
export type StatusAnswer = {
  readonly status: number;
  readonly retryAfterSeconds?: number;
  readonly body: { readonly fault: { readonly code: number; readonly description: string } } | { readonly plain: object };
};

/** What the public API documents for a status, where the order says nothing else. */
const DOCUMENTED: Readonly<Record<number, { readonly code: number; readonly description: string }>> = {
  400: { code: 2000, description: 'The request is malformed.' },
  401: { code: 400, description: 'Access denied.' },
  403: { code: 900150, description: 'The caller has no right to do this.' },
  404: { code: 1000, description: 'There is no resource at this address.' },
  409: { code: 409, description: 'The resource was changed at the same moment.' },
  412: { code: 2055, description: 'The ETag is not that of the resource as it is now.' },
  500: { code: 800003, description: 'Something unforeseen happened.' },
  502: { code: 502, description: 'A service behind the API gave no usable answer.' },
  503: { code: 503, description: 'The service cannot answer at the moment.' },
  504: { code: 504, description: 'A service behind the API did not answer in time.' },
};

const RETRY_AFTER_SECONDS: Readonly<Record<number, number>> = { 429: 10, 503: 2 };

/** The answer in the words of the public API. 429 has the gateway's body: the official .NET client reads the wait from it. */
export function statusAnswer({ status = 500, code, description, retryAfterSeconds }: FaultOrder): StatusAnswer {
  const seconds = retryAfterSeconds ?? RETRY_AFTER_SECONDS[status];
  const wait = seconds === undefined ? {} : { retryAfterSeconds: seconds };
  if (status === 429) {
    const message = description ?? `Rate limit is exceeded. Try again in ${seconds} seconds.`;
    return { status, ...wait, body: { plain: { statusCode: 429, message } } };
  }
  const usual = DOCUMENTED[status] ?? { code: 800003, description: `The emulator was told to answer ${status}.` };
  return { status, ...wait, body: { fault: { code: code ?? usual.code, description: description ?? usual.description } } };
}
