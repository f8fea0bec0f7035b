import { decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { SHARED_AUDIENCES, subjectOf, type Claims, type ClaimsRefusal, type Subject } from './claims.ts';
import { TENANT, type TrustedIssuer } from './settings.ts';

/** Finds the public key that a token's header names. */
export type KeyFinder = JWTVerifyGetKey;

/** An issuer with a way to its keys. */
export type Trust = { readonly issuer: TrustedIssuer; readonly keys: KeyFinder };

/** Why a token proves nothing. */
export type TokenRefusal =
  | 'malformed'
  | 'algorithm'
  | 'issuer'
  | 'key_unknown'
  | 'signature'
  | 'expired'
  | 'not_yet_valid'
  | 'audience'
  | ClaimsRefusal;

/** What a token proves, and until when; `expiresAt` in milliseconds since 1970, the allowance for skewed clocks included. */
export type TokenReading =
  | { readonly kind: 'proven'; readonly subject: Subject; readonly expiresAt: number; readonly trust: Trust }
  | { readonly kind: 'refused'; readonly reason: TokenRefusal };

/** Only signatures that a public key verifies: `none` and shared secrets would let the reader of a key write tokens. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256'];
/** How far the clocks of issuer and server may be apart, in seconds. */
const SKEW_SECONDS = 60;

/** Verifies signature, issuer, audience and times of a bearer token at the given moment, and reads whom it speaks of. */
export async function verifyToken(token: string, trusted: readonly Trust[], now: Date): Promise<TokenReading> {
  const claims = claimsOf(token);
  if (claims === null) return { kind: 'refused', reason: 'malformed' };
  const trust = trusted.find(({ issuer }) => issuerOf(issuer, claims) === claims['iss']);
  if (trust === undefined) return { kind: 'refused', reason: 'issuer' };

  try {
    const { payload } = await jwtVerify(token, trust.keys, {
      algorithms: ALGORITHMS,
      issuer: issuerOf(trust.issuer, claims),
      audience: acceptedAudiences(trust.issuer),
      clockTolerance: SKEW_SECONDS,
      currentDate: now,
      requiredClaims: ['exp'],
    });
    const reading = subjectOf(payload, trust.issuer.partnerId);
    if (reading.kind === 'refused') return reading;
    return { kind: 'proven', subject: reading.subject, expiresAt: ((payload.exp ?? 0) + SKEW_SECONDS) * 1000, trust };
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === null) throw issuerUnreachable(trust.issuer.issuer, error);
    return { kind: 'refused', reason };
  }
}

const UNREACHABLE = 'IssuerUnreachable';

/** Whether an error means that an issuer's keys could not be had: not the caller's mistake, and over in a while. */
export function isIssuerUnreachable(error: unknown): boolean {
  return error instanceof Error && error.name === UNREACHABLE;
}

function issuerUnreachable(issuer: string, cause: unknown): Error {
  const error = new Error(`the keys of the issuer ${issuer} cannot be had`, { cause });
  error.name = UNREACHABLE;
  return error;
}

function claimsOf(token: string): Claims | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}

function issuerOf({ issuer }: TrustedIssuer, claims: Claims): string {
  return typeof claims['tid'] === 'string' ? issuer.replace(TENANT, claims['tid']) : issuer;
}

function acceptedAudiences(issuer: TrustedIssuer): string[] {
  return [...SHARED_AUDIENCES, ...issuer.audiences].flatMap((audience) => [audience, `${audience}/`]);
}

function refusalOf(error: unknown): TokenRefusal | null {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return refusalOfClaim(error.claim);
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature';
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return 'key_unknown';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'algorithm';
  return error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid) ? 'malformed' : null;
}

function refusalOfClaim(claim: string): TokenRefusal {
  switch (claim) {
    case 'aud':
      return 'audience';
    case 'nbf':
      return 'not_yet_valid';
    case 'iss':
      return 'issuer';
    case 'exp':
      return 'expired';
    default:
      return 'malformed';
  }
}
