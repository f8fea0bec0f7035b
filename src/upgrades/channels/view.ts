import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { unreachable } from '../../kit/brand.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import type { Holder, Holding } from '../../subscriptions/tenant/holdings.ts';
import { decideUpgrade } from '../eligibility.ts';
import type { UpgradeFacts } from '../facts.ts';
import type * as wire from './contract.ts';
import { serviceName } from '../words.ts';
import { firstPossibleDay } from './first-day.ts';
import type { HeldService } from './holders.ts';

export type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** Something that a customer holds, with who gives it. */
export function holdingView({ holder, quantity }: Pick<Holding, 'holder' | 'quantity'>, shown: Shown): wire.HolderView {
  return { ...holderView(holder, shown), ...(holder.kind === 'other_partner' ? {} : { quantity }) };
}

/** A service with everybody who gives it. */
export function serviceView({ planId, holdings }: HeldService, shown: Shown): wire.Channels['services'][number] {
  return {
    servicePlanId: planId,
    name: serviceName(shown.catalog, planId, shown.locale),
    holders: holdings.map((holding) => holdingView(holding, shown)),
  };
}

/** When one target becomes possible. The law is asked as the seller; a reseller is told that it may not order at all. */
export function targetView(facts: UpgradeFacts, targetOfferId: OfferId, shown: Shown): wire.TargetView {
  const asSeller: UpgradeFacts = { ...facts, caller: { ...facts.caller, partnerId: facts.customer.partner.id } };
  const first = firstPossibleDay(asSeller, targetOfferId);
  const { reasons } = decideUpgrade(asSeller, { targetOfferId, quantity: null });
  const holders = reasons.flatMap((reason) =>
    reason.code === 'conflicting_service_types' || reason.code === 'concurrency_conflicts' ? reason.holders : [],
  );
  const others = reasons
    .filter(({ code }) => code !== 'conflicting_service_types' && code !== 'concurrency_conflicts')
    .map(({ code }) => code);
  const isReseller = facts.caller.partnerId !== facts.customer.partner.id;
  return {
    targetOfferId,
    targetOfferName: offerName(shown.catalog, targetOfferId, shown.locale),
    when: first.kind,
    ...(first.kind === 'on' ? { firstPossibleOn: first.day } : {}),
    // A reseller learns of its provider's other sales what it learns of anybody's.
    waitsFor: holders.map((holder) =>
      holderView(isReseller && holder.kind === 'own' ? { ...holder, kind: 'other_partner' } : holder, shown),
    ),
    otherReasons: isReseller ? ['indirect_reseller', ...others] : others,
  };
}

function holderView(holder: Holder, { catalog, locale }: Shown): wire.HolderView {
  const product = { offerId: holder.offerId, offerName: offerName(catalog, holder.offerId, locale), heldSince: holder.since };
  switch (holder.kind) {
    case 'own':
      return { kind: 'own', subscriptionId: holder.subscriptionId, ...product };
    case 'other_partner':
      return { kind: 'other_partner', ...product };
    case 'other_channel':
      return { kind: 'other_channel', channel: holder.channel, ...product, ...(holder.until === null ? {} : { heldUntil: holder.until }) };
    default:
      return unreachable(holder);
  }
}
