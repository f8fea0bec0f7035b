import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Where time and ids come from. Only this file and main.ts read a clock; everything else is handed the values. */
export type Clock = { readonly now: () => Date };

export const systemClock: Clock = { now: () => new Date() };

/**
 * Surroundings with the instant at which it is first asked for, and that one from then on. A command asks after its wait
 * for a lock: what was decided while it waited lies before it, and a midnight that passed meanwhile has passed.
 */
export function atFirstNeed<Around extends object>(clock: Clock, around: Around): Around & { readonly now: Date } {
  let read: Date | null = null;
  return {
    ...around,
    get now() {
      read ??= clock.now();
      return read;
    },
  };
}

/** A new row id. Version 7: ids made later sort later. */
export function newId(): string {
  return v7();
}

/** 256 random bits as text: what nobody can guess. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
