import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import type { TrustedIssuer } from './settings.ts';
import { sparingly } from './sparingly.ts';
import type { KeyFinder } from './token.ts';

/** Tokens with made-up key ids must not make us fetch the issuer's keys more often than this. */
export const LOOK_AGAIN_MS = 10_000;
/** A key that the issuer no longer shows counts this long at most. */
export const KEPT_MS = 600_000;
const PATIENCE_MS = 10_000;

/** The keys of an outside issuer: fetched when first needed, when a token names one that is not among them, and when they are old. */
export function outsideKeys(issuer: TrustedIssuer, nowMs: () => number): KeyFinder {
  let address: string | null = null;
  const keys = sparingly(async () => {
    address ??= issuer.jwksUri ?? (await discoverKeys(issuer.issuer));
    try {
      return createLocalJWKSet((await fetchJson('the keys of the issuer', address)) as JSONWebKeySet);
    } catch (error) {
      // They may have moved.
      address = null;
      throw error;
    }
  }, nowMs);
  return async (header, token) => {
    try {
      return await (
        await keys(KEPT_MS)
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const find = await keys(LOOK_AGAIN_MS);
      return find(header, token);
    }
  };
}

/** Where the keys of an issuer are, as its discovery document says. Throws where there is none, or that of another. */
export async function discoverKeys(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = (await fetchJson("the issuer's discovery document", address)) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (document.issuer !== issuer)
    throw new Error(`the discovery document at ${address} is that of another issuer, ${String(document.issuer)}`);
  if (typeof document.jwks_uri !== 'string') throw new Error(`the discovery document at ${address} names no keys`);
  return document.jwks_uri;
}

async function fetchJson(what: string, address: string): Promise<unknown> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
  if (!answer.ok) throw new Error(`${what} at ${address} answers ${answer.status}`);
  return answer.json();
}
