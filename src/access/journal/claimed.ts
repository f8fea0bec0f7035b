import { decodeJwt } from 'jose';
import { isGuid, type PartnerId } from '../../kit/ids.ts';

/** Whose token a refused one claims to be. */
export type Claimed = {
  readonly partnerId: PartnerId | null;
  readonly name: string | null;
  /** Who issued it, as it says: some issuers know one partner only and write no tenant. */
  readonly issuer: string | null;
  /** Whether nobody vouches for it: whoever wrote the token may have written anything. */
  readonly isUnverified: boolean;
};

/** The reasons for which a token is refused before its signature is known to be right. */
const UNVERIFIED: ReadonlySet<string> = new Set(['algorithm', 'issuer', 'key_unknown', 'signature']);
const NAME_MAX = 256;

/**
 * Reads off a refused token whose it claims to be, so that the partner learns of it. Without a verified signature that is
 * hearsay, and kept as such: it proves nothing, and opens nothing.
 */
export function claimedBy(authorization: string | undefined, reason: string): Claimed {
  const isUnverified = UNVERIFIED.has(reason);
  const nobody = { partnerId: null, name: null, issuer: null, isUnverified };
  const token = /^Bearer +(\S+)/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return nobody;
  try {
    const {
      iss,
      tid,
      upn,
      preferred_username: preferred,
      unique_name: unique,
      appid,
      azp,
    } = decodeJwt<Readonly<Record<string, unknown>>>(token);
    const name = [upn, preferred, unique, appid, azp].find((each) => typeof each === 'string' && each.trim() !== '');
    return {
      partnerId: typeof tid === 'string' && isGuid(tid) ? (tid.toLowerCase() as PartnerId) : null,
      name: typeof name === 'string' ? plain(name).slice(0, NAME_MAX) : null,
      issuer: typeof iss === 'string' ? iss : null,
      isUnverified,
    };
  } catch {
    return nobody;
  }
}

/** Without characters that a list or a terminal would act upon. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
}
