/** Why a request gave no usable answer. */
export type Problem =
  | {
      readonly kind: 'fault';
      readonly status: number;
      readonly code: number;
      readonly description: string;
      /** What the fault is about: codes, names of members, ids. */
      readonly data: readonly string[];
      readonly correlationId: string | null;
    }
  /** No answer arrived: whether the server did anything is unknown. */
  | { readonly kind: 'unreachable' };

/** What a failed request throws. */
export type RequestError = Error & { readonly problem: Problem };

/** What a read may carry beside its path. */
export type ReadOptions = { readonly signal?: AbortSignal; readonly continuationToken?: string | null };

/** A write: its body, the proof that it comes from our page, and the id that makes a repeat harmless. */
export type WriteOptions = {
  readonly body: unknown;
  /** Left out by those who have no console session, such as people of customers. */
  readonly csrfToken?: string;
  readonly requestId: string;
  readonly signal?: AbortSignal;
  /** `POST` when left out. */
  readonly method?: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** JSON when left out; then the body is no string. The text of a file, and a file itself, is sent as it is. */
  readonly contentType?: 'text/csv' | 'application/x-ndjson';
};

/** Reads a resource of the API, its names in the language of the page. */
export async function read<Resource>(path: string, { signal, continuationToken }: ReadOptions = {}): Promise<Resource> {
  const headers = commonHeaders();
  if (continuationToken !== undefined && continuationToken !== null) headers.set('MS-ContinuationToken', continuationToken);
  return answerOf<Resource>(await send(path, { headers, signal: signal ?? null }));
}

/** Writes to the API. The same request id always gets the same answer. */
export async function write<Resource>(
  path: string,
  { body, csrfToken, requestId, signal, method = 'POST', contentType }: WriteOptions,
): Promise<Resource> {
  const headers = commonHeaders();
  if (body !== undefined) headers.set('Content-Type', contentType ?? 'application/json');
  if (csrfToken !== undefined) headers.set('X-CSRF-Token', csrfToken);
  headers.set('MS-RequestId', requestId);
  return answerOf<Resource>(
    await send(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body) }),
      signal: signal ?? null,
    }),
  );
}

/** Reads a file of the API, its words in the language of the page. */
export async function readFile(path: string): Promise<Blob> {
  const response = await send(path, { headers: commonHeaders() });
  return response.ok ? response.blob() : answerOf<never>(response);
}

/** Whether repeating the request may help, and whether it is unknown if it was carried out. */
export function isOutcomeUnknown(problem: Problem): boolean {
  return problem.kind === 'unreachable' || problem.status >= 500 || problem.status === 408 || problem.status === 429;
}

/** What the server says of an id that is none, as somebody may have typed into the address. */
const NOT_AN_ID = 2000;

/** Whether the thing asked for is not there, cannot be, or is not this person's to see. */
export function isNotFound(problem: Problem | undefined): boolean {
  return problem?.kind === 'fault' && (problem.status === 404 || (problem.status === 400 && problem.code === NOT_AN_ID));
}

function commonHeaders(): Headers {
  const locale = document.documentElement.lang === 'en' ? 'en-US' : 'zh-TW';
  return new Headers({ Accept: 'application/json', 'X-Locale': locale });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw failure({ kind: 'unreachable' });
  }
}

async function answerOf<Resource>(response: Response): Promise<Resource> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && (body !== null || response.status === 204)) return body as Resource;
  type Fault = { readonly code?: number; readonly description?: string; readonly data?: readonly string[] };
  const fault: Fault = typeof body === 'object' && body !== null ? body : {};
  throw failure({
    kind: 'fault',
    status: response.status,
    code: fault.code ?? response.status,
    description: fault.description ?? '',
    data: fault.data ?? [],
    correlationId: response.headers.get('MS-CorrelationId'),
  });
}

function failure(problem: Problem): RequestError {
  const text = problem.kind === 'fault' ? `${problem.status} ${problem.code} ${problem.description}` : problem.kind;
  return Object.assign(new Error(text), { problem });
}
