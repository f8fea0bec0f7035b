import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController } from 'fastify';
import { checkAnswers } from './answer-check.ts';
import type { App, DescribedRoute } from './app.ts';
import { addBodyParser } from './body-parser.ts';
import { addDeadline, ANSWER_MILLISECONDS_MAX } from './deadline.ts';
import { answerTo, NOT_FOUND, sendFault } from './faults.ts';
import { faultOfHead, refuseExpectation, refuseGarbage } from './garbage.ts';
import { correlationIdOf, requestIdOf, setAnswerHeaders } from './headers.ts';
import { levelOf, loggerOptions, requestLine, type LogTarget } from './log.ts';
import { refuseOverload, WORKING_MAX } from './overload.ts';
import { isApiPath, methodsAt, plainAddress } from './paths.ts';
import { plainForwardedFor } from './proxies.ts';
import type { Tls } from './tls.ts';
import { validatorCompiler } from './validation.ts';

export type { App, Routes } from './app.ts';

/** How the server is set up; everything else is the same everywhere. */
export type HttpServerOptions = {
  readonly newId: () => string;
  readonly log: LogTarget;
  /** For tests: every answer is held against its declared schema, and one that differs becomes a 500. */
  readonly checksAnswers?: boolean;
  /** The proxies in front that are believed who asked and over which protocol (`readProxies`); none where nothing is said. */
  readonly trustedProxies?: readonly string[];
  /** Plain HTTP without. */
  readonly tls?: Tls | null;
  /** How long a request may take until its answer begins; a minute where nothing is said. */
  readonly answerMillisecondsMax?: number;
  /** How many requests it works on at the same time; see there where nothing is said. */
  readonly workingMax?: number;
};

/** Makes the HTTP server with everything that all routes share; the routes themselves are registered by the caller. */
export function createHttpServer(options: HttpServerOptions): App {
  const { trustedProxies = [] } = options;
  const app: App = fastify({
    ...transportOf(options),
    logger: loggerOptions(options.log),
    // One line for each request, of our own making (below), instead of two.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: (message) => requestIdOf(message, options.newId),
    rewriteUrl: (message) => plainAddress(message.url ?? '/'),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 512 },
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MILLISECONDS_MAX,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    return503OnClosing: false,
    clientErrorHandler: refuseGarbage,
    frameworkErrors: (error, request, reply) => {
      // These come before any hook, so the answer's headers are set here.
      request.correlationId = correlationIdOf(request.raw, options.newId);
      setAnswerHeaders(request, reply);
      const { status, fault } = answerTo(error);
      void sendFault(reply, status, fault);
    },
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.setValidatorCompiler(validatorCompiler);
  // Measured faster than a serializer compiled from the schema, and it never drops a member silently.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  addBodyParser(app);
  if (trustedProxies.length > 0) app.addHook('onRequest', async ({ raw }) => plainForwardedFor(raw));
  addSharedHooks(app, options.newId);
  refuseOverload(app, options.workingMax ?? WORKING_MAX);
  addDeadline(app, options.answerMillisecondsMax ?? ANSWER_MILLISECONDS_MAX);
  const routes = collectRoutes(app);
  addFaultAnswers(app, routes);
  app.server.on('checkExpectation', refuseExpectation);
  if (options.checksAnswers === true) checkAnswers(app);
  return app;
}

/** The framework has two types of server; ours is used alike either way. Node would refuse a missing host without a word. */
function transportOf({ tls }: HttpServerOptions): { readonly http?: never } {
  const common = { requireHostHeader: false };
  const isPlain = tls === undefined || tls === null;
  return (isPlain ? { http: common } : { https: { ...common, cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } }) as object;
}

const BODY_BYTES_MAX = 1_048_576;
const REQUEST_MILLISECONDS_MAX = 120_000;

function addSharedHooks(app: App, newId: () => string): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('correlationId', '');
  app.addHook('onRequest', async (request, reply) => {
    request.correlationId = correlationIdOf(request.raw, newId);
    setAnswerHeaders(request, reply);
    if (isApiPath(request.url)) reply.header('Cache-Control', 'no-store');
    const wrong = faultOfHead(request.raw);
    return wrong === null ? undefined : sendFault(reply, wrong.status, wrong.fault);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log[levelOf(request, reply)](requestLine(request, reply), 'answered');
  });
}

/** Keeps a list of all routes, and refuses one that does not say who may use it. */
function collectRoutes(app: App): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const right = config?.right;
    if (right === undefined) throw new Error(`the route ${String(method)} ${url} names no right`);
    for (const each of [method].flat()) routes.push({ method: each, url, right, schema: schema ?? {} });
  });
  app.decorate('describedRoutes', () => routes);
  return routes;
}

function addFaultAnswers(app: App, routes: readonly DescribedRoute[]): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, fault, retryAfterSeconds, unforeseen } = answerTo(error);
    if (unforeseen) request.log.error({ err: error, correlationId: request.correlationId }, 'request failed');
    if (retryAfterSeconds !== undefined) reply.header('Retry-After', String(retryAfterSeconds));
    return sendFault(reply, status, fault);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const methods = methodsAt(path, routes);
    if (methods.length === 0 || methods.includes(request.method)) return sendFault(reply, 404, NOT_FOUND);
    reply.header('Allow', methods.join(', '));
    return sendFault(reply, 405, { code: 900141, description: `${request.method} is not possible here, only ${methods.join(', ')}.` });
  });
}
