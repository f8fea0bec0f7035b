import { priceOn, type Offer } from '../catalog/catalog.ts';
import { cancelLines, paidPeriod } from '../billing/advance.ts';
import { purchaseCharge, type Charge } from '../billing/charge.ts';
import { periodOf, termFor } from '../billing/period.ts';
import type { Span } from '../kit/dates.ts';
import type { OfferId, SkuId, SubscriptionId } from '../kit/ids.ts';
import { inLocale, localeOfName } from '../kit/locale.ts';
import { sum, type Currency, type Minor } from '../kit/money.ts';
import { leaveEveryone, planTransfer, type LeftBehind, type Move, type TransferCandidates } from '../licenses/transfer.ts';
import {
  decidedAddOns,
  neededByLeftBehind,
  pricedAddOns,
  releasedProducts,
  withoutProducts,
  type AddOnBill,
  type PricedAddOn,
} from './add-ons.ts';
import { decideUpgrade, type UpgradeOrder, type UpgradeType, type Verdict } from './eligibility.ts';
import type { UpgradeFacts } from './facts.ts';
import type { Reason } from './reasons.ts';
import { paidTo } from '../subscriptions/renewal/events.ts';
import type { Account } from '../subscriptions/tenant/account.ts';
import { activeSeatsBeside } from '../subscriptions/tenant/seats.ts';

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
  /** What becomes of the source's add-ons: kept ones hang on the target, dropped ones end. */
  readonly addOns: readonly PricedAddOn[];
  /** Products of dropped add-ons of which nothing is left: their licences go. */
  readonly releasedSkuIds: readonly SkuId[];
  readonly lines: readonly Charge[];
  readonly total: Minor;
};

export type UpgradePlanning = {
  readonly targetOfferId: OfferId;
  readonly quantity: number;
  readonly upgradeType: UpgradeType;
  /** Each add-on with what can be chosen and what it costs, whether the upgrade is possible yet or not. */
  readonly addOns: readonly PricedAddOn[];
} & ({ readonly kind: 'planned'; readonly plan: UpgradePlan } | { readonly kind: 'refused'; readonly reasons: readonly Reason[] });

/** What is asked for, in full. Without a type: users move along where that is possible. */
export type UpgradeWish = UpgradeOrder & { readonly upgradeType: UpgradeType | null; readonly targetId: SubscriptionId };

/** What stands around an upgrade: users of the source product, how many have the target without a subscription of it, and the source's bill. */
export type UpgradeSurroundings = SourceBill &
  Pick<AddOnBill, 'accounts'> & { readonly candidates: readonly TransferCandidates[]; readonly targetHolders: number };

/** The lines of the source's current term, and up to when it is paid. */
export type SourceBill = { readonly ledger: readonly Charge[]; readonly account: Pick<Account, 'paidUntil'> | null };

/** Decides an upgrade and, where it is possible, works out all of it. */
export function planUpgrade(facts: UpgradeFacts, wish: UpgradeWish, around: UpgradeSurroundings): UpgradePlanning {
  const { candidates, targetHolders } = around;
  const verdict = decideUpgrade(facts, wish);
  const upgradeType = wish.upgradeType ?? bestType(verdict);
  const reasons = [...verdict.reasons, ...(upgradeType === 'upgrade_with_license_transfer' ? verdict.transferReasons : [])];
  const target = facts.catalog.offers.get(wish.targetOfferId);
  const decided = target === undefined ? [] : decidedAddOns(facts, { target, quantity: verdict.quantity, choices: wish.addOns ?? [] });
  const addOns = pricedAddOns(facts, decided, around);
  const asked = { targetOfferId: wish.targetOfferId, quantity: verdict.quantity, upgradeType, addOns };
  if (reasons.length > 0 || target === undefined) return { ...asked, kind: 'refused', reasons };

  const releasedSkuIds = releasedProducts(facts, decided);
  const people = withoutProducts(candidates, releasedSkuIds);
  const transfer =
    upgradeType === 'upgrade_only'
      ? leaveEveryone(people)
      : planTransfer(
          facts.catalog,
          { source: offerOfSource(facts), target },
          { seats: verdict.quantity, free: verdict.quantity - targetHolders },
          people,
        );
  const needed = neededByLeftBehind(releasedSkuIds, candidates, transfer.leftBehind);
  if (needed !== null) return { ...asked, kind: 'refused', reasons: [needed] };
  const sourceSeatsLeft = seatsStillNeeded(facts, countUsers(transfer.leftBehind));
  const opened = openTarget(facts, target, verdict.quantity, wish.targetId);
  const credit = sourceCredit(facts, facts.source.quantity - sourceSeatsLeft, around);
  const dropped = addOns.filter(({ chosen }) => chosen === 'drop').flatMap((addOn) => addOn.credit);
  const lines = [...credit, ...dropped, purchaseLine(facts, opened)];
  const leftBehind = sourceSeatsLeft === 0 && upgradeType === 'upgrade_only' ? [] : transfer.leftBehind;
  const total = sum(lines.map((line) => line.amountMinor));
  return {
    ...asked,
    kind: 'planned',
    plan: { upgradeType, target: opened, sourceSeatsLeft, moves: transfer.moves, leftBehind, addOns, releasedSkuIds, lines, total },
  };
}

/** A planned upgrade has an offer at both ends: without one it was refused. */
function offerOfSource({ catalog, source }: UpgradeFacts): Offer {
  const offer = catalog.offers.get(source.offerId);
  if (offer === undefined) throw new Error(`planned without an offer: ${source.offerId}`);
  return offer;
}

export function bestType(verdict: Verdict): UpgradeType {
  return verdict.transferReasons.length === 0 ? 'upgrade_with_license_transfer' : 'upgrade_only';
}

export function countUsers(groups: readonly { readonly userIds: readonly unknown[] }[]): number {
  return groups.reduce((users, group) => users + group.userIds.length, 0);
}

/** Seats follow users: the source keeps one for each who stays, as far as no other active subscription of the product has one. */
export function seatsStillNeeded(
  { customer, catalog, source }: Pick<UpgradeFacts, 'customer' | 'catalog' | 'source'>,
  usersLeft: number,
): number {
  const skuId = catalog.offers.get(source.offerId)?.skuId;
  const elsewhere = skuId === undefined ? 0 : activeSeatsBeside(customer, catalog, skuId, source.id);
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
  // Named as the source was: in the language of whoever bought that.
  const sourceName = catalog.offers.get(source.offerId)?.name ?? target.name;
  const name = inLocale(target.name, localeOfName(source.friendlyName, sourceName) ?? 'en');
  return { id, offerId: target.id, name, quantity, unitPriceMinor: price.listMinor, currency, term: termFor(today) };
}

/** On the bill an upgrade is a cancelled and a new subscription: this is the new one. */
function purchaseLine({ customer, source }: UpgradeFacts, target: UpgradePlan['target']): Charge {
  const opened = {
    subscriptionId: target.id,
    offerId: target.offerId,
    quantity: target.quantity,
    unitPriceMinor: target.unitPriceMinor,
    currency: target.currency,
    rounding: customer.partner.rounding,
  };
  return purchaseCharge(opened, periodOf(target.term, source.billingCycle, target.term.from), 'upgrade_purchase');
}

/**
 * The credit for seats of the source that nobody needs any more: at Submit, and whenever somebody left behind moves later.
 * It gives back what the ledger says was charged for them; nothing of a period that was not charged yet.
 */
export function sourceCredit(
  { customer, source, today }: Pick<UpgradeFacts, 'customer' | 'source' | 'today'>,
  seats: number,
  { ledger, account }: SourceBill,
): readonly Charge[] {
  const { id: subscriptionId, offerId, quantity, unitPriceMinor, currency, billingCycle, term, createdOn: purchasedOn } = source;
  if (seats === 0 || paidTo({ term, billingCycle, paidUntil: account?.paidUntil ?? null }, today) <= today) return [];
  const held = { subscriptionId, offerId, quantity, unitPriceMinor, currency, rounding: customer.partner.rounding };
  const paid = paidPeriod(held, periodOf(term, billingCycle, today), ledger);
  return cancelLines(paid, { ...held, quantity: seats }, quantity, { purchasedOn, today }, 'upgrade_cancel');
}
