import { toIso } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Write } from '../../platform/write.ts';
import { TEST_EVENT } from '../events.ts';
import type { Attempt, ClaimedDelivery, Delivery, DeliveryState, KeptDelivery } from './delivery.ts';
import type { DeliverySearch } from './question.ts';
import type { Settlement } from './schedule.ts';

/** Lets one sender at a time hand announcements over; false when another is at it. */
export async function lockRelay(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.query(`select 1 from webhook_relay where relay_id = 1 for update skip locked`);
  return rowCount === 1;
}

/** Puts deliveries into the queue, due at once. One that is in it already stays as it is. */
export function queueDeliveries(deliveries: readonly Delivery[], at: Date): Write {
  return {
    table: 'webhook_delivery',
    sql: `
      insert into webhook_delivery (delivery_id, partner_id, event_name, resource_name, resource_uri, audit_record_id, correlation_id,
        happened_at, queued_at, state, next_attempt_at)
      select r.delivery_id, r.partner_id, r.event_name, r.resource_name, r.resource_uri, r.audit_record_id, r.correlation_id,
        r.happened_at, r.queued_at, 'waiting', r.queued_at
      from jsonb_to_recordset($rows) as r(delivery_id uuid, partner_id uuid, event_name text, resource_name text, resource_uri text,
        audit_record_id text, correlation_id uuid, happened_at timestamptz, queued_at timestamptz)
      on conflict (delivery_id) do nothing`,
    rows: deliveries.map((delivery) => ({
      delivery_id: delivery.deliveryId,
      partner_id: delivery.partnerId,
      event_name: delivery.eventName,
      resource_name: delivery.resourceName,
      resource_uri: delivery.resourceUri,
      audit_record_id: delivery.auditRecordId,
      correlation_id: delivery.correlationId,
      happened_at: delivery.happenedAt,
      queued_at: at.toISOString(),
    })),
  };
}

/** Queues deliveries of any partners. */
export function queueAnnounced(tx: Tx, deliveries: readonly Delivery[], at: Date): void {
  const { sql, rows } = queueDeliveries(deliveries, at);
  if (rows.length > 0) tx.send(sql.replaceAll('$rows', '$1::jsonb'), [JSON.stringify(rows)]);
}

/** What a sender claims: at most so many together and so many for each partner, until an instant. */
export type Claim = {
  readonly claimId: string;
  readonly now: Date;
  readonly until: Date;
  readonly limit: number;
  readonly perPartner: number;
};

/**
 * Claims deliveries that are due, for this sender alone. A receiver that is slow holds up no other partner: whoever has
 * as many on the way as is allowed gets no more. The try is counted now, so that what kills its sender ends some day too.
 */
export async function claimDue(tx: Tx, { claimId, now, until, limit, perPartner }: Claim): Promise<readonly ClaimedDelivery[]> {
  const { rows } = await tx.query<Row & { readonly url: string; readonly signature_in_ms_header: boolean }>(
    `with due as (
       select d.delivery_id, r.url, r.signature_in_ms_header
         from webhook_registration r
        cross join lateral (
          select delivery_id, next_attempt_at from webhook_delivery
           where partner_id = r.partner_id and state = 'waiting' and next_attempt_at <= $2 and (claim_id is null or claimed_until <= $2)
           order by next_attempt_at, delivery_id
           limit greatest(0, $5::integer - (
             select count(*) from webhook_delivery f where f.partner_id = r.partner_id and f.claim_id is not null and f.claimed_until > $2))
             for update skip locked
        ) d
        order by d.next_attempt_at, d.delivery_id
        limit $4
     )
     update webhook_delivery d set claim_id = $1, claimed_until = $3, tries = d.tries + 1
       from due where d.delivery_id = due.delivery_id
     returning ${COLUMNS}, due.url, due.signature_in_ms_header`,
    [claimId, now.toISOString(), until.toISOString(), limit, perPartner],
  );
  return rows
    .map((row) => ({ ...toDelivery(row), claimId, tries: row.tries, url: row.url, signatureInMsHeader: row.signature_in_ms_header }))
    .toSorted((a, b) => a.happenedAt.localeCompare(b.happenedAt));
}

/** Writes what came of a try, unless the claim has run out and somebody else holds the delivery. */
export function recordAttempt(
  tx: Tx,
  { deliveryId, claimId }: Pick<ClaimedDelivery, 'deliveryId' | 'claimId'>,
  attempt: Attempt,
  settlement: Settlement,
): void {
  tx.send(
    `update webhook_delivery set claim_id = null, claimed_until = null, state = $3, next_attempt_at = $4, settled_at = $5,
            attempts = (case when jsonb_array_length(attempts) >= $7 then attempts - 0 else attempts end) || $6::jsonb
      where delivery_id = $1 and claim_id = $2`,
    [
      deliveryId,
      claimId,
      settlement.state,
      settlement.state === 'waiting' ? settlement.nextAttemptAt.toISOString() : null,
      settlement.state === 'waiting' ? null : settlement.at.toISOString(),
      JSON.stringify([attempt]),
      ATTEMPTS_KEPT,
    ],
  );
}

/** Lets go of a delivery that was not sent after all; the try does not count. */
export function releaseClaim(tx: Tx, { deliveryId, claimId }: Pick<ClaimedDelivery, 'deliveryId' | 'claimId'>): void {
  tx.send(`update webhook_delivery set claim_id = null, claimed_until = null, tries = tries - 1 where delivery_id = $1 and claim_id = $2`, [
    deliveryId,
    claimId,
  ]);
}

/** Puts a delivery of the partner into the queue again, due at once, with all its tries before it. */
export function replayDelivery(tx: Tx, partnerId: PartnerId, deliveryId: string, at: Date): void {
  tx.send(
    `update webhook_delivery set state = 'waiting', tries = 0, next_attempt_at = $3, settled_at = null, claim_id = null, claimed_until = null
      where partner_id = $1 and delivery_id = $2`,
    [partnerId, deliveryId, at.toISOString()],
  );
}

/** Puts everything that was given up into the queue again, as far as it is asked for; tells how much. */
export async function replayGivenUp(
  tx: Tx,
  partnerId: PartnerId,
  { eventName, resource }: Pick<DeliverySearch, 'eventName' | 'resource'>,
  at: Date,
): Promise<number> {
  const { rowCount } = await tx.query(
    `update webhook_delivery set state = 'waiting', tries = 0, next_attempt_at = $4, settled_at = null
      where partner_id = $1 and state = 'given_up' and event_name <> $5
        and ($2::text is null or event_name = $2) and ($3::text is null or strpos(resource_uri, $3) > 0)`,
    [partnerId, eventName, resource, at.toISOString(), TEST_EVENT],
  );
  return rowCount;
}

/** Gives up what waits for a partner that has no receiver any more. */
export function giveUpWaiting(tx: Tx, partnerId: PartnerId, at: Date): void {
  tx.send(
    `update webhook_delivery set state = 'given_up', next_attempt_at = null, settled_at = $2, claim_id = null, claimed_until = null
      where partner_id = $1 and state = 'waiting'`,
    [partnerId, at.toISOString()],
  );
}

/** Removes some deliveries that were settled before these instants; tells how many. */
export async function purgeDeliveries(
  tx: Tx,
  { tests, delivered, givenUp }: { readonly tests: Date; readonly delivered: Date; readonly givenUp: Date },
  limit: number,
): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from webhook_delivery where delivery_id in (
       select delivery_id from webhook_delivery
        where settled_at < $1 and (event_name = $4 or (state = 'delivered' and settled_at < $2) or settled_at < $3)
        limit $5)`,
    [tests.toISOString(), delivered.toISOString(), givenUp.toISOString(), TEST_EVENT, limit],
  );
  return rowCount;
}

/** One page of a partner's deliveries, latest first. */
export async function listDeliveries(
  reader: Reader,
  partnerId: PartnerId,
  { state, eventName, resource, after, size, now }: DeliverySearch & { readonly now: Date },
): Promise<readonly KeptDelivery[]> {
  const { rows } = await reader.query<Row>(
    `select ${COLUMNS} from webhook_delivery d
      where partner_id = $1 and ($2::text is null or state = $2) and ($3::text is null or event_name = $3)
        and ($4::text is null or strpos(resource_uri, $4) > 0)
        and ($5::timestamptz is null or (queued_at, delivery_id) < ($5, $6::uuid))
      order by queued_at desc, delivery_id desc limit $7`,
    [partnerId, state, eventName, resource, after?.queuedAt ?? null, after?.deliveryId ?? null, size],
  );
  return rows.map((row) => toKept(row, now));
}

/** One delivery of the partner; null for one that is not there or another partner's. */
export async function findDelivery(reader: Reader, partnerId: PartnerId, deliveryId: string, now: Date): Promise<KeptDelivery | null> {
  const { rows } = await reader.query<Row>(`select ${COLUMNS} from webhook_delivery d where partner_id = $1 and delivery_id = $2`, [
    partnerId,
    deliveryId,
  ]);
  return rows[0] === undefined ? null : toKept(rows[0], now);
}

/** When the partner's latest test events were asked for, latest first. */
export async function latestTests(reader: Reader, partnerId: PartnerId, limit: number): Promise<readonly Date[]> {
  const { rows } = await reader.query<{ readonly queued_at: string }>(
    `select queued_at from webhook_delivery where partner_id = $1 and event_name = $2 order by queued_at desc limit $3`,
    [partnerId, TEST_EVENT, limit],
  );
  return rows.map(({ queued_at }) => new Date(toIso(queued_at)));
}

const ATTEMPTS_KEPT = 30;

const COLUMNS = `d.delivery_id, d.partner_id, d.event_name, d.resource_name, d.resource_uri, d.audit_record_id, d.correlation_id,
  d.happened_at, d.queued_at, d.state, d.tries, d.next_attempt_at, d.claimed_until, d.attempts`;

type Row = {
  readonly delivery_id: string;
  readonly partner_id: string;
  readonly event_name: string;
  readonly resource_name: string;
  readonly resource_uri: string;
  readonly audit_record_id: string | null;
  readonly correlation_id: string;
  readonly happened_at: string;
  readonly queued_at: string;
  readonly state: DeliveryState;
  readonly tries: number;
  readonly next_attempt_at: string | null;
  readonly claimed_until: string | null;
  readonly attempts: readonly Attempt[];
};

function toDelivery(row: Row): Delivery {
  return {
    deliveryId: row.delivery_id,
    partnerId: row.partner_id as PartnerId,
    eventName: row.event_name,
    resourceName: row.resource_name,
    resourceUri: row.resource_uri,
    auditRecordId: row.audit_record_id,
    correlationId: row.correlation_id,
    happenedAt: toIso(row.happened_at),
  };
}

function toKept(row: Row, now: Date): KeptDelivery {
  return {
    ...toDelivery(row),
    state: row.state,
    queuedAt: toIso(row.queued_at),
    tries: row.tries,
    nextAttemptAt: row.next_attempt_at === null ? null : toIso(row.next_attempt_at),
    isBeingSent: row.claimed_until !== null && new Date(toIso(row.claimed_until)) > now,
    attempts: row.attempts,
  };
}
