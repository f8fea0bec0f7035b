import type { Caller, Role } from '../src/access/caller.ts';
import type { PartnerUser } from '../src/access/people.ts';
import type { ApplicationId, PartnerId, PartnerUserId } from '../src/kit/ids.ts';

/** A signed-in agent with these roles; without any, a program. */
export function agentOf(partnerId: PartnerId, ...roles: Role[]): Caller {
  if (roles.length === 0)
    return {
      kind: 'application',
      partnerId,
      applicationId: '00000000-0000-4000-8000-00000000000a' as ApplicationId,
      displayName: 'Program',
    };
  return personOf({
    partnerId,
    userId: '00000000-0000-4000-8000-00000000000b' as PartnerUserId,
    userPrincipalName: 'agent@partner.example',
    displayName: 'Agent',
    roles,
  });
}

/** A person of a partner, signed in. */
export function personOf(person: Omit<PartnerUser, 'disabled'>): Caller {
  return { kind: 'user', ...person, applicationId: null };
}
