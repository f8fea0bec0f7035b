import type { Exchange } from './contract.ts';

/** The last requests, oldest first; older ones are forgotten. */
export type Traffic = {
  readonly add: (exchange: Omit<Exchange, 'number'>) => void;
  readonly all: () => readonly Exchange[];
  readonly clear: () => void;
};

/** Bodies are kept up to this length. */
const BODY_CHARACTERS_MAX = 65_536;

/** Keeps so many requests in memory. */
export function recordTraffic(exchangesMax: number): Traffic {
  let kept: Exchange[] = [];
  let number = 0;
  return {
    add: (exchange) => {
      number += 1;
      kept.push({ ...exchange, number });
      // Cut back now and then: moving the whole list for every request would cost more than the request.
      if (kept.length > exchangesMax * 2) kept = kept.slice(-exchangesMax);
    },
    all: () => kept.slice(-exchangesMax),
    clear: () => {
      kept = [];
    },
  };
}

const SECRET_HEADERS = new Set(['authorization', 'cookie', 'set-cookie', 'x-csrf-token']);
const SECRETS = 'client_secret|clientSecret|password|refresh_token|access_token|id_token|assertion|code_verifier|secret';
/** In JSON a secret ends with its quotes, or where the body was cut off; in a form with the next parameter. */
const SECRET_MEMBERS = new RegExp(`("(?:${SECRETS})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)`, 'g');
const SECRET_PARAMETERS = new RegExp(`((?:^|&)(?:${SECRETS})=)[^&]*`, 'g');

type Headers = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** Headers as they may be kept: as texts, and without what proves who somebody is. */
export function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] => {
      if (value === undefined) return [];
      const text = Array.isArray(value) ? value.join(', ') : String(value);
      return [[name, SECRET_HEADERS.has(name.toLowerCase()) ? '…' : text]];
    }),
  );
}

/** A body as it may be kept: secrets blackened, and not without end. */
export function keptBody(body: unknown): string | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.slice(0, BODY_CHARACTERS_MAX).replace(SECRET_MEMBERS, '$1"…"').replace(SECRET_PARAMETERS, '$1…');
}
