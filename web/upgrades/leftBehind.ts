import type { LeftBehindUser } from '../../src/upgrades/contract.ts';
import { toCsv } from '../kit/csv.ts';
import type { Words, WordValues } from '../kit/words.ts';
import { numberOf, textOf, textsOf } from '../kit/facts.ts';

type Reason = LeftBehindUser['reasons'][number];

/** People who stay behind for the very same reasons: one explanation for all of them. */
export type LeftBehindGroup = { readonly key: string; readonly reasons: readonly Reason[]; readonly users: readonly LeftBehindUser[] };

/** Puts those with the same reasons together; the group with the fewest people, who need most care, is not lost below a large one. */
export function groupsOf(users: readonly LeftBehindUser[]): readonly LeftBehindGroup[] {
  const byReasons = Map.groupBy(users, ({ reasons }) => JSON.stringify(reasons));
  return [...byReasons]
    .map(([key, members]) => ({ key, reasons: members[0]?.reasons ?? [], users: members }))
    .toSorted((a, b) => a.users.length - b.users.length);
}

/** One reason in plain words: its name, why, and what a person can do. */
export type WordedReason = { readonly code: string; readonly title: string; readonly why: string; readonly todo: string };

type Wording = {
  readonly t: Words;
  readonly byCode: (id: string, values?: WordValues) => string | null;
  readonly formats: {
    readonly list: (items: readonly string[]) => string;
    readonly anyOf: (items: readonly string[]) => string;
    readonly country: (code: string) => string;
  };
};

export function wordLeftBehind({ code, description, facts }: Reason, { t, byCode, formats }: Wording): WordedReason {
  const location = textOf(facts, 'usageLocation');
  const groupNames = textsOf(facts, 'groupNames');
  const values = {
    service: textOf(facts, 'service') ?? t('leftBehind.aService'),
    conflictingService: textOf(facts, 'conflictingService') ?? t('leftBehind.aService'),
    requiredServices: formats.anyOf(textsOf(facts, 'requiredServices')),
    product: textOf(facts, 'conflictingProduct') ?? textOf(facts, 'dependentProduct') ?? t('leftBehind.anotherProduct'),
    country: location === null ? '' : formats.country(location),
    groups: textsOf(facts, 'groupIds').length,
    groupNames: formats.list(groupNames),
    seats: numberOf(facts, 'seats'),
  };
  return {
    code,
    title: byCode(`leftBehind.${code}.title`, values) ?? description,
    why: byCode(`leftBehind.${code}.${groupNames.length > 0 ? 'whyNamed' : 'why'}`, values) ?? '',
    todo: byCode(`leftBehind.${code}.todo`, values) ?? '',
  };
}

/** The list to work off as a file: one row for each person and reason. */
export function leftBehindCsv(users: readonly LeftBehindUser[], wording: Wording): string {
  const { t, formats } = wording;
  const headings = [
    t('leftBehind.csv.name'),
    t('leftBehind.csv.account'),
    t('leftBehind.csv.services'),
    t('leftBehind.csv.reason'),
    t('leftBehind.csv.todo'),
  ];
  const rows = users.flatMap(({ displayName, userPrincipalName, reasons }) =>
    reasons.map((reason) => {
      const { why, todo } = wordLeftBehind(reason, wording);
      return [displayName, userPrincipalName, formats.list(reason.services), why, todo];
    }),
  );
  return toCsv([headings, ...rows]);
}
