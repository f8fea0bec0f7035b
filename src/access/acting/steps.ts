import { unreachable } from '../../kit/brand.ts';
import type { ApplicationId, PartnerId, PartnerUserId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { Caller } from '../caller.ts';
import { identify, identifyUser } from '../directory.ts';
import { findApplication, findPartnerUser, findSession } from '../store.ts';

/** Somebody in whose name something will be done later. */
export type Acting = { readonly kind: Caller['kind']; readonly id: PartnerUserId | ApplicationId; readonly name: string };

/** By whom they are found again. */
export type ActingId = Pick<Acting, 'kind' | 'id'>;

/** Who stands behind a request, as far as it must be remembered. */
export function actingOf(caller: Caller): Acting {
  return { kind: caller.kind, id: caller.kind === 'user' ? caller.userId : caller.applicationId, name: caller.displayName };
}

/** The same person or program with the rights of this moment; null where they are gone, or another partner's by now. */
export async function callerNow(reader: Reader, partnerId: PartnerId, { kind, id }: ActingId): Promise<Caller | null> {
  const lookups = {
    user: (userId: PartnerUserId) => findPartnerUser(reader, userId),
    application: async (applicationId: ApplicationId) => (await findApplication(reader, applicationId))?.application ?? null,
    session: (sessionHash: string) => findSession(reader, sessionHash),
  };
  const identified = await (kind === 'user'
    ? identifyUser(id as PartnerUserId, lookups)
    : identify({ kind, partnerId, applicationId: id as ApplicationId }, lookups));
  switch (identified.kind) {
    case 'refused':
      return null;
    case 'caller':
      return identified.caller.partnerId === partnerId ? identified.caller : null;
    default:
      return unreachable(identified);
  }
}
