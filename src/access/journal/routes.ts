import { Type } from 'typebox';
import type { Clock } from '../../platform/clock.ts';
import { ContinuationHeaders, Fault, Guid } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage, pageSize, readToken, TOKEN_INSTANT, writeToken } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { callerOf } from '../caller.ts';
import { PartnerAuditQuery, PartnerAuditRecords } from './contract.ts';
import { DAYS_BACK_MAX, readSpan } from './span.ts';
import { listJournal } from './store.ts';
import { entryView } from './view.ts';

const PURPOSE = 'partner audit';
const Continuation = Type.Object({ at: TOKEN_INSTANT, auditId: Guid, from: TOKEN_INSTANT, until: TOKEN_INSTANT });
/** What a page is narrowed to goes on with it: the token belongs to the filter that it was made for. */
const purposeOf = (filter: { readonly resourceType: string | null; readonly status: string | null }): string =>
  `${PURPOSE} ${filter.resourceType ?? ''} ${filter.status ?? ''}`;

/** What was done in the partner's own house, for its people to read. */
export function journalRoutes({ db, clock }: { readonly db: Db; readonly clock: Clock }): Routes {
  const reader = readerOf(db);
  return async (app) => {
    app.get(
      '/v1/partnerauditrecords',
      {
        config: { right: 'audit.read' },
        schema: {
          summary: 'What concerns no customer: people, roles, requests, failed sign-ins',
          tags: ['audit'],
          querystring: PartnerAuditQuery,
          headers: ContinuationHeaders,
          response: { 200: PartnerAuditRecords, 400: Fault },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const size = pageSize(query.size, { fallback: 100, most: 500 });
        if (size === null) return sendFault(reply, 400, malformed('size', 'must be from 1 to 500'));
        const filter = { resourceType: query.resourceType ?? null, status: query.operationStatus ?? null };
        const token = request.headers['ms-continuationtoken'];
        const going = token === undefined || query.seekOperation === 'First' ? null : readToken(purposeOf(filter), Continuation, token);
        if (token !== undefined && query.seekOperation !== 'First' && going === null)
          return sendFault(reply, 400, malformed('MS-ContinuationToken', 'is not one of this list'));

        const now = clock.now();
        const span = going === null ? readSpan(query, now, justAfter(now)) : { from: new Date(going.from), until: new Date(going.until) };
        if ('member' in span)
          return sendFault(reply, 400, malformed('startDate', `must be a date of the last ${DAYS_BACK_MAX} days, before endDate`));
        const rows = await listJournal(reader, {
          partnerId: callerOf(request).partnerId,
          from: span.from,
          until: span.until,
          ...filter,
          after: going,
          limit: size + 1,
        });
        const { items, last } = cutPage(rows, size);
        const narrowed = [
          ...(filter.resourceType === null ? [] : [`&resourceType=${filter.resourceType}`]),
          ...(filter.status === null ? [] : [`&operationStatus=${filter.status}`]),
        ];
        const uri = `/partnerauditrecords?size=${size}${narrowed.join('')}`;
        const next =
          last === null
            ? {}
            : {
                next: {
                  uri: `${uri}&seekOperation=Next`,
                  token: writeToken(purposeOf(filter), {
                    at: last.at,
                    auditId: last.auditId,
                    from: span.from.toISOString(),
                    until: span.until.toISOString(),
                  }),
                },
              };
        return collection(items.map(entryView), { self: uri, ...next });
      },
    );
  };
}

/** What happened at this very instant belongs to the list. */
function justAfter(now: Date): Date {
  return new Date(now.getTime() + 1);
}
