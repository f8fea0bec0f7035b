import { Type } from 'typebox';
import type { Routes } from '../../platform/http.ts';
import { embeddedIssuer, type Access } from '../access.ts';

const ProtectedResource = Type.Object({
  resource: Type.String(),
  authorization_servers: Type.Array(Type.String()),
  bearer_methods_supported: Type.Array(Type.Literal('header')),
  resource_documentation: Type.String(),
});

/** Where tokens for this installation come from, for programs that know its address only (RFC 9728). */
export function discoveryRoutes({ access: { config } }: { readonly access: Pick<Access, 'config'> }): Routes {
  return async (app) => {
    app.get(
      '/.well-known/oauth-protected-resource',
      { config: { right: 'public' }, schema: { response: { 200: ProtectedResource } } },
      async () => ({
        resource: config.publicUrl(),
        authorization_servers: [config.identity.kind === 'embedded' ? embeddedIssuer(config) : config.identity.signIn.issuer],
        bearer_methods_supported: ['header' as const],
        resource_documentation: `${config.publicUrl()}/docs/api`,
      }),
    );
  };
}
