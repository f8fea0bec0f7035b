import { Type } from 'typebox';
import { Check } from 'typebox/value';

const Resource = Type.Object({ authorization_servers: Type.Array(Type.String(), { minItems: 1 }) });
const PATIENCE_MS = 10_000;

/** Who signs people in at a server, as it says itself (RFC 9728); null where it does not answer. */
export async function issuerOf(url: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/.well-known/oauth-protected-resource`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    const content: unknown = await answer.json();
    return Check(Resource, content) ? (content.authorization_servers[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** The client of the command line at the provider that a demo has built in; other issuers have clients of their own. */
export function defaultClientId(url: string, issuer: string): string | null {
  return issuer === `${url}/identity` ? 'upseat-cli' : null;
}
