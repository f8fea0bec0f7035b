import type { Catalog, Offer } from '../catalog/catalog.ts';
import { heldProducts } from '../catalog/held-products.ts';
import type { GroupId, ServicePlanId, SkuId, UserId } from '../kit/ids.ts';
import { addedBreaks, addedExclusions, keptDisabled, locationObstacle } from './assignment/rules.ts';
import type { LeftBehindReason } from './transfer-reasons.ts';

/** A licence of a user beside the one that is to move. */
export type OtherLicense = { readonly skuId: SkuId; readonly disabledPlanIds: readonly ServicePlanId[] };

/**
 * Users of the source product whose facts are alike. Ten thousand users are a few dozen such groups: the law decides
 * once for each.
 */
export type TransferCandidates = {
  readonly userIds: readonly UserId[];
  /** The place of each of them in the queue for seats, over all groups: who got the licence first comes first. */
  readonly places: readonly number[];
  readonly usageLocation: string | null;
  /** Service plans of the source that are switched off for these users. */
  readonly disabledPlanIds: readonly ServicePlanId[];
  /** Groups through which they have the source licence; empty where it was assigned directly. */
  readonly groupIds: readonly GroupId[];
  readonly otherLicenses: readonly OtherLicense[];
};

/** Users who move, with the plans that stay switched off for them. */
export type Move = {
  readonly userIds: readonly UserId[];
  readonly disabledPlanIds: readonly ServicePlanId[];
  /** They have the target already, directly or through a group; of nobody else is it looked for when the licences are written. */
  readonly isSeated: boolean;
};
export type LeftBehind = { readonly userIds: readonly UserId[]; readonly reasons: readonly LeftBehindReason[] };
export type TransferPlan = { readonly moves: readonly Move[]; readonly leftBehind: readonly LeftBehind[] };

/** Seats of the target product in the tenant, and how many of them nobody has yet. */
export type TargetSeats = { readonly seats: number; readonly free: number };

/** The product that users have and the one that they are to have instead. */
export type Between = { readonly source: Offer; readonly target: Offer };

/** Decides for every user of the source product whether the licence can move to the target, and why not. */
export function planTransfer(
  catalog: Catalog,
  between: Between,
  { seats, free }: TargetSeats,
  candidates: readonly TransferCandidates[],
): TransferPlan {
  const { target } = between;
  const moves: Move[] = [];
  const leftBehind: LeftBehind[] = [];
  const able: { readonly group: TransferCandidates; readonly disabledPlanIds: readonly ServicePlanId[] }[] = [];
  for (const group of candidates) {
    const disabledPlanIds = keptDisabled(group.disabledPlanIds, target);
    const reasons = obstacles(catalog, between, group, disabledPlanIds);
    if (reasons.length > 0) leftBehind.push({ userIds: group.userIds, reasons });
    else able.push({ group, disabledPlanIds });
  }
  // Who has the target already sits on a seat of it.
  const isSeated = (group: TransferCandidates) => group.otherLicenses.some(({ skuId }) => skuId === target.skuId);
  const lastPlace = lastPlaceWithSeat(
    able.map(({ group }) => group).filter((group) => !isSeated(group)),
    free,
  );
  for (const { group, disabledPlanIds } of able) {
    const hasSeat = (i: number) => isSeated(group) || (group.places[i] ?? Infinity) <= lastPlace;
    const movable = group.userIds.filter((_, i) => hasSeat(i));
    const tooMany = group.userIds.filter((_, i) => !hasSeat(i));
    if (movable.length > 0) moves.push({ userIds: movable, disabledPlanIds, isSeated: isSeated(group) });
    if (tooMany.length > 0) leftBehind.push({ userIds: tooMany, reasons: [{ code: 'count_violation', seats }] });
  }
  return { moves, leftBehind };
}

/** The place up to which the free seats last; nobody of those who cannot move takes one. */
function lastPlaceWithSeat(groups: readonly TransferCandidates[], free: number): number {
  const places = groups.flatMap((group) => group.places);
  if (places.length <= free) return Infinity;
  return places.toSorted((a, b) => a - b)[Math.max(free, 0) - 1] ?? -Infinity;
}

/** Nobody moves: the upgrade was asked for without the users, or the agent has no rights in the directory. */
export function leaveEveryone(candidates: readonly TransferCandidates[]): TransferPlan {
  const userIds = candidates.flatMap((group) => group.userIds);
  return { moves: [], leftBehind: userIds.length === 0 ? [] : [{ userIds, reasons: [{ code: 'transfer_not_requested' }] }] };
}

/** Everything that keeps a user of this group back, seats aside. */
function obstacles(
  catalog: Catalog,
  { source, target }: Between,
  group: TransferCandidates,
  disabledPlanIds: readonly ServicePlanId[],
): readonly LeftBehindReason[] {
  const inherited: readonly LeftBehindReason[] =
    group.groupIds.length === 0 ? [] : [{ code: 'license_inherited_from_group', groupIds: group.groupIds }];
  const location = locationObstacle(target, group.usageLocation);
  const change = {
    had: heldProducts(catalog, [...group.otherLicenses, { skuId: source.skuId, disabledPlanIds: group.disabledPlanIds }]),
    has: heldProducts(catalog, [...group.otherLicenses, { skuId: target.skuId, disabledPlanIds }]),
  };
  return [
    ...inherited,
    ...(location === null ? [] : [location]),
    ...addedExclusions(catalog, [target.skuId], change),
    ...addedBreaks(catalog, change),
  ];
}
