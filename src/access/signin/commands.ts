import {
  allowInsecureRequests,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type CustomFetch,
  type ServerMetadata,
} from 'openid-client';
import { unreachable } from '../../kit/brand.ts';
import { embeddedIssuer } from '../access.ts';
import { CONSOLE_CLIENT_ID } from '../embedded/clients.ts';
import type { AccessConfig } from '../settings.ts';
import { sparingly } from '../sparingly.ts';

const CUSTOMERS_KEPT_MS = 10_000;

/** How to reach the embedded provider without leaving the process: its public address may not lead back here. */
export type InnerFetch = CustomFetch;

/** Makes the console known at its issuer: a function that gives the same answer each time, and tries again some time after a failure. */
export function consoleAt(config: AccessConfig, inner: InnerFetch, nowMs: () => number): () => Promise<Configuration> {
  const { identity } = config;
  switch (identity.kind) {
    case 'embedded':
      return async () => embeddedClient(config, inner);
    case 'outside': {
      const found = sparingly(() => outsideClient(identity), nowMs);
      return () => found(Infinity);
    }
    default:
      return unreachable(identity);
  }
}

/** The same where people of customers sign in; null where the operator named no issuer for them. */
export function customersAt(config: AccessConfig, inner: InnerFetch, nowMs: () => number): (() => Promise<Configuration>) | null {
  const { identity } = config;
  switch (identity.kind) {
    case 'embedded':
      return async () => embeddedClient(config, inner);
    case 'outside': {
      const { customerIssuer } = identity;
      if (customerIssuer === null) return null;
      const found = sparingly(() => outsideClient({ ...identity, signIn: { ...identity.signIn, issuer: customerIssuer } }), nowMs);
      // Seldom used: discovered anew nearly each time, so that there is nothing to go stale.
      return () => found(CUSTOMERS_KEPT_MS);
    }
    default:
      return unreachable(identity);
  }
}

function embeddedClient(config: AccessConfig, inner: InnerFetch): Configuration {
  const issuer = embeddedIssuer(config);
  const metadata: ServerMetadata = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  };
  const client = new Configuration(metadata, CONSOLE_CLIENT_ID, undefined, None());
  client[customFetch] = inner;
  allowInsecureRequests(client);
  enableNonRepudiationChecks(client);
  return client;
}

async function outsideClient({
  signIn,
  client: { clientId, clientSecret },
}: Extract<AccessConfig['identity'], { kind: 'outside' }>): Promise<Configuration> {
  const isInsecure = signIn.issuer.startsWith('http:');
  const execute = isInsecure ? [allowInsecureRequests, enableNonRepudiationChecks] : [enableNonRepudiationChecks];
  return discovery(new URL(signIn.issuer), clientId, clientSecret ?? undefined, clientSecret === null ? None() : undefined, {
    execute,
    timeout: 10,
  });
}
