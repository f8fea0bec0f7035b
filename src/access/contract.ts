import { Type, type Static } from 'typebox';
import { Guid } from '../platform/contract.ts';

/** Who is signed in to the console, for which partner, and what they may do. */
export const ConsoleSessionView = Type.Object({
  user: Type.Object({ id: Guid, displayName: Type.String(), userPrincipalName: Type.String(), roles: Type.Array(Type.String()) }),
  partner: Type.Object({ id: Guid, name: Type.String(), country: Type.String(), currency: Type.String(), kind: Type.String() }),
  csrfToken: Type.String({ description: 'Goes into the X-CSRF-Token header of every request that writes.' }),
  rights: Type.Array(Type.String(), { description: 'The rows of the rights table that the person may use.' }),
  mode: Type.Enum(['demo', 'production'], { description: 'Whether customers can be moved in time here: in demo mode only.' }),
});

/** What an existing client gets for its token: the same token, which is all that is needed here. */
export const ExchangedToken = Type.Object({ access_token: Type.String(), token_type: Type.Literal('bearer'), expires_in: Type.Integer() });

export type ConsoleSessionView = Static<typeof ConsoleSessionView>;
