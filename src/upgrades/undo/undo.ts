import type { Caller } from '../../access/caller.ts';
import { hasDirectoryRights, rolesWithDirectoryRights } from '../../access/permissions.ts';
import { takenBack, type Charge } from '../../billing/charge.ts';
import type { Catalog, Offer } from '../../catalog/catalog.ts';
import { dayOf } from '../../kit/dates.ts';
import type { OfferId, ServicePlanId, SubscriptionId, UpgradeId, UserId } from '../../kit/ids.ts';
import { sum, type Minor } from '../../kit/money.ts';
import { undelegatedServices } from '../../customers/delegation/reach.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import { holdingsBeside } from '../../subscriptions/tenant/holdings.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import { addOnsChanged, endedOffers, type ReleasedLicenses, type UpgradedAddOn } from './add-ons.ts';
import type { UndoReason } from './reasons.ts';

/** For so many hours an upgrade can be taken back as a whole. */
const UNDO_HOURS = 24;

/** Users who moved, with the licence of the source as they had it. */
type MovedUsers = {
  readonly userIds: readonly UserId[];
  readonly disabledBefore: readonly ServicePlanId[];
  readonly assignedBefore: string;
  /** They had the target too, and keep it. */
  readonly hadTarget: boolean;
};

/** An upgrade and what became of it. */
export type UndoFacts = {
  readonly customer: TenantFacts;
  readonly catalog: Catalog;
  readonly caller: Caller;
  readonly now: Date;
  readonly upgrade: { readonly id: UpgradeId; readonly state: 'finishing' | 'done' | 'undone' };
  readonly source: Subscription;
  readonly target: Subscription;
  /** What the upgrade remembered for this; null for one that was made before it did. */
  readonly remembered: { readonly sourceQuantity: number; readonly sourceVersion: number; readonly undoableUntil: string } | null;
  readonly moved: readonly MovedUsers[];
  /** The source's add-ons about which the upgrade decided, and the licences that went with those that ended. */
  readonly addOns: readonly UpgradedAddOn[];
  readonly released: readonly ReleasedLicenses[];
  /** Users who moved and no longer hold what the upgrade gave them, or were given something else since; and those who could not have back what went with an add-on. */
  readonly usersChanged: number;
  /** Users who would still hold the target's product after everybody else has moved back. */
  readonly usersKeepingTarget: number;
  /** Since the upgrade others were given the target's product, or other subscriptions of it changed. */
  readonly targetUsedSince: boolean;
  /** The upgrade's lines of the ledger. */
  readonly lines: readonly Charge[];
  /** Other lines of the two subscriptions and these add-ons since the upgrade. */
  readonly linesSince: number;
  /** What the customer bought since the upgrade and still has, of any partner. */
  readonly boughtSince: readonly OfferId[];
};

/** Everything that undoing does. */
export type UndoPlan = {
  readonly source: { readonly id: SubscriptionId; readonly quantity: number };
  readonly target: { readonly id: SubscriptionId; readonly quantity: number };
  readonly moved: readonly MovedUsers[];
  readonly addOns: readonly UpgradedAddOn[];
  readonly released: readonly ReleasedLicenses[];
  readonly usersBack: number;
  readonly lines: readonly Charge[];
  readonly total: Minor;
};

export type UndoPlanning =
  | { readonly kind: 'planned'; readonly plan: UndoPlan }
  | { readonly kind: 'refused'; readonly reasons: readonly UndoReason[] };

/** Until when an upgrade of an instant can be undone. */
export function undoableUntil(submittedAt: Date): Date {
  return new Date(submittedAt.getTime() + UNDO_HOURS * 3_600_000);
}

/** Decides whether an upgrade can be undone and, where it can, works out all of it: everything as it was, line by line. */
export function planUndo(facts: UndoFacts): UndoPlanning {
  const reasons = reasonsAgainst(facts);
  if (reasons.length > 0 || facts.remembered === null) return { kind: 'refused', reasons };
  const lines = facts.lines.map((line) =>
    takenBack(line, { cause: 'undo', chargeType: line.amountMinor < 0 ? 'Activation fee' : 'Cancel fee' }),
  );
  return {
    kind: 'planned',
    plan: {
      source: { id: facts.source.id, quantity: facts.remembered.sourceQuantity },
      target: { id: facts.target.id, quantity: facts.target.quantity },
      moved: facts.moved,
      addOns: facts.addOns,
      released: facts.released,
      usersBack: usersOf(facts.moved),
      lines,
      total: sum(lines.map((line) => line.amountMinor)),
    },
  };
}

function usersOf(moved: readonly MovedUsers[]): number {
  return moved.reduce((users, group) => users + group.userIds.length, 0);
}

function reasonsAgainst(facts: UndoFacts): readonly UndoReason[] {
  const { upgrade, remembered, source, target } = facts;
  // What is over needs no further reason.
  if (upgrade.state === 'undone') return [{ code: 'undo_done_already' }];
  if (remembered === null) return [{ code: 'undo_not_recorded' }];
  const found: (UndoReason | null)[] = [
    new Date(remembered.undoableUntil) <= facts.now ? { code: 'undo_window_over', until: remembered.undoableUntil } : null,
    target.version === 1 ? null : { code: 'undo_target_changed', subscriptionId: target.id },
    source.version === remembered.sourceVersion ? null : { code: 'undo_source_changed', subscriptionId: source.id },
    addOnsChanged(facts.customer, target.id, facts.addOns),
    facts.linesSince === 0 ? null : { code: 'undo_charged_since', lines: facts.linesSince },
    licensesChanged(facts),
    sourceReplaced(facts),
    seatFamily(facts, remembered.sourceQuantity),
    ...(usersOf(facts.moved) + facts.released.length === 0 ? [] : licenseRights(facts)),
  ];
  return found.filter((reason) => reason !== null);
}

/**
 * Licences are no longer as the upgrade left them: those of people who moved, or more of the target than seats remain for.
 * Who had no seat before the upgrade either is no hindrance: nothing gets worse.
 */
function licensesChanged(facts: UndoFacts): UndoReason | null {
  const seatless = facts.targetUsedSince ? Math.max(0, facts.usersKeepingTarget - seatsWithoutTarget(facts)) : 0;
  const users = facts.usersChanged + seatless;
  return users === 0 ? null : { code: 'undo_licenses_changed', users };
}

/** Seats of the target's product that the customer has beside the target, suspended ones too: people keep their licences on them. */
function seatsWithoutTarget({ customer, catalog, target }: UndoFacts): number {
  const skuId = catalog.offers.get(target.offerId)?.skuId;
  return [...customer.subscriptions.filter(({ id, status }) => id !== target.id && status !== 'deleted'), ...customer.entitlements]
    .filter(({ offerId }) => catalog.offers.get(offerId)?.skuId === skuId)
    .reduce((seats, { quantity }) => seats + quantity, 0);
}

/** Something was bought that could be bought only because the source and its add-ons were gone: the same product, or one of its services. */
function sourceReplaced({ catalog, source, addOns, boughtSince }: UndoFacts): UndoReason | null {
  const gone = [source.offerId, ...endedOffers(addOns)].flatMap((id) => catalog.offers.get(id) ?? []);
  const offerIds = boughtSince.filter((id) => {
    const offer = catalog.offers.get(id);
    return offer !== undefined && gone.some((before) => offer.skuId === before.skuId || sharesService(catalog, offer, before));
  });
  return offerIds.length === 0 ? null : { code: 'undo_source_replaced', offerIds };
}

function sharesService(catalog: Catalog, one: Offer, other: Offer): boolean {
  return one.servicePlanIds.some((id) => other.servicePlanIds.includes(id) && catalog.plans.get(id)?.isHelper !== true);
}

/** The seats that come back must still have room beside what else the customer holds. */
function seatFamily({ customer, catalog, source, target }: UndoFacts, quantity: number): UndoReason | null {
  const name = catalog.offers.get(source.offerId)?.seatFamily ?? null;
  const family = name === null ? undefined : catalog.seatFamilies.get(name);
  if (family === undefined || family.policy !== 'block') return null;
  const others = customer.subscriptions.filter(({ id }) => id !== target.id && id !== source.id);
  const seatsHeld = holdingsBeside({ ...customer, subscriptions: others }, catalog, null)
    .filter(({ offer }) => offer.seatFamily === family.name)
    .reduce((seats, holding) => seats + holding.quantity, 0);
  if (seatsHeld + quantity <= family.seatsMax) return null;
  return { code: 'seat_family_full', family: family.name, seatsMax: family.seatsMax, seatsHeld, quantity };
}

/** Moving licences back asks for what moving them asked for. */
function licenseRights({ caller, customer, catalog, source, target, now }: UndoFacts): readonly (UndoReason | null)[] {
  const services = [source, target].flatMap(({ offerId }) => catalog.offers.get(offerId)?.adminService ?? []);
  const missingServices = undelegatedServices(customer, services, { today: dayOf(now), needed: 'write' });
  return [
    caller.kind === 'application' ? { code: 'user_context_required' } : null,
    caller.kind === 'user' && !hasDirectoryRights(caller)
      ? { code: 'insufficient_granular_admin_permissions', roles: rolesWithDirectoryRights }
      : null,
    missingServices.length === 0 ? null : { code: 'delegated_admin_permissions_disabled', missingServices },
  ];
}
