import type { Attempts } from './attempts.ts';
import type { Lookups } from './directory.ts';
import type { FailureLog } from './journal/commands.ts';
import type { KeyRing } from './embedded/keys.ts';
import type { Prover } from './proof.ts';
import type { AccessConfig } from './settings.ts';

/** What all sign-in needs, made once when the program starts. */
export type Access = {
  readonly config: AccessConfig;
  readonly prover: Prover;
  /** People, programs and sessions, remembered for some seconds. Call `forget` after changing any of them. */
  readonly directory: Lookups & { forget(): void };
  /** The embedded provider's keys; null where an outside issuer signs people in. */
  readonly embeddedKeys: KeyRing | null;
  readonly attempts: Attempts;
  /** Takes note of those who were not let in. */
  readonly failures: FailureLog;
};

/** The name of the console's session cookie. */
export const SESSION_COOKIE = 'upseat_session';

/** How the embedded provider names itself in its tokens. */
export function embeddedIssuer(config: AccessConfig): string {
  return `${config.publicUrl()}/identity`;
}
