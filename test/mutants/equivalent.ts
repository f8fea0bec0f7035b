import { readFileSync } from 'node:fs';
import type { Mutant } from './edit.ts';

/** A mistake that is none: whatever the arguments, the outcome is the same. Named by what stands in its line. */
type Equivalent = { readonly file: string; readonly line: string; readonly what: string; readonly why: string };

export const EQUIVALENT: readonly Equivalent[] = [
  {
    file: 'src/billing/advance.ts',
    line: 'span.from === span.until ? []',
    what: 'condition always false',
    why: 'the credit for no day is nothing, and a line over nothing is left out all the same',
  },
  {
    file: 'src/billing/advance.ts',
    line: '.filter((part) => part.seats > 0)',
    what: '> to >=',
    why: 'the credit for no seats is nothing, and a line over nothing is left out all the same',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'from < period.from) ? periodBefore',
    what: 'condition always true',
    why: 'a part that begins in the period does not look at the one before; it is only not looked for in vain',
  },
  {
    file: 'src/billing/new-commerce.ts',
    line: 'from < period.from) ? periodBefore',
    what: '< to <=',
    why: 'a part that begins in the period does not look at the one before; it is only not looked for in vain',
  },
  ...(['0 to 1', '0 to -1'] as const).map((what) => ({
    file: 'src/billing/new-commerce.ts',
    line: 'profileOf(lines).at(-1)?.seats ?? 0',
    what,
    why: 'where there are no lines there is no last one either',
  })),
  {
    file: 'src/upgrades/plan.ts',
    line: 'planned without an offer',
    what: 'condition always false',
    why: 'an upgrade without an offer at both ends was refused before',
  },
  {
    file: 'src/upgrades/plan.ts',
    line: 'planned without a price',
    what: 'condition always false',
    why: 'an upgrade without a price was refused before',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'isTrial: false,',
    what: 'false to true',
    why: 'the credit does not ask whether it is a trial; the account needs the member',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'autoRenew: true,',
    what: 'true to false',
    why: 'the credit does not ask whether it renews; the account needs the member',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'if (skuIds.length === 0) return candidates;',
    what: 'condition always false',
    why: 'without products to leave out nothing is left out; it only takes longer',
  },
  {
    file: 'src/licenses/transfer.ts',
    line: 'Math.max(free, 0)',
    what: '0 to -1',
    why: 'no place comes before the first, by one or by two',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: "code: 'count_violation'",
    what: '0 to 1',
    why: 'of a product that is not held it is not told how many seats there are',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: "code: 'count_violation'",
    what: '0 to -1',
    why: 'of a product that is not held it is not told how many seats there are',
  },
  {
    file: 'src/subscriptions/change/plan.ts',
    line: 'each.skuId === skuId)?.users ?? 0) - losing',
    what: '0 to -1',
    why: 'fewer than no users have no fewer than no seats too few',
  },
  {
    file: 'src/subscriptions/tenant/seats.ts',
    line: 'offer.seatFamily === null ? undefined',
    what: 'condition always false',
    why: 'no family has no name',
  },
  {
    file: 'src/upgrades/undo/undo.ts',
    line: 'name === null ? undefined',
    what: 'condition always false',
    why: 'no family has no name',
  },
];

/** Whether a mistake is known to make no difference. */
export function isEquivalent(file: string, mutant: Mutant): boolean {
  const line = readFileSync(file, 'utf8').split('\n')[mutant.line - 1] ?? '';
  return EQUIVALENT.some((each) => each.file === file && line.includes(each.line) && each.what === mutant.what);
}
