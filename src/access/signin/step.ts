import { createHash } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';

/** What the console must remember between sending a browser off to sign in and its return. */
export type SignInStep = { readonly state: string; readonly nonce: string; readonly codeVerifier: string; readonly returnTo: string };

/** How long a sign-in may take, in seconds. */
export const STEP_SECONDS = 900;

/** Seals a step for the browser's cookie, where nobody can read or change it. */
export async function sealStep(step: SignInStep, secret: string, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new EncryptJWT({ ...step })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + STEP_SECONDS)
    .encrypt(keyOf(secret));
}

/** Opens a sealed step; null when it is not ours or too old. */
export async function openStep(sealed: string, secret: string, now: Date): Promise<SignInStep | null> {
  try {
    const { payload } = await jwtDecrypt<SignInStep>(sealed, keyOf(secret), { currentDate: now });
    const { state, nonce, codeVerifier, returnTo } = payload;
    return { state, nonce, codeVerifier, returnTo };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/** An address of the console to come back to. Anything that could lead elsewhere becomes the start page. */
export function returnAddress(asked: unknown): string {
  if (typeof asked !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/';
  const here = 'http://here.invalid';
  return URL.canParse(asked, here) && new URL(asked, here).origin === here ? asked : '/';
}

function keyOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}
