import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { readSecret } from '../embedded/store.ts';
import type { TenantPerson } from './person.ts';
import { openPerson, sealPerson } from './seal.ts';

/** The cookie that holds who of a customer signed in. */
export const TENANT_COOKIE = 'upseat_tenant';

/** What of a request tells who of a customer sends it. */
export type TenantRequest = { readonly headers: { readonly cookie?: string | undefined } };

/** Tells who of a customer stands behind a request. */
export type TenantDoor = {
  personOf(request: TenantRequest): Promise<TenantPerson | null>;
  seal(person: TenantPerson): Promise<string>;
};

/** What the door is made from. */
export type TenantDoorDeps = { readonly db: Db; readonly clock: Clock; readonly newSecret: () => string };

/** Makes the door. All processes share the secret that seals, so any of them knows whom another let in. */
export function tenantDoor({ db, clock, newSecret }: TenantDoorDeps): TenantDoor {
  let found: Promise<string> | null = null;
  const secret = (): Promise<string> => {
    found ??= db
      .transaction((tx) => readSecret(tx, 'tenant', newSecret()))
      .catch((error: unknown) => {
        found = null;
        throw error;
      });
    return found;
  };
  return {
    personOf: async (request) => {
      const sealed = cookieIn(request.headers.cookie ?? '');
      return sealed === null ? null : openPerson(sealed, await secret(), clock.now());
    },
    seal: async (person) => sealPerson(person, await secret(), clock.now()),
  };
}

function cookieIn(header: string): string | null {
  for (const part of header.split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === TENANT_COOKIE && value !== undefined && value !== '') return value;
  }
  return null;
}
