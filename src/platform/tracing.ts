import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Span } from '@opentelemetry/api';
import type { StatementWatch } from './db.ts';

/** Spans of requests and of the statements that they send, for an OpenTelemetry collector. */
export type Tracing = {
  /** A span for each request, below the caller's `traceparent`. Register it before all routes. */
  readonly hooks: FastifyPluginAsync;
  readonly watch: StatementWatch;
  /** Sends what is still here. */
  readonly close: () => Promise<void>;
};

/** Where the spans go and under which name: `url` is the collector's base address, as in OTEL_EXPORTER_OTLP_ENDPOINT. */
export type TracingOptions = { readonly url: string; readonly serviceName: string; readonly version: string };

/** Begins to trace. The libraries are loaded only here: who traces nothing pays nothing. */
export async function openTracing({ url, serviceName, version }: TracingOptions): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { defaultResource, resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${url.replace(/\/+$/, '')}/v1/traces` });
  const resource = defaultResource().merge(resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }));
  const provider = new sdk.NodeTracerProvider({ resource, spanProcessors: [new sdk.BatchSpanProcessor(exporter)] });
  provider.register();
  const { context, propagation, SpanKind, SpanStatusCode, trace } = api;
  const tracer = provider.getTracer('upseat', version);
  const spans = new WeakMap<FastifyRequest, Span>();

  const end = (request: FastifyRequest, reply: FastifyReply): void => {
    const span = spans.get(request);
    if (span === undefined) return;
    span.setAttributes({ 'http.route': request.routeOptions.url ?? '', 'http.response.status_code': reply.statusCode });
    span.updateName(`${request.method} ${request.routeOptions.url ?? ''}`.trim());
    if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  const hooks: FastifyPluginAsync = async (app) => {
    app.addHook('onRequest', (request, _reply, done) => {
      const from = propagation.extract(context.active(), request.headers);
      const attributes = { 'http.request.method': request.method, 'upseat.correlation_id': request.correlationId };
      const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, from);
      spans.set(request, span);
      // Everything that the request does from here on happens inside its span.
      context.with(trace.setSpan(from, span), done);
    });
    app.addHook('onResponse', async (request, reply) => end(request, reply));
  };
  return {
    hooks: Object.assign(hooks, { [Symbol.for('skip-override')]: true }),
    watch: (text) => {
      // Values are never told: they are customers' data.
      const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, QUERY_CHARACTERS_MAX) };
      const span = tracer.startSpan(firstWord(text), { kind: SpanKind.CLIENT, attributes });
      return (error) => {
        if (error !== null) {
          const { code } = error as { readonly code?: unknown };
          // Never the message: it may quote a value.
          const status = typeof code === 'string' ? code : 'unknown';
          span.setAttribute('db.response.status_code', status).setStatus({ code: SpanStatusCode.ERROR, message: status });
        }
        span.end();
      };
    },
    close: () => provider.shutdown(),
  };
}

const QUERY_CHARACTERS_MAX = 2_000;

function firstWord(text: string): string {
  return /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? 'statement';
}
