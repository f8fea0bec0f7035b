import { unreachable } from '../kit/brand.ts';
import { isGuid, type ApplicationId, type PartnerId, type PartnerUserId } from '../kit/ids.ts';

/** The audiences for which Partner Center's clients ask, whoever issues the token. */
export const SHARED_AUDIENCES: readonly string[] = [
  'https://api.partnercenter.microsoft.com',
  'https://graph.windows.net',
  'fa3d9a0c-3fb0-42cc-9193-47c7ecd2edbd',
];

/** Whom a verified token speaks of, before anybody looked whether we know them. */
export type Subject =
  | {
      readonly kind: 'user';
      readonly partnerId: PartnerId;
      readonly userId: PartnerUserId;
      readonly applicationId: ApplicationId | null;
      readonly audienceIsShared: boolean;
    }
  | { readonly kind: 'application'; readonly partnerId: PartnerId; readonly applicationId: ApplicationId };

/** Why the claims of a well-signed token name nobody. */
export type ClaimsRefusal = 'tenant_missing' | 'tenant_foreign' | 'subject_missing';

/** What the claims say of the caller. */
export type SubjectReading =
  | { readonly kind: 'subject'; readonly subject: Subject }
  | { readonly kind: 'refused'; readonly reason: ClaimsRefusal };

/** The claims of a token, as JSON gives them. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads whom the claims speak of. `idtyp` decides where it is present. Otherwise a scope means that a person stands behind
 * the token; an application alone shows an application id and no trace of a person. Everything else, ID tokens above all,
 * is for somebody else's eyes. `partnerOfIssuer` is for issuers that know one partner: they may leave `tid` out, and have
 * nothing to say about others.
 */
export function subjectOf(claims: Claims, partnerOfIssuer: PartnerId | null): SubjectReading {
  const tenant = guidIn(claims, 'tid') ?? partnerOfIssuer;
  if (tenant === null) return { kind: 'refused', reason: 'tenant_missing' };
  if (partnerOfIssuer !== null && tenant !== partnerOfIssuer) return { kind: 'refused', reason: 'tenant_foreign' };
  const partnerId = tenant as PartnerId;
  const applicationId = (guidIn(claims, 'appid') ?? guidIn(claims, 'azp') ?? guidIn(claims, 'client_id')) as ApplicationId | null;

  const kind = kindOf(claims);
  switch (kind) {
    case 'user': {
      const userId = guidIn(claims, 'oid') ?? guidIn(claims, 'sub');
      if (userId === null) return { kind: 'refused', reason: 'subject_missing' };
      return {
        kind: 'subject',
        subject: { kind: 'user', partnerId, userId: userId as PartnerUserId, applicationId, audienceIsShared: isShared(claims['aud']) },
      };
    }
    case 'application':
      if (applicationId === null) return { kind: 'refused', reason: 'subject_missing' };
      return { kind: 'subject', subject: { kind: 'application', partnerId, applicationId } };
    case 'neither':
      return { kind: 'refused', reason: 'subject_missing' };
    default:
      return unreachable(kind);
  }
}

/** The person of whom an ID token speaks, given to the console itself; null when it names none. */
export function personOf(
  claims: Claims,
  partnerOfIssuer: PartnerId | null,
): { readonly partnerId: PartnerId; readonly userId: PartnerUserId } | null {
  const partnerId = guidIn(claims, 'tid') ?? partnerOfIssuer;
  const userId = guidIn(claims, 'oid') ?? guidIn(claims, 'sub');
  if (partnerOfIssuer !== null && partnerId !== partnerOfIssuer) return null;
  return partnerId === null || userId === null ? null : { partnerId: partnerId as PartnerId, userId: userId as PartnerUserId };
}

const TRACES_OF_A_PERSON = ['upn', 'unique_name', 'preferred_username', 'email', 'nonce', 'at_hash', 'c_hash', 'auth_time'];

function kindOf(claims: Claims): 'user' | 'application' | 'neither' {
  // Keycloak marks what a token is for; its ID and refresh tokens prove nothing to us.
  if (typeof claims['typ'] === 'string' && claims['typ'] !== 'Bearer') return 'neither';
  if (claims['idtyp'] === 'app') return 'application';
  if (claims['idtyp'] === 'user') return 'user';
  if (isFilled(claims['scp']) || isFilled(claims['scope'])) return 'user';
  return TRACES_OF_A_PERSON.some((name) => name in claims) ? 'neither' : 'application';
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function isShared(audience: unknown): boolean {
  const audiences: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return audiences.some((one) => typeof one === 'string' && SHARED_AUDIENCES.includes(withoutSlash(one)));
}

/** An audience without the slash that some clients put at its end. */
export function withoutSlash(text: string): string {
  return text.endsWith('/') ? text.slice(0, -1) : text;
}

function guidIn(claims: Claims, name: string): string | null {
  const value = claims[name];
  return typeof value === 'string' && isGuid(value) ? value.toLowerCase() : null;
}
