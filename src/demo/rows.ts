// The rows of the world as the tables have them: the members are columns, a column left out keeps its default.

export type PartnerRow = {
  readonly partner_id: string;
  readonly name: string;
  readonly kind: 'direct' | 'indirect_provider' | 'indirect_reseller';
  readonly country: string;
  readonly currency: string;
  readonly domain: string;
  readonly mpn_id: string;
  readonly standing: 'good' | 'suspended';
  readonly created_at: string;
};

export type CustomerRow = {
  readonly customer_id: string;
  readonly company_name: string;
  readonly domain: string;
  readonly country: string;
  readonly language: string;
  readonly culture: string;
  readonly email: string;
  readonly address: Readonly<Record<string, string>>;
  readonly created_at: string;
};

export type RelationshipRow = {
  readonly customer_id: string;
  readonly partner_id: string;
  readonly company_name: string;
  readonly delegated_admin_services: readonly string[];
  readonly delegated_admin_since: string | null;
  readonly reseller_partner_id: string | null;
  readonly since: string;
};

export type AgreementRow = {
  readonly customer_id: string;
  readonly agreement_id: string;
  readonly agreement_type: string;
  readonly template_id: string;
  readonly date_agreed: string;
  readonly primary_contact: Readonly<Record<string, string>>;
  readonly partner_id: string;
  readonly user_id: string | null;
};

export type SubscriptionRow = {
  readonly customer_id: string;
  readonly subscription_id: string;
  readonly partner_id: string;
  readonly order_id: string;
  readonly offer_id: string;
  readonly friendly_name: string;
  readonly quantity: number;
  readonly status: 'pending' | 'active' | 'suspended' | 'deleted';
  readonly billing_cycle: 'none' | 'monthly' | 'annual';
  readonly auto_renew: boolean;
  readonly parent_subscription_id: string | null;
  readonly unit_price_minor: number;
  readonly currency: string;
  readonly term_from: string;
  readonly term_until: string;
  readonly created_at: string;
  readonly suspended_at: string | null;
  readonly deleted_at: string | null;
  readonly suspension_reasons: readonly string[];
  readonly reseller_mpn_id: string | null;
  readonly upgraded_from_id: string | null;
  readonly version: number;
};

export type EntitlementRow = {
  readonly customer_id: string;
  readonly entitlement_id: string;
  readonly channel: 'other_partner' | 'web_direct' | 'volume_agreement' | 'open_license' | 'retail_key' | 'advisor';
  readonly offer_id: string;
  readonly quantity: number;
  readonly status: 'active' | 'suspended' | 'cancelled';
  readonly held_since: string;
  readonly held_until: string | null;
  readonly recorded_at: string;
  /** The seller, who found out. */
  readonly recorded_by: string;
};

export type UserRow = {
  readonly customer_id: string;
  readonly user_id: string;
  readonly user_principal_name: string;
  readonly display_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly usage_location: string | null;
  readonly state: 'active' | 'inactive';
  readonly soft_deleted_at: string | null;
  readonly created_at: string;
};

export type GroupRow = { readonly customer_id: string; readonly group_id: string; readonly display_name: string };

/** Who is in which group. */
export type MemberRow = { readonly customer_id: string; readonly group_id: string; readonly user_id: string; readonly since: string };

/** What a group hands on. */
export type GroupLicenseRow = {
  readonly customer_id: string;
  readonly group_id: string;
  readonly sku_id: string;
  readonly disabled_plans: readonly string[];
  readonly assigned_at: string;
};

export type LicenseRow = {
  readonly customer_id: string;
  readonly user_id: string;
  readonly sku_id: string;
  readonly group_id: string;
  readonly disabled_plans: readonly string[];
  readonly assigned_at: string;
};

export type ChargeRow = {
  readonly customer_id: string;
  readonly charge_id: string;
  readonly partner_id: string;
  readonly subscription_id: string;
  readonly offer_id: string;
  readonly event_id: string;
  readonly cause: string;
  readonly charge_type: string;
  readonly charged_from: string;
  readonly charged_until: string;
  readonly quantity: number;
  readonly unit_price_minor: number;
  readonly period_days: number;
  readonly amount_minor: number;
  readonly currency: string;
  readonly rounding: string;
  readonly charged_at: string;
};

export type UpgradeRow = {
  readonly customer_id: string;
  readonly upgrade_id: string;
  readonly partner_id: string;
  readonly source_subscription_id: string;
  readonly target_subscription_id: string;
  readonly upgrade_type: 'upgrade_only' | 'upgrade_with_license_transfer';
  readonly quantity: number;
  readonly users_moved: number;
  readonly users_left_behind: number;
  readonly state: 'finishing' | 'done' | 'undone';
  readonly submitted_by: string | null;
  readonly submitted_at: string;
  readonly finished_at: string | null;
};

export type LeftBehindRow = {
  readonly customer_id: string;
  readonly upgrade_id: string;
  readonly user_id: string;
  readonly partner_id: string;
  readonly state: 'open' | 'moved' | 'dismissed';
  readonly reasons: readonly unknown[];
  readonly recorded_at: string;
};

/** Everything about one customer, by table. The members stand in an order in which the tables can be filled. */
export type CustomerRows = {
  readonly customer: readonly CustomerRow[];
  readonly relationship: readonly RelationshipRow[];
  readonly customer_agreement: readonly AgreementRow[];
  readonly subscription: readonly SubscriptionRow[];
  readonly entitlement: readonly EntitlementRow[];
  readonly directory_user: readonly UserRow[];
  readonly directory_group: readonly GroupRow[];
  readonly group_member: readonly MemberRow[];
  readonly group_license: readonly GroupLicenseRow[];
  readonly license: readonly LicenseRow[];
  readonly charge: readonly ChargeRow[];
  readonly upgrade: readonly UpgradeRow[];
  readonly left_behind_user: readonly LeftBehindRow[];
};

/** A table of one customer's things. */
export type CustomerTable = keyof CustomerRows;

/** The tables of customers, those first that others point at. */
export const CUSTOMER_TABLES: readonly CustomerTable[] = [
  'customer',
  'relationship',
  'customer_agreement',
  'subscription',
  'entitlement',
  'directory_user',
  'directory_group',
  'group_member',
  'group_license',
  'license',
  'charge',
  'upgrade',
  'left_behind_user',
];
