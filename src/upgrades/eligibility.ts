import { hasDirectoryRights, may, rolesWithDirectoryRights } from '../access/permissions.ts';
import type { Offer } from '../catalog/catalog.ts';
import { pathsFrom, serviceChange } from '../catalog/upgrade-path.ts';
import type { OfferId } from '../kit/ids.ts';
import {
  agreementMissing,
  billingCycleUnsupported,
  partnerSuspended,
  priceMissing,
  quantityOutOfRange,
  seatFamilyFull,
} from '../subscriptions/limits.ts';
import { directoryReach, undelegatedServices } from '../customers/delegation/reach.ts';
import { LICENSE_WRITING_ROLES } from '../customers/delegation/roles.ts';
import { addOnReasons, decidedAddOns, withoutDropped, type AddOnChoice } from './add-ons.ts';
import type { UpgradeFacts } from './facts.ts';
import { holdingsBeside, type Holding } from '../subscriptions/tenant/holdings.ts';
import type { Reason } from './reasons.ts';

export type UpgradeType = 'upgrade_only' | 'upgrade_with_license_transfer';

/** What an agent asks for. Without a quantity: all seats of the source. */
export type UpgradeOrder = {
  readonly targetOfferId: OfferId;
  readonly quantity: number | null;
  /** What becomes of the source's add-ons; without it nothing is decided about them. */
  readonly addOns?: readonly AddOnChoice[];
};

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
  const from = catalog.offers.get(source.offerId);
  const to = catalog.offers.get(targetOfferId);
  const services = [from, to].flatMap((offer) => offer?.adminService ?? []);
  const verdict = (reasons: readonly (Reason | null)[]): Verdict => ({
    targetOfferId,
    quantity,
    reasons: reasons.filter((reason) => reason !== null),
    transferReasons: transferReasons(facts, services),
  });
  // Whatever else speaks against it is between the seller and the customer.
  const seller = sellerOnly(facts);
  if (seller !== null) return { targetOfferId, quantity, reasons: [seller], transferReasons: [] };
  const paths = pathsFrom(catalog, source.offerId, customer.country);
  const onPath = paths.some((path) => path.to === targetOfferId);
  if (from === undefined || to === undefined || !onPath) {
    const missing: Reason = { code: 'subscription_target_offer_not_found', targetOfferId, pathsTo: paths.map((path) => path.to) };
    return verdict([callerMayNot(facts), delegatedAdmin(facts, services), ...standing(facts), noPathReason(facts) ?? missing]);
  }

  const choices = order.addOns ?? [];
  const addOns = decidedAddOns(facts, { target: to, quantity, choices });
  const after = withoutDropped(facts, addOns);
  const holdings = holdingsBeside(after.customer, catalog, source.id);
  return verdict([
    callerMayNot(facts),
    delegatedAdmin(facts, services),
    ...standing(facts),
    billingCycleUnsupported(to, source.billingCycle),
    ...addOnReasons(addOns, choices),
    conflictingServices(facts, from, to, holdings),
    targetAlreadyHeld(to, holdings),
    unfinishedUpgrade(facts),
    quantityOutOfRange(to, quantity),
    // The source's own seats go away with the upgrade.
    seatFamilyFull(after.customer, catalog, { offer: to, quantity, besideId: source.id }),
    partnerSuspended(customer),
    currencyDiffers(facts),
    priceMissing(customer, catalog, { offer: to, billingCycle: source.billingCycle, on: facts.today }),
  ]);
}

/** An order is the seller's: an indirect reseller looks after the subscription and asks its provider. */
export function sellerOnly({ customer: { partner }, caller }: UpgradeFacts): Reason | null {
  return caller.partnerId === partner.id ? null : { code: 'indirect_reseller', providerId: partner.id, providerName: partner.name };
}

/** Who may read what can be upgraded is not always one who may upgrade: said here, so that no answer promises what Submit refuses. */
function callerMayNot({ caller }: UpgradeFacts): Reason | null {
  const permission = may(caller, 'subscriptions.upgrade');
  return permission.kind === 'role_missing' ? { code: 'role_may_not_upgrade', roles: permission.roles } : null;
}

/** A partner has one currency from its first day on; only a hand in the database can change it under its subscriptions. */
function currencyDiffers({ customer: { partner }, source: { currency } }: UpgradeFacts): Reason | null {
  return currency === partner.currency ? null : { code: 'currency_differs', currency, partnerCurrency: partner.currency };
}

/** Condition 2: delegated admin for this customer and for the services of both products. To read the directory suffices. */
export function delegatedAdmin(
  { customer, today }: Pick<UpgradeFacts, 'customer' | 'today'>,
  services: readonly string[],
  needed: 'read' | 'write' = 'read',
): Reason | null {
  const missingServices = undelegatedServices(customer, services, { today, needed });
  return missingServices.length === 0 ? null : { code: 'delegated_admin_permissions_disabled', missingServices };
}

/** Condition 1 and the customer's agreement: what must be so whichever target is chosen. */
export function standing({ customer, source }: UpgradeFacts): readonly (Reason | null)[] {
  return [
    agreementMissing(customer),
    source.status === 'active' || source.status === 'pending' ? null : { code: 'subscription_status_not_active', status: source.status },
    source.status === 'pending' ? { code: 'subscription_not_provisioned' } : null,
  ];
}

/**
 * Condition 3: no other holding, of any partner or channel, already includes a service that the target adds. The target
 * product itself is left to condition 4.
 */
export function conflictingServices(
  { catalog }: Pick<UpgradeFacts, 'catalog'>,
  from: Offer,
  to: Offer,
  holdings: readonly Holding[],
): Reason | null {
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
export function targetAlreadyHeld(to: Offer, holdings: readonly Holding[]): Reason | null {
  const holders = holdings.filter(({ offer }) => offer.skuId === to.skuId).map(({ holder }) => holder);
  return holders.length === 0 ? null : { code: 'concurrency_conflicts', holders };
}

/** People of an earlier upgrade still sit on this subscription, or wait for its seats; a second one would lose sight of them. */
export function unfinishedUpgrade({ customer, source }: UpgradeFacts): Reason | null {
  const open = customer.unfinished.find(({ sourceId, targetId }) => sourceId === source.id || targetId === source.id);
  return open === undefined ? null : { code: 'upgrade_unfinished', upgradeId: open.upgradeId, usersLeftBehind: open.usersLeftBehind };
}

/** What forbids moving the users along, though the seats themselves could be upgraded. */
function transferReasons(facts: UpgradeFacts, services: readonly string[]): readonly Reason[] {
  const { customer, source, catalog } = facts;
  const skuId = catalog.offers.get(source.offerId)?.skuId;
  const alike = holdingsBeside(customer, catalog, source.id).filter(({ offer, givesServices }) => givesServices && offer.skuId === skuId);
  const reasons = [
    callerReason(facts, services),
    // A licence belongs to the product: with two subscriptions of it nobody can say whose seat a user holds.
    alike.length === 0 ? null : ({ code: 'license_transfer_ambiguous', subscriptions: alike.length + 1 } as const),
  ];
  return reasons.filter((reason) => reason !== null);
}

/** Whether the caller's own roles, and what the customer granted the partner, reach far enough to move licenses. */
export function callerReason({ caller, customer, today }: UpgradeFacts, services: readonly string[]): Reason | null {
  if (caller.kind === 'application') return { code: 'user_context_required' };
  const roles = hasDirectoryRights(caller) ? [] : rolesWithDirectoryRights;
  // Where nothing at all was granted, the upgrade itself is refused for that.
  const readsOnly = directoryReach(customer, services, today) === 'read';
  const directoryRoles = readsOnly ? LICENSE_WRITING_ROLES.map((role) => role.id) : [];
  return roles.length === 0 && !readsOnly ? null : { code: 'insufficient_granular_admin_permissions', roles, directoryRoles };
}
