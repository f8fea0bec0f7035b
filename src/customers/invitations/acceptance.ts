import type { TenantPerson } from '../../access/tenant/person.ts';
import { marketOf } from '../../catalog/countries.ts';
import { CUSTOMER_AGREEMENT_TEMPLATE, type Agreement, type PrimaryContact } from '../agreements/agreement.ts';
import { foldName } from '../customer.ts';
import { stateOf, type RelationshipRequest, type RequestState } from '../relationships/request.ts';
import type { WantedTie } from '../relationships/store.ts';
import type { Tie } from '../relationships/tie.ts';

/** A company that is not known yet, as its own admin describes it. */
export type Company = {
  readonly companyName: string;
  readonly domain: string;
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly language: 'en' | 'zh';
  readonly culture: string;
  readonly email: string;
};

/** What the customer's admin answers. */
export type AcceptanceWish = {
  /** Together with the relationship, or the relationship alone. */
  readonly grantDelegatedAdmin: boolean;
  readonly acceptAgreement: boolean;
  /** Needed only for a tenant that is not known yet. */
  readonly company: Company | null;
  /** Who accepts the agreement for the customer; needed only where none is on record. */
  readonly contact: PrimaryContact | null;
};

/** Everything the decision needs. */
export type AcceptanceFacts = {
  readonly request: RelationshipRequest;
  readonly person: TenantPerson;
  /** The tenant as it is known here; null for one that is not. */
  readonly tenant: { readonly companyName: string; readonly domain: string; readonly country: string } | null;
  /** Where the asking partner is: it begins to sell in the market of that country only. */
  readonly partnerCountry: string;
  /** What ties it to the asking partner already. */
  readonly tie: Tie | null;
  readonly agreementRecorded: boolean;
  /** Partners do not sell to each other: what they buy for themselves they buy elsewhere. */
  readonly isPartner: boolean;
  readonly now: Date;
};

/** Why an answer is not taken, in order of precedence. */
export type AcceptanceRefusal =
  | { readonly code: 'not_open'; readonly state: Exclude<RequestState, 'open'> }
  | { readonly code: 'not_global_admin' }
  | { readonly code: 'tenant_is_partner' }
  | { readonly code: 'agreement_not_accepted' }
  | { readonly code: 'company_missing' }
  /** The organization is in none of the countries in which the partner may begin to sell. */
  | { readonly code: 'outside_market'; readonly country: string; readonly market: readonly string[] };

/** Everything an acceptance does. */
export type Acceptance = {
  /** The tenant to be added; null for one that is known. */
  readonly newCompany: Company | null;
  readonly companyName: string;
  readonly domain: string;
  /** Whether the customer appears in the partner's list only now. */
  readonly isNewTie: boolean;
  readonly tie: WantedTie;
  readonly agreement: Pick<Agreement, 'agreementType' | 'templateId' | 'dateAgreed' | 'primaryContact'> | null;
};

/** Decides what becomes of an invitation to a reseller relationship when a customer's admin accepts it. */
export function decideAcceptance(
  facts: AcceptanceFacts,
  wish: AcceptanceWish,
): { readonly kind: 'accepted'; readonly acceptance: Acceptance } | { readonly kind: 'refused'; readonly refusal: AcceptanceRefusal } {
  const { request, person, tenant, tie, now } = facts;
  const refusal =
    answerRefusal(request, person, now) ?? (facts.isPartner ? ({ code: 'tenant_is_partner' } as const) : agreementRefusal(facts, wish));
  if (refusal !== null) return { kind: 'refused', refusal };
  const company = tenant ?? wish.company;
  if (company === null) return { kind: 'refused', refusal: { code: 'company_missing' } };

  const active = tie?.state === 'active' ? tie : null;
  // Whoever is a customer already stays one, wherever it is.
  const market = marketOf(facts.partnerCountry);
  if (active === null && !market.includes(company.country))
    return { kind: 'refused', refusal: { code: 'outside_market', country: company.country, market } };
  const asked = request.asked.kind === 'reseller' ? request.asked : null;
  const granted = asked?.withDelegatedAdmin === true && wish.grantDelegatedAdmin;
  return {
    kind: 'accepted',
    acceptance: {
      newCompany: tenant === null ? wish.company : null,
      companyName: company.companyName,
      domain: company.domain,
      isNewTie: active === null,
      tie: {
        partnerId: request.partnerId,
        sortName: foldName(company.companyName),
        // The relationship alone takes nothing away that was granted before.
        delegatedAdminServices: granted ? ['*'] : (active?.delegatedAdminServices ?? []),
        resellerPartnerId: asked?.resellerPartnerId ?? active?.resellerPartnerId ?? null,
        at: now,
      },
      agreement:
        facts.agreementRecorded || wish.contact === null
          ? null
          : {
              agreementType: 'MicrosoftCustomerAgreement',
              templateId: CUSTOMER_AGREEMENT_TEMPLATE,
              dateAgreed: now,
              primaryContact: wish.contact,
            },
    },
  };
}

/** Whether a request was made for one tenant, and this person is of another. What an answered one was made for no longer matters. */
export function isForAnotherTenant(request: RelationshipRequest, person: Pick<TenantPerson, 'tenantId'>): boolean {
  return request.answered === null && request.tenantId !== null && request.tenantId !== person.tenantId;
}

/** Why this person may not answer this request at all, yes or no; null when they may. */
export function answerRefusal(request: RelationshipRequest, person: TenantPerson, now: Date): AcceptanceRefusal | null {
  const state = stateOf(request, now);
  if (state !== 'open') return { code: 'not_open', state };
  return person.isGlobalAdmin ? null : { code: 'not_global_admin' };
}

/** Without the customer agreement there is no relationship to accept (request page). */
function agreementRefusal({ agreementRecorded }: AcceptanceFacts, { acceptAgreement, contact }: AcceptanceWish): AcceptanceRefusal | null {
  return agreementRecorded || (acceptAgreement && contact !== null) ? null : { code: 'agreement_not_accepted' };
}
