import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf, type Caller } from '../../access/caller.ts';
import { answering } from '../../audit/commands.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { Locale } from '../../kit/locale.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../platform/csv.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { isSentFile, takeRecords } from '../../platform/uploads.ts';
import { readFile, takeFile } from './checking/commands.ts';
import { Import, ImportMistakes, ImportParams, ImportQuery, Imports, MistakesQuery } from './contract.ts';
import { dropImport, dropUntaken, findImport, listImports, listMistakes, startImport } from './store.ts';
import { importView, mistakeHeadings, mistakeView } from './view.ts';
import { explainWanted } from './wanted.ts';

export type ImportDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  readonly clock: Clock;
  readonly newId: () => string;
};

const config = { right: 'imports.run' } as const;
const tags = ['imports'];
/** A million rows, and some. */
const FILE_BYTES = 1_073_741_824;
const LIST_LENGTH = 100;
const MISTAKES_PER_PAGE = 1_000;
const NO_FILE = malformed(
  '',
  'must carry a file in UTF-8: `Content-Type: text/csv`, or `application/x-ndjson` for one JSON object to a line',
);

/** Files of customers, subscriptions, users, licences and entitlements: checked whole, then written in the background. */
export function importRoutes(deps: ImportDeps): Routes {
  const { db, clock } = deps;
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });

  return async (app) => {
    await app.register(uploadRoutes(deps));

    app.get(
      '/v1/imports',
      { config, schema: { summary: 'The latest imports of the partner', tags, response: { 200: Imports } } },
      async (request) =>
        collection(
          (await listImports(reader, callerOf(request).partnerId, LIST_LENGTH)).map((each) => importView(each, localeOf(request))),
        ),
    );

    app.get(
      '/v1/imports/:importId',
      { config, schema: { summary: 'One import: how far it got', tags, params: ImportParams, response: { 200: Import, 404: Fault } } },
      async (request, reply) => {
        const found = await findImport(reader, callerOf(request).partnerId, request.params.importId);
        return found === null ? sendFault(reply, 404, NOT_FOUND) : importView(found, localeOf(request));
      },
    );

    app.post(
      '/v1/imports/:importId/start',
      {
        config,
        schema: {
          summary: 'Write what the file says, in the background; one that was started already goes on, and so does one that failed',
          tags,
          params: ImportParams,
          response: { 202: Import, 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const { importId } = request.params;
        const start = async (tx: Tx): Promise<Answer> => {
          await startImport(tx, partnerId, importId, clock.now());
          const found = await findImport(tx, partnerId, importId);
          if (found === null) return faultAnswer(404, NOT_FOUND);
          if (found.state === 'running' || found.state === 'done') return { status: 202, body: importView(found, localeOf(request)) };
          const description = NOT_READY[found.state === 'faulty' ? 'faulty' : 'reading'];
          return faultAnswer(409, { code: 3000, description, data: [found.state] });
        };
        return sendAnswer(reply, await answerOnce(request, start));
      },
    );

    app.delete(
      '/v1/imports/:importId',
      {
        config,
        schema: {
          summary: 'Forget an import and its file; what it wrote stays',
          tags,
          params: ImportParams,
          response: { 204: Type.Null(), 404: Fault, 409: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const { importId } = request.params;
        const drop = async (tx: Tx): Promise<Answer> => {
          if (await dropImport(tx, partnerId, importId)) return { status: 204, body: null };
          const found = await findImport(tx, partnerId, importId);
          if (found === null) return faultAnswer(404, NOT_FOUND);
          return faultAnswer(409, { code: 3000, description: 'The import is being written. Wait until it is done.', data: [found.state] });
        };
        return sendAnswer(reply, await answerOnce(request, drop));
      },
    );

    app.get(
      '/v1/imports/:importId/mistakes',
      {
        config,
        schema: {
          summary: 'What is wrong with the file, by line',
          tags,
          params: ImportParams,
          querystring: MistakesQuery,
          response: { 200: ImportMistakes, 404: Fault },
        },
      },
      async (request, reply) => {
        const found = await findImport(reader, callerOf(request).partnerId, request.params.importId);
        if (found === null) return sendFault(reply, 404, NOT_FOUND);
        const { size = 0, afterLine = 0 } = request.query;
        const limit = size < 1 ? 100 : Math.min(size, MISTAKES_PER_PAGE);
        const mistakes = await listMistakes(reader, found.id, { after: { line: afterLine, column: LAST_CHARACTER }, limit });
        return collection(mistakes.map((mistake) => mistakeView(mistake, localeOf(request))));
      },
    );

    app.get(
      '/v1/imports/:importId/mistakefile',
      {
        config,
        schema: {
          summary: 'The same as CSV: line, column, found, expected',
          tags,
          params: ImportParams,
          response: { 200: Type.Unknown({ description: 'text/csv' }), 404: Fault },
        },
      },
      async (request, reply) => {
        const found = await findImport(reader, callerOf(request).partnerId, request.params.importId);
        if (found === null) return sendFault(reply, 404, NOT_FOUND);
        reply.header('Content-Type', 'text/csv; charset=utf-8').header('Content-Disposition', 'attachment; filename="mistakes.csv"');
        return reply.send(Readable.from(mistakeFile(reader, found.id, localeOf(request))));
      },
    );
  };
}

/** The one route that reads a file as it comes in: to the others a file is a body that they do not take. */
function uploadRoutes({ db, catalog, clock, newId }: ImportDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });

  return async (app) => {
    takeRecords(app);
    app.post(
      '/v1/imports',
      {
        config,
        bodyLimit: FILE_BYTES,
        schema: {
          summary: 'Send a file (text/csv, or application/x-ndjson) and have it checked; nothing is written before it is started',
          tags,
          querystring: ImportQuery,
          response: { 200: Import, 400: Fault },
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (!isSentFile(body)) return sendFault(reply, 400, NO_FILE);
        const caller = callerOf(request);
        const { kind, fileName } = request.query;
        const begun = {
          ...NOTHING_YET,
          id: newId(),
          partnerId: caller.partnerId,
          kind,
          fileName: fileName ?? '',
          format: body.format,
          actor: { caller, correlationId: request.correlationId, remoteAddress: request.ip },
          actorName: nameOf(caller),
          createdAt: clock.now().toISOString(),
        };
        const read = await readFile({ reader, catalog, now: clock.now() }, begun, body.chunks);
        // What was asked is known only now that all of the file is here. Of two that came in together one counts.
        const asked = { caller, id: request.id, method: request.method, url: request.url, body: read.contentHash };
        const answer = await answerOnce(asked, async (tx) => ({
          status: 200,
          body: importView(await takeFile(tx, begun, read), localeOf(request)),
        }));
        await dropUntaken(reader, begun.id);
        return sendAnswer(reply, answer);
      },
    );
  };
}

/** Sorts after every name of a column, so that what follows it is of a later line. */
const LAST_CHARACTER = '\u{10FFFF}';

const NOT_READY = {
  faulty: 'Something in the file is wrong, so nothing of it is written. Correct it and send it again.',
  reading: 'The file is still coming in. Start the import when it is ready.',
};

const NOTHING_YET = {
  contentHash: null,
  state: 'reading',
  startedAt: null,
  finishedAt: null,
  rows: 0,
  mistakes: 0,
  known: 0,
  written: 0,
  refused: 0,
  writtenThrough: null,
  failures: 0,
  againAt: null,
  trouble: null,
} as const;

async function* mistakeFile(reader: Reader, importId: string, locale: Locale): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + writeCsv([mistakeHeadings(locale)]);
  let after = { line: 0, column: '' };
  for (;;) {
    const mistakes = await listMistakes(reader, importId, { after, limit: MISTAKES_PER_PAGE });
    const last = mistakes.at(-1);
    if (last === undefined) return;
    yield writeCsv(mistakes.map(({ line, column, found, wanted }) => [String(line), column, found, explainWanted(wanted, locale)]));
    after = last;
  }
}

function nameOf(caller: Caller): string {
  return caller.displayName;
}
