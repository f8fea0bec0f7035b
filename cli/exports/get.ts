import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { OperationName } from '../../client/client.ts';
import { EXPORTS } from '../../src/portfolio/exports/kinds/contract.ts';
import { failureOf, withApi } from '../kit/api.ts';
import { declareCommand } from '../kit/declare.ts';

const KINDS = EXPORTS.map(({ kind }) => kind);

/** Writes all of one kind into a file, or to standard output, as it comes in. */
export const getExport = declareCommand({
  name: 'exports get',
  summary: 'Write all customers, subscriptions, users, licenses, … into a file',
  words: {
    kind: { about: KINDS.join(', '), form: { pattern: new RegExp(`^(${KINDS.join('|')})$`), says: `is one of ${KINDS.join(', ')}` } },
  },
  options: {
    file: { type: 'string', value: 'FILE', about: 'where to; a file that is there is replaced. KIND.csv when left out' },
    jsonl: { type: 'boolean', about: 'one JSON object to a line, instead of CSV' },
  },
  run: ({ kind, file, jsonl }, settings) =>
    withApi(settings, async (api) => {
      const format = jsonl || /\.(jsonl|ndjson)$/i.test(file ?? '') ? 'jsonl' : 'csv';
      const target = file ?? `${kind}.${format}`;
      // The kinds are those of the operations: the form above lets no other pass.
      const reply = await api.stream(`GET /v1/exports/${kind}` as OperationName, { query: { format } });
      if (reply.kind !== 'answered') return failureOf(reply);
      try {
        const written = createWriteStream(target);
        await pipeline(Readable.fromWeb(reply.body), written);
        return { kind: 'done', data: { kind, file: target, bytes: written.bytesWritten }, lines: [`Saved the ${kind} as ${target}.`] };
      } catch (error) {
        return { kind: 'refused', message: `${target} was not written whole: ${(error as Error).message}` };
      }
    }),
});
