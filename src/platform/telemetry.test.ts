import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Type } from 'typebox';
import { emptyDatabase } from '../../test/database.ts';
import { newId } from './clock.ts';
import { readConfig } from './config.ts';
import { openDb } from './db.ts';
import { createHttpServer } from './http.ts';
import { openMetrics, serveMetrics } from './metrics.ts';
import { regularly } from './regularly.ts';
import { openTelemetry } from './telemetry.ts';

type Span = {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: unknown;
  readonly status?: { readonly code: number; readonly message?: string };
};
const services = new Set<unknown>();
const spans: Span[] = [];
const collector = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    type Service = { readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
    const told = JSON.parse(Buffer.concat(parts).toString()) as {
      readonly resourceSpans: readonly { readonly resource: Service; readonly scopeSpans: { readonly spans: Span[] }[] }[];
    };
    for (const { resource } of told.resourceSpans)
      services.add(resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue);
    spans.push(...told.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
after(() => collector.close());

const url = await emptyDatabase();

/** A server with one route that asks the database one question. */
async function serverWith(environment: Record<string, string>) {
  const reading = readConfig(environment, '/tmp');
  assert.equal(reading.kind, 'config');
  const telemetry = await openTelemetry(reading.kind === 'config' ? reading.config : (undefined as never), 'test');
  const db = openDb({ connectionString: url, watches: telemetry.watches });
  const app = createHttpServer({ newId, log: false });
  for (const hooks of telemetry.hooks) await app.register(hooks);
  app.get('/things/:id', { config: { right: 'public' }, schema: { params: Type.Object({ id: Type.String() }) } }, async (request) => {
    if (request.params.id === 'broken') await db.read('select $1::text::integer', ['hunter2']);
    return (await db.read('select $1::text as secret', ['hunter2'])).rows;
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  return { origin, db, telemetry, close: () => Promise.all([app.close(), db.close()]).then(() => telemetry.close()) };
}

describe('traces', () => {
  test('lead from the caller’s trace through the request to the statement, without its values', async () => {
    const collectorUrl = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const { origin, close } = await serverWith({ OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl });
    const trace = '0af7651916cd43dd8448eb211c80319c';
    await fetch(`${origin}/things/7`, { headers: { traceparent: `00-${trace}-b7ad6b7169203331-01` } });
    await fetch(`${origin}/things/broken`);
    await close();
    const edge = spans.find((span) => span.traceId === trace && span.name === 'GET /things/:id');
    assert.equal(edge?.parentSpanId, 'b7ad6b7169203331');
    const statement = spans.find((span) => span.traceId === trace && span.name === 'select');
    assert.equal(statement?.parentSpanId, edge?.spanId);
    assert.match(JSON.stringify(statement?.attributes), /select \$1::text as secret/);
    assert.deepEqual(services, new Set(['upseat']));
    // PostgreSQL's own sentence quotes what could not be read: invalid input syntax for type integer: "hunter2".
    const failed = spans.find(({ name, status }) => name === 'select' && status?.code === 2);
    assert.equal(failed?.status?.message, '22P02');
    assert.doesNotMatch(JSON.stringify(spans), /hunter2/);
  });

  test('are kept under the name that is set', async () => {
    const collectorUrl = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    const { origin, close } = await serverWith({ OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl, OTEL_SERVICE_NAME: 'upseat-taipei' });
    await fetch(`${origin}/things/8`);
    await close();
    assert.ok(services.has('upseat-taipei'), [...services].join());
  });

  test('are not made where no collector is named', async () => {
    const { telemetry, close } = await serverWith({});
    assert.deepEqual([telemetry.hooks, telemetry.watches], [[], []]);
    await close();
  });
});

describe('the counts', () => {
  test('name routes by their pattern and statements by how they ended', async () => {
    const metrics = openMetrics();
    const db = openDb({ connectionString: url, watches: [metrics.watch] });
    const app = createHttpServer({ newId, log: false });
    await app.register(metrics.hooks);
    app.get('/things/:id', { config: { right: 'public' } }, async () => 'ok');
    const origin = await app.listen({ port: 0, host: '127.0.0.1' });
    metrics.gauge('upseat_waiting', 'A number that is there.', () => 3);
    metrics.gauge('upseat_lost', 'A number that cannot be read.', () => Promise.reject(new Error('away')));
    const { port, close } = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
    after(() => Promise.all([close(), app.close(), db.close()]));
    await fetch(`${origin}/things/only-mine`);
    await db.read('select 1');
    await assert.rejects(db.read('select no_such_column'));
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    assert.match(text, /upseat_http_request_duration_seconds_count\{method="GET",route="\/things\/:id",status="200"\} 1/);
    assert.doesNotMatch(text, /only-mine/);
    assert.match(text, /upseat_database_statement_duration_seconds_count\{outcome="done"\} 1/);
    assert.match(text, /upseat_database_statement_duration_seconds_count\{outcome="failed"\} 1/);
    assert.match(text, /^upseat_waiting 3$/m);
    assert.match(text, /^upseat_lost nan$/im);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
  });

  test('say when each regular work was last done, also of one that hangs', async () => {
    let release = (): void => {};
    const hangs = () => new Promise<void>((resolve) => (release = resolve));
    const before = Date.now() / 1000;
    const { stop } = regularly({ name: 'invoices', everyMs: 600_000, work: hangs, onTrouble: (error) => assert.fail(String(error)) });
    const metrics = openMetrics();
    const toldAt = async () =>
      Number(/^upseat_work_last_done_timestamp_seconds\{work="invoices"\} (\S+)$/m.exec(await metrics.text())?.[1]);
    const begun = await toldAt();
    assert.ok(begun >= before && begun <= Date.now() / 1000, String(begun));
    assert.match(await metrics.text(), /^upseat_work_interval_seconds\{work="invoices"\} 600$/m);
    await wait(20);
    assert.equal(await toldAt(), begun);
    release();
    await wait(20);
    assert.ok((await toldAt()) > begun);
    await stop();
    assert.doesNotMatch(await metrics.text(), /work="invoices"/);
  });

  test('are refused a port that is taken, in a sentence', async () => {
    const metrics = openMetrics();
    const first = await serveMetrics(metrics, { host: '127.0.0.1', port: 0 });
    await assert.rejects(serveMetrics(metrics, { host: '127.0.0.1', port: first.port }), /METRICS_PORT \d+ of 127\.0\.0\.1 cannot be used/);
    await first.close();
  });
});
