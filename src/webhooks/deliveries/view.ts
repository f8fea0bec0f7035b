import { isoOf } from '../../kit/dates.ts';
import type * as wire from './contract.ts';
import type { Attempt, KeptDelivery } from './delivery.ts';
import { bodyOf } from './message.ts';

/** A delivery as the log lists it. */
export function deliveryView(delivery: KeptDelivery): wire.WebhookDelivery {
  const last = delivery.attempts.at(-1);
  return {
    id: delivery.deliveryId,
    eventName: delivery.eventName,
    resourceName: delivery.resourceName,
    resourceUri: delivery.resourceUri,
    correlationId: delivery.correlationId,
    occurredDate: instant(delivery.happenedAt),
    queuedDate: instant(delivery.queuedAt),
    state: delivery.state,
    isBeingSent: delivery.isBeingSent,
    tries: delivery.tries,
    ...(last === undefined ? {} : { lastAttemptDate: instant(last.at), ...lastOutcome(last) }),
    ...(delivery.nextAttemptAt === null ? {} : { nextAttemptDate: instant(delivery.nextAttemptAt) }),
    attributes: { objectType: 'WebhookDelivery' },
  };
}

/** A delivery with what is sent and every try. `baseUrl` is where this server is reached. */
export function deliveryDetailView(delivery: KeptDelivery, baseUrl: string): wire.WebhookDeliveryDetail {
  return { ...deliveryView(delivery), payload: bodyOf(delivery, baseUrl), attempts: delivery.attempts.map(attemptView) };
}

function lastOutcome({ outcome }: Attempt): Pick<wire.WebhookDelivery, 'lastStatus' | 'lastCause'> {
  return outcome.kind === 'answered' ? { lastStatus: outcome.status } : { lastCause: outcome.cause };
}

function attemptView({ at, url, milliseconds, outcome }: Attempt): wire.WebhookDeliveryDetail['attempts'][number] {
  const tried = { date: instant(at), url, milliseconds };
  return outcome.kind === 'answered'
    ? { ...tried, status: outcome.status, excerpt: outcome.excerpt }
    : { ...tried, cause: outcome.cause, detail: outcome.detail };
}

function instant(text: string): string {
  return isoOf(new Date(text));
}
