import { identify, identifyUser, type DirectoryRefusal, type Lookups } from './directory.ts';
import type { Caller } from './caller.ts';
import type { Subject } from './claims.ts';
import { memory } from './memory.ts';
import { digest } from './passwords.ts';
import type { ConsoleSession } from './people.ts';
import { verifyToken, type TokenRefusal, type Trust } from './token.ts';
import type { TrustList } from './trust.ts';

/** Why a request's credentials prove nobody. */
export type ProofRefusal = TokenRefusal | DirectoryRefusal | 'session_unknown' | 'session_ended';

/** Who stands behind a request; `session` when it comes from a signed-in browser. */
export type Proof =
  | { readonly kind: 'caller'; readonly caller: Caller; readonly session: ConsoleSession | null; readonly expiresAt: number }
  | { readonly kind: 'refused'; readonly reason: ProofRefusal };

/** Proves callers by bearer token or by the secret of a console session. */
export type Prover = {
  token(token: string): Promise<Proof>;
  session(secret: string): Promise<Proof>;
};

const TOKENS_MAX = 10_000;

/**
 * Makes a prover. A verified token is remembered by its hash until it expires, since a signature costs more to check than
 * all the rest; whether its issuer still counts and its person is still welcome is asked every time.
 */
export function prover(trusted: TrustList, lookups: Lookups, now: () => Date): Prover {
  const verified = memory<{ readonly subject: Subject; readonly expiresAt: number; readonly trust: Trust }>(TOKENS_MAX);

  return {
    token: async (token) => {
      const key = digest(token);
      const trusts = await trusted();
      let known = verified.recall(key, now().getTime());
      if (known === null || !trusts.includes(known.trust)) {
        const reading = await verifyToken(token, trusts, now());
        if (reading.kind === 'refused') return reading;
        known = { subject: reading.subject, expiresAt: reading.expiresAt, trust: reading.trust };
        verified.keep(key, known, known.expiresAt);
      }
      const identified = await identify(known.subject, lookups);
      return identified.kind === 'refused' ? identified : { ...identified, session: null, expiresAt: known.expiresAt };
    },

    session: async (secret) => {
      const session = await lookups.session(digest(secret));
      if (session === null) return { kind: 'refused', reason: 'session_unknown' };
      if (now().getTime() >= session.expiresAt) return { kind: 'refused', reason: 'session_ended' };
      const identified = await identifyUser(session.userId, lookups);
      return identified.kind === 'refused' ? identified : { ...identified, session, expiresAt: session.expiresAt };
    },
  };
}

/** What a refusal tells the caller, who holds the token and can mend it. */
export function explainProof(reason: ProofRefusal): string {
  return WORDS[reason];
}

const WORDS: Readonly<Record<ProofRefusal, string>> = {
  malformed: 'The token is not a JSON Web Token.',
  algorithm: 'The token is not signed with RS256, PS256 or ES256.',
  issuer: 'The token is not from a trusted issuer.',
  key_unknown: 'The key of the token is not among those of its issuer.',
  signature: 'The signature of the token is wrong.',
  expired: 'The token has expired.',
  not_yet_valid: 'The token is not valid yet.',
  audience: 'The token is for another audience.',
  tenant_missing: 'The token does not say its tenant.',
  subject_missing: 'The token speaks of no person and no application.',
  user_unknown: 'The person of the token is not known here.',
  user_disabled: 'The person of the token has no access any more.',
  application_unknown: 'The application of the token is not known here.',
  application_disabled: 'The application of the token has no access any more.',
  tenant_foreign: 'The person or application of the token belongs to another tenant.',
  session_unknown: 'The session has ended. Sign in again.',
  session_ended: 'The session has ended. Sign in again.',
};
