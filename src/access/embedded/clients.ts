import type { Application } from '../people.ts';

/** A client as the provider wants it described (OpenID Connect Dynamic Client Registration). */
export type ClientDescription = Record<string, unknown>;

/** The console's own name at the embedded provider. */
export const CONSOLE_CLIENT_ID = 'upseat-console';

/** The command line's name at the embedded provider. */
export const COMMAND_CLIENT_ID = 'upseat-cli';

/** Where people of customers come back to after signing in. */
export const INVITATION_CALLBACK = '/invitation/callback';

/** The console: a public client that proves itself by PKCE. */
export function consoleClient(publicUrl: string): ClientDescription {
  return {
    client_id: CONSOLE_CLIENT_ID,
    client_name: 'Upseat',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${publicUrl}/signin/callback`, `${publicUrl}${INVITATION_CALLBACK}`],
  };
}

/**
 * The command line: a public client that acts for whoever signs in, and gets the code on a port of their own machine.
 * Its tokens are for this installation only, since no partner registered it.
 */
export function commandClient(): ClientDescription {
  return {
    client_id: COMMAND_CLIENT_ID,
    client_name: 'upseat',
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'password'],
    response_types: ['code'],
    // Any port of this address: RFC 8252, 7.3.
    redirect_uris: ['http://127.0.0.1/'],
  };
}

/** A partner's program. With a secret it may come alone; without one it is a public client, which acts for a person only. */
export function programClient(
  clientId: string,
  { partnerId, displayName, redirectUris }: Application,
  secretHash: string | null,
): ClientDescription {
  const signsIn = redirectUris.length > 0;
  return {
    client_id: clientId,
    client_name: displayName,
    partner_id: partnerId,
    ...(secretHash === null
      ? { token_endpoint_auth_method: 'none' }
      : { token_endpoint_auth_method: 'client_secret_post', client_secret: secretHash }),
    grant_types: [
      'password',
      'refresh_token',
      ...(secretHash === null ? [] : ['client_credentials']),
      ...(signsIn ? ['authorization_code'] : []),
    ],
    response_types: signsIn ? ['code'] : [],
    redirect_uris: [...redirectUris],
  };
}
