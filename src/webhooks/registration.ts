import type { PartnerId } from '../kit/ids.ts';

/** Where a partner wants to be told, and of what. */
export type Registration = {
  readonly partnerId: PartnerId;
  readonly url: string;
  readonly events: readonly string[];
  /** Whether the signature travels as `x-ms-signature` instead of `Authorization`. */
  readonly signatureInMsHeader: boolean;
  readonly changedAt: Date;
};

/** A registration as a journal of changes shows it. */
export function registrationFacts({ url, events, signatureInMsHeader }: Registration): object {
  return { WebhookUrl: url, WebhookEvents: events, SignatureTokenToMsSignatureHeader: signatureInMsHeader };
}
