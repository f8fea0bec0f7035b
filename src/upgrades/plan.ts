import { priceOn, type Offer } from '../catalog/catalog.ts';
import { cancelCredit, purchaseCharge, type Charge } from '../billing/charge.ts';
import { periodOf, termFor } from '../billing/period.ts';
import type { Span } from '../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../kit/ids.ts';
import { sum, type Currency, type Minor } from '../kit/money.ts';
import { leaveEveryone, planTransfer, type LeftBehind, type Move, type TransferCandidates } from '../licenses/transfer.ts';
import { decideUpgrade, type UpgradeOrder, type UpgradeType, type Verdict } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import type { Reason } from './reasons.ts';
import { holdingsBeside } from '../subscriptions/tenant/holdings.ts';

/** Everything an upgrade will do. A preview shows it, Submit carries it out: the same value, made by the same function. */
export type UpgradePlan = {
  readonly upgradeType: UpgradeType;
  readonly target: {
    readonly id: SubscriptionId;
    readonly offerId: OfferId;
    readonly name: string;
    readonly quantity: number;
    readonly unitPriceMinor: Minor;
    readonly currency: Currency;
    readonly term: Span;
  };
  /** Seats that the source keeps for those left behind; with none it is closed. */
  readonly sourceSeatsLeft: number;
  readonly moves: readonly Move[];
  readonly leftBehind: readonly LeftBehind[];
  readonly lines: readonly Charge[];
  readonly total: Minor;
};

export type UpgradePlanning = { readonly targetOfferId: OfferId; readonly quantity: number; readonly upgradeType: UpgradeType } & (
  | { readonly kind: 'planned'; readonly plan: UpgradePlan }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
);

/** What is asked for, in full. Without a type: users move along where that is possible. */
export type UpgradeWish = UpgradeOrder & { readonly upgradeType: UpgradeType | null; readonly targetId: SubscriptionId };

/** The people whom an upgrade is about: users of the source product, and how many have the target without a subscription of it. */
export type UpgradePeople = { readonly candidates: readonly TransferCandidates[]; readonly targetHolders: number };

/** Decides an upgrade and, where it is possible, works out all of it. */
export function planUpgrade(facts: UpgradeFacts, wish: UpgradeWish, { candidates, targetHolders }: UpgradePeople): UpgradePlanning {
  const verdict = decideUpgrade(facts, wish);
  const upgradeType = wish.upgradeType ?? bestType(verdict);
  const reasons = [...verdict.reasons, ...(upgradeType === 'upgrade_with_license_transfer' ? verdict.transferReasons : [])];
  const target = facts.catalog.offers.get(wish.targetOfferId);
  const asked = { targetOfferId: wish.targetOfferId, quantity: verdict.quantity, upgradeType };
  if (reasons.length > 0 || target === undefined) return { ...asked, kind: 'refused', reasons };

  const transfer =
    upgradeType === 'upgrade_only'
      ? leaveEveryone(candidates)
      : planTransfer(facts.catalog, target, { seats: verdict.quantity, free: verdict.quantity - targetHolders }, candidates);
  const sourceSeatsLeft = seatsStillNeeded(facts, countUsers(transfer.leftBehind));
  const opened = openTarget(facts, target, verdict.quantity, wish.targetId);
  const lines = chargeLines(facts, opened, sourceSeatsLeft);
  const leftBehind = sourceSeatsLeft === 0 && upgradeType === 'upgrade_only' ? [] : transfer.leftBehind;
  const total = sum(lines.map((line) => line.amountMinor));
  return {
    ...asked,
    kind: 'planned',
    plan: { upgradeType, target: opened, sourceSeatsLeft, moves: transfer.moves, leftBehind, lines, total },
  };
}

export function bestType(verdict: Verdict): UpgradeType {
  return verdict.transferReasons.length === 0 ? 'upgrade_with_license_transfer' : 'upgrade_only';
}

export function countUsers(groups: readonly { readonly userIds: readonly unknown[] }[]): number {
  return groups.reduce((users, group) => users + group.userIds.length, 0);
}

/** Seats follow users: the source keeps one for each who stays, as far as no other subscription of the product has one. */
function seatsStillNeeded({ customer, catalog, source }: UpgradeFacts, usersLeft: number): number {
  const skuId = catalog.offers.get(source.offerId)?.skuId;
  const elsewhere = holdingsBeside(customer, catalog, source.id)
    .filter(({ offer, givesServices }) => givesServices && offer.skuId === skuId)
    .reduce((seats, holding) => seats + holding.quantity, 0);
  return Math.min(Math.max(usersLeft - elsewhere, 0), source.quantity);
}

/** The target is a new purchase: a new twelve-month term at today's price, in the billing cycle of the source. */
function openTarget(
  { catalog, customer, source, today }: UpgradeFacts,
  target: Offer,
  quantity: number,
  id: SubscriptionId,
): UpgradePlan['target'] {
  const { currency } = customer.partner;
  const price = priceOn(catalog, { offerId: target.id, currency, billingCycle: source.billingCycle, on: today });
  if (price === null) throw new Error(`planned without a price: ${target.id}`);
  return { id, offerId: target.id, name: target.name.en, quantity, unitPriceMinor: price.listMinor, currency, term: termFor(today) };
}

/** On the bill an upgrade is a cancelled and a new subscription. */
function chargeLines({ customer, source, today }: UpgradeFacts, target: UpgradePlan['target'], sourceSeatsLeft: number): readonly Charge[] {
  const { billingCycle, term, createdOn: purchasedOn } = source;
  const { rounding } = customer.partner;
  const opened = {
    subscriptionId: target.id,
    offerId: target.offerId,
    quantity: target.quantity,
    unitPriceMinor: target.unitPriceMinor,
    currency: target.currency,
    rounding,
  };
  const purchase = purchaseCharge(opened, periodOf(target.term, billingCycle, target.term.from), 'upgrade_purchase');
  const closed = {
    subscriptionId: source.id,
    offerId: source.offerId,
    quantity: source.quantity - sourceSeatsLeft,
    unitPriceMinor: source.unitPriceMinor,
    currency: source.currency,
    rounding,
  };
  if (closed.quantity === 0) return [purchase];
  const credit = cancelCredit(closed, { period: periodOf(term, billingCycle, today), purchasedOn, today }, 'upgrade_cancel');
  return [credit, purchase];
}
