import { GUID_PATTERN } from '../../src/kit/ids.ts';
import type { Form } from './declare.ts';

/** What ids of the wire look like. */
export const guid: Form = { pattern: new RegExp(GUID_PATTERN), says: 'is a GUID, such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1' };
/** How many seats or entries: at least one. */
export const count: Form = { pattern: /^[1-9]\d{0,8}$/, says: 'is a whole number from 1' };
/** A calendar day. */
export const day: Form = { pattern: /^\d{4}-\d{2}-\d{2}$/, says: 'is a day, such as 2026-11-30' };

/** One of some words. */
export function oneOf(words: readonly string[]): Form {
  return { pattern: new RegExp(`^(${words.join('|')})$`), says: `is one of ${words.join(', ')}` };
}
