import { Type } from 'typebox';

/** How an export is written. */
export const ExportQuery = Type.Object({
  format: Type.Optional(Type.Enum(['csv', 'jsonl'], { description: 'csv (when left out), or one JSON object to a line.' })),
});
