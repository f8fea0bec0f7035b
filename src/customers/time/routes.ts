import { callerOf } from '../../access/caller.ts';
import { questionOf } from '../../audit/question.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { withFreshCatalog } from '../../catalog/freshness.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { readWireDate } from '../../platform/wire-dates.ts';
import { CustomerParams } from '../contract.ts';
import { NO_CUSTOMER } from '../faults.ts';
import { findCustomer } from '../store.ts';
import { customerNow, DAYS_AHEAD_MAX, type ClockMove } from './clock.ts';
import { moveClock, movingClock, type ClockOrder, type ClockOutcome, type Settle } from './commands.ts';
import { CustomerClock, MoveClockBody } from './contract.ts';
import { readAheadSeconds } from './store.ts';

export type ClockDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'refresh'>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** In production nobody's clock can be touched. */
  readonly mode: 'demo' | 'production';
  readonly settle: Settle;
};

const tags = ['customers'];

/** A customer's own present, and moving it forward to see what months bring. */
export function customerClockRoutes({ db, catalog, clock, newId, mode, settle }: ClockDeps): Routes {
  const reader = readerOf(db);
  const canMove = mode === 'demo';
  const view = (customerId: string, aheadSeconds: number, now: Date): CustomerClock => ({
    customerId,
    now: customerNow({ aheadSeconds }, now).toISOString(),
    aheadSeconds,
    canMove,
    attributes: { objectType: 'CustomerClock' },
  });

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/clock',
      {
        config: { right: 'customers.read' },
        schema: { summary: 'A customer’s own present', tags, params: CustomerParams, response: { 200: CustomerClock, 404: Fault } },
      },
      async (request, reply) => {
        const customer = await findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        return view(customer.id, await readAheadSeconds(reader, customer.id), clock.now());
      },
    );

    app.post(
      '/v1/customers/:customerId/clock',
      {
        config: { right: 'clock.move' },
        schema: {
          summary: 'Move a customer forward in time (demo mode only)',
          tags,
          params: CustomerParams,
          body: MoveClockBody,
          response: { 200: CustomerClock, 400: Fault, 403: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        if (!canMove) return sendFault(reply, 403, PRODUCTION);
        const move = moveOf(request.body);
        if (move === null) return sendFault(reply, 400, malformed('days', 'or `to`: exactly one of them must say where to'));
        const customerId = request.params.customerId as CustomerId;
        const caller = callerOf(request);
        const now = clock.now();
        const order: ClockOrder = {
          customerId,
          move,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: (moved, events) => ({ status: 200, body: { ...view(customerId, moved.aheadSeconds, now), eventsDone: events } }),
        };
        const outcome = await withFreshCatalog(catalog, () =>
          movingClock(() => db.transaction((tx) => moveClock(tx, order, { now, newId, settle }))),
        );
        return answerMove(reply, outcome);
      },
    );
  };
}

const PRODUCTION = { code: 900150, description: 'A customer can be moved in time in demo mode only.' };

type Reply = Parameters<typeof sendFault>[0];

function answerMove(reply: Reply, outcome: Exclude<ClockOutcome, { kind: 'catalog_outdated' }>): Reply {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.answer.status).send(outcome.answer.body);
    case 'no_such_customer':
      return sendFault(reply, 404, NO_CUSTOMER);
    case 'not_forward':
      return sendFault(reply, 400, malformed('to', `must be later than the customer’s present, ${outcome.now.toISOString()}`));
    case 'too_far':
      return sendFault(reply, 400, malformed('to', `can be ${DAYS_AHEAD_MAX} days on at most, ${outcome.latest.toISOString()}`));
    default:
      return unreachable(outcome);
  }
}

/** Where to; null where the body names nothing, both, or no date. */
function moveOf({ days, to }: { readonly days?: number; readonly to?: string }): ClockMove | null {
  if (days !== undefined) return to === undefined ? { kind: 'days', days } : null;
  const found = to === undefined ? null : readWireDate(to);
  return found === null ? null : { kind: 'to', at: found.at };
}
