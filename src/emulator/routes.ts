import { Type } from 'typebox';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { CatalogSource } from '../catalog/catalog.ts';
import type { LoadOrder } from '../demo/loading.ts';
import { settingOf } from '../demo/setting.ts';
import { Fault } from '../platform/contract.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { NOT_FOUND, sendFault } from '../platform/faults.ts';
import type { Routes } from '../platform/http.ts';
import { countCustomers } from './store.ts';
import { emptyWorld, playScenario, restoreSnapshot, takeSnapshot, type Snapshot } from './commands.ts';
import { EmulatorState as State, Exchange, FaultOrder, FaultRule, ResetDone, ResetOrder } from './contract.ts';
import { archiveOf } from './har.ts';
import { faultsOnRequest } from './faults/routes.ts';
import { trafficRecorder } from './traffic/routes.ts';
import type { Emulator } from './worker.ts';
import { readScenario } from './scenario.ts';
import { readerOf } from '../platform/reader.ts';
import { START, type EmulatorState } from './state.ts';

export type EmulatorDeps = {
  readonly db: Db;
  readonly catalog: CatalogSource;
  readonly state: EmulatorState;
  readonly newId: () => string;
  /** How a scenario is loaded: seed, day, catalogue. */
  readonly order: () => LoadOrder;
  readonly publicUrl: () => string;
  readonly version: string;
};

const config = { right: 'public' } as const;
const tags = ['emulator'];
const SnapshotParams = Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) });
const RuleParams = Type.Object({ ruleId: Type.String() });
const Done = Type.Object({}, { additionalProperties: true });

/** What the emulator does to every request, in this order: it writes it down, and lets faults happen. */
export function emulatorHooks({ state, onExchange }: Pick<Emulator, 'state' | 'onExchange'>, clock: Clock): readonly FastifyPluginAsync[] {
  return [trafficRecorder({ traffic: state.traffic, clock, onExchange }), faultsOnRequest(state)];
}

/** The emulator's own addresses, for tests: reset, states to come back to, faults, and what was asked so far. */
export function emulatorRoutes(deps: EmulatorDeps): Routes {
  const { db, state } = deps;
  return async (app) => {
    app.get('/emulator', { config, schema: { summary: 'What the emulator holds', tags, response: { 200: State } } }, async () => ({
      customers: await countCustomers(readerOf(db)),
      snapshots: [...state.snapshots.keys()],
      faults: state.rules().map(({ ruleId, order, happened }) => ({ ruleId, order, happened })),
      recorded: state.traffic.all().length,
    }));

    app.post(
      '/emulator/reset',
      {
        config,
        schema: {
          summary: 'Go back to the state of the start, to one kept under a name, or begin another scenario',
          tags,
          body: ResetOrder,
          response: { 200: ResetDone, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => reset(deps, request.body, reply),
    );

    app.put(
      '/emulator/snapshots/:name',
      { config, schema: { summary: 'Keep the state of now under a name', tags, params: SnapshotParams, response: { 200: ResetDone } } },
      async (request) => {
        const began = performance.now();
        const snapshot = await takeSnapshot(db);
        state.snapshots.set(request.params.name, snapshot);
        return doneView(snapshot, performance.now() - began);
      },
    );

    app.post(
      '/emulator/faults',
      { config, schema: { summary: 'Let a fault happen', tags, body: FaultOrder, response: { 201: FaultRule } } },
      async (request, reply) => {
        const { ruleId, order, happened } = state.addRule(deps.newId(), request.body);
        return reply.code(201).send({ ruleId, order, happened });
      },
    );

    app.delete(
      '/emulator/faults',
      { config, schema: { summary: 'Take all rules away', tags, response: { 204: Type.Null() } } },
      async (_, reply) => {
        state.removeRules();
        return nothingLeft(reply);
      },
    );

    app.delete(
      '/emulator/faults/:ruleId',
      { config, schema: { summary: 'Take one rule away', tags, params: RuleParams, response: { 204: Type.Null(), 404: Fault } } },
      async (request, reply) => {
        const { ruleId } = request.params;
        if (!state.rules().some((rule) => rule.ruleId === ruleId)) return sendFault(reply, 404, NOT_FOUND);
        state.removeRules(ruleId);
        return nothingLeft(reply);
      },
    );

    app.get(
      '/emulator/traffic',
      {
        config,
        schema: { summary: 'The last requests with their answers', tags, response: { 200: Type.Object({ items: Type.Array(Exchange) }) } },
      },
      async () => ({ items: [...state.traffic.all()] }),
    );

    app.get(
      '/emulator/traffic.har',
      { config, schema: { summary: 'The last requests as an HTTP archive', tags, response: { 200: Done } } },
      async () => archiveOf(state.traffic.all(), { origin: deps.publicUrl(), version: deps.version }),
    );

    app.delete(
      '/emulator/traffic',
      { config, schema: { summary: 'Forget the requests so far', tags, response: { 204: Type.Null() } } },
      async (_, reply) => {
        state.traffic.clear();
        return nothingLeft(reply);
      },
    );
  };
}

function nothingLeft(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

type Reset = { readonly scenario?: unknown; readonly snapshot?: string };

async function reset(deps: EmulatorDeps, { scenario, snapshot = START }: Reset, reply: FastifyReply): Promise<FastifyReply> {
  const began = performance.now();
  const { db, state, catalog } = deps;
  if (scenario !== undefined) {
    const begun = await begin(deps, scenario);
    if (begun.kind === 'refused') {
      const description = `The scenario cannot be played: ${begun.problems[0] ?? ''}`;
      return sendFault(reply, 400, { code: 2000, description, data: begun.problems });
    }
    await catalog.refresh();
    return reply.send(doneView(begun.snapshot, performance.now() - began));
  }
  const kept = state.snapshots.get(snapshot);
  if (kept === undefined) return sendFault(reply, 404, NOT_FOUND);
  await restoreSnapshot(db, kept);
  await catalog.refresh();
  return reply.send(doneView(kept, performance.now() - began));
}

type Begun = { readonly kind: 'begun'; readonly snapshot: Snapshot } | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Begins another scenario; where that fails, everything is as it was. From then on a reset comes back to it. */
async function begin({ db, state, order }: EmulatorDeps, value: unknown): Promise<Begun> {
  const { seed, today, catalog } = order();
  const reading = readScenario(value, settingOf(seed, today, catalog));
  if (reading.kind === 'refused') return reading;
  const before = await takeSnapshot(db);
  try {
    await emptyWorld(db);
    await playScenario(db, reading.scenario, order());
  } catch (error) {
    await restoreSnapshot(db, before);
    return { kind: 'refused', problems: [(error as Error).message] };
  }
  const snapshot = await takeSnapshot(db);
  state.snapshots.set(START, snapshot);
  return { kind: 'begun', snapshot };
}

function doneView({ customers, rows }: Snapshot, milliseconds: number) {
  return { customers, rows, milliseconds: Math.round(milliseconds * 10) / 10 };
}
