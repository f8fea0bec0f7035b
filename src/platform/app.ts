import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyPluginAsync, FastifySchema, RawServerDefault } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The row of the rights matrix that a caller needs. Every route names one; the server does not start otherwise. */
    right?: string;
    /** Answered however much there is to do. */
    isVital?: boolean;
  }
  interface FastifySchema {
    /** One line for the API's description. A route without it is left out there. */
    readonly summary?: string;
    /** The chapters of the description in which the route stands. */
    readonly tags?: readonly string[];
  }
  interface FastifyRequest {
    /** Who asks, as the access domain proved it; null before that. Routes read it with `callerOf`. */
    caller: unknown;
    correlationId: string;
  }
  interface FastifyInstance {
    /** Every route of this server, for the API's description. */
    describedRoutes(): readonly DescribedRoute[];
  }
}

/** What the description of the API is made from: one route with its schemas. */
export type DescribedRoute = { readonly method: string; readonly url: string; readonly right: string; readonly schema: FastifySchema };

/** The server, with request types taken from the TypeBox schemas. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What the function of a `routes.ts` gives back: to be registered by main.ts. */
export type Routes = FastifyPluginAsync<Record<never, never>, RawServerDefault, TypeBoxTypeProvider>;
