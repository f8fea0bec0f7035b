import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { generationOf } from '../../access/generation.ts';
import type { PartnerId } from '../../kit/ids.ts';
import type { App } from '../../platform/app.ts';
import type { Clock } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../platform/csv.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { AuditExportQuery, AuditParams, AuditQuery, AuditRecord, AuditRecords } from './contract.ts';
import { nextToken, readQuestion, type AuditQuestion } from './question.ts';
import { readRecordId } from './record.ts';
import { findRecord, listRecords } from './store.ts';
import { EXPORT_HEADINGS, exportRow, recordView } from './view.ts';

const config = { right: 'audit.read' };
const tags = ['audit'];

/** What was done at a partner's customers, at both addresses of the public API. */
export function auditRoutes({ db, clock }: { readonly db: Db; readonly clock: Clock }): Routes {
  const reader = readerOf(db);
  return async (app) => {
    for (const prefix of ['/v1', '/auditactivity/v1']) addRecords(app, prefix, { reader, clock });

    app.get(
      '/v1/auditrecords/export',
      {
        config,
        schema: {
          summary: 'What was done at the partner’s customers, as CSV with all pages',
          tags,
          querystring: AuditExportQuery,
          response: { 200: Type.Unknown({ description: 'text/csv, one row for each record' }), 400: Fault },
        },
      },
      async (request, reply) => {
        const read = readQuestion(request.query, undefined, clock.now());
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        reply.header('Content-Type', 'text/csv; charset=utf-8').header('Content-Disposition', 'attachment; filename="audit-records.csv"');
        return reply.send(Readable.from(fileOf(reader, callerOf(request).partnerId, read.question)));
      },
    );
  };
}

function addRecords(app: App, prefix: string, { reader, clock }: { readonly reader: Reader; readonly clock: Clock }): void {
  app.get(
    `${prefix}/auditrecords`,
    {
      config,
      schema: {
        summary: 'What was done at the partner’s customers, latest first',
        tags,
        querystring: AuditQuery,
        headers: ContinuationHeaders,
        response: { 200: AuditRecords, 400: Fault },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const read = readQuestion(request.query, request.headers['ms-continuationtoken'], clock.now());
      if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
      const { size } = read.question;
      const { items, last } = cutPage(await listRecords(reader, caller.partnerId, { ...read.question, size: size + 1 }), size);
      const self = `/auditrecords?size=${size}`;
      const next = last === null ? {} : { next: { uri: `${self}&seekOperation=Next`, token: nextToken(read.question, last) } };
      return collection(
        items.map((record) => recordView(record, generationOf(caller))),
        { self, ...next },
      );
    },
  );

  app.get(
    `${prefix}/auditrecords/:recordId`,
    { config, schema: { summary: 'One audit record', tags, params: AuditParams, response: { 200: AuditRecord, 404: Fault } } },
    async (request, reply) => {
      const caller = callerOf(request);
      const id = readRecordId(request.params.recordId);
      const record = id === null ? null : await findRecord(reader, caller.partnerId, id);
      return record === null ? sendFault(reply, 404, NOT_FOUND) : recordView(record, generationOf(caller));
    },
  );
}

/** The whole list, page by page, so that a long one does not have to be in memory. */
async function* fileOf(reader: Reader, partnerId: PartnerId, question: AuditQuestion): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${writeCsv([EXPORT_HEADINGS])}`;
  let { after } = question;
  for (;;) {
    const records = await listRecords(reader, partnerId, { ...question, after });
    if (records.length > 0) yield writeCsv(records.map(exportRow));
    const last = records.at(-1);
    if (last === undefined || records.length < question.size) return;
    after = { at: last.at, customerId: last.customerId, auditId: last.auditId };
  }
}
