import type { UpgradePreview } from '../../src/upgrades/contract.ts';
import type { WordId } from '../words/word.ts';

/** One thing that is no longer as it was shown: its name, and how it read before and reads now. */
export type Difference = { readonly what: WordId; readonly before: Shown; readonly after: Shown };

/** A value together with what kind it is, so that the page can write it in its language. */
export type Shown =
  | { readonly kind: 'money'; readonly amount: number; readonly currency: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'days'; readonly from: string; readonly until: string }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'nothing' };

/** What changed between the preview that was submitted and the one of now. */
export function previewDifferences(before: UpgradePreview, after: UpgradePreview): readonly Difference[] {
  const rows: readonly Difference[] = [
    { what: 'upgrades.total', before: money(before.total), after: money(after.total) },
    { what: 'upgrades.nextPeriod', before: money(before.nextPeriod?.after), after: money(after.nextPeriod?.after) },
    { what: 'upgrades.term', before: term(before), after: term(after) },
    {
      what: 'upgrades.usersMoved',
      before: { kind: 'number', value: before.usersToMove },
      after: { kind: 'number', value: after.usersToMove },
    },
    { what: 'upgrades.usersStaying', before: leftBehind(before), after: leftBehind(after) },
    { what: 'upgrades.quantity', before: { kind: 'number', value: before.quantity }, after: { kind: 'number', value: after.quantity } },
  ];
  return rows.filter((row) => JSON.stringify(row.before) !== JSON.stringify(row.after));
}

function money(value: { readonly amount: number; readonly currency: string } | undefined): Shown {
  return value === undefined ? { kind: 'nothing' } : { kind: 'money', amount: value.amount, currency: value.currency };
}

function term({ targetTerm }: UpgradePreview): Shown {
  return targetTerm === undefined ? { kind: 'nothing' } : { kind: 'days', from: targetTerm.startDate, until: targetTerm.endDate };
}

function leftBehind({ usersLeftBehind }: UpgradePreview): Shown {
  return { kind: 'texts', texts: usersLeftBehind.map(({ displayName }) => displayName).toSorted() };
}
