import { recordInJournal } from '../access/journal/store.ts';
import { answerOnce } from '../audit/commands.ts';
import type { Answer } from '../audit/store.ts';
import type { ChangeRequest } from '../customers/request.ts';
import { isoOf } from '../kit/dates.ts';
import type { Tx } from '../platform/db.ts';
import type { Delivery, KeptDelivery } from './deliveries/delivery.ts';
import { findDelivery, giveUpWaiting, latestTests, queueDeliveries, replayDelivery, replayGivenUp } from './deliveries/store.ts';
import type { DeliverySearch } from './deliveries/question.ts';
import { TEST_EVENT } from './events.ts';
import { registrationFacts, type Registration } from './registration.ts';
import { findRegistration, lockWebhooks, removeRegistration, saveRegistration } from './store.ts';

/** When it is asked for, and where new ids come from. */
export type Around = { readonly now: Date; readonly newId: () => string };

/** What of a registration the partner chooses. */
export type Wish = Pick<Registration, 'url' | 'events' | 'signatureInMsHeader'>;

export type RegisterOutcome =
  | { readonly kind: 'saved'; readonly answer: Answer }
  /** A second registration, where one is asked for. */
  | { readonly kind: 'exists' }
  /** None, where one is to be changed. */
  | { readonly kind: 'none' };

/** Makes the partner's registration, or changes the one that it has. A repeated request gets its first answer. */
export async function register(
  tx: Tx,
  request: ChangeRequest,
  order: { readonly wish: Wish; readonly must: 'be_new' | 'be_there'; readonly answer: (saved: Registration) => Answer },
  around: Around,
): Promise<RegisterOutcome> {
  const { partnerId, question } = request;
  let refused: RegisterOutcome | null = null;
  await lockWebhooks(tx, partnerId);
  // The partner stands in the place that a customer has with other requests.
  const answer = await answerOnce(tx, { customerId: partnerId, question, at: around.now }, async () => {
    const before = await findRegistration(tx, partnerId);
    if ((before === null) !== (order.must === 'be_new')) {
      refused = { kind: before === null ? 'none' : 'exists' };
      return { answer: NO_ANSWER, writes: [] };
    }
    const after: Registration = { partnerId, ...order.wish, changedAt: around.now };
    journal(tx, request, around, before, after);
    return { answer: order.answer(after), writes: [saveRegistration(after)] };
  });
  return refused ?? { kind: 'saved', answer };
}

/** Ends the registration; what still waits is given up. False where there was none. */
export async function unregister(tx: Tx, request: ChangeRequest, around: Around): Promise<boolean> {
  const { partnerId } = request;
  await lockWebhooks(tx, partnerId);
  const before = await findRegistration(tx, partnerId);
  if (before === null) return false;
  removeRegistration(tx, partnerId);
  giveUpWaiting(tx, partnerId, around.now);
  journal(tx, request, around, before, null);
  return true;
}

export type TestOutcome =
  | { readonly kind: 'asked'; readonly answer: Answer }
  | { readonly kind: 'none' }
  /** The registration leaves the test event out. */
  | { readonly kind: 'not_wanted' }
  | { readonly kind: 'too_fast'; readonly waitSeconds: number };

/** As at the public API: so many test events in each minute. */
const TESTS_PER_MINUTE = 2;
const MINUTE_MS = 60_000;

/** Queues a test event for the partner's receiver. */
export async function askForTest(
  tx: Tx,
  { partnerId, question }: ChangeRequest,
  wordAnswer: (correlationId: string) => Answer,
  { now, newId }: Around,
): Promise<TestOutcome> {
  let refused: TestOutcome | null = null;
  await lockWebhooks(tx, partnerId);
  const answer = await answerOnce(tx, { customerId: partnerId, question, at: now }, async () => {
    const registration = await findRegistration(tx, partnerId);
    const oldest = (await latestTests(tx, partnerId, TESTS_PER_MINUTE))[TESTS_PER_MINUTE - 1];
    const waitMs = oldest === undefined ? 0 : oldest.getTime() + MINUTE_MS - now.getTime();
    if (registration === null) refused = { kind: 'none' };
    else if (!registration.events.includes(TEST_EVENT)) refused = { kind: 'not_wanted' };
    else if (waitMs > 0) refused = { kind: 'too_fast', waitSeconds: Math.ceil(waitMs / 1000) };
    if (refused !== null) return { answer: NO_ANSWER, writes: [] };
    const correlationId = newId();
    const test: Delivery = {
      deliveryId: correlationId,
      partnerId,
      eventName: TEST_EVENT,
      resourceName: 'test',
      resourceUri: `/registration/validationEvents/${correlationId}`,
      auditRecordId: null,
      correlationId,
      happenedAt: isoOf(now),
    };
    return { answer: wordAnswer(correlationId), writes: [queueDeliveries([test], now)] };
  });
  return refused ?? { kind: 'asked', answer };
}

export type ReplayOutcome =
  | { readonly kind: 'queued'; readonly delivery: KeptDelivery }
  | { readonly kind: 'no_such_delivery' }
  | { readonly kind: 'not_registered' }
  | { readonly kind: 'being_sent' };

/** Puts a delivery into the queue again, whatever became of it: receivers know the repeat by its id. */
export async function replay(
  tx: Tx,
  { partnerId }: Pick<ChangeRequest, 'partnerId'>,
  deliveryId: string,
  now: Date,
): Promise<ReplayOutcome> {
  await lockWebhooks(tx, partnerId);
  const found = await findDelivery(tx, partnerId, deliveryId, now);
  if (found === null) return { kind: 'no_such_delivery' };
  if ((await findRegistration(tx, partnerId)) === null) return { kind: 'not_registered' };
  if (found.isBeingSent) return { kind: 'being_sent' };
  replayDelivery(tx, partnerId, deliveryId, now);
  return { kind: 'queued', delivery: { ...found, state: 'waiting', tries: 0, nextAttemptAt: isoOf(now) } };
}

/** Puts all that was given up into the queue again; null where no receiver is registered. Test events are left as they are. */
export async function replayAll(
  tx: Tx,
  { partnerId }: Pick<ChangeRequest, 'partnerId'>,
  narrowed: Pick<DeliverySearch, 'eventName' | 'resource'>,
  now: Date,
): Promise<number | null> {
  await lockWebhooks(tx, partnerId);
  if ((await findRegistration(tx, partnerId)) === null) return null;
  return replayGivenUp(tx, partnerId, narrowed, now);
}

/** Stands where a refusal is told instead; it is never sent. */
const NO_ANSWER: Answer = { status: 0, body: null };

function journal(tx: Tx, request: ChangeRequest, around: Around, before: Registration | null, after: Registration | null): void {
  const { actor, partnerId } = request;
  recordInJournal(tx, [
    {
      auditId: around.newId(),
      partnerId,
      doer: { kind: 'caller', caller: actor.caller },
      remoteAddress: actor.remoteAddress,
      correlationId: actor.correlationId,
      resourceType: 'webhook',
      resourceId: partnerId,
      operationType: after === null ? 'remove_webhook' : before === null ? 'add_webhook' : 'update_webhook',
      status: 'succeeded',
      oldValue: before === null ? null : registrationFacts(before),
      newValue: after === null ? null : registrationFacts(after),
      customizedData: [],
      at: around.now,
    },
  ]);
}
