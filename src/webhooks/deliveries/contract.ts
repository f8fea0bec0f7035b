import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

/** Why no answer came from a receiver. */
export const CAUSES = [
  'address_refused',
  'plain_http_refused',
  'url_unreadable',
  'name_unknown',
  'timed_out',
  'connection_refused',
  'tls_failed',
  'connection_failed',
  'stopped',
] as const;

const Cause = Type.Enum([...CAUSES], { description: 'Why no answer came.' });
const Status = Type.Integer({ description: 'HTTP status of the answer.' });
const State = Type.Enum(['waiting', 'delivered', 'given_up']);

const summary = {
  id: Type.String({ description: 'The same in the MS-RequestId of every try.' }),
  eventName: Type.String(),
  resourceName: Type.String(),
  resourceUri: Type.String({ description: 'Without the address of the server.' }),
  correlationId: Type.String(),
  occurredDate: Type.String({ format: 'date-time' }),
  queuedDate: Type.String({ format: 'date-time' }),
  state: State,
  isBeingSent: Type.Boolean(),
  tries: Type.Integer({ description: 'Since it was queued or last replayed, of at most ten.' }),
  lastAttemptDate: Type.Optional(Type.String({ format: 'date-time' })),
  lastStatus: Type.Optional(Status),
  lastCause: Type.Optional(Cause),
  nextAttemptDate: Type.Optional(Type.String({ format: 'date-time', description: 'While it waits.' })),
};

/** An event on its way to the partner's receiver, as the log lists it. */
export const WebhookDelivery = Type.Object({ ...summary, attributes: Attributes('WebhookDelivery') }, { title: 'WebhookDelivery' });
export const WebhookDeliveries = Collection(WebhookDelivery);

/** The same with what was sent and each try. */
export const WebhookDeliveryDetail = Type.Object(
  {
    ...summary,
    payload: Type.String({ description: 'The JSON that is sent, as it is.' }),
    attempts: Type.Array(
      Type.Object({
        date: Type.String({ format: 'date-time' }),
        url: Type.String(),
        milliseconds: Type.Integer(),
        status: Type.Optional(Status),
        excerpt: Type.Optional(Type.String({ description: 'The beginning of the answer.' })),
        cause: Type.Optional(Cause),
        detail: Type.Optional(Type.String()),
      }),
      { description: 'Oldest first, replays included; the last thirty.' },
    ),
    attributes: Attributes('WebhookDelivery'),
  },
  { title: 'WebhookDeliveryDetail' },
);

export const DeliveryParams = Type.Object({ deliveryId: Guid });

export const DeliveriesQuery = Type.Object({
  state: Type.Optional(State),
  eventName: Type.Optional(Type.String({ maxLength: 100 })),
  resource: Type.Optional(Type.String({ maxLength: 200, description: 'Part of `resourceUri`, such as an id.' })),
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 50.' })),
  seekOperation: Type.Optional(Type.Enum(['Next', 'First'], { description: '`Next` with the header MS-ContinuationToken.' })),
});

/** Which of the deliveries that were given up are sent again; all of them where nothing is said. */
export const ReplayBody = Type.Object({
  eventName: Type.Optional(Type.String({ maxLength: 100 })),
  resource: Type.Optional(Type.String({ maxLength: 200, description: 'Part of `resourceUri`, such as an id.' })),
});

export const ReplayedDeliveries = Type.Object({ queued: Type.Integer() }, { title: 'ReplayedDeliveries' });

export type WebhookDelivery = Static<typeof WebhookDelivery>;
export type WebhookDeliveryDetail = Static<typeof WebhookDeliveryDetail>;
