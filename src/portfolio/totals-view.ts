import { moneyView } from '../billing/view.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { offerName } from '../catalog/names.ts';
import type { OfferId } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';
import type { Currency } from '../kit/money.ts';
import type * as wire from './contract.ts';
import { ofMonth } from './decided.ts';
import type { Sum, Totals } from './totals.ts';

/** The counted matrix as the wire has it. */
export function totalsView(
  totals: Totals,
  { catalog, locale, currency }: { readonly catalog: Catalog; readonly locale: Locale; readonly currency: Currency },
): wire.PortfolioTotals {
  const named = (id: OfferId) => ({ id, name: offerName(catalog, id, locale) });
  const brought = ({ subscriptions, seats, upliftYearMinor }: Sum) => ({
    subscriptions,
    seats,
    upliftPerMonth: moneyView(ofMonth(upliftYearMinor), currency),
    upliftPerYear: moneyView(upliftYearMinor, currency),
  });
  return {
    currency,
    subscriptions: totals.subscriptions,
    seats: totals.seats,
    rows: totals.rows,
    eligibleRows: totals.eligibleRows,
    upgradable: brought(totals.upgradable),
    products: totals.byProduct.map((product) => ({
      sourceOffer: named(product.offerId),
      subscriptions: product.subscriptions,
      upgradable: product.upgradable,
      targets: product.targets.map(({ targetOfferId, subscriptions, eligible }) => ({
        targetOffer: named(targetOfferId),
        subscriptions,
        eligible: brought(eligible),
      })),
    })),
    reasons: totals.byReason.map((reason) => ({ ...reason })),
    causes: totals.causes.map(({ code, remedies, ...sum }) => ({ code, remedies: [...remedies], ...brought(sum) })),
    months: totals.byMonth.map(({ month, ...sum }) => ({ month, ...brought(sum) })),
    countries: totals.byCountry.map((country) => ({ ...country })),
    attributes: { objectType: 'PortfolioTotals' },
  };
}
