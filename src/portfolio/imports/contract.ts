import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';
import { IMPORT_KINDS } from './kinds/contract.ts';

const instant = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));
const count = (description: string) => Type.Integer({ description });

export const ImportKind = Type.Enum(IMPORT_KINDS);

/** What kind of file is sent, and what it is called. */
export const ImportQuery = Type.Object({
  kind: ImportKind,
  fileName: Type.Optional(Type.String({ maxLength: 200, description: 'Shown in the list of imports.' })),
});

export const ImportParams = Type.Object({ importId: Guid });

/** A file on its way in. */
export const Import = Type.Object(
  {
    id: Type.String(),
    kind: ImportKind,
    fileName: Type.String(),
    format: Type.Enum(['csv', 'jsonl']),
    state: Type.Enum(['reading', 'faulty', 'ready', 'running', 'failed', 'done'], {
      description:
        'faulty: nothing of it is or will be written. ready: it waits to be started. failed: it could not be written several times, and waits to be started again.',
    }),
    rows: count('Rows of the file.'),
    mistakes: count('Places of the file that are wrong.'),
    written: count('Rows that were written.'),
    alreadyThere: count('Rows that were there before under the same key, and stayed as they were.'),
    refused: count('Rows that something kept from being written that changed after the check; they stand among the mistakes.'),
    createdBy: Type.String(),
    createdDate: Type.String({ format: 'date-time' }),
    startedDate: instant('Absent before the start.'),
    finishedDate: instant('Absent before the end.'),
    triedAgainDate: instant('While it is running and could not be written: when it is tried again, of itself.'),
    trouble: Type.Optional(
      Type.Object(
        {
          code: Type.Enum(['unforeseen']),
          description: Type.String({ description: 'In the language of the request.' }),
          line: Type.Optional(count('Of the first row of the customer that could not be written.')),
        },
        { description: 'Why it rests or failed.' },
      ),
    ),
    attributes: Attributes('Import'),
  },
  { title: 'Import' },
);
export const Imports = Collection(Import);

export const MistakesQuery = Type.Object({
  size: Type.Optional(Type.Integer({ description: '1 to 1000; 0 or none: 100.' })),
  afterLine: Type.Optional(Type.Integer({ minimum: 0, description: 'Only mistakes of later lines.' })),
});

/** What is wrong in one place of a file. */
export const ImportMistake = Type.Object(
  {
    line: count('Of the file, from 1; the line of headings counts.'),
    column: Type.String({ description: 'Empty where the line as a whole is wrong.' }),
    found: Type.String(),
    expected: Type.String({ description: 'What should stand there, in the language of the request.' }),
    code: Type.String({ description: 'The same as a stable code.' }),
    facts: Type.Record(Type.String(), Type.Unknown(), { description: 'What the words were made of.' }),
    attributes: Attributes('ImportMistake'),
  },
  { title: 'ImportMistake' },
);
export const ImportMistakes = Collection(ImportMistake);

export type Import = Static<typeof Import>;
export type ImportMistake = Static<typeof ImportMistake>;
