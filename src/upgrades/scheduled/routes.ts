import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { actingOf } from '../../access/acting/steps.ts';
import { callerId, callerOf, type Caller } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import { notAllowed } from '../../access/refusal.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import type { SellingScope } from '../../customers/customer.ts';
import { NO_CUSTOMER, RESELLER_ASKS } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { customerNow } from '../../customers/time/clock.ts';
import { dayOf } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault, Guid } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault, type FaultSaid } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf } from '../../platform/reader.ts';
import { SubscriptionParams } from '../../subscriptions/contract.ts';
import { NO_SUBSCRIPTION } from '../../subscriptions/faults.ts';
import { checked, rehearse, saveScheduled } from './commands.ts';
import { RescheduleBody, ScheduleBody, SchedulePreviewBody, ScheduledChange, ScheduledChangePreview } from './contract.ts';
import { readReschedule, readSchedule, type Planned } from './question.ts';
import { draftSchedule, type Ground, type Schedule, type ScheduleId } from './schedule.ts';
import { findGround, listOfSubscription, type Standing } from './store.ts';
import { scheduleView, workedOutView } from './view.ts';

export type ScheduledDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const tags = ['scheduled changes'];
const config = { right: 'subscriptions.seats' } as const;
const faults = { 400: Fault, 403: Fault, 404: Fault };
const ScheduleParams = Type.Object({ customerId: Guid, subscriptionId: Guid, scheduleId: Guid });
const NO_SCHEDULE: FaultSaid = { code: 1000, description: 'There is no such scheduled change.' };
const IS_OVER: FaultSaid = {
  code: 900279,
  description: 'This change is not waiting any more: it was carried out, failed or was taken back. Read it again.',
};

/** Changes of seats and upgrades on a later day: schedule them, see what they would do, change them and take them back. */
export function scheduledChangeRoutes({ db, catalog, clock, newId }: ScheduledDeps): Routes {
  const reader = readerOf(db);
  const deps = { db, catalog, newId };

  /** The subscription that the caller's partner sells; only the seller schedules. */
  const findSold = async (request: Addressed): Promise<Sold | Refused> => {
    const { partnerId } = callerOf(request);
    const customer = await findCustomer(reader, partnerId, request.params.customerId as CustomerId);
    if (customer === null) return { kind: 'refused', status: 404, said: NO_CUSTOMER };
    if (customer.relationship.partnerId !== partnerId) return { kind: 'refused', status: 403, said: RESELLER_ASKS };
    const ground = await findGround(reader, { partnerId, customerId: customer.id }, request.params.subscriptionId as SubscriptionId);
    if (ground === null) return { kind: 'refused', status: 404, said: NO_SUBSCRIPTION };
    return { kind: 'sold', ground, country: customer.country, now: customerNow(ground, clock.now()), scope: customer.scope };
  };
  const shown = (partnerId: PartnerId, country: string, request: Parameters<typeof localeOf>[0]) => ({
    catalog: catalogSoldBy(catalog.current(), { partnerId, country }),
    locale: localeOf(request),
  });
  const draft = (request: Addressed, sold: Sold, plan: Planned, before: Schedule | null): Schedule => {
    const caller = callerOf(request);
    return draftSchedule({
      id: before?.id ?? (newId() as ScheduleId),
      customerId: request.params.customerId as CustomerId,
      partnerId: caller.partnerId,
      subscriptionId: request.params.subscriptionId as SubscriptionId,
      planned: plan,
      before,
      ground: sold.ground,
      askedBy: actingOf(caller),
      at: sold.now,
    });
  };
  const save = async (
    request: Asking,
    reply: FastifyReply,
    told: { schedule: Schedule; before: Schedule | null; status: number; body: unknown },
  ) => {
    const { schedule, before, status, body } = told;
    const caller = callerOf(request);
    const outcome = await db.transaction((tx) =>
      saveScheduled(
        tx,
        {
          schedule,
          before,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: {
            callerId: callerId(caller),
            requestId: request.id,
            question: hash(`${request.method} ${request.url.toLowerCase()} ${JSON.stringify(request.body ?? null)}`),
          },
          answer: { status, body },
        },
        { now: clock.now(), newId },
      ),
    );
    if (outcome.kind === 'over') return sendFault(reply, 409, IS_OVER);
    return reply.code(outcome.answer.status).send(outcome.answer.body);
  };
  const findStanding = async (request: Addressed, scheduleId: string, sold: Sold): Promise<Standing | null> => {
    const [standing] = await listOfSubscription(
      reader,
      sold.scope,
      request.params.subscriptionId as SubscriptionId,
      scheduleId as ScheduleId,
    );
    return standing ?? null;
  };

  return async (app) => {
    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/scheduledchangepreviews',
      {
        config,
        schema: {
          summary: 'Work out a change for a later day, with the money as of that day',
          tags,
          params: SubscriptionParams,
          body: SchedulePreviewBody,
          response: { 200: ScheduledChangePreview, ...faults },
        },
      },
      async (request, reply) => {
        const sold = await findSold(request);
        if (sold.kind === 'refused') return sendFault(reply, sold.status, sold.said);
        const barrier = barrierTo(callerOf(request), request.body.kind);
        if (barrier !== null) return sendFault(reply, 403, barrier);
        const plan = readSchedule(request.body, sold.ground, dayOf(sold.now));
        if (plan.kind === 'malformed') return sendFault(reply, 400, malformed(plan.member, plan.why));
        const { scheduleId } = request.body;
        const own = draft(request, sold, plan, null);
        const schedule = scheduleId === undefined ? own : { ...own, id: scheduleId as ScheduleId };
        return workedOutView(await rehearse(deps, schedule, clock.now()), shown(schedule.partnerId, sold.country, request));
      },
    );

    app.post(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/scheduledchanges',
      {
        config,
        schema: {
          summary: 'Schedule a change of seats or an upgrade for a day, or for the renewal',
          tags,
          params: SubscriptionParams,
          body: ScheduleBody,
          response: { 201: ScheduledChange, ...faults, 409: Fault },
        },
      },
      async (request, reply) => {
        const sold = await findSold(request);
        if (sold.kind === 'refused') return sendFault(reply, sold.status, sold.said);
        const barrier = barrierTo(callerOf(request), request.body.kind);
        if (barrier !== null) return sendFault(reply, 403, barrier);
        const plan = readSchedule(request.body, sold.ground, dayOf(sold.now));
        if (plan.kind === 'malformed') return sendFault(reply, 400, malformed(plan.member, plan.why));
        const wanted = draft(request, sold, plan, null);
        const schedule = checked(wanted, await rehearse(deps, wanted, clock.now()), sold.ground, sold.now);
        const body = scheduleView({ schedule, ...sold }, sold.now, shown(schedule.partnerId, sold.country, request));
        return save(request, reply, { schedule, before: null, status: 201, body });
      },
    );

    app.patch(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/scheduledchanges/:scheduleId',
      {
        config,
        schema: {
          summary: 'Change something scheduled: its day, its seats, its target',
          tags,
          params: ScheduleParams,
          body: RescheduleBody,
          response: { 200: ScheduledChange, ...faults, 409: Fault },
        },
      },
      async (request, reply) => {
        const sold = await findSold(request);
        if (sold.kind === 'refused') return sendFault(reply, sold.status, sold.said);
        const standing = await findStanding(request, request.params.scheduleId, sold);
        if (standing === null) return sendFault(reply, 404, NO_SCHEDULE);
        const { schedule: before } = standing;
        const barrier = barrierTo(callerOf(request), before.wish.kind);
        if (barrier !== null) return sendFault(reply, 403, barrier);
        if (before.state !== 'pending') return sendFault(reply, 409, IS_OVER);
        const plan = readReschedule(request.body, before, sold.ground, dayOf(sold.now));
        if (plan.kind === 'malformed') return sendFault(reply, 400, malformed(plan.member, plan.why));
        const wanted = draft(request, sold, plan, before);
        const schedule = checked(wanted, await rehearse(deps, wanted, clock.now()), sold.ground, sold.now);
        const body = scheduleView({ schedule, ...sold }, sold.now, shown(schedule.partnerId, sold.country, request));
        return save(request, reply, { schedule, before, status: 200, body });
      },
    );

    app.delete(
      '/v1/customers/:customerId/subscriptions/:subscriptionId/scheduledchanges/:scheduleId',
      {
        config,
        schema: {
          summary: 'Take something scheduled back',
          tags,
          params: ScheduleParams,
          response: { 200: ScheduledChange, ...faults, 409: Fault },
        },
      },
      async (request, reply) => {
        const sold = await findSold(request);
        if (sold.kind === 'refused') return sendFault(reply, sold.status, sold.said);
        const standing = await findStanding(request, request.params.scheduleId, sold);
        if (standing === null) return sendFault(reply, 404, NO_SCHEDULE);
        const { schedule: before } = standing;
        const barrier = barrierTo(callerOf(request), before.wish.kind);
        if (barrier !== null) return sendFault(reply, 403, barrier);
        const at = sold.now.toISOString();
        const schedule: Schedule = { ...before, state: 'cancelled', changedAt: at, finishedAt: at, reasons: [] };
        const body = scheduleView({ schedule, ...sold }, sold.now, shown(schedule.partnerId, sold.country, request));
        return save(request, reply, { schedule, before, status: 200, body });
      },
    );
  };
}

type Addressed = { readonly caller?: unknown; readonly params: { readonly customerId: string; readonly subscriptionId: string } };
type Asking = Addressed & {
  readonly id: string;
  readonly ip: string;
  readonly method: string;
  readonly url: string;
  readonly correlationId: string;
  readonly body?: unknown;
};
type Refused = { readonly kind: 'refused'; readonly status: number; readonly said: FaultSaid };
type Sold = {
  readonly kind: 'sold';
  readonly ground: Ground;
  readonly country: string;
  /** The customer's own present. */
  readonly now: Date;
  readonly scope: SellingScope;
};

/** Upgrades have a right of their own; null where the caller has it. */
function barrierTo(caller: Caller, kind: 'seats' | 'upgrade'): FaultSaid | null {
  if (kind === 'seats') return null;
  const permission = may(caller, 'subscriptions.upgrade');
  return permission.kind === 'allowed' ? null : notAllowed('subscriptions.upgrade', permission);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
