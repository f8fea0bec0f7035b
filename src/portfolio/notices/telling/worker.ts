import { announce, type Announcement } from '../../../audit/store.ts';
import type { PartnerId } from '../../../kit/ids.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { readerOf } from '../../../platform/reader.ts';
import { regularly, type Regular } from '../../../platform/regularly.ts';
import { writeAll } from '../../../platform/write.ts';
import { NOTICE_EVENT } from '../../../webhooks/events.ts';
import { listPartnersAskingFor } from '../../../webhooks/store.ts';
import { nearnessFor } from '../nearness.ts';
import type { Matter } from '../notice.ts';
import { readMatters } from '../store.ts';
import { lockTold, readTold, saveTold } from './store.ts';
import { tellingOf } from './telling.ts';

export type TellingDeps = { readonly db: Db; readonly clock: Clock; readonly newId: () => string };

const LOOK_MS = 5 * 60_000;

/** Announces new notices to the receivers of those partners that asked for it, once, whichever process is first. */
export function startTellingNotices(deps: TellingDeps & { readonly onTrouble: (sentence: string, error: unknown) => void }): Regular {
  return regularly({
    name: 'notices',
    everyMs: LOOK_MS,
    work: (isStopped) => tellNotices(deps, isStopped),
    onTrouble: (error) => deps.onTrouble('Notices could not be announced; it is tried again.', error),
  });
}

/** Announces what is new for every partner that asked for it; tells how many announcements it made. */
export async function tellNotices(deps: TellingDeps, isStopped: () => boolean = () => false): Promise<number> {
  const failures: unknown[] = [];
  let told = 0;
  for (const partnerId of await listPartnersAskingFor(readerOf(deps.db), NOTICE_EVENT)) {
    if (isStopped()) break;
    try {
      told += await tellPartner(deps, partnerId);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return told;
}

async function tellPartner({ db, clock, newId }: TellingDeps, partnerId: PartnerId): Promise<number> {
  const at = clock.now();
  const near = nearnessFor(partnerId, at);
  const reader = readerOf(db);
  // Mostly nothing changed, and then nothing is locked.
  if (!tellingOf(await readTold(reader, partnerId), await readMatters(reader, near)).isChanged) return 0;
  return db.transaction(async (tx: Tx) => {
    const before = await lockTold(tx, partnerId, at);
    // Read again behind the lock: what another process told meanwhile may be newer than what was read without it.
    const { news, told } = tellingOf(before, await readMatters(tx, near));
    writeAll(tx, partnerId, [announce(news.map((matter) => noticeRaised(matter, { partnerId, eventId: newId(), at })))]);
    saveTold(tx, partnerId, told, at);
    return news.length;
  });
}

function noticeRaised({ kind }: Matter, about: Pick<Announcement, 'partnerId' | 'eventId' | 'at'>): Announcement {
  return { ...about, eventName: NOTICE_EVENT, resourceName: kind, resourceUri: '/notices', auditId: null };
}
