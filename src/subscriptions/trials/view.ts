import { moneyView } from '../../billing/view.ts';
import { usualBillingCycle, type BillingCycle, type Offer } from '../../catalog/catalog.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { ZERO } from '../../kit/money.ts';
import type { ChangeRefusal } from '../change/contract.ts';
import { remediesFor } from '../change/remedies.ts';
import { changeLineView } from '../change/view.ts';
import { purchaseReasonView } from '../orders/reason-view.ts';
import type * as wire from './contract.ts';
import { planConversion, type ConversionFacts, type ConversionReason } from './conversion.ts';
import { explainConversion } from './words.ts';

/** One thing that a trial can become, with what that costs in each billing cycle. */
export function conversionView(facts: ConversionFacts, target: Offer, quantity: number, locale: Locale): wire.Conversion {
  const { trial } = facts;
  return {
    offerId: trial.offerId,
    targetOfferId: target.id,
    orderId: trial.orderId,
    quantity,
    billingCycle: usualBillingCycle(target),
    targetOfferName: inLocale(target.name, locale),
    minimumQuantity: target.minimumQuantity,
    maximumQuantity: target.maximumQuantity,
    quotes: target.supportedBillingCycles.map((billingCycle) => quoteView(facts, { target, quantity, billingCycle }, locale)),
    attributes: { objectType: 'Conversion' },
  };
}

type Quoted = { readonly target: Offer; readonly quantity: number; readonly billingCycle: BillingCycle };

function quoteView(facts: ConversionFacts, { target, quantity, billingCycle }: Quoted, locale: Locale): wire.ConversionQuote {
  const conversion = planConversion(facts, { offerId: target.id, quantity, billingCycle });
  if (conversion.kind !== 'planned') {
    const reasons = conversion.kind === 'refused' ? conversion.reasons.map((reason) => reasonView(reason, facts, locale)) : [];
    return { billingCycle, isPossible: false, reasons, lines: [] };
  }
  const { charge, restarted } = conversion.plan;
  const { currency } = restarted;
  return {
    billingCycle,
    isPossible: true,
    reasons: [],
    unitPrice: moneyView(restarted.unitPriceMinor, currency),
    total: moneyView(charge?.amountMinor ?? ZERO, currency),
    lines: charge === null ? [] : [changeLineView(charge, { catalog: facts.catalog, locale })],
  };
}

function reasonView(reason: ConversionReason, { catalog, trial }: ConversionFacts, locale: Locale): ChangeRefusal {
  const { code, ...facts } = reason;
  const description = explainConversion(reason, catalog, locale);
  switch (reason.code) {
    case 'trial_not_active':
      return { code, description, facts, remedies: [] };
    case 'seats_still_assigned':
      return { code, description, facts, remedies: remediesFor(reason, trial.id).filter(({ kind }) => kind !== 'accept_license_conflict') };
    default:
      return purchaseReasonView(reason, catalog, locale);
  }
}
