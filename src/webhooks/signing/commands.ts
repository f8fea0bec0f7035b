import type { Db } from '../../platform/db.ts';
import { readerOf } from '../../platform/reader.ts';
import { isInService, makeKey } from './key.ts';
import type { WebhookKey } from './signature.ts';
import { newestKey, saveKey } from './store.ts';

export type KeyDeps = { readonly db: Db; readonly newId: () => string };

/** Gives the key that signs at an instant, and makes one where there is none or the last has served its time. */
export type FindKey = (now: Date) => Promise<WebhookKey>;

/** Finds the key in the database once and then remembers it. Processes that need one at the same time may each make one. */
export function keyFinder({ db, newId }: KeyDeps): FindKey {
  let known: Promise<WebhookKey> | null = null;
  const find = async (now: Date): Promise<WebhookKey> => {
    const newest = await newestKey(readerOf(db));
    if (newest !== null && isInService(newest, now)) return newest;
    const made = await makeKey(newId(), now);
    await db.transaction(async (tx) => saveKey(tx, made));
    return made;
  };
  return async (now) => {
    const remembered = await known;
    if (remembered !== null && isInService(remembered, now)) return remembered;
    known = find(now);
    // A failure is not remembered: the next look tries again.
    known.catch(() => {
      known = null;
    });
    return known;
  };
}
