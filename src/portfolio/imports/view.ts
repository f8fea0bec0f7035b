import type { Mistake } from './cells.ts';
import type * as wire from './contract.ts';
import type { Import } from './import.ts';

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
export function mistakeView(mistake: Mistake): wire.ImportMistake {
  return { ...mistake, attributes: { objectType: 'ImportMistake' } };
}
