import type { PartnerId } from '../../kit/ids.ts';
import type { OutboundOutcome } from '../../platform/outbound.ts';

/** What is on its way to a partner, under the id of its announcement. */
export type Delivery = {
  readonly deliveryId: string;
  readonly partnerId: PartnerId;
  readonly eventName: string;
  readonly resourceName: string;
  /** Without the server's address and version. */
  readonly resourceUri: string;
  readonly auditRecordId: string | null;
  readonly correlationId: string;
  /** ISO 8601, as all instants here. */
  readonly happenedAt: string;
};

export type DeliveryState = 'waiting' | 'delivered' | 'given_up';

/** One try: where it went, what came back and how long it took. */
export type Attempt = { readonly at: string; readonly url: string; readonly outcome: OutboundOutcome; readonly milliseconds: number };

/** A delivery with what became of it so far. */
export type KeptDelivery = Delivery & {
  readonly state: DeliveryState;
  readonly queuedAt: string;
  /** Since it was queued or last replayed. */
  readonly tries: number;
  readonly nextAttemptAt: string | null;
  readonly isBeingSent: boolean;
  /** All that are remembered, oldest first; replays included. */
  readonly attempts: readonly Attempt[];
};

/** A delivery that this process alone may send for a while, and where to. */
export type ClaimedDelivery = Delivery & {
  readonly claimId: string;
  /** This one included. */
  readonly tries: number;
  readonly url: string;
  readonly signatureInMsHeader: boolean;
};

/** Whether a receiver took it: any 2xx. */
export function isTaken(outcome: OutboundOutcome): boolean {
  return outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;
}
