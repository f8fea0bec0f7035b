import { addDays, type Day } from '../kit/dates.ts';
import { applicationOf, DEMO_PARTNERS, DEMO_PASSWORD, partnerIdOf, partnerUserIdOf, signInNameOf } from './partners.ts';
import type { PartnerRow } from './rows.ts';
import { at } from './setting.ts';
import { tenantPersonRows, type TenantPersonRow } from './tenant-people.ts';

/** The tables of partners, those first that others point at. */
export const PARTNER_TABLES = [
  'partner',
  'partner_user',
  'partner_user_role',
  'partner_application',
  'partner_relationship',
  'tenant_person',
] as const;

/** The partners, their people and programs. The secrets stand in the clear here: whoever writes the rows hashes them. */
export type PartnerRows = {
  readonly partner: readonly PartnerRow[];
  readonly partner_user: readonly {
    readonly user_id: string;
    readonly partner_id: string;
    readonly user_principal_name: string;
    readonly display_name: string;
    readonly password_hash: string;
    readonly created_at: string;
  }[];
  readonly partner_user_role: readonly { readonly user_id: string; readonly role: string }[];
  readonly partner_application: readonly {
    readonly application_id: string;
    readonly partner_id: string;
    readonly display_name: string;
    readonly secret_hash: string;
    readonly created_at: string;
  }[];
  readonly partner_relationship: readonly {
    readonly provider_partner_id: string;
    readonly reseller_partner_id: string;
    readonly since: string;
  }[];
  readonly tenant_person: readonly TenantPersonRow[];
};

const PARTNER_SINCE_DAYS = 2_400;

/** Everything about the partners of the demo world. */
export function partnerRows(seed: number, today: Day): PartnerRows {
  const created_at = at(addDays(today, -PARTNER_SINCE_DAYS), 0);
  const people = DEMO_PARTNERS.flatMap((partner) =>
    partner.people.map((person) => ({ partner, person, user_id: partnerUserIdOf(seed, partner, person) })),
  );
  return {
    partner: DEMO_PARTNERS.map(({ key, name, kind, country, currency, domain, mpnId, standing }) => ({
      partner_id: partnerIdOf(seed, key),
      name,
      kind,
      country,
      currency,
      domain,
      mpn_id: mpnId,
      standing,
      created_at,
    })),
    partner_user: people.map(({ partner, person, user_id }) => ({
      user_id,
      partner_id: partnerIdOf(seed, partner.key),
      user_principal_name: signInNameOf(partner, person),
      display_name: person.displayName,
      password_hash: DEMO_PASSWORD,
      created_at,
    })),
    partner_user_role: people.map(({ user_id, person }) => ({ user_id, role: person.role })),
    partner_application: DEMO_PARTNERS.map((partner) => {
      const { clientId, clientSecret } = applicationOf(seed, partner);
      return {
        application_id: clientId,
        partner_id: partnerIdOf(seed, partner.key),
        display_name: `${partner.name} automation`,
        secret_hash: clientSecret,
        created_at,
      };
    }),
    partner_relationship: [
      { provider_partner_id: partnerIdOf(seed, 'island'), reseller_partner_id: partnerIdOf(seed, 'formosa'), since: created_at },
    ],
    tenant_person: tenantPersonRows(seed, today),
  };
}
