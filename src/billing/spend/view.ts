import { addMonths, toIso, type Day, type Span } from '../../kit/dates.ts';
import type { OfferId } from '../../kit/ids.ts';
import type { Locale } from '../../kit/locale.ts';
import { sum, type Currency } from '../../kit/money.ts';
import { billLineView, moneyView } from '../view.ts';
import { invoiceIdOf } from '../invoices/invoice.ts';
import type * as wire from './contract.ts';
import type { LedgerEntry, SpendSum, SpentEntry } from './store.ts';
import { explainCharge } from './words.ts';

type NameOf = (id: OfferId) => string | null;

/** Sums by currency: each with every month asked for and every product. */
export function spendViews(sums: readonly SpendSum[], months: Span, nameOf: NameOf): wire.Spend[] {
  return [...Map.groupBy(sums, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    total: moneyView(sum(own.map(({ amountMinor }) => amountMinor)), currency),
    months: monthsOf(months).map((month) => {
      const inMonth = own.filter((each) => each.month === month);
      return {
        month,
        total: moneyView(sum(inMonth.map(({ amountMinor }) => amountMinor)), currency),
        products: byProduct(inMonth, currency, nameOf),
      };
    }),
    products: byProduct(own, currency, nameOf),
    attributes: { objectType: 'Spend' },
  }));
}

/** The months of a span, by their first days. */
function monthsOf({ from, until }: Span): readonly Day[] {
  const months: Day[] = [];
  for (let month = from; month < until; month = addMonths(month, 1)) months.push(month);
  return months;
}

function byProduct(sums: readonly SpendSum[], currency: Currency, nameOf: NameOf) {
  return [...Map.groupBy(sums, ({ offerId }) => offerId)]
    .map(([offerId, own]) => ({
      offerId,
      offerName: nameOf(offerId) ?? own[0]?.offerName ?? offerId,
      total: moneyView(sum(own.map(({ amountMinor }) => amountMinor)), currency),
    }))
    .toSorted((a, b) => b.total.amount - a.total.amount || a.offerName.localeCompare(b.offerName, 'en'));
}

/** One amount with its cause and its days, in data and in words. */
export function ledgerView(entry: LedgerEntry, nameOf: NameOf, locale: Locale): wire.LedgerCharge {
  return {
    id: entry.chargeId,
    eventId: entry.eventId,
    chargedAt: toIso(entry.chargedAt),
    cause: entry.cause,
    chargeType: entry.chargeType,
    ...billLineView(entry, nameOf(entry.offerId) ?? entry.offerName),
    rounding: entry.rounding,
    explanation: explainCharge(entry, locale),
    ...(entry.invoiceNumber === null ? {} : { invoiceId: invoiceIdOf(entry.invoiceNumber) }),
    attributes: { objectType: 'LedgerCharge' },
  };
}

/** The same with whose it is. */
export function spentView(entry: SpentEntry, nameOf: NameOf, locale: Locale): wire.SpentCharge {
  const { customerId, customerName, subscriptionId, subscriptionName } = entry;
  return { ...ledgerView(entry, nameOf, locale), customerId, customerName, subscriptionId, subscriptionName };
}
