import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyPluginAsync } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Db, StatementWatch } from './db.ts';
import { operatorError } from './operator-error.ts';
import { lastDone } from './regularly.ts';

/** What the program counts about itself, in the words of Prometheus. */
export type Metrics = {
  /** Hears of every request. Register it before all routes. */
  readonly hooks: FastifyPluginAsync;
  readonly watch: StatementWatch;
  /** A number that is read anew at each look, such as how much work waits. */
  readonly gauge: (name: string, help: string, read: () => Promise<number> | number) => void;
  readonly text: () => Promise<string>;
};

/** Seconds: from a cached read to a request that is about to be given up. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30];

/** Begins to count: requests by route and status, statements, and the process itself. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'upseat_http_request_duration_seconds',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  const statements = new Histogram({
    name: 'upseat_database_statement_duration_seconds',
    help: 'Statements sent to the database, from sending to the answer, by whether they failed.',
    labelNames: ['outcome'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  watchWork(registry);
  const hooks: FastifyPluginAsync = async (app) => {
    app.addHook('onResponse', async (request, reply) => {
      // The pattern of the route, not the path: ids would make a time series each.
      const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
      requests.observe(labels, reply.elapsedTime / 1000);
    });
  };
  return {
    hooks: Object.assign(hooks, { [Symbol.for('skip-override')]: true }),
    watch: () => {
      const began = performance.now();
      return (error) => statements.observe({ outcome: error === null ? 'done' : 'failed' }, (performance.now() - began) / 1000);
    },
    gauge: (name, help, read) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [registry],
        collect: async () => {
          // A number that cannot be read is no number, and the others are told all the same.
          gauge.set(await Promise.resolve(read()).catch(() => Number.NaN));
        },
      });
    },
    text: () => registry.metrics(),
  };
}

/** When each regular work was last done: what hangs, or fails each time, does not go on by itself, and nobody is asked to wait for it. */
function watchWork(registry: Registry): void {
  const labelNames = ['work'] as const;
  const last: Gauge<'work'> = new Gauge({
    name: 'upseat_work_last_done_timestamp_seconds',
    help: 'When a regular work was last done to its end without a failure; when the program began with it, as long as it never was.',
    labelNames,
    registers: [registry],
    collect: () => {
      last.reset();
      for (const { name, at } of lastDone()) last.set({ work: name }, at / 1000);
    },
  });
  const every: Gauge<'work'> = new Gauge({
    name: 'upseat_work_interval_seconds',
    help: 'How often a regular work is looked at.',
    labelNames,
    registers: [registry],
    collect: () => {
      every.reset();
      for (const { name, everyMs } of lastDone()) every.set({ work: name }, everyMs / 1000);
    },
  });
}

/** Counts what the program holds open to the database. */
export function countConnections(metrics: Metrics, db: Db): void {
  metrics.gauge('upseat_database_connections', 'Connections to the database, used and idle.', () => db.connections().open);
  metrics.gauge('upseat_database_connections_idle', 'Connections that wait for work.', () => db.connections().idle);
  metrics.gauge('upseat_database_requests_waiting', 'Requests that wait for a connection.', () => db.connections().waiting);
}

/** Tells the counts at `/metrics` on a port of their own, which is not for the outside world. Gives the way to stop. */
export async function serveMetrics(
  metrics: Metrics,
  at: { readonly host: string; readonly port: number },
): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => void answer(metrics, request, response));
  await new Promise<void>((done, failed) => {
    server.once('error', (error) =>
      failed(operatorError(`METRICS_PORT ${at.port} of ${at.host} cannot be used: ${error.message}.`, error)),
    );
    server.listen(at.port, at.host, done);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function answer(metrics: Metrics, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.split('?', 1)[0] !== '/metrics') return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(await metrics.text());
}
