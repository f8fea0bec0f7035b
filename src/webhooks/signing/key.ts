import { makePrivateKey, selfSignedCertificate } from '../../platform/certificate.ts';
import type { WebhookKey } from './signature.ts';

const DAY_MS = 86_400_000;
/** A key signs for a year, */
const SIGNS_DAYS = 365;
/** and its certificate is good for one more: what was signed last may be checked late. */
const CERTIFIED_DAYS = 2 * SIGNS_DAYS;
const HOUR_MS = 3_600_000;

/** Whether a key may still sign. */
export function isInService({ createdAt }: WebhookKey, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < SIGNS_DAYS * DAY_MS;
}

/** Makes a key and the certificate for it. */
export async function makeKey(keyId: string, now: Date): Promise<WebhookKey> {
  const privateKey = await makePrivateKey();
  const certificate = selfSignedCertificate({
    organization: 'Upseat',
    commonName: 'Upseat webhooks',
    serial: keyId.replaceAll('-', ''),
    // The receiver's clock may be behind ours.
    from: new Date(now.getTime() - HOUR_MS),
    until: new Date(now.getTime() + CERTIFIED_DAYS * DAY_MS),
    privateKey,
  });
  return { keyId, privateKey, certificate, createdAt: now };
}
