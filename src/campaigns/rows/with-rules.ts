import type { AddOnChoice } from '../../upgrades/add-ons.ts';
import { ruleFor, type AddOnRule } from '../add-ons.ts';
import type { RowReason } from '../reasons.ts';

/**
 * Asks, and asks again with what the rules say about each add-on that stood in the way: dropping one can bring up those that
 * hang on it. What the rules say nothing about, or what cannot be, stays in the way.
 */
export async function askWithRules<Outcome>(
  rules: readonly AddOnRule[],
  ask: (choices: readonly AddOnChoice[]) => Promise<Outcome>,
  reasonsOf: (outcome: Outcome) => readonly RowReason[],
): Promise<Outcome> {
  const choices: AddOnChoice[] = [];
  for (;;) {
    const outcome = await ask([...choices]);
    const decided = decidedBy(rules, reasonsOf(outcome));
    if (decided.length === 0) return outcome;
    choices.push(...decided);
  }
}

/** Choices for add-ons about which nobody decided yet; each is told once, since what is decided is no such reason any more. */
function decidedBy(rules: readonly AddOnRule[], reasons: readonly RowReason[]): readonly AddOnChoice[] {
  return reasons
    .flatMap((reason) => (reason.code === 'subscription_add_ons_present' ? reason.addOns : []))
    .flatMap(({ subscriptionId, offerId, choices }) => {
      const choice = ruleFor(rules, offerId);
      return choice === null || !choices.includes(choice) ? [] : [{ subscriptionId, choice }];
    });
}
