import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../platform/csv.ts';
import type { Db } from '../../platform/db.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { exportRows } from './commands.ts';
import { ExportQuery } from './contract.ts';
import { EXPORT_COLUMNS } from './columns.ts';
import { EXPORTS, type ExportKind } from './kinds/contract.ts';
import { exportedRow, type Worded } from './row.ts';

export type ExportDeps = { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'> };

/** Everything that a partner may see, as files: of the kinds that can be imported, and of what happened here. */
export function exportRoutes({ db, catalog }: ExportDeps): Routes {
  const reader = readerOf(db);
  return async (app) => {
    for (const { kind, right } of EXPORTS) {
      app.get(
        `/v1/exports/${kind}`,
        {
          config: { right },
          schema: {
            summary: `All ${kind} of the partner as a file`,
            tags: ['exports'],
            querystring: ExportQuery,
            response: { 200: Type.Unknown({ description: `text/csv or application/x-ndjson: ${EXPORT_COLUMNS[kind].join(', ')}` }) },
          },
        },
        async (request, reply) => {
          const { partnerId } = callerOf(request);
          const format = request.query.format ?? 'csv';
          const worded = { catalog: catalog.current(), locale: localeOf(request) };
          reply
            .header('Content-Type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
            .header('Content-Disposition', `attachment; filename="${kind}.${format}"`);
          return reply.send(Readable.from(fileOf(reader, { kind, format, partnerId }, worded)));
        },
      );
    }
  };
}

async function* fileOf(
  reader: Reader,
  { kind, format, partnerId }: { readonly kind: ExportKind; readonly format: 'csv' | 'jsonl'; readonly partnerId: PartnerId },
  worded: Worded,
): AsyncGenerator<string> {
  if (format === 'csv') yield BYTE_ORDER_MARK + writeCsv([EXPORT_COLUMNS[kind]]);
  for await (const rows of exportRows(reader, kind, partnerId)) {
    const made = rows.map((row) => exportedRow(kind, row, worded));
    if (format === 'csv') yield writeCsv(made.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value)))));
    else
      yield made
        .map((row) => `${JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)))}\n`)
        .join('');
  }
}
