/** The part of the package that is used here; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export type StoredContent = Record<string, unknown>;

  export type StorageAdapter = {
    upsert(id: string, content: StoredContent, expiresInSeconds: number | undefined): Promise<void>;
    find(id: string): Promise<StoredContent | undefined>;
    findByUid(uid: string): Promise<StoredContent | undefined>;
    findByUserCode(userCode: string): Promise<StoredContent | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  };

  export type Client = {
    readonly clientId: string;
    readonly clientSecret?: string;
    readonly partner_id?: string;
    grantTypeAllowed(type: string): boolean;
  };

  export type Account = { readonly accountId: string; claims(): Promise<StoredContent> };

  export type ResourceServerInfo = {
    readonly scope: string;
    readonly audience: string;
    readonly accessTokenFormat: 'jwt';
    readonly accessTokenTTL: number;
    readonly jwt: { readonly sign: { readonly alg: string } };
  };

  /** When people are asked something before they go on, prompt by prompt. */
  export const interactionPolicy: {
    base(): { get(prompt: string): { readonly checks: { remove(check: string): void } } | undefined };
  };

  export type Context = {
    readonly ip: string;
    get(header: string): string;
    type: string;
    body: unknown;
    readonly oidc: {
      readonly client: Client;
      readonly account?: Account;
      readonly params: Record<string, string | undefined>;
      readonly requestParamScopes: Set<string>;
      readonly resourceServers: Record<string, unknown>;
      readonly route: string;
      readonly provider: Provider;
      entity(name: string, value: unknown): void;
    };
  };

  export type IssuedToken = { readonly accountId?: string; readonly client: Client; readonly expiration: number };
  export type StructuredToken = { header: StoredContent | undefined; payload: StoredContent };

  export type Interaction = {
    readonly uid: string;
    readonly params: Readonly<Record<string, string | undefined>>;
    readonly prompt: { readonly name: string };
  };

  type Saved = { save(): Promise<string> };

  export class Provider {
    constructor(issuer: string, setup: Record<string, unknown>);
    readonly issuer: string;
    proxy: boolean;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    /** Gives the address at which the browser goes on. */
    interactionResult(request: IncomingMessage, response: ServerResponse, result: StoredContent): Promise<string>;
    registerGrantType(name: string, work: (context: Context) => Promise<void>, parameters: readonly string[]): void;
    on(event: 'server_error', listener: (context: Context, error: Error) => void): void;
    readonly Client: { readonly prototype: Client & { compareClientSecret(this: Client, secret: string): Promise<boolean> } };
    readonly Grant: new (of: { clientId: string; accountId: string }) => Saved & {
      addOIDCScope(scope: string): void;
      addResourceScope(resource: string, scope: string): void;
      readonly jti: string;
    };
    readonly AccessToken: new (of: StoredContent) => Saved & IssuedToken & { resourceServer: unknown; scope: string };
    readonly RefreshToken: new (of: StoredContent) => Saved;
    readonly IdToken: new (
      available: StoredContent,
      of: { ctx: Context },
    ) => { scope: string; issue(of: { use: 'idtoken' }): Promise<string> };
    readonly ResourceServer: new (identifier: string, info: ResourceServerInfo) => unknown;
  }

  class OidcError extends Error {
    constructor(detail?: string);
    error_description: string;
    statusCode: number;
  }
  export const errors: {
    readonly InvalidGrant: typeof OidcError;
    readonly InvalidTarget: typeof OidcError;
    readonly InvalidRequest: typeof OidcError;
  };
}
