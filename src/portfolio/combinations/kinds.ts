import type { Decided } from '../decided.ts';

/**
 * Numbers for what was decided: verdicts that no filter tells apart have the same. Of thousands of combinations of facts there
 * are a few hundred such kinds, because reasons name what stands in the way, and filters ask only for their codes.
 */
export function openKinds(): (decided: Decided) => number {
  const known = new WeakMap<Decided, number>();
  const numbers = new Map<string, number>();
  return (decided) => {
    const before = known.get(decided);
    if (before !== undefined) return before;
    const text = toldApartBy(decided);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(decided, number);
    return number;
  };
}

/** All that `matchingTargets` asks about, and what a target costs. */
function toldApartBy({ offerId, country, billingCycle, currency, targets }: Decided): string {
  const told = targets.map(({ verdict: { targetOfferId, reasons }, seatPriceMinor }) =>
    [targetOfferId, seatPriceMinor, ...reasons.map(({ code }) => code)].join(' '),
  );
  return [offerId, country, billingCycle, currency, ...told].join('/');
}
