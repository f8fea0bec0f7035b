import type { Caller } from '../../../access/caller.ts';
import type { CustomerId } from '../../../kit/ids.ts';
import type { Verdicts } from '../../combinations/memory.ts';
import type { Decided } from '../../decided.ts';
import { asksFor, ofYear, type PortfolioFilter } from '../../filter.ts';
import type { Order, Place } from '../order.ts';
import { streamsOf, type PriceClass, type Stream, type UpliftRange } from './streams.ts';

/** What is looked for: places from one on, at most so many. */
export type Looking = {
  readonly caller: Caller;
  readonly filter: PortfolioFilter;
  readonly order: Order;
  readonly verdicts: Verdicts;
  /** Which transactions are seen. */
  readonly snapshot: string;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
  /** Where the list goes by what the upgrades would bring; else none. */
  readonly classes: readonly PriceClass[];
  readonly from: Place | null;
  readonly limit: number;
};

/** Of the products, countries and targets that the filter asks for; anything else of it may differ within a class. */
export function streamsIn({ classes, filter, verdicts }: Looking, range: UpliftRange): readonly Stream[] {
  const { targetOfferIds } = filter;
  const streams = classes.flatMap((each) => {
    const decided = decidedFor(verdicts, each);
    return asksFor(filter, decided) ? streamsOf(each, decided, range, ofYear(filter)) : [];
  });
  return targetOfferIds.length === 0 ? streams : streams.filter(({ targetOfferId }) => targetOfferIds.includes(targetOfferId));
}

/** Targets and prices are the same for the whole class; whether anything is against them is not asked here. */
function decidedFor(verdicts: Verdicts, { combination }: PriceClass): Decided {
  return verdicts.ofExactly(combination, { quantity: 1, held: [] });
}
