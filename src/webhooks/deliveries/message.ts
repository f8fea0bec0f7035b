import { isoOf } from '../../kit/dates.ts';
import { TEST_EVENT } from '../events.ts';
import type { Delivery } from './delivery.ts';

/** What a receiver is told, as the public API words it. */
type Message = {
  readonly EventName: string;
  readonly ResourceUri: string;
  readonly ResourceName: string;
  readonly AuditUri: string | null;
  readonly ResourceChangeUtcDate: string;
};

/** The message about a delivery. `baseUrl` is where this server is reached, without a slash at the end. */
function messageOf(delivery: Delivery, baseUrl: string): Message {
  return {
    EventName: delivery.eventName,
    ResourceUri: `${baseUrl}${resourcePath(delivery)}`,
    ResourceName: delivery.resourceName,
    AuditUri: delivery.auditRecordId === null ? null : `${baseUrl}/v1/auditrecords/${delivery.auditRecordId}`,
    ResourceChangeUtcDate: isoOf(new Date(delivery.happenedAt)),
  };
}

/** The same as it is sent: the bytes that the signature is over. */
export function bodyOf(delivery: Delivery, baseUrl: string): string {
  return JSON.stringify(messageOf(delivery, baseUrl));
}

/** The public API names subscriptions and test events below `/webhooks`, and everything else where it is. */
function resourcePath({ eventName, resourceName, resourceUri }: Delivery): string {
  const isBelowWebhooks = resourceName === 'subscription' || eventName === TEST_EVENT;
  return `${isBelowWebhooks ? '/webhooks' : ''}/v1${resourceUri}`;
}

/** The headers beside the signature. A repeat of the same event has the same `MS-RequestId`. */
export function headersOf(delivery: Delivery): Readonly<Record<string, string>> {
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Upseat',
    'MS-RequestId': delivery.deliveryId,
    'MS-CorrelationId': delivery.correlationId,
  };
}
