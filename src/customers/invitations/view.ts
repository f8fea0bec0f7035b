import type { Partner } from '../../access/people.ts';
import type { TenantPerson } from '../../access/tenant/person.ts';
import { marketOf } from '../../catalog/countries.ts';
import { dayOf, toIso } from '../../kit/dates.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { TEMPLATES } from '../agreements/agreement.ts';
import { endOf, stateOf as stateOfAdmin, type DelegatedAdmin } from '../delegation/delegation.ts';
import { directoryRole } from '../delegation/roles.ts';
import { stateOf, type RelationshipRequest } from '../relationships/request.ts';
import type { NamedTie } from '../relationships/tie.ts';
import { customerNow } from '../time/clock.ts';
import { isForAnotherTenant } from './acceptance.ts';
import type * as wire from './contract.ts';

/** Everything that the page of an invitation shows. */
export type ShownInvitation = {
  readonly request: RelationshipRequest;
  readonly partner: Partner;
  readonly resellerName: string | null;
  readonly admin: DelegatedAdmin | null;
  readonly person: TenantPerson | null;
  /** The tenant of the person, and whether its agreement is on record; null where nobody is signed in. */
  readonly tenant: {
    readonly company: { readonly companyName: string; readonly domain: string; readonly country: string } | null;
    readonly agreementRecorded: boolean;
  } | null;
};

/** What a link asks for, and by whom. */
export function invitationView(shown: ShownInvitation, now: Date, locale: Locale): wire.Invitation {
  const { request, partner, resellerName, admin, person, tenant } = shown;
  const [template] = TEMPLATES;
  return {
    kind: request.asked.kind,
    state: stateOf(request, now),
    partner: { id: partner.partnerId, name: partner.name, country: partner.country, domain: partner.domain, mpnId: partner.mpnId },
    ...(resellerName === null ? {} : { reseller: { name: resellerName } }),
    withDelegatedAdmin: request.asked.kind === 'reseller' && request.asked.withDelegatedAdmin,
    ...(admin === null
      ? {}
      : {
          delegatedAdmin: {
            displayName: admin.displayName,
            roles: roleViews(admin.roles, locale),
            duration: admin.duration,
            autoExtendDuration: admin.autoExtendDays === 0 ? 'PT0S' : `P${admin.autoExtendDays}D`,
          },
        }),
    market: [...marketOf(partner.country)],
    ...(person === null ? {} : { isForAnotherOrganization: isForAnotherTenant(request, person) }),
    requestedBy: request.requestedBy,
    requestedAt: request.requestedAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
    agreement: { agreementLink: template?.agreementLink ?? '', ...(tenant === null ? {} : { isRecorded: tenant.agreementRecorded }) },
    ...(person === null ? {} : { person: personView(person) }),
    ...(tenant?.company ? { company: tenant.company } : {}),
    attributes: { objectType: 'Invitation' },
  };
}

/** What a customer sees of its partners. */
export function tenantView(
  person: TenantPerson,
  ties: readonly NamedTie[],
  admins: readonly DelegatedAdmin[],
  { now, locale }: { readonly now: Date; readonly locale: Locale },
): wire.TenantRelationships {
  return {
    person: personView(person),
    relationships: ties.map((tie) => ({
      partner: { id: tie.partnerId, name: tie.partnerName, country: tie.partnerCountry, domain: tie.partnerDomain },
      ...(tie.resellerName === null ? {} : { reseller: { name: tie.resellerName } }),
      since: toIso(tie.since),
      allowDelegatedAccess: tie.delegatedAdminServices.length > 0,
      ...(tie.delegatedAdminSince === null ? {} : { delegatedAccessSince: toIso(tie.delegatedAdminSince) }),
    })),
    delegatedAdminRelationships: admins.map((admin) => adminView(admin, customerNow(admin, now), locale)),
    attributes: { objectType: 'TenantRelationships' },
  };
}

function adminView(admin: DelegatedAdmin, now: Date, locale: Locale): wire.TenantRelationships['delegatedAdminRelationships'][number] {
  return {
    id: admin.id,
    partnerId: admin.partnerId,
    displayName: admin.displayName,
    status: stateOfAdmin(admin, now),
    roles: roleViews(admin.roles, locale),
    ...(admin.approval === null ? {} : { endDateTime: `${endOf(admin.approval.endsOn, admin.autoExtendDays, dayOf(now))}T00:00:00Z` }),
  };
}

function personView({ tenantId, userPrincipalName, displayName, isGlobalAdmin }: TenantPerson) {
  return { tenantId, userPrincipalName, displayName, isGlobalAdmin };
}

function roleViews(ids: readonly string[], locale: Locale): { id: string; name: string }[] {
  return ids.map((id) => {
    const role = directoryRole(id);
    return { id, name: role === undefined ? id : inLocale(role.name, locale) };
  });
}
