import { moneyView } from '../../billing/view.ts';
import { categoryView } from '../../catalog/view.ts';
import { offerName } from '../../catalog/names.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import type { PurchaseFacts } from '../orders/law.ts';
import { purchaseReasonView } from '../orders/reason-view.ts';
import type * as wire from './contract.ts';
import type { Option } from './options.ts';

/** An offer as it could be bought, as the wire has it. */
export function optionView({ offer, prices, bases, reasons }: Option, facts: PurchaseFacts, locale: Locale): wire.PurchaseOption {
  const { catalog, customer } = facts;
  const { currency } = customer.partner;
  return {
    offerId: offer.id,
    name: inLocale(offer.name, locale),
    description: inLocale(offer.description, locale),
    category: categoryView(offer.category, { country: customer.country, locale }),
    isAddOn: offer.isAddOn,
    isTrial: offer.isTrial,
    minimumQuantity: offer.minimumQuantity,
    maximumQuantity: offer.maximumQuantity,
    prices: prices.map(({ billingCycle, unitPriceMinor }) => ({
      billingCycle,
      ...(unitPriceMinor === null ? {} : { unitPrice: moneyView(unitPriceMinor, currency) }),
    })),
    prerequisites: offer.prerequisiteOfferIds.map((offerId) => ({ offerId, name: offerName(catalog, offerId, locale) })),
    bases: bases.map(({ id, friendlyName, quantity, billingCycle }) => ({ subscriptionId: id, friendlyName, quantity, billingCycle })),
    isPossible: reasons.length === 0,
    reasons: reasons.map((reason) => purchaseReasonView(reason, catalog, locale)),
    attributes: { objectType: 'PurchaseOption' },
  };
}
