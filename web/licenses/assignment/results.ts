import type { LicenseUpdateResult } from '../../../src/licenses/assignment/contract.ts';
import { toCsv } from '../../kit/csv.ts';
import type { Words, WordValues } from '../../kit/words.ts';

type Wording = { readonly t: Words; readonly byCode: (id: string, values?: WordValues) => string | null };

const RANK = { refused: 0, changed: 1, unchanged: 2 } as const;

/** The refused first: they are what somebody must look at. */
export function inOrderOfCare(results: readonly LicenseUpdateResult[]): readonly LicenseUpdateResult[] {
  return results.toSorted((a, b) => RANK[a.outcome] - RANK[b.outcome]);
}

/** What happened to each user as a file: one row for each user and reason. */
export function resultsCsv(results: readonly LicenseUpdateResult[], { t, byCode }: Wording, isPreview: boolean): string {
  const headings = [
    t('users.csv.line'),
    t('users.displayName'),
    t('users.signInName'),
    t('users.csv.outcome'),
    t('users.csv.code'),
    t('users.csv.why'),
    t('users.csv.todo'),
    t('users.csv.lost'),
  ];
  const rows = results.flatMap(({ line, displayName, userPrincipalName, userId, outcome, reasons, servicesLost }) => {
    const name = userPrincipalName === '' ? userId : userPrincipalName;
    const person = [
      line === undefined ? '' : String(line),
      displayName,
      name,
      (isPreview ? byCode(`users.foreseen.${outcome}`) : byCode(`users.outcome.${outcome}`)) ?? outcome,
    ];
    const lost = servicesLost.join('; ');
    if (reasons.length === 0) return [[...person, '', '', '', lost]];
    return reasons.map(({ code, description }) => [...person, code, description, byCode(`users.todo.${code}`) ?? '', lost]);
  });
  return toCsv([headings, ...rows]);
}
