import { inLocale, type Locale } from '../../kit/locale.ts';
import type { Mistake } from './cells.ts';
import type * as wire from './contract.ts';
import type { Import } from './import.ts';
import { explainWanted } from './wanted.ts';

/** An import as the wire has it. */
export function importView(job: Import): wire.Import {
  const { id, kind, fileName, format, state, rows, mistakes, written, refused, startedAt, finishedAt } = job;
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
    attributes: { objectType: 'Import' },
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
