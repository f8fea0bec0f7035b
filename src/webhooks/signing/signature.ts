import { sign } from 'node:crypto';

/** A key that signs what is sent, with the certificate by which receivers check it. Both are PEM. */
export type WebhookKey = { readonly keyId: string; readonly privateKey: string; readonly certificate: string; readonly createdAt: Date };

/** Where the certificate of a key is fetched, behind the server's address. */
export function certificatePath(keyId: string): string {
  return `/webhooks/v1/certificates/${keyId}`;
}

/**
 * The headers that sign a body as the public API does: RSA (PKCS #1 v1.5) with SHA-256 over its bytes. Receivers that keep
 * `Authorization` for themselves register for `x-ms-signature`.
 */
export function signatureHeaders(
  body: string,
  key: WebhookKey,
  { baseUrl, inMsHeader }: { readonly baseUrl: string; readonly inMsHeader: boolean },
): Readonly<Record<string, string>> {
  const signature = sign('sha256', Buffer.from(body), key.privateKey).toString('base64');
  return {
    [inMsHeader ? 'x-ms-signature' : 'Authorization']: `Signature ${signature}`,
    'X-MS-Certificate-Url': `${baseUrl}${certificatePath(key.keyId)}`,
    'X-MS-Signature-Algorithm': 'rsa-sha256',
  };
}
