import type { AddOnChoice } from '../../upgrades/add-ons.ts';
import { ruleFor, type AddOnRule } from '../add-ons.ts';
import type { RowReason } from '../reasons.ts';
import { openIn } from './deciding/found.ts';

/** What decides about add-ons: what somebody said about those of this row, and the campaign's rules for all others. */
export type Deciding = { readonly decided: readonly AddOnChoice[]; readonly rules: readonly AddOnRule[] };

/**
 * Asks, and asks again with what was decided about each add-on that stood in the way: dropping one can bring up those that
 * hang on it. What the rules say nothing about, or what they want and cannot be, stays in the way.
 */
export async function askWithRules<Outcome>(
  deciding: Deciding,
  ask: (choices: readonly AddOnChoice[]) => Promise<Outcome>,
  reasonsOf: (outcome: Outcome) => readonly RowReason[],
): Promise<Outcome> {
  const choices: AddOnChoice[] = [];
  for (;;) {
    const outcome = await ask([...choices]);
    const decided = decidedBy(deciding, reasonsOf(outcome));
    if (decided.length === 0) return outcome;
    choices.push(...decided);
  }
}

/** Choices for add-ons about which nobody decided yet; each is told once, since what is decided is no such reason any more. */
function decidedBy({ decided, rules }: Deciding, reasons: readonly RowReason[]): readonly AddOnChoice[] {
  return openIn(reasons).flatMap(({ subscriptionId, offerId, choices }) => {
    // What was decided for this row and cannot be any more is refused as that, instead of falling back on a rule.
    const own = decided.find((each) => each.subscriptionId === subscriptionId);
    if (own !== undefined) return [own];
    const choice = ruleFor(rules, offerId);
    return choice === null || !choices.includes(choice) ? [] : [{ subscriptionId, choice }];
  });
}
