import { REMEMBERED_MS } from './directory.ts';
import type { TrustedIssuer } from './settings.ts';
import type { KeyFinder, Trust } from './token.ts';

/** Whose tokens count at this moment. An issuer that did not change is the same object each time. */
export type TrustList = () => Promise<readonly Trust[]>;

/** Where issuers come from: the settings, which stay while the program runs, and the rows of the operator, which do not. */
export type TrustSources = {
  readonly settled: () => readonly TrustedIssuer[];
  readonly kept: () => Promise<readonly TrustedIssuer[]>;
  readonly keysOf: (issuer: TrustedIssuer) => KeyFinder;
  readonly nowMs: () => number;
};

/** Lists the issuers; the rows are read again after some seconds. An issuer keeps its fetched keys as long as it is listed. */
export function trustList({ settled, kept, keysOf, nowMs }: TrustSources): TrustList {
  let known: ReadonlyMap<string, Trust> = new Map();
  let rows: { readonly found: Promise<readonly TrustedIssuer[]>; readonly until: number } | null = null;
  let listed: { readonly key: string; readonly trusts: readonly Trust[] } | null = null;

  const read = (): Promise<readonly TrustedIssuer[]> => {
    if (rows !== null && nowMs() < rows.until) return rows.found;
    const found = kept();
    rows = { found, until: nowMs() + REMEMBERED_MS };
    // A failure is not remembered: the next request asks again.
    found.catch(() => (rows = null));
    return found;
  };
  return async () => {
    const own = settled();
    const names = new Set(own.map(({ issuer }) => issuer));
    const issuers = [...own, ...(await read()).filter(({ issuer }) => !names.has(issuer))];
    const key = JSON.stringify(issuers);
    if (listed?.key === key) return listed.trusts;
    const next = new Map(issuers.map((issuer) => [JSON.stringify(issuer), issuer] as const));
    known = new Map([...next].map(([text, issuer]) => [text, known.get(text) ?? { issuer, keys: keysOf(issuer) }]));
    listed = { key, trusts: [...known.values()] };
    return listed.trusts;
  };
}
