import { discoverKeys } from '../outside-keys.ts';
import type { TrustedIssuer } from '../settings.ts';

/** Asks an issuer whether it names itself as written and shows keys. Null when it does, otherwise a sentence on what is wrong. */
export async function askIssuer({ issuer, jwksUri }: TrustedIssuer): Promise<string | null> {
  try {
    const address = jwksUri ?? (await discoverKeys(issuer));
    const answer = await fetch(address, { signal: AbortSignal.timeout(10_000), redirect: 'error' });
    if (!answer.ok) return `The keys of the issuer at ${address} answer ${answer.status}.`;
    const { keys } = (await answer.json()) as { readonly keys?: unknown };
    return Array.isArray(keys) && keys.length > 0 ? null : `The issuer shows no keys at ${address}.`;
  } catch (error) {
    const { message, cause } = error as Error;
    return `The issuer ${issuer} cannot be asked: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}.`;
  }
}
