import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { TenantPerson } from './person.ts';

/** How long somebody of a customer stays signed in, in seconds: long enough to read, short enough for a shared machine. */
export const PERSON_SECONDS = 1_800;

/** Seals who signed in for the browser's cookie, where nobody can read or change it. */
export async function sealPerson(person: TenantPerson, secret: string, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new EncryptJWT({ ...person })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setSubject(PURPOSE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + PERSON_SECONDS)
    .encrypt(keyOf(secret));
}

/** Opens a sealed person; null when it is not ours or too old. */
export async function openPerson(sealed: string, secret: string, now: Date): Promise<TenantPerson | null> {
  try {
    const { payload } = await jwtDecrypt<TenantPerson>(sealed, keyOf(secret), { currentDate: now, subject: PURPOSE });
    const { tenantId, userId, userPrincipalName, displayName, isGlobalAdmin } = payload;
    return { tenantId: tenantId, userId, userPrincipalName, displayName, isGlobalAdmin };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

const PURPOSE = 'tenant person';

function keyOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
