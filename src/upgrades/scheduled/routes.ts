import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import { actingOf } from '../../access/acting/steps.ts';
import { callerOf, type Caller } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import { notAllowed } from '../../access/refusal.ts';
import { questionOf } from '../../audit/question.ts';
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
import { findGround, listOfSubscription } from './store.ts';
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
const WAS_CHANGED: FaultSaid = { code: 900279, description: 'Somebody changed this meanwhile. Read it again.' };

/** Changes of seats and upgrades on a later day: schedule them, see what they would do, change them and take them back. */
export function scheduledChangeRoutes({ db, catalog, clock, newId }: ScheduledDeps): Routes {
  const reader = readerOf(db);
  const deps = { db, catalog, newId };

  /** The subscription that the caller's partner sells; only the seller schedules. */
  const findSold = async (request: Addressed): Promise<Sold | Refused> => {
    const { partnerId } = callerOf(request);
    const customer = await findCustomer(reader, partnerId, request.params.customerId as CustomerId);
    if (customer === null) return refused(404, NO_CUSTOMER);
    if (customer.relationship.partnerId !== partnerId) return refused(403, RESELLER_ASKS);
    const ground = await findGround(reader, { partnerId, customerId: customer.id }, request.params.subscriptionId as SubscriptionId);
    if (ground === null) return refused(404, NO_SUBSCRIPTION);
    return { kind: 'sold', ground, country: customer.country, now: customerNow(ground, clock.now()), scope: customer.scope };
  };
  const shown = (partnerId: PartnerId, country: string, request: FastifyRequest) => ({
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
    sold: Sold,
    { schedule, before, status }: { schedule: Schedule; before: Schedule | null; status: number },
  ) => {
    const caller = callerOf(request);
    const body = scheduleView({ schedule, ...sold }, sold.now, shown(schedule.partnerId, sold.country, request));
    const outcome = await db.transaction((tx) =>
      saveScheduled(
        tx,
        {
          schedule,
          before,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          question: questionOf(request),
          answer: { status, body },
        },
        { now: clock.now(), newId },
      ),
    );
    if (outcome.kind !== 'answered') return sendFault(reply, 409, outcome.kind === 'over' ? IS_OVER : WAS_CHANGED);
    return reply.code(outcome.answer.status).send(outcome.answer.body);
  };
  /** What a request wants to have happen, on a subscription that the caller sells. */
  const readWanted = async (request: Addressed & { readonly body: Static<typeof ScheduleBody> }): Promise<Wanted | Refused> => {
    const sold = await findSold(request);
    if (sold.kind === 'refused') return sold;
    const barrier = barrierTo(callerOf(request), request.body.kind);
    if (barrier !== null) return refused(403, barrier);
    const plan = readSchedule(request.body, sold.ground, dayOf(sold.now));
    if (plan.kind === 'malformed') return refused(400, malformed(plan.member, plan.why));
    return { kind: 'wanted', sold, wanted: draft(request, sold, plan, null) };
  };
  /** Something scheduled that the caller may change. */
  const findScheduled = async (request: Addressed & { readonly params: { readonly scheduleId: string } }): Promise<Found | Refused> => {
    const sold = await findSold(request);
    if (sold.kind === 'refused') return sold;
    const { subscriptionId, scheduleId } = request.params;
    const [standing] = await listOfSubscription(reader, sold.scope, subscriptionId as SubscriptionId, scheduleId as ScheduleId);
    if (standing === undefined) return refused(404, NO_SCHEDULE);
    const barrier = barrierTo(callerOf(request), standing.schedule.wish.kind);
    return barrier === null ? { kind: 'found', sold, before: standing.schedule } : refused(403, barrier);
  };
  /** Works out what is wanted, and schedules it whatever came of that. */
  const workOutAndSave = async (request: Asking, reply: FastifyReply, sold: Sold, wanted: Schedule, before: Schedule | null) => {
    const schedule = checked(wanted, await rehearse(deps, wanted, clock.now()), sold.ground, sold.now);
    return save(request, reply, sold, { schedule, before, status: before === null ? 201 : 200 });
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
        const read = await readWanted(request);
        if (read.kind === 'refused') return sendFault(reply, read.status, read.said);
        const { sold, wanted } = read;
        const { scheduleId = wanted.id } = request.body;
        const schedule = { ...wanted, id: scheduleId as ScheduleId };
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
        const read = await readWanted(request);
        if (read.kind === 'refused') return sendFault(reply, read.status, read.said);
        return workOutAndSave(request, reply, read.sold, read.wanted, null);
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
        const found = await findScheduled(request);
        if (found.kind === 'refused') return sendFault(reply, found.status, found.said);
        const { sold, before } = found;
        if (before.state !== 'pending') return sendFault(reply, 409, IS_OVER);
        const plan = readReschedule(request.body, before, sold.ground, dayOf(sold.now));
        if (plan.kind === 'malformed') return sendFault(reply, 400, malformed(plan.member, plan.why));
        return workOutAndSave(request, reply, sold, draft(request, sold, plan, before), before);
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
        const found = await findScheduled(request);
        if (found.kind === 'refused') return sendFault(reply, found.status, found.said);
        const { sold, before } = found;
        const at = sold.now.toISOString();
        const schedule: Schedule = { ...before, state: 'cancelled', changedAt: at, finishedAt: at, reasons: [] };
        return save(request, reply, sold, { schedule, before, status: 200 });
      },
    );
  };
}

type Addressed = { readonly caller?: unknown; readonly params: { readonly customerId: string; readonly subscriptionId: string } };
type Asking = Addressed & FastifyRequest;
type Refused = { readonly kind: 'refused'; readonly status: number; readonly said: FaultSaid };
type Wanted = { readonly kind: 'wanted'; readonly sold: Sold; readonly wanted: Schedule };
type Found = { readonly kind: 'found'; readonly sold: Sold; readonly before: Schedule };
type Sold = {
  readonly kind: 'sold';
  readonly ground: Ground;
  readonly country: string;
  /** The customer's own present. */
  readonly now: Date;
  readonly scope: SellingScope;
};

function refused(status: number, said: FaultSaid): Refused {
  return { kind: 'refused', status, said };
}

/** Upgrades have a right of their own; null where the caller has it. */
function barrierTo(caller: Caller, kind: 'seats' | 'upgrade'): FaultSaid | null {
  if (kind === 'seats') return null;
  const permission = may(caller, 'subscriptions.upgrade');
  return permission.kind === 'allowed' ? null : notAllowed('subscriptions.upgrade', permission);
}
