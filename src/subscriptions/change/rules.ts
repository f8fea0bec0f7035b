import type { Offer } from '../../catalog/catalog.ts';
import { heldProducts, newlyUnmet } from '../../catalog/held-products.ts';
import type { SkuId, UserId } from '../../kit/ids.ts';
import type { Living } from '../living.ts';
import { undelegatedServices } from '../../customers/delegation/reach.ts';
import { addOnExceedsBase, agreementMissing, baseNotActive, partnerSuspended, quantityOutOfRange, seatFamilyFull } from '../limits.ts';
import { activeSeatsBeside } from '../tenant/seats.ts';
import { changesSomething, WAYS, type Change } from './change.ts';
import type { ChangeFacts } from './facts.ts';
import { newCommerceReasons } from '../new-commerce/rules.ts';
import type { ChangeReason } from './reasons.ts';
import { batchesOf, reducibleSeats } from './reduction.ts';

/** Decides whether a subscription may be changed: every reason against it, in order of precedence. */
export function decideChange(facts: ChangeFacts, change: Change): readonly ChangeReason[] {
  const { subscription } = facts.target;
  if (!changesSomething(change)) return [];
  if (subscription.status === 'deleted') return [{ code: 'subscription_deleted' }];
  if (subscription.status === 'pending') return [{ code: 'subscription_not_provisioned' }];
  if (subscription.status === 'expired' || subscription.status === 'disabled') return [{ code: 'term_over', status: subscription.status }];
  const reasons = [
    billingCycle(facts, change),
    ...status(facts, change),
    ...(change.quantity === null ? [] : seats(facts, change, change.quantity)),
    ...newCommerceReasons(facts, change),
    ...unassignment(facts, change),
    autoRenewal(facts, change),
    reseller(facts, change),
  ];
  return reasons.filter((reason) => reason !== null);
}

/** The add-ons whose seats go down with those of their base, and theirs in turn: at most one for each seat of the base. */
export function followers({ addOns, target, catalog }: ChangeFacts, quantity: number): readonly Living[] {
  if (quantity >= target.subscription.quantity) return [];
  const larger = addOns.filter(({ subscription }) => subscription.status === 'active' && subscription.quantity > quantity);
  const counted = larger.filter(({ subscription }) => catalog.offers.get(subscription.offerId)?.isBeyondSeats !== true);
  const under = (base: Living): readonly Living[] =>
    counted.flatMap((addOn) => (addOn.subscription.parentId === base.subscription.id ? [addOn, ...under(addOn)] : []));
  return under(target);
}

/** How many users hold a product for which there are no seats when this many are left of the subscription. */
export function usersTooMany(facts: ChangeFacts, { subscription }: Living, quantity: number): number {
  const { customer, catalog, assigned, people } = facts;
  const skuId = catalog.offers.get(subscription.offerId)?.skuId;
  if (skuId === undefined) return 0;
  const users = assigned.find((each) => each.skuId === skuId)?.users ?? 0;
  const losing = people.filter((person) => person.licenses.some((license) => license.skuId === skuId)).length;
  return Math.max(users - losing - activeSeatsBeside(customer, catalog, skuId, subscription.id) - quantity, 0);
}

/** The billing cycle is the order's: all its subscriptions have the same. */
function billingCycle({ target }: ChangeFacts, { billingCycle: wanted }: Change): ChangeReason | null {
  return wanted === null ? null : { code: 'billing_cycle_by_order', billingCycle: target.subscription.billingCycle, wanted };
}

function status(facts: ChangeFacts, { status: to }: Change): readonly (ChangeReason | null)[] {
  const { subscription } = facts.target;
  if (to === null) return [];
  const ways: readonly string[] = WAYS[subscription.status];
  if (!ways.includes(to)) return [{ code: 'status_change_impossible', from: subscription.status, to }];
  if (to === 'active') return [activeBase(facts)];
  return to === 'deleted' ? [unfinishedUpgrade(facts)] : [];
}

/** What hangs on a base cannot be active while the base is not; one that is gone is not in the facts any more. */
function activeBase({ customer, target }: ChangeFacts): ChangeReason | null {
  const { parentId } = target.subscription;
  if (parentId === null) return null;
  return baseNotActive(customer.subscriptions.find((each) => each.id === parentId) ?? { id: parentId, status: 'deleted' });
}

/** People of an upgrade still sit on this subscription, or wait to be moved to it: it stays until the last of them is done. */
function unfinishedUpgrade({ customer, target }: ChangeFacts): ChangeReason | null {
  const open = customer.unfinished.find(({ sourceId, targetId }) => [sourceId, targetId].includes(target.subscription.id));
  return open === undefined ? null : { code: 'upgrade_unfinished', upgradeId: open.upgradeId, usersLeftBehind: open.usersLeftBehind };
}

function seats(facts: ChangeFacts, change: Change, quantity: number): readonly (ChangeReason | null)[] {
  const { target, catalog, customer } = facts;
  const { subscription } = target;
  const offer = catalog.offers.get(subscription.offerId);
  const range = quantityOutOfRange(offer ?? WITHOUT_LIMITS, quantity);
  if (subscription.status === 'suspended' || (change.status !== null && change.status !== 'active')) {
    return [{ code: 'seats_while_suspended' }, range];
  }
  if (range !== null || offer === undefined) return [range];
  if (quantity < subscription.quantity) return [windowClosed(facts, offer, quantity), ...stillAssigned(facts, change, quantity)];
  const base = customer.subscriptions.find((each) => each.id === subscription.parentId);
  return [
    seatFamilyFull(customer, catalog, { offer, quantity, besideId: subscription.id }),
    agreementMissing(customer),
    partnerSuspended(customer),
    base === undefined ? null : addOnExceedsBase(base, offer, quantity),
  ];
}

/** What the database holds, for an offer that the catalogue of today no longer has. */
const WITHOUT_LIMITS = { minimumQuantity: 1, maximumQuantity: 2_147_483_647 };

/** New commerce: seats can be given back for some hours only. */
function windowClosed({ target, ledger, now }: ChangeFacts, offer: Offer, quantity: number): ChangeReason | null {
  if (offer.reductionHours === null) return null;
  const { subscription } = target;
  const batches = batchesOf(ledger.filter((line) => line.subscriptionId === subscription.id));
  const reducible = reducibleSeats(batches, offer.reductionHours, now).totalQuantity;
  const wanted = subscription.quantity - quantity;
  return wanted <= reducible ? null : { code: 'seats_reduction_closed', reducible, wanted, hours: offer.reductionHours };
}

/** Seats go down to what is assigned and no further, unless somebody says who loses them or takes the conflict. */
function stillAssigned(facts: ChangeFacts, change: Change, quantity: number): readonly ChangeReason[] {
  if (change.acceptLicenseConflict) return [];
  const shrinking = [facts.target, ...followers(facts, quantity)];
  return shrinking.flatMap((living): ChangeReason[] => {
    const tooMany = usersTooMany(facts, living, quantity);
    if (tooMany === 0) return [];
    const { offerId } = living.subscription;
    const skuId = facts.catalog.offers.get(offerId)?.skuId;
    if (skuId === undefined) return [];
    const usersAssigned = facts.assigned.find((each) => each.skuId === skuId)?.users ?? 0;
    return [{ code: 'seats_still_assigned', offerId, skuId, seatsLeft: usersAssigned - tooMany, usersAssigned, usersTooMany: tooMany }];
  });
}

/** Users who are named must hold the product themselves; what a group hands on is taken away in the group. */
function unassignment(facts: ChangeFacts, { unassignUserIds, quantity }: Change): readonly (ChangeReason | null)[] {
  if (unassignUserIds.length === 0) return [];
  const { target, catalog, people, customer } = facts;
  const offers = [target, ...followers(facts, quantity ?? target.subscription.quantity)].flatMap(
    ({ subscription }) => catalog.offers.get(subscription.offerId) ?? [],
  );
  const services = offers.map((offer) => offer.adminService);
  const missingServices = undelegatedServices(customer, services, { today: facts.today, needed: 'write' });
  const skuIds = new Set(offers.map((offer) => offer.skuId));
  const holding = new Set(people.filter((person) => person.licenses.some(({ skuId }) => skuIds.has(skuId))).map((person) => person.userId));
  const without = unassignUserIds.filter((id) => !holding.has(id));
  const inherited = people
    .filter((person) => person.licenses.some((license) => skuIds.has(license.skuId) && license.groupId !== null))
    .map((person) => person.userId);
  return [
    missingServices.length === 0 ? null : { code: 'delegated_admin_permissions_disabled', missingServices },
    without.length === 0 ? null : { code: 'unassign_without_license', userIds: without },
    inherited.length === 0 ? null : { code: 'unassign_inherited_from_group', userIds: inherited },
    inherited.length === 0 ? dependents(facts, skuIds) : null,
  ];
}

/** What somebody has beside the products that go must still find what it builds on. */
function dependents({ catalog, people }: ChangeFacts, skuIds: ReadonlySet<SkuId>): ChangeReason | null {
  const found = people.map((person) => {
    const kept = person.licenses.filter(({ skuId }) => !skuIds.has(skuId));
    return { person, broken: newlyUnmet(catalog, heldProducts(catalog, person.licenses), heldProducts(catalog, kept)) };
  });
  const losing = found.filter(({ broken }) => broken.length > 0);
  if (losing.length === 0) return null;
  const broken = losing.flatMap((each) => each.broken);
  return {
    code: 'unassign_breaks_dependency',
    userIds: losing.map(({ person }) => person.userId),
    names: losing.map(({ person }) => person.displayName),
    dependentSkuIds: [...new Set(broken.map(({ skuId }) => skuId))],
    servicePlanIds: [...new Set(broken.map(({ planId }) => planId))],
  };
}

/** Each named user with the products that they lose: the subscription's own, and those of the add-ons that follow it. */
export function unassigned(facts: ChangeFacts, change: Change): readonly { readonly skuId: SkuId; readonly userIds: readonly UserId[] }[] {
  const { target, catalog, people } = facts;
  const livings = [target, ...followers(facts, change.quantity ?? target.subscription.quantity)];
  const skuIds = [...new Set(livings.flatMap(({ subscription }) => catalog.offers.get(subscription.offerId)?.skuId ?? []))];
  return skuIds
    .map((skuId) => ({
      skuId,
      userIds: people.filter((person) => person.licenses.some((license) => license.skuId === skuId)).map((person) => person.userId),
    }))
    .filter((each) => each.userIds.length > 0);
}

/** Trials, and offers that are sold once, have no renewal. */
function autoRenewal({ target, catalog }: ChangeFacts, { autoRenew }: Change): ChangeReason | null {
  const { offerId } = target.subscription;
  const isRenewable = !target.account.isTrial && catalog.offers.get(offerId)?.isAutoRenewable !== false;
  return autoRenew !== true || isRenewable ? null : { code: 'auto_renew_impossible', offerId };
}

function reseller({ reseller: found }: ChangeFacts, { resellerMpnId: mpnId }: Change): ChangeReason | null {
  if (mpnId === null || found === 'known') return null;
  return found === 'partner_itself' ? { code: 'reseller_is_partner', mpnId } : { code: 'reseller_unknown', mpnId };
}
