import type { Role } from '../access/caller.ts';
import { guidOf } from './random.ts';
import type { PartnerRow } from './rows.ts';

export type PartnerKey = 'northwind' | 'island' | 'formosa' | 'deccan' | 'lakeland' | 'alpen';

/** A person of a partner who can sign in to the demo world. */
export type DemoPerson = { readonly role: Role; readonly mailName: string; readonly displayName: string };

/** A partner of the demo world. */
export type DemoPartner = {
  readonly key: PartnerKey;
  readonly name: string;
  readonly kind: PartnerRow['kind'];
  readonly country: string;
  readonly currency: string;
  readonly domain: string;
  readonly mpnId: string;
  readonly standing: PartnerRow['standing'];
  readonly people: readonly DemoPerson[];
};

/** Everybody's password. It is public: the demo world is for trying things out, never for real customers. */
export const DEMO_PASSWORD = 'upseat-demo';

/** Three partners that sell, the reseller of one of them, one that owes money, and one without a price list in its currency. */
export const DEMO_PARTNERS: readonly DemoPartner[] = [
  {
    key: 'northwind',
    name: 'Northwind Cloud',
    kind: 'direct',
    country: 'US',
    currency: 'USD',
    domain: 'northwind-cloud.example',
    mpnId: '4900101',
    standing: 'good',
    people: [
      { role: 'admin_agent', mailName: 'adele.admin', displayName: 'Adele Vance' },
      { role: 'global_admin', mailName: 'grace.global', displayName: 'Grace Underhill' },
      { role: 'user_management_admin', mailName: 'uma.users', displayName: 'Uma Sheldon' },
      { role: 'billing_admin', mailName: 'bill.billing', displayName: 'Bill Mercer' },
      { role: 'sales_agent', mailName: 'sam.sales', displayName: 'Sam Whitlock' },
      { role: 'helpdesk_agent', mailName: 'hedy.helpdesk', displayName: 'Hedy Langley' },
    ],
  },
  {
    key: 'island',
    name: '島嶼雲端',
    kind: 'indirect_provider',
    country: 'TW',
    currency: 'TWD',
    domain: 'island-cloud.example',
    mpnId: '4900202',
    standing: 'good',
    people: [
      { role: 'admin_agent', mailName: 'yayun.admin', displayName: '林雅雲' },
      { role: 'sales_agent', mailName: 'chihming.sales', displayName: '張志明' },
    ],
  },
  {
    key: 'formosa',
    name: '寶島資訊',
    kind: 'indirect_reseller',
    country: 'TW',
    currency: 'TWD',
    domain: 'formosa-it.example',
    mpnId: '4900203',
    standing: 'good',
    people: [{ role: 'admin_agent', mailName: 'peishan.admin', displayName: '吳佩珊' }],
  },
  {
    key: 'deccan',
    name: 'Deccan Cloud Services',
    kind: 'direct',
    country: 'IN',
    currency: 'INR',
    domain: 'deccan-cloud.example',
    mpnId: '4900304',
    standing: 'good',
    people: [
      { role: 'admin_agent', mailName: 'devika.admin', displayName: 'Devika Rao' },
      { role: 'helpdesk_agent', mailName: 'harish.helpdesk', displayName: 'Harish Iyer' },
    ],
  },
  {
    key: 'lakeland',
    name: 'Lakeland IT Supplies',
    kind: 'direct',
    country: 'GB',
    currency: 'GBP',
    domain: 'lakeland-it.example',
    mpnId: '4900405',
    standing: 'suspended',
    people: [{ role: 'admin_agent', mailName: 'laura.admin', displayName: 'Laura Pemberton' }],
  },
  {
    key: 'alpen',
    name: 'Alpenwolke AG',
    kind: 'direct',
    country: 'CH',
    currency: 'CHF',
    domain: 'alpenwolke.example',
    mpnId: '4900506',
    standing: 'good',
    people: [{ role: 'admin_agent', mailName: 'anke.admin', displayName: 'Anke Brandt' }],
  },
];

const BY_KEY = new Map(DEMO_PARTNERS.map((partner) => [partner.key, partner]));

export function partnerOf(key: PartnerKey): DemoPartner {
  const partner = BY_KEY.get(key);
  if (partner === undefined) throw new RangeError(`no such partner in the demo world: ${key}`);
  return partner;
}

export function partnerIdOf(seed: number, key: PartnerKey): string {
  return guidOf(seed, `partner ${key}`);
}

export function signInNameOf(partner: DemoPartner, person: DemoPerson): string {
  return `${person.mailName}@${partner.domain}`;
}

/** The row id of a person: the `oid` of that person's tokens. */
export function partnerUserIdOf(seed: number, partner: DemoPartner, person: DemoPerson): string {
  return guidOf(seed, `partner user ${signInNameOf(partner, person)}`);
}

/** The partner's program, for callers without a person. */
export function applicationOf(seed: number, partner: DemoPartner): { readonly clientId: string; readonly clientSecret: string } {
  return { clientId: guidOf(seed, `application of ${partner.key}`), clientSecret: `${partner.key}-demo-secret` };
}
