import type { Difference } from '../../subscriptions/promise.ts';

/**
 * Whether a difference follows from the passing of days alone: the term begins later, and a line of the bill is for other
 * days, with the same seats at the same price. Anything else differs for a reason that somebody should see.
 */
export function isOnlyLater({ what, promised, now }: Difference): boolean {
  if (what === 'targetTerm' || what === 'total') return true;
  return what.startsWith('line ') && withoutDays(promised) !== null && withoutDays(promised) === withoutDays(now);
}

/** A line as promised (cause, offer, from, until, seats, unit price, amount, currency), without its days and its amount. */
function withoutDays(line: string): string | null {
  const [cause, offer, from, until, seats, price, amount, currency, ...more] = line.split(' ');
  if (currency === undefined || more.length > 0) return null;
  return isNaN(Date.parse(from ?? '')) || isNaN(Date.parse(until ?? '')) || amount === undefined
    ? null
    : [cause, offer, seats, price, currency].join(' ');
}
