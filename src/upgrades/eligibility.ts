import type { Caller } from '../access/caller.ts';
import { hasDirectoryRights, rolesWithDirectoryRights } from '../access/permissions.ts';
import { priceOn, type Offer } from '../catalog/catalog.ts';
import { pathsFrom, serviceChange } from '../catalog/upgrade-path.ts';
import type { OfferId } from '../kit/ids.ts';
import { missingDelegatedServices } from '../subscriptions/tenant/facts.ts';
import type { UpgradeFacts } from './facts.ts';
import { holdingsBeside, type Holding } from '../subscriptions/tenant/holdings.ts';
import type { Reason } from './reasons.ts';

export type UpgradeType = 'upgrade_only' | 'upgrade_with_license_transfer';

/** What an agent asks for. Without a quantity: all seats of the source. */
export type UpgradeOrder = { readonly targetOfferId: OfferId; readonly quantity: number | null };

/** The verdict on one target. Where users could not move but the seats could, both ways are told. */
export type Verdict = {
  readonly targetOfferId: OfferId;
  readonly quantity: number;
  /** Against the upgrade as such, in order of precedence. */
  readonly reasons: readonly Reason[];
  /** Against moving the users along, in order of precedence. */
  readonly transferReasons: readonly Reason[];
};

/** Why a subscription has no target at all; null when it has some. */
export function noPathReason({ customer, source, catalog }: UpgradeFacts): Reason | null {
  if (pathsFrom(catalog, source.offerId, customer.country).length > 0) return null;
  return { code: 'subscription_does_not_have_any_upgrade_paths', offerId: source.offerId, country: customer.country };
}

/** The verdict on every target that the catalogue has for this subscription. */
export function decideUpgrades(facts: UpgradeFacts): readonly Verdict[] {
  const paths = pathsFrom(facts.catalog, facts.source.offerId, facts.customer.country);
  return paths.map((path) => decideUpgrade(facts, { targetOfferId: path.to, quantity: null }));
}

/**
 * Decides whether a subscription may be upgraded to a target: every reason against it, in order of precedence, so that
 * a screen with room for one shows the first (conditions of the user page and domain rules 11).
 */
export function decideUpgrade(facts: UpgradeFacts, order: UpgradeOrder): Verdict {
  const { customer, source, catalog } = facts;
  const { targetOfferId } = order;
  const quantity = order.quantity ?? source.quantity;
  const verdict = (reasons: readonly (Reason | null)[]): Verdict => ({
    targetOfferId,
    quantity,
    reasons: reasons.filter((reason) => reason !== null),
    transferReasons: transferReasons(facts),
  });

  const from = catalog.offers.get(source.offerId);
  const to = catalog.offers.get(targetOfferId);
  const paths = pathsFrom(catalog, source.offerId, customer.country);
  const onPath = paths.some((path) => path.to === targetOfferId);
  if (from === undefined || to === undefined || !onPath) {
    const missing: Reason = { code: 'subscription_target_offer_not_found', targetOfferId, pathsTo: paths.map((path) => path.to) };
    return verdict([...standing(facts), noPathReason(facts) ?? missing]);
  }

  const holdings = holdingsBeside(customer, catalog, source.id);
  return verdict([
    delegatedAdmin(facts, [from.adminService, to.adminService]),
    ...standing(facts),
    billingCycle(facts, to),
    addOns(facts),
    conflictingServices(facts, from, to, holdings),
    targetAlreadyHeld(to, holdings),
    unfinishedUpgrade(facts),
    quantityInRange(quantity, to),
    seatFamily(facts, quantity, to, holdings),
    customer.partner.standing === 'suspended' ? { code: 'partner_suspended' } : null,
    price(facts, to),
  ]);
}

/** Condition 2: delegated admin for this customer and for the services of both products. */
function delegatedAdmin({ customer }: UpgradeFacts, services: readonly string[]): Reason | null {
  const missingServices = missingDelegatedServices(customer, services);
  return missingServices.length === 0 ? null : { code: 'delegated_admin_permissions_disabled', missingServices };
}

/** Condition 1 and the customer's agreement: what must be so whichever target is chosen. */
function standing({ customer, source }: UpgradeFacts): readonly (Reason | null)[] {
  return [
    customer.agreementRecorded ? null : { code: 'customer_agreement_missing' },
    source.status === 'suspended' || source.status === 'deleted' ? { code: 'subscription_status_not_active', status: source.status } : null,
    source.status === 'pending' ? { code: 'subscription_not_provisioned' } : null,
  ];
}

function billingCycle({ source }: UpgradeFacts, to: Offer): Reason | null {
  if (to.supportedBillingCycles.includes(source.billingCycle)) return null;
  return { code: 'offer_does_not_support_billing_cycle', billingCycle: source.billingCycle, supported: to.supportedBillingCycles };
}

function addOns({ customer, source }: UpgradeFacts): Reason | null {
  const addOnIds = customer.subscriptions.filter((subscription) => subscription.parentId === source.id).map((addOn) => addOn.id);
  return addOnIds.length === 0 ? null : { code: 'subscription_add_ons_present', addOnIds };
}

/**
 * Condition 3: no other holding, of any partner or channel, already includes a service that the target adds. The target
 * product itself is left to condition 4.
 */
function conflictingServices({ catalog }: UpgradeFacts, from: Offer, to: Offer, holdings: readonly Holding[]): Reason | null {
  const { gained } = serviceChange(catalog, from, to);
  const inTheWay = holdings.filter(
    ({ offer, givesServices }) => givesServices && offer.skuId !== to.skuId && offer.servicePlanIds.some((id) => gained.has(id)),
  );
  if (inTheWay.length === 0) return null;
  const held = new Set(inTheWay.flatMap(({ offer }) => offer.servicePlanIds));
  return {
    code: 'conflicting_service_types',
    servicePlanIds: [...gained].filter((id) => held.has(id)),
    holders: inTheWay.map(({ holder }) => holder),
  };
}

/** Condition 4: the customer does not hold the target already, as a trial or cancelled and not yet removed either. */
function targetAlreadyHeld(to: Offer, holdings: readonly Holding[]): Reason | null {
  const holders = holdings.filter(({ offer }) => offer.skuId === to.skuId).map(({ holder }) => holder);
  return holders.length === 0 ? null : { code: 'concurrency_conflicts', holders };
}

/** People of an earlier upgrade still sit on this subscription; a second one would lose sight of them. */
function unfinishedUpgrade({ customer, source }: UpgradeFacts): Reason | null {
  const open = customer.unfinished.find((upgrade) => upgrade.sourceId === source.id);
  return open === undefined ? null : { code: 'upgrade_unfinished', upgradeId: open.upgradeId, usersLeftBehind: open.usersLeftBehind };
}

function quantityInRange(quantity: number, { minimumQuantity: minimum, maximumQuantity: maximum }: Offer): Reason | null {
  if (Number.isSafeInteger(quantity) && quantity >= minimum && quantity <= maximum) return null;
  return { code: 'quantity_out_of_range', quantity, minimum, maximum };
}

/** Seats of the small-business family count together in a tenant; the source's own seats go away with the upgrade. */
function seatFamily({ catalog }: UpgradeFacts, quantity: number, to: Offer, holdings: readonly Holding[]): Reason | null {
  const family = to.seatFamily === null ? undefined : catalog.seatFamilies.get(to.seatFamily);
  if (family === undefined || family.policy !== 'block') return null;
  const seatsHeld = holdings
    .filter(({ offer }) => offer.seatFamily === family.name)
    .reduce((seats, holding) => seats + holding.quantity, 0);
  if (seatsHeld + quantity <= family.seatsMax) return null;
  return { code: 'seat_family_full', family: family.name, seatsMax: family.seatsMax, seatsHeld, quantity };
}

function price({ catalog, customer, source, today }: UpgradeFacts, to: Offer): Reason | null {
  const { currency } = customer.partner;
  const asked = { offerId: to.id, currency, billingCycle: source.billingCycle, on: today };
  // A cycle that the target lacks has no price either; the reason above says it already.
  if (priceOn(catalog, asked) !== null || !to.supportedBillingCycles.includes(source.billingCycle)) return null;
  return { code: 'price_missing', offerId: to.id, currency, billingCycle: source.billingCycle };
}

/** What forbids moving the users along, though the seats themselves could be upgraded. */
function transferReasons({ customer, source, catalog, caller }: UpgradeFacts): readonly Reason[] {
  const skuId = catalog.offers.get(source.offerId)?.skuId;
  const alike = holdingsBeside(customer, catalog, source.id).filter(({ offer, givesServices }) => givesServices && offer.skuId === skuId);
  const reasons = [
    callerReason(caller),
    // A licence belongs to the product: with two subscriptions of it nobody can say whose seat a user holds.
    alike.length === 0 ? null : ({ code: 'license_transfer_ambiguous', subscriptions: alike.length + 1 } as const),
  ];
  return reasons.filter((reason) => reason !== null);
}

function callerReason(caller: Caller): Reason | null {
  if (caller.kind === 'application') return { code: 'user_context_required' };
  return hasDirectoryRights(caller) ? null : { code: 'insufficient_granular_admin_permissions', roles: rolesWithDirectoryRights };
}
