import { markHandedOn, waitingAnnouncements, type WaitingAnnouncement } from '../../audit/store.ts';
import { recordIdOf } from '../../audit/records/record.ts';
import { toIso } from '../../kit/dates.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { Tx } from '../../platform/db.ts';
import { listRegistrations } from '../store.ts';
import type { Delivery } from './delivery.ts';
import { lockRelay, queueAnnounced } from './store.ts';

/**
 * Hands some announcements over to the queue: each becomes a delivery where its partner asked for it, and is done with
 * either way. Gives how many it looked at; none while another process is at it.
 */
export async function handOver(tx: Tx, now: Date, limit: number): Promise<number> {
  if (!(await lockRelay(tx))) return 0;
  const waiting = await waitingAnnouncements(tx, limit);
  if (waiting.length === 0) return 0;
  const registrations = await listRegistrations(tx, [...new Set(waiting.map(({ partnerId }) => partnerId as PartnerId))]);
  const wanted = new Map(registrations.map(({ partnerId, events }) => [String(partnerId), new Set(events)]));
  const deliveries = waiting.filter(({ partnerId, eventName }) => wanted.get(partnerId)?.has(eventName) === true).map(deliveryOf);
  queueAnnounced(tx, deliveries, now);
  markHandedOn(tx, waiting, now);
  return waiting.length;
}

function deliveryOf({ customerId, audit, ...told }: WaitingAnnouncement): Delivery {
  const { partnerId, eventId, eventName, resourceName, resourceUri } = told;
  return {
    deliveryId: eventId,
    partnerId: partnerId as PartnerId,
    eventName,
    resourceName,
    resourceUri,
    auditRecordId: audit === null ? null : recordIdOf({ ...audit, partnerId, customerId }),
    correlationId: told.correlationId ?? eventId,
    happenedAt: toIso(told.announcedAt),
  };
}
