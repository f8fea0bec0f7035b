/** Something that knows how far a customer was moved forward in time. */
export type Moved = { readonly aheadSeconds: number };

/**
 * The customer's own present: what every command and every rule about this customer takes for now. For nearly everyone
 * it is the real one; in a demo a customer can live months ahead, to see what they bring.
 */
export function customerNow({ aheadSeconds }: Moved, now: Date): Date {
  return aheadSeconds === 0 ? now : new Date(now.getTime() + aheadSeconds * 1000);
}

/** How far a move may reach at a time, in days: a term, and what is removed after it. */
export const DAYS_AHEAD_MAX = 731;

/** Where a customer is to be moved to: so many days on, or to an instant. */
export type ClockMove = { readonly kind: 'days'; readonly days: number } | { readonly kind: 'to'; readonly at: Date };

export type ClockDecision =
  | { readonly kind: 'moved'; readonly aheadSeconds: number; readonly from: Date; readonly to: Date }
  | { readonly kind: 'not_forward'; readonly now: Date }
  | { readonly kind: 'too_far'; readonly latest: Date };

/** Decides a move. Time never goes back, neither for a customer. */
export function decideMove(moved: Moved, move: ClockMove, now: Date): ClockDecision {
  const from = customerNow(moved, now);
  const to = move.kind === 'to' ? move.at : new Date(from.getTime() + move.days * DAY_MILLISECONDS);
  const latest = new Date(from.getTime() + DAYS_AHEAD_MAX * DAY_MILLISECONDS);
  if (to <= from) return { kind: 'not_forward', now: from };
  if (to > latest) return { kind: 'too_far', latest };
  // Rounded up: the customer is never before the instant that was asked for.
  return { kind: 'moved', aheadSeconds: Math.ceil((to.getTime() - now.getTime()) / 1000), from, to };
}

const DAY_MILLISECONDS = 86_400_000;
