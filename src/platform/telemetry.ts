import type { FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import type { Db, StatementWatch } from './db.ts';
import { countConnections, openMetrics, serveMetrics, type Metrics } from './metrics.ts';
import { openTracing } from './tracing.ts';

/** What hears of requests and statements, as the settings ask for; nothing where they ask for nothing. */
export type Telemetry = {
  readonly hooks: readonly FastifyPluginAsync[];
  readonly watches: readonly StatementWatch[];
  /** Begins to tell the counts where they are asked for, with those of this database among them. */
  readonly serve: (db: Db, gauges: readonly DatabaseGauge[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A number that one statement reads, in its column `value`. */
export type DatabaseGauge = { readonly name: string; readonly help: string; readonly sql: string };

/** Opens what the settings ask for: counts where METRICS_PORT is set, traces where OTEL_EXPORTER_OTLP_ENDPOINT is. */
export async function openTelemetry({ host, metricsPort, tracesUrl, serviceName }: Config, version: string): Promise<Telemetry> {
  const metrics = metricsPort === null ? null : openMetrics();
  const tracing = tracesUrl === null ? null : await openTracing({ url: tracesUrl, serviceName, version });
  const parts = [metrics, tracing].filter((part) => part !== null);
  const closers: (() => Promise<void>)[] = tracing === null ? [] : [tracing.close];
  return {
    hooks: parts.map(({ hooks }) => hooks),
    watches: parts.map(({ watch }) => watch),
    serve: async (db, gauges) => {
      if (metrics === null || metricsPort === null) return;
      countConnections(metrics, db);
      for (const each of gauges) addGauge(metrics, db, each);
      closers.push((await serveMetrics(metrics, { host, port: metricsPort })).close);
    },
    close: async () => {
      for (const close of closers) await close();
    },
  };
}

function addGauge(metrics: Metrics, db: Db, { name, help, sql }: DatabaseGauge): void {
  metrics.gauge(name, help, async () => {
    const { rows } = await db.read<{ value: number | string | null }>(sql);
    return Number(rows[0]?.value ?? 0);
  });
}
