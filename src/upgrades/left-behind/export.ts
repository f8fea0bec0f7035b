import { offerName } from '../../catalog/names.ts';
import { toIso } from '../../kit/dates.ts';
import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import { explainLeftBehind, servicesConcerned } from '../../licenses/transfer-words.ts';
import type { Shown } from '../view.ts';
import { explainRemedy, leftBehindRemedies } from './remedies.ts';
import type { LeftBehindTask, TaskState } from './task.ts';

/** The headings of an exported list. */
export function exportHeadings(locale: Locale): readonly string[] {
  return HEADINGS.map((heading) => inLocale(heading, locale));
}

const HEADINGS: readonly Bilingual[] = [
  { en: 'Customer', zhTW: '客戶' },
  { en: 'Customer ID', zhTW: '客戶識別碼' },
  { en: 'User', zhTW: '使用者' },
  { en: 'Account', zhTW: '帳戶' },
  { en: 'From', zhTW: '來源訂閱' },
  { en: 'To', zhTW: '目標訂閱' },
  { en: 'Reason', zhTW: '原因' },
  { en: 'Explanation', zhTW: '說明' },
  { en: 'Services', zhTW: '服務' },
  { en: 'What to do', zhTW: '處理方式' },
  { en: 'State', zhTW: '狀態' },
  { en: 'Owner', zhTW: '負責人' },
  { en: 'Note', zhTW: '備註' },
  { en: 'Left behind since', zhTW: '留下時間' },
  { en: 'Closed', zhTW: '結束時間' },
];

const STATES: Readonly<Record<TaskState, Bilingual>> = {
  open: { en: 'open', zhTW: '待處理' },
  moved: { en: 'moved', zhTW: '已移轉' },
  dismissed: { en: 'dismissed', zhTW: '已略過' },
  gone: { en: 'gone', zhTW: '已無授權' },
};

/** One row for each reason of each person: a person with two causes needs two things done. */
export function exportRows(task: LeftBehindTask, { catalog, locale }: Shown): readonly (readonly string[])[] {
  const end = [
    inLocale(STATES[task.state], locale),
    task.owner?.name ?? '',
    task.note ?? '',
    toIso(task.recordedAt),
    task.closedAt === null ? '' : toIso(task.closedAt),
  ];
  return task.reasons.map((reason) => [
    task.customerName,
    task.customerId,
    task.displayName,
    task.userPrincipalName,
    offerName(catalog, task.sourceOfferId, locale),
    offerName(catalog, task.targetOfferId, locale),
    reason.code,
    explainLeftBehind(reason, catalog, locale),
    servicesConcerned(reason, catalog, locale).join('; '),
    leftBehindRemedies(reason)
      .map((remedy) => explainRemedy(remedy, catalog, locale))
      .join(' '),
    ...end,
  ]);
}
