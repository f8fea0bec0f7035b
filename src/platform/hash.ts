import { createHash } from 'node:crypto';

/** The SHA-256 of a text, in hexadecimal: two texts with the same are the same. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
