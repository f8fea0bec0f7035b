import type { ApplicationId, PartnerId, PartnerUserId } from '../kit/ids.ts';
import type { Currency } from '../kit/money.ts';
import type { Role } from './caller.ts';

/** A partner of the Cloud Solution Provider programme. */
export type Partner = {
  readonly partnerId: PartnerId;
  readonly name: string;
  readonly kind: 'direct' | 'indirect_provider' | 'indirect_reseller';
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly currency: Currency;
  readonly domain: string;
  /** Its number in the Microsoft Partner Network. */
  readonly mpnId: string;
  /** A partner whose account is suspended may look after what is there, but add nothing. */
  readonly standing: 'good' | 'suspended';
};

/** A person of a partner. */
export type PartnerUser = {
  readonly userId: PartnerUserId;
  readonly partnerId: PartnerId;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly disabled: boolean;
  readonly roles: readonly Role[];
};

/** A program of a partner. */
export type Application = {
  readonly applicationId: ApplicationId;
  readonly partnerId: PartnerId;
  readonly displayName: string;
  readonly redirectUris: readonly string[];
  readonly disabled: boolean;
  /** What its client library can read; left out for what all can (see generation.ts). */
  readonly generation?: 'newest';
};

/** One signed-in browser. Its cookie holds the secret of which this is the hash. */
export type ConsoleSession = {
  readonly sessionHash: string;
  readonly userId: PartnerUserId;
  readonly partnerId: PartnerId;
  /** What the console must send along with every write. */
  readonly csrfToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
};
