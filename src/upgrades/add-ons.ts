import type { Charge } from '../billing/charge.ts';
import type { Offer } from '../catalog/catalog.ts';
import type { SkuId, SubscriptionId, UserId } from '../kit/ids.ts';
import { sum, type Minor } from '../kit/money.ts';
import type { LeftBehind, TransferCandidates } from '../licenses/transfer.ts';
import type { Living } from '../subscriptions/living.ts';
import { creditOfRest } from '../subscriptions/renewal/settle.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import type { Account } from '../subscriptions/tenant/account.ts';
import { judgeChoices } from './add-on-choices.ts';
import type { UpgradeFacts } from './facts.ts';
import type { AddOnOption, Reason } from './reasons.ts';

/** What becomes of one add-on of the source: it hangs on the target from now on, or it ends with credit. */
export type AddOnChoice = { readonly subscriptionId: SubscriptionId; readonly choice: 'keep' | 'drop' };

/** What was ordered about add-ons, as far as the law needs it. */
type Asked = { readonly target: Offer; readonly quantity: number; readonly choices: readonly AddOnChoice[] };

/** An add-on that is to be decided about, what can be chosen, and what was. */
export type DecidedAddOn = Required<AddOnOption> & { readonly addOn: Subscription; readonly chosen: AddOnChoice['choice'] | null };

/**
 * The add-ons about which somebody must decide: those of the source, and, where one of them is dropped, those that hang
 * on it. To keep one, the target must be a valid base for it and not bring its services; to drop one, it must bring all of them.
 */
export function decidedAddOns(
  { customer, catalog, source }: Pick<UpgradeFacts, 'customer' | 'catalog' | 'source'>,
  { target, quantity, choices }: Asked,
): readonly DecidedAddOn[] {
  const hangingOn = (baseId: SubscriptionId): readonly Subscription[] =>
    customer.subscriptions.flatMap((each) => (each.parentId === baseId && each.status !== 'deleted' ? [each, ...hangingOn(each.id)] : []));
  const under = (baseId: SubscriptionId): readonly DecidedAddOn[] =>
    customer.subscriptions.flatMap((addOn) => {
      if (addOn.parentId !== baseId || addOn.status === 'deleted') return [];
      const { id: subscriptionId, offerId, quantity: seats } = addOn;
      const chosen = choices.findLast((each) => each.subscriptionId === subscriptionId)?.choice ?? null;
      const found = {
        addOn,
        subscriptionId,
        offerId,
        quantity: seats,
        ...judgeChoices(catalog, { addOn, hanging: hangingOn(addOn.id), source, target, quantity }),
        chosen,
      };
      return [found, ...(chosen === 'drop' ? under(subscriptionId) : [])];
    });
  return under(source.id);
}

/** What is in the way: an add-on that nobody decided about, or a choice that cannot be made. */
export function addOnReasons(decided: readonly DecidedAddOn[], choices: readonly AddOnChoice[]): readonly Reason[] {
  const open = decided.filter(({ chosen }) => chosen === null);
  const wrong = choices.filter(
    ({ subscriptionId, choice }) => decided.find((each) => each.subscriptionId === subscriptionId)?.choices.includes(choice) !== true,
  );
  return [
    ...(open.length === 0
      ? []
      : [
          {
            code: 'subscription_add_ons_present' as const,
            addOnIds: open.map((each) => each.subscriptionId),
            addOns: open.map(({ subscriptionId, offerId, quantity, choices: possible, impossible }) => ({
              subscriptionId,
              offerId,
              quantity,
              choices: possible,
              impossible,
            })),
          },
        ]),
    ...wrong.map((asked) => ({ code: 'add_on_choice_impossible' as const, ...asked, ...whyNot(decided, asked) })),
  ];
}

function whyNot(decided: readonly DecidedAddOn[], { subscriptionId, choice }: AddOnChoice) {
  const impossible = decided.find((each) => each.subscriptionId === subscriptionId)?.impossible.find((each) => each.choice === choice);
  return impossible === undefined ? {} : { impossible };
}

/**
 * The facts as they are once the dropped add-ons are gone: what ends with the upgrade stands in nobody's way. One that
 * could be dropped, and about which nobody decided yet, is in the way as that alone.
 */
export function withoutDropped<Facts extends Pick<UpgradeFacts, 'customer'>>(facts: Facts, decided: readonly DecidedAddOn[]): Facts {
  const ending = decided.filter(({ chosen, choices }) => chosen === 'drop' || (chosen === null && choices.includes('drop')));
  if (ending.length === 0) return facts;
  const gone = new Set(ending.map((each) => each.subscriptionId));
  return { ...facts, customer: { ...facts.customer, subscriptions: facts.customer.subscriptions.filter(({ id }) => !gone.has(id)) } };
}

/** An add-on with what dropping it gives back. */
export type PricedAddOn = DecidedAddOn & { readonly credit: readonly Charge[]; readonly creditTotal: Minor };

/** The bill of the add-ons: their own lines of the ledger, and up to when each is paid. */
export type AddOnBill = { readonly ledger: readonly Charge[]; readonly accounts?: readonly Account[] };

/** Prices each choice. One that is not active was credited when it was suspended. */
export function pricedAddOns(
  { customer, today }: UpgradeFacts,
  decided: readonly DecidedAddOn[],
  { ledger, accounts = [] }: AddOnBill,
): readonly PricedAddOn[] {
  return decided.map((each) => {
    const account = accounts.find(({ subscriptionId }) => subscriptionId === each.subscriptionId) ?? {
      ...NO_ACCOUNT,
      subscriptionId: each.subscriptionId,
    };
    const living: Living = { subscription: each.addOn, account, rounding: customer.partner.rounding };
    const credit = each.addOn.status === 'active' ? creditOfRest(living, ledger, today, 'upgrade_cancel') : [];
    return { ...each, credit, creditTotal: sum(credit.map((line) => line.amountMinor)) };
  });
}

/** Where no account was read, nothing is known of any charge. */
const NO_ACCOUNT = {
  autoRenew: true,
  isTrial: false,
  suspensionReasons: [],
  suspendedOn: null,
  paidUntil: null,
  offerName: '',
  createdAt: '',
  upgradedFromId: null,
};

/** Products of dropped add-ons of which the customer has nothing left: their licences go with them. */
export function releasedProducts(
  { customer, catalog }: Pick<UpgradeFacts, 'customer' | 'catalog'>,
  decided: readonly DecidedAddOn[],
): readonly SkuId[] {
  const skuOf = (offerId: Subscription['offerId']) => catalog.offers.get(offerId)?.skuId;
  const after = withoutDropped({ customer }, decided).customer;
  const kept = new Set([
    ...after.subscriptions.filter(({ status }) => status !== 'deleted').map(({ offerId }) => skuOf(offerId)),
    ...after.heldElsewhere,
  ]);
  const dropped = decided.filter(({ chosen }) => chosen === 'drop').flatMap(({ offerId }) => skuOf(offerId) ?? []);
  return [...new Set(dropped)].filter((skuId) => !kept.has(skuId));
}

/** The users as they are without the licences of those products. */
export function withoutProducts(candidates: readonly TransferCandidates[], skuIds: readonly SkuId[]): readonly TransferCandidates[] {
  if (skuIds.length === 0) return candidates;
  return candidates.map((group) => ({ ...group, otherLicenses: group.otherLicenses.filter(({ skuId }) => !skuIds.includes(skuId)) }));
}

/** Users who stay behind and would lose a product that the target would have brought them; null where there are none. */
export function neededByLeftBehind(
  skuIds: readonly SkuId[],
  candidates: readonly TransferCandidates[],
  leftBehind: readonly LeftBehind[],
): Reason | null {
  const staying = new Set<UserId>(leftBehind.flatMap(({ userIds }) => userIds));
  const holding = candidates.filter(({ otherLicenses }) => otherLicenses.some(({ skuId }) => skuIds.includes(skuId)));
  const users = holding.flatMap(({ userIds }) => userIds).filter((userId) => staying.has(userId)).length;
  return users === 0 ? null : { code: 'add_on_needed_by_left_behind', usersLeftBehind: users };
}
