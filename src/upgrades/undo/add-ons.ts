import type { GroupId, OfferId, ServicePlanId, SkuId, SubscriptionId, UserId } from '../../kit/ids.ts';
import type { Subscription } from '../../subscriptions/subscription.ts';
import type { TenantFacts } from '../../subscriptions/tenant/facts.ts';
import type { PricedAddOn } from '../add-ons.ts';
import type { UndoReason } from './reasons.ts';

/** What an upgrade remembers of an add-on of its source. */
export type RememberedAddOn = {
  readonly id: SubscriptionId;
  readonly chosen: 'keep' | 'drop';
  /** What it hung on before. */
  readonly parentId: SubscriptionId;
  /** Its version once the upgrade is written. */
  readonly version: number;
};

/** An add-on as the upgrade remembers it, and as it is now. */
export type UpgradedAddOn = RememberedAddOn & { readonly now: Subscription };

/** Licences that went with add-ons, alike ones together. */
export type ReleasedLicenses = {
  readonly userIds: readonly UserId[];
  readonly skuId: SkuId;
  readonly groupId: GroupId | null;
  readonly disabledPlanIds: readonly ServicePlanId[];
  readonly assignedAt: string;
};

/**
 * What is remembered of the add-ons of an upgrade; null where that would not bring all of it back: of one that was suspended,
 * since when is forgotten once it has ended.
 */
export function rememberedAddOns(addOns: readonly Pick<PricedAddOn, 'addOn' | 'chosen'>[]): readonly RememberedAddOn[] | null {
  const found: RememberedAddOn[] = [];
  for (const { addOn, chosen } of addOns) {
    const isWhole = chosen === 'keep' || addOn.status === 'active';
    if (chosen === null || addOn.parentId === null || !isWhole) return null;
    found.push({ id: addOn.id, chosen, parentId: addOn.parentId, version: addOn.version + 1 });
  }
  return found;
}

/** Add-ons that are no longer as the upgrade left them, or that were bought for the new subscription since. */
export function addOnsChanged(
  customer: Pick<TenantFacts, 'subscriptions'>,
  targetId: SubscriptionId,
  addOns: readonly UpgradedAddOn[],
): UndoReason | null {
  const known = new Set(addOns.map(({ id }) => id));
  const changed = addOns.filter(({ now, version }) => now.version !== version).map(({ id }) => id);
  const added = customer.subscriptions.filter(
    ({ id, parentId, status }) => parentId === targetId && status !== 'deleted' && !known.has(id),
  );
  const subscriptionIds = [...changed, ...added.map(({ id }) => id)];
  return subscriptionIds.length === 0 ? null : { code: 'undo_add_ons_changed', subscriptionIds };
}

/** Offers of the add-ons that ended with the upgrade. */
export function endedOffers(addOns: readonly UpgradedAddOn[]): readonly OfferId[] {
  return addOns.filter(({ chosen }) => chosen === 'drop').map(({ now }) => now.offerId);
}
