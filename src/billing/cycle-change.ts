import { earlier, later, type Day, type Span } from '../kit/dates.ts';
import { creditWithin, type PaidPeriod } from './advance.ts';
import { chargeFor, type Charge, type Seats } from './charge.ts';

/** What was paid before, and what is paid from now on. */
export type CycleChange = {
  readonly before: Seats;
  /** The period that today falls into with what is charged for it, and the first day of it that is not paid for. */
  readonly paid: Pick<PaidPeriod, 'period' | 'open'> & { readonly until: Day };
  readonly after: Seats;
  /** The first period of the new term. */
  readonly next: Span;
};

/**
 * The lines of a change of the billing cycle: the paid days from today on come back, and the first period of a new term
 * is charged as a whole. The names are those of the published scenarios, where the credit is called "to a new offering"
 * and the charge "away from the current offering" (domain rules 8.2).
 */
export function cycleChangeLines({ before, paid, after, next }: CycleChange, today: Day): readonly Charge[] {
  const from = earlier(later(today, paid.period.from), paid.period.until);
  const until = later(earlier(paid.until, paid.period.until), from);
  const credit = creditWithin(
    paid,
    before,
    before.quantity,
    { from, until },
    {
      cause: 'cycle_change',
      chargeType: 'Prorate fees when convert to a new offering',
    },
  );
  const charge = chargeFor(after, next, next, {
    cause: 'cycle_change',
    chargeType: 'Prorate fees when convert away from current offering',
  });
  return [credit, charge].filter((line) => line.amountMinor !== 0);
}
