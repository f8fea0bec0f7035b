import { createHash } from 'node:crypto';
import { guidOfHash } from '../../kit/ids.ts';

/**
 * An id made from what names something: the same parts always give the same id, so that a file which is read twice finds
 * what the first reading wrote.
 */
export function keyOf(...parts: readonly string[]): string {
  return guidOfHash(createHash('sha256').update(JSON.stringify(parts)).digest('hex'));
}
