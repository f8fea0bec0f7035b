import { minor, ZERO } from '../../../kit/money.ts';
import type { AddOnChoice, PricedAddOn } from '../../../upgrades/add-ons.ts';
import type { RowReason } from '../../reasons.ts';
import type { FoundAddOn, KeptRow, OpenChoice } from '../row.ts';

/** The add-ons of a plan, or of a refusal, as a row keeps them. */
export function foundAddOns(priced: readonly PricedAddOn[]): readonly FoundAddOn[] {
  return priced.map(({ subscriptionId, offerId, quantity, choices, impossible, chosen, addOn, creditTotal }) => {
    const period = addOn.status === 'active' ? minor(addOn.unitPriceMinor * addOn.quantity) : ZERO;
    const costs = { keep: { total: ZERO, nextPeriod: period }, drop: { total: creditTotal, nextPeriod: ZERO } } as const;
    const open = choices.map((choice): OpenChoice => ({ choice, ...costs[choice] }));
    return { subscriptionId, offerId, quantity, choices: open, impossible, chosen, currency: addOn.currency };
  });
}

/** The add-ons of a row, as its last dry run found them; those of a refusal without money where it worked out none. */
export function addOnsOf({ foundAddOns: found, plan, reasons }: Pick<KeptRow, 'foundAddOns' | 'plan' | 'reasons'>): readonly FoundAddOn[] {
  if (found !== null) return found;
  const unpriced = (choice: AddOnChoice['choice']): OpenChoice => ({ choice, total: null, nextPeriod: null });
  const planned = (plan?.addOns ?? []).map(({ choice, ...addOn }) => ({
    ...addOn,
    choices: [unpriced(choice)],
    chosen: choice,
    currency: null,
  }));
  return [
    ...planned,
    ...openIn(reasons).map((addOn) => ({ ...addOn, choices: addOn.choices.map(unpriced), chosen: null, currency: null })),
  ];
}

/** The add-ons about which nobody decided, by the reasons of a refusal. */
export function openIn(reasons: readonly RowReason[]) {
  return reasons.flatMap((reason) => (reason.code === 'subscription_add_ons_present' ? reason.addOns : []));
}
