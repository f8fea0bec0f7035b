import { inLocale, type Bilingual, type Locale } from '../../kit/locale.ts';
import type { Mistake } from './cells.ts';
import type * as wire from './contract.ts';
import type { Import, ImportTrouble } from './import.ts';
import { explainWanted } from './wanted.ts';

/** An import as the wire has it. */
export function importView(job: Import, locale: Locale): wire.Import {
  const { id, kind, fileName, format, state, rows, mistakes, written, refused, startedAt, finishedAt, againAt, trouble } = job;
  return {
    id,
    kind,
    fileName,
    format,
    state,
    rows,
    mistakes,
    written,
    alreadyThere: job.known,
    refused,
    createdBy: job.actorName,
    createdDate: job.createdAt,
    ...(startedAt === null ? {} : { startedDate: startedAt }),
    ...(finishedAt === null ? {} : { finishedDate: finishedAt }),
    ...(againAt === null || state !== 'running' ? {} : { triedAgainDate: againAt }),
    ...(trouble === null ? {} : { trouble: troubleView(trouble, locale) }),
    attributes: { objectType: 'Import' },
  };
}

function troubleView({ kind, line }: ImportTrouble, locale: Locale): NonNullable<wire.Import['trouble']> {
  const description = inLocale(line === null ? UNFORESEEN : unforeseenAt(line), locale);
  return { code: kind, description, ...(line === null ? {} : { line }) };
}

const UNFORESEEN: Bilingual = {
  en: 'Something unforeseen kept this file from being written. What was written stays. Whoever runs the program finds in its log what it was.',
  zhTW: '發生未預期的狀況，無法寫入此檔案。已寫入的內容會保留。系統管理者可在程式記錄中查看原因。',
};

function unforeseenAt(line: number): Bilingual {
  return {
    en: `Something unforeseen kept the rows of the customer in line ${line} from being written. What was written stays. Whoever runs the program finds in its log what it was.`,
    zhTW: `發生未預期的狀況，無法寫入第 ${line} 行客戶的資料列。已寫入的內容會保留。系統管理者可在程式記錄中查看原因。`,
  };
}

/** A mistake as the wire has it. */
export function mistakeView({ line, column, found, wanted }: Mistake, locale: Locale): wire.ImportMistake {
  const { what: code, ...facts } = wanted;
  return { line, column, found, expected: explainWanted(wanted, locale), code, facts, attributes: { objectType: 'ImportMistake' } };
}

/** The headings of the file of mistakes. */
export function mistakeHeadings(locale: Locale): readonly string[] {
  return HEADINGS.map((heading) => inLocale(heading, locale));
}

const HEADINGS = [
  { en: 'line', zhTW: '行' },
  { en: 'column', zhTW: '欄位' },
  { en: 'found', zhTW: '內容' },
  { en: 'expected', zhTW: '應為' },
] as const;
