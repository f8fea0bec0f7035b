import { may } from '../../access/permissions.ts';
import type { Caller } from '../../access/caller.ts';
import { dayOf } from '../../kit/dates.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { openMail, type Mail, type MailServer } from '../../platform/mail.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { regularly, type Regular } from '../../platform/regularly.ts';
import { mailOf } from './mail.ts';
import { nearnessFor } from './nearness.ts';
import { NOTICE_RIGHTS, noticesFor, type Matter } from './notice.ts';
import { claimAddressee, noteMailed, readMarks, readMatters, type Addressee } from './store.ts';

export type MailingDeps = { readonly db: Db; readonly clock: Clock; readonly publicUrl: () => string };

const LOOK_MS = 15 * 60_000;

/** Sends what is new by mail to those who asked for it: one mail a day at most, whichever process is first. */
export function startMailing(
  deps: MailingDeps & { readonly server: MailServer; readonly onTrouble: (sentence: string, error: unknown) => void },
): Regular {
  const mail = openMail(deps.server);
  const working = regularly({
    name: 'mail',
    everyMs: LOOK_MS,
    work: (isStopped) => mailNotices(deps, mail.send, isStopped),
    onTrouble: (error) => deps.onTrouble('Notices could not be mailed; it is tried again.', error),
  });
  return {
    stop: async () => {
      await working.stop();
      mail.close();
    },
  };
}

/** Mails everybody who is due; tells how many mails went out. Who could not be reached is tried again at the next look. */
export async function mailNotices(
  { db, clock, publicUrl }: MailingDeps,
  send: (mail: Mail) => Promise<void>,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const reader = readerOf(db);
  const now = clock.now();
  /** What was told; null where there is nothing new. */
  const mailTo = async (person: Addressee): Promise<Addressee['mailed'] | null> => {
    const matters = await newsFor(reader, person, now);
    if (matters.length === 0) return null;
    await send(mailOf(person, matters, publicUrl()));
    return Object.fromEntries(matters.map(({ kind, newest }) => [kind, newest]));
  };
  const passedOver: string[] = [];
  const failures: unknown[] = [];
  let sent = 0;
  while (!isStopped()) {
    const person = await claimAddressee(reader, dayOf(now), passedOver);
    if (person === null) break;
    passedOver.push(person.userId);
    const told = await mailTo(person).catch((error: unknown) => {
      failures.push(error);
      return null;
    });
    await noteMailed(reader, told === null ? person : { ...person, mailedOn: dayOf(now), mailed: { ...person.mailed, ...told } });
    if (told !== null) sent++;
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** What the person has not read, may see, wants to hear of, and was not mailed before. */
async function newsFor(reader: Reader, person: Addressee, now: Date): Promise<readonly Matter[]> {
  const { userId, partnerId, roles, displayName, address, mailed } = person;
  const caller: Caller = { kind: 'user', partnerId, userId, userPrincipalName: address, displayName, roles, applicationId: null };
  const { marks, muted } = await readMarks(reader, userId);
  const matters = await readMatters(reader, nearnessFor(partnerId, now));
  const seen = matters.filter(({ kind }) => may(caller, NOTICE_RIGHTS[kind]).kind === 'allowed');
  return noticesFor(seen, marks, muted).filter(({ kind, newest, isRead }) => !isRead && newest > (mailed[kind] ?? ''));
}
