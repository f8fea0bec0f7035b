/** What can have been done at customers, in the words of the API: for the filter. Names of all stand in the words. */
export const OPERATIONS = [
  'create_order',
  'update_order',
  'update_subscription',
  'upgrade_subscription',
  'convert_trial_subscription',
  'update_customer_user_licenses',
  'create_customer_user',
  'update_customer_user',
  'update_customer_user_principal_name',
  'reset_customer_user_password',
  'delete_customer_user',
  'restore_customer_user',
  'add_customer',
  'update_customer_billing_profile',
  'update_customer_entitlements',
  'delete_customer',
  'create_agreement',
  'remove_partner_customer_relationship',
  'dap_admin_relationship_approved',
  'dap_admin_relationship_terminated',
  'granular_admin_relationship_created',
  'granular_admin_relationship_approved',
  'granular_admin_relationship_activated',
  'granular_admin_relationship_updated',
  'granular_admin_relationship_terminated',
  'granular_admin_relationship_expired',
  'move_customer_clock',
] as const;

/** To what it can have been done. */
export const RESOURCES = [
  'subscription',
  'order',
  'license',
  'customer_user',
  'customer',
  'agreement',
  'partner_customer_relationship',
  'partner_customer_dap',
  'granular_admin_relationship',
] as const;

/** To what it can have been done in the partner's own house. */
export const OWN_RESOURCES = [
  'partner_user',
  'partner_relationship',
  'relationship_request',
  'sign_in',
  'price_list',
  'margin',
  'invoice',
  'application',
] as const;
