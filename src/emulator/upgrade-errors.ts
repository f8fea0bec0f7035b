import type { FaultOrder } from './contract.ts';

/** Names of UpgradeErrorCode as the client libraries have them, by number. */
const NAMES: Readonly<Record<number, string>> = {
  0: 'other',
  1: 'delegated_admin_permissions_disabled',
  2: 'subscription_status_not_active',
  3: 'conflicting_service_types',
  4: 'concurrency_conflicts',
  5: 'user_context_required',
  6: 'subscription_add_ons_present',
  7: 'subscription_does_not_have_any_upgrade_paths',
  8: 'subscription_target_offer_not_found',
  9: 'subscription_not_provisioned',
  10: 'offer_does_not_support_billing_cycle',
  11: 'insufficient_granular_admin_permissions',
};

/** The answer about upgrades with the chosen error: of Submit where no list is given, otherwise the list with every item refused. */
export function refusedUpgrades(order: FaultOrder, list?: unknown): object {
  const error = errorOf(order);
  if (list === undefined) return { upgradeErrors: [error], licenseErrors: [], attributes: { objectType: 'UpgradeResult' } };
  const { items = [], ...rest } = list as { readonly items?: readonly object[] };
  return { ...rest, items: items.map((item) => ({ ...item, isEligible: false, upgradeErrors: [error] })) };
}

function errorOf({ code = 0, description }: FaultOrder): object {
  const name = NAMES[code] ?? 'other';
  return {
    code,
    description: description ?? `The emulator was told to refuse with ${name}.`,
    additionalDetails: name,
    attributes: { objectType: 'UpgradeError' },
  };
}
