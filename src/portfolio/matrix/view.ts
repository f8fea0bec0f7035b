import { moneyView } from '../../billing/view.ts';
import { generationOf } from '../../access/generation.ts';
import { offerName } from '../../catalog/names.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { minor, type Minor } from '../../kit/money.ts';
import { link } from '../../platform/paging.ts';
import { sellerOnly } from '../../upgrades/eligibility.ts';
import { targetView } from '../../upgrades/channels/view.ts';
import { countUsers, planUpgrade } from '../../upgrades/plan.ts';
import { errorView } from '../../upgrades/view.ts';
import type { PortfolioUpgrade } from '../contract.ts';
import { ofMonth, periodsOfYear, upliftOfYear } from '../decided.ts';
import type { MatrixRow } from './row.ts';

/** One row of the matrix as the wire has it. */
export function rowView(row: MatrixRow, locale: Locale): PortfolioUpgrade {
  const { facts, target } = row;
  const { customer, source, catalog, caller } = facts;
  const { verdict } = target;
  const shown = { catalog, locale, generation: generationOf(caller) };
  const named = (id: OfferId) => ({ id, name: offerName(catalog, id, locale) });
  const first = targetView(facts, verdict.targetOfferId, shown);
  const error = (reason: (typeof verdict.reasons)[number]) => errorView(reason, source.id, shown);
  return {
    customerId: customer.customerId,
    customerName: customer.companyName,
    country: customer.country,
    subscriptionId: source.id,
    friendlyName: source.friendlyName,
    sourceOffer: named(source.offerId),
    targetOffer: named(verdict.targetOfferId),
    quantity: source.quantity,
    billingCycle: source.billingCycle,
    renewalDate: source.term.until,
    ...(source.resellerMpnId === null ? {} : { resellerMpnId: source.resellerMpnId }),
    isEligible: verdict.reasons.length === 0,
    upgradeErrors: verdict.reasons.map(error),
    transferErrors: verdict.transferReasons.map(error),
    ...pricesOf(row),
    ...peopleOf(row),
    blockers: first.waitsFor,
    when: first.when,
    ...(first.firstPossibleOn === undefined ? {} : { firstPossibleOn: first.firstPossibleOn }),
    links: { subscription: link(`/customers/${customer.customerId}/subscriptions/${source.id}`) },
    attributes: { objectType: 'PortfolioUpgrade' },
  };
}

function pricesOf({ facts, decided, target }: MatrixRow): Pick<PortfolioUpgrade, 'pricePerMonth' | 'upliftPerYear'> {
  const { source, customer } = facts;
  const { currency } = customer.partner;
  const periods = periodsOfYear(decided);
  if (periods === 0 || sellerOnly(facts) !== null) return { pricePerMonth: {} };
  const perMonth = (periodMinor: number): Minor => ofMonth(minor(periodMinor * periods));
  const paid = { seats: source.quantity, periodMinor: source.quantity * source.unitPriceMinor };
  const year = upliftOfYear(decided, target, paid);
  return {
    pricePerMonth: {
      source: moneyView(perMonth(paid.periodMinor), source.currency),
      ...(target.seatPriceMinor === null ? {} : { target: moneyView(perMonth(target.seatPriceMinor * paid.seats), currency) }),
      ...(year === null ? {} : { uplift: moneyView(ofMonth(year), currency) }),
    },
    ...(year === null ? {} : { upliftPerYear: moneyView(year, currency) }),
  };
}

/** Who would move and who would not: the upgrade's own plan, without its bill. */
function peopleOf({ facts, target, people }: MatrixRow): Pick<PortfolioUpgrade, 'usersToMove' | 'usersLeftBehind'> {
  if (people === null) return {};
  const { targetOfferId } = target.verdict;
  const planning = planUpgrade(
    facts,
    { targetOfferId, quantity: null, upgradeType: null, targetId: 'target' as SubscriptionId },
    { ledger: [], account: null, candidates: people.candidates, targetHolders: people.holders[targetOfferId] ?? 0 },
  );
  if (planning.kind === 'refused') return {};
  return { usersToMove: countUsers(planning.plan.moves), usersLeftBehind: countUsers(planning.plan.leftBehind) };
}
