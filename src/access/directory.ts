import type { ApplicationId, PartnerUserId } from '../kit/ids.ts';
import type { Caller } from './caller.ts';
import type { Subject } from './claims.ts';
import { memory, type Memory } from './memory.ts';
import type { Application, ConsoleSession, PartnerUser } from './people.ts';

/** Why somebody whose token or session is sound is nobody we know. */
export type DirectoryRefusal = 'user_unknown' | 'user_disabled' | 'application_unknown' | 'application_disabled' | 'tenant_foreign';

/** A known caller, or why not. */
export type Identified =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly reason: DirectoryRefusal };

/** How to look people, programs and sessions up; each is one short statement. */
export type Lookups = {
  user(userId: PartnerUserId): Promise<PartnerUser | null>;
  application(applicationId: ApplicationId): Promise<Application | null>;
  session(sessionHash: string): Promise<ConsoleSession | null>;
};

/** How long an answer of the database counts, in milliseconds: so late, at most, does another process notice a revoked user. */
export const REMEMBERED_MS = 3_000;

/** The same lookups, each answer remembered for some seconds. `forget` drops all of them, at once and in this process. */
export function remembering(lookups: Lookups, nowMs: () => number): Lookups & { forget(): void } {
  const users = memory<PartnerUser>(5_000);
  const applications = memory<Application>(1_000);
  const sessions = memory<ConsoleSession>(5_000);
  return {
    user: (id) => through(users, id, () => lookups.user(id), nowMs),
    application: (id) => through(applications, id, () => lookups.application(id), nowMs),
    session: (hash) => through(sessions, hash, () => lookups.session(hash), nowMs),
    forget: () => {
      users.forgetAll();
      applications.forgetAll();
      sessions.forgetAll();
    },
  };
}

/** Finds the caller of whom a verified token speaks: known, not disabled, and of the tenant that the token names. */
export async function identify(subject: Subject, lookups: Lookups): Promise<Identified> {
  // Asked for together: each answer is a round trip when it is not remembered.
  const [application, user] = await Promise.all([
    subject.applicationId === null ? null : lookups.application(subject.applicationId),
    subject.kind === 'user' ? lookups.user(subject.userId) : null,
  ]);
  if (application?.disabled === true) return { kind: 'refused', reason: 'application_disabled' };

  if (subject.kind === 'application') {
    if (application === null) return { kind: 'refused', reason: 'application_unknown' };
    if (application.partnerId !== subject.partnerId) return { kind: 'refused', reason: 'tenant_foreign' };
    const { applicationId, partnerId, displayName } = application;
    return { kind: 'caller', caller: { kind: 'application', partnerId, applicationId, displayName, ...readsOf(application) } };
  }

  // Any program of the tenant can get a token for a shared audience; only those that we know may use it here.
  if (subject.audienceIsShared && application === null) return { kind: 'refused', reason: 'application_unknown' };
  if (user === null) return { kind: 'refused', reason: 'user_unknown' };
  if (user.partnerId !== subject.partnerId) return { kind: 'refused', reason: 'tenant_foreign' };
  return userCaller(user, application);
}

/** Finds the caller of a console session. */
export async function identifyUser(userId: PartnerUserId, lookups: Lookups): Promise<Identified> {
  const user = await lookups.user(userId);
  return user === null ? { kind: 'refused', reason: 'user_unknown' } : userCaller(user, null);
}

function userCaller(user: PartnerUser, application: Application | null): Identified {
  if (user.disabled) return { kind: 'refused', reason: 'user_disabled' };
  const { partnerId, userId, userPrincipalName, displayName, roles } = user;
  const applicationId = application?.applicationId ?? null;
  const caller = {
    kind: 'user',
    partnerId,
    userId,
    userPrincipalName,
    displayName,
    roles,
    applicationId,
    ...readsOf(application),
  } as const;
  return { kind: 'caller', caller };
}

/** What the program in between can read, where that is more than all can. */
function readsOf(application: Application | null): { readonly generation?: 'newest' } {
  return application?.generation === undefined ? {} : { generation: application.generation };
}

async function through<Value>(
  remembered: Memory<Value>,
  key: string,
  look: () => Promise<Value | null>,
  nowMs: () => number,
): Promise<Value | null> {
  const known = remembered.recall(key, nowMs());
  if (known !== null) return known;
  const found = await look();
  // That there is nobody is not remembered: whoever is added is known at once.
  if (found !== null) remembered.keep(key, found, nowMs() + REMEMBERED_MS);
  return found;
}
