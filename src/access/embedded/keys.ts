import { calculateJwkThumbprint, createLocalJWKSet, errors, exportJWK, generateKeyPair, type JWK } from 'jose';
import type { KeyFinder } from '../token.ts';

/** A key pair of the embedded provider. The private half never leaves the database and this process. */
export type SigningKey = { readonly kid: string; readonly jwk: JWK; readonly createdAt: Date; readonly expiresAt: Date | null };

/** The keys of the embedded provider: the newest signs, all of them verify. */
export type KeyRing = {
  /** Newest first; makes the first key when there is none, and a new one when the newest has served its time. */
  keys(): Promise<readonly SigningKey[]>;
  readonly find: KeyFinder;
  /** Signs with a new key from now on. The old ones verify until the last token they signed has expired. */
  rotate(): Promise<void>;
};

/** Where a ring keeps its keys. */
export type KeyShelf = {
  load(): Promise<readonly SigningKey[]>;
  /** Saves a new key and sets the end of the older ones. */
  save(key: SigningKey, olderEndAt: Date): Promise<void>;
};

const DAY_MS = 86_400_000;
const ALGORITHM = 'RS256';
/** A key signs for so many days, */
const SIGNS_DAYS = 90;
/** and verifies for one more: tokens live for an hour. */
const VERIFIES_DAYS = 1;
/** Another process may have rotated; unknown keys make us look, but not more often than this. */
const LOOK_AGAIN_MS = 2_000;

export function keyRing(shelf: KeyShelf, now: () => Date): KeyRing {
  let known: Promise<readonly SigningKey[]> | null = null;
  let rotating: Promise<void> | null = null;
  let lookedAt = 0;

  const look = (): Promise<readonly SigningKey[]> => {
    lookedAt = now().getTime();
    known = shelf.load().then((keys) => [...keys].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()));
    // A failure is not remembered: the next caller looks again.
    known.catch(() => {
      known = null;
    });
    return known;
  };
  const rotate = async (): Promise<void> => {
    await shelf.save(await generateKey(now()), new Date(now().getTime() + VERIFIES_DAYS * DAY_MS));
    await look();
  };
  // However many requests find that a key is needed, one is made.
  const rotateOnce = (): Promise<void> => {
    rotating ??= rotate().finally(() => {
      rotating = null;
    });
    return rotating;
  };
  const keys = async (): Promise<readonly SigningKey[]> => {
    const [newest] = await (known ?? look());
    if (newest === undefined || now().getTime() - newest.createdAt.getTime() > SIGNS_DAYS * DAY_MS) await rotateOnce();
    return known ?? look();
  };

  return {
    keys,
    rotate: rotateOnce,
    find: async (header, token) => {
      try {
        return await publicSet(await keys())(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey) || now().getTime() - lookedAt < LOOK_AGAIN_MS) throw error;
        return publicSet(await look())(header, token);
      }
    },
  };
}

/** The public halves, as anybody may read them. */
export function publicKeys(keys: readonly SigningKey[]): { readonly keys: JWK[] } {
  return { keys: keys.map(({ jwk: { kty, n, e, kid, alg, use } }) => ({ kty, n, e, kid, alg, use }) as JWK) };
}

const sets = new WeakMap<readonly SigningKey[], ReturnType<typeof createLocalJWKSet>>();

function publicSet(keys: readonly SigningKey[]): ReturnType<typeof createLocalJWKSet> {
  let set = sets.get(keys);
  if (set === undefined) {
    set = createLocalJWKSet(publicKeys(keys));
    sets.set(keys, set);
  }
  return set;
}

async function generateKey(createdAt: Date): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, jwk: { ...jwk, kid, alg: ALGORITHM, use: 'sig' }, createdAt, expiresAt: null };
}
