import { addDays, daysBetween } from '../kit/dates.ts';
import { toDecimal, type Currency, type Minor } from '../kit/money.ts';
import type { Charge } from './charge.ts';

type Line = Pick<Charge, 'offerId' | 'span' | 'periodDays' | 'quantity' | 'unitPriceMinor' | 'amountMinor' | 'currency'>;

/** What every line of a bill says, as the wire has it; its last day is inclusive, as bills print it. */
export function billLineView(line: Line, offerName: string) {
  const { from, until } = line.span;
  return {
    offerId: line.offerId,
    offerName,
    chargeStartDate: from,
    chargeEndDate: from === until ? until : addDays(until, -1),
    days: daysBetween(from, until),
    periodDays: line.periodDays,
    quantity: line.quantity,
    unitPrice: moneyView(line.unitPriceMinor, line.currency),
    amount: moneyView(line.amountMinor, line.currency),
  };
}

/** An amount as the wire has it. */
export function moneyView(amountMinor: Minor, currency: Currency): { amount: number; currency: string } {
  return { amount: toDecimal({ amountMinor, currency }), currency };
}
