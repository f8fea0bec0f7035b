import { randomBytes, randomFillSync } from 'node:crypto';
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
  const random = nextRandom();
  const msecs = Date.now();
  last = msecs > last.msecs ? { msecs, seq: sequenceFrom(random) } : { msecs: last.msecs, seq: last.seq + 1 };
  return v7({ random, ...last });
}

const BYTES_PER_ID = 16;
/** Randomness is fetched for many ids at a time: asking for it is most of what an id costs. */
const randomness = new Uint8Array(BYTES_PER_ID * 256);
let randomnessUsed = randomness.length;
/** The millisecond of the latest id, and its place in it. */
let last = { msecs: 0, seq: 0 };

function nextRandom(): Uint8Array {
  if (randomnessUsed === randomness.length) {
    randomFillSync(randomness);
    randomnessUsed = 0;
  }
  randomnessUsed += BYTES_PER_ID;
  return randomness.subarray(randomnessUsed - BYTES_PER_ID, randomnessUsed);
}

/** Where a millisecond's counting begins: 31 of its 32 bits, so that it does not run over. */
function sequenceFrom(random: Uint8Array): number {
  return new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
}

/** 256 random bits as text: what nobody can guess. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
