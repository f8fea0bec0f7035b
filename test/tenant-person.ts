import { tenantDoor } from '../src/access/tenant/commands.ts';
import type { TenantPerson } from '../src/access/tenant/person.ts';
import type { CustomerId } from '../src/kit/ids.ts';
import { newId, newSecret, type Clock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';

/** Somebody of a tenant: its global administrator, unless something else is said. */
export function tenantAdmin(change: Partial<TenantPerson> = {}): TenantPerson {
  return {
    tenantId: newId() as CustomerId,
    userId: newId(),
    userPrincipalName: 'ada@fourthcoffee.example',
    displayName: 'Ada Byron',
    isGlobalAdmin: true,
    ...change,
  };
}

/** The header with which such a person's browser sends its requests after signing in. */
export async function signedInAs(db: Db, clock: Clock, person: TenantPerson): Promise<{ readonly cookie: string }> {
  const door = tenantDoor({ db, clock, newSecret });
  return { cookie: `upseat_tenant=${await door.seal(person)}` };
}
