import type { Attempts } from '../attempts.ts';
import { verifyPassword } from '../passwords.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { PartnerUser } from '../people.ts';

/**
 * Somebody who signs in here. People of customers have roles in their own directory (ids, as the `wids` claim carries
 * them) and none at a partner; their tokens name their own tenant.
 */
export type Person = PartnerUser & { readonly directoryRoles?: readonly string[] };

/** What comes of a name and a password. */
export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly user: Person }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too_many'; readonly waitSeconds: number };

/** A try to sign in. `tenant` is the partner's id or domain where the address names one, else null. */
export type SignInTry = {
  readonly userPrincipalName: string;
  readonly password: string;
  readonly tenant: string | null;
  readonly address: string;
};

export type SignIn = (attempt: SignInTry) => Promise<SignInOutcome>;

/** How to find whom a name belongs to. */
export type SignInLookups = {
  signIn(userPrincipalName: string): Promise<{ readonly user: Person; readonly passwordHash: string | null } | null>;
  /** The id of the partner that a tenant's id or domain names; null when none. */
  tenantId(tenant: string): Promise<string | null>;
};

/** Hears of each try that failed: by what name, from where, and whose person the name is. */
export type Refused = (attempt: { readonly name: string; readonly address: string; readonly partnerId: PartnerId | null }) => void;

/**
 * Makes the check of passwords. Why a try failed is not told: an unknown name, a wrong password, a disabled person and a
 * person of another tenant look the same, and take the same time.
 */
export function passwordCheck(lookups: SignInLookups, attempts: Attempts, now: () => Date, refused: Refused = () => {}): SignIn {
  return async ({ userPrincipalName, password, tenant, address }) => {
    const name = userPrincipalName.trim().toLowerCase();
    const keys = [`${name} ${address}`];
    const waitSeconds = attempts.waitSeconds(keys, now());
    if (waitSeconds > 0) return { kind: 'too_many', waitSeconds };

    const found = await lookups.signIn(name);
    const matches = await verifyPassword(password, found?.passwordHash ?? null);
    const tenantFits = tenant === null || (await lookups.tenantId(tenant)) === found?.user.partnerId;
    if (found === null || !matches || !tenantFits || found.user.disabled) {
      attempts.failed(keys, now());
      refused({ name, address, partnerId: found?.user.partnerId ?? null });
      return { kind: 'refused' };
    }
    attempts.succeeded(keys);
    return { kind: 'signed_in', user: found.user };
  };
}
