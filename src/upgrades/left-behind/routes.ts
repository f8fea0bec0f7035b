import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import { rolesWithDirectoryRights } from '../../access/permissions.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import type { CustomerId, PartnerId, UpgradeId } from '../../kit/ids.ts';
import { ContinuationHeaders, Fault } from '../../platform/contract.ts';
import { BYTE_ORDER_MARK, writeCsv } from '../../platform/csv.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, cutPage } from '../../platform/paging.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { findUpgrade } from '../records/store.ts';
import type { Shown } from '../view.ts';
import { Colleagues, CustomerTasksQuery, LeftBehindTasks, TaskFilters, TasksQuery, UpgradeParams } from './contract.ts';
import { exportHeadings, exportRows } from './export.ts';
import { nextToken, readQuestion, type TaskQuestion } from './question.ts';
import { listColleagues, listTasks, readGroupNames } from './store.ts';
import { groupsIn, type LeftBehindTask } from './task.ts';
import { taskView } from './view.ts';

const config = { right: 'users.read' };
const tags = ['upgrades'];
const EXPORT_PAGE = 500;

/** The people whom upgrades left behind: over all customers, of one customer, of one upgrade, and as a file. */
export function leftBehindRoutes({ db, catalog }: { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'> }): Routes {
  const reader = readerOf(db);
  const shownTo = (request: Parameters<typeof localeOf>[0]): Shown => ({ catalog: catalog.current(), locale: localeOf(request) });
  const customerOf = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/leftbehindusers',
      {
        config,
        schema: {
          summary: 'People left behind by upgrades, over all customers of the partner',
          tags,
          querystring: TasksQuery,
          headers: ContinuationHeaders,
          response: { 200: LeftBehindTasks, 400: Fault },
        },
      },
      async (request, reply) => {
        const read = readQuestion(request.query, request.headers['ms-continuationtoken'], callerOf(request));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        return pageOf(reader, callerOf(request).partnerId, read.question, { path: '/leftbehindusers', shown: shownTo(request) });
      },
    );

    app.get(
      '/v1/leftbehindusers/colleagues',
      {
        config,
        schema: { summary: 'People of the partner who can take on people left behind', tags, response: { 200: Colleagues } },
      },
      async (request) => {
        const found = await listColleagues(reader, callerOf(request).partnerId, rolesWithDirectoryRights);
        return collection(
          found.map((each) => ({ ...each })),
          { self: '/leftbehindusers/colleagues' },
        );
      },
    );

    app.get(
      '/v1/leftbehindusers/export',
      {
        config,
        schema: {
          summary: 'People left behind by upgrades, as CSV with all pages',
          tags,
          querystring: TaskFilters,
          response: { 200: Type.Unknown({ description: 'text/csv, one row for each reason of each person' }), 400: Fault },
        },
      },
      async (request, reply) => {
        const read = readQuestion({ ...request.query, size: EXPORT_PAGE }, undefined, callerOf(request));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        reply
          .header('Content-Type', 'text/csv; charset=utf-8')
          .header('Content-Disposition', 'attachment; filename="left-behind-users.csv"');
        return reply.send(Readable.from(fileOf(reader, callerOf(request).partnerId, read.question, shownTo(request))));
      },
    );

    app.get(
      '/v1/customers/:customerId/leftbehindusers',
      {
        config,
        schema: {
          summary: 'People left behind by upgrades of one customer',
          tags,
          params: CustomerParams,
          querystring: CustomerTasksQuery,
          headers: ContinuationHeaders,
          response: { 200: LeftBehindTasks, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { customerId } = request.params;
        const read = readQuestion({ ...request.query, customerId }, request.headers['ms-continuationtoken'], callerOf(request));
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        if ((await customerOf(request)) === null) return sendFault(reply, 404, NO_CUSTOMER);
        return pageOf(reader, callerOf(request).partnerId, read.question, {
          path: `/customers/${customerId}/leftbehindusers`,
          shown: shownTo(request),
        });
      },
    );

    app.get(
      '/v1/customers/:customerId/upgraderecords/:upgradeId/leftbehindusers',
      {
        config,
        schema: {
          summary: 'People left behind by one upgrade',
          tags,
          params: UpgradeParams,
          querystring: CustomerTasksQuery,
          headers: ContinuationHeaders,
          response: { 200: LeftBehindTasks, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { customerId } = request.params;
        const upgradeId = request.params.upgradeId as UpgradeId;
        const read = readQuestion({ ...request.query, customerId }, request.headers['ms-continuationtoken'], callerOf(request), upgradeId);
        if (read.kind === 'malformed') return sendFault(reply, 400, malformed(read.member, read.why));
        const customer = await customerOf(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const { partnerId } = callerOf(request);
        if ((await findUpgrade(reader, { partnerId, customerId: customer.id }, upgradeId)) === null)
          return sendFault(reply, 404, NOT_FOUND);
        return pageOf(reader, partnerId, read.question, {
          path: `/customers/${customerId}/upgraderecords/${upgradeId}/leftbehindusers`,
          shown: shownTo(request),
        });
      },
    );
  };
}

async function pageOf(
  reader: Reader,
  partnerId: PartnerId,
  { filter, after, size }: TaskQuestion,
  { path, shown }: { readonly path: string; readonly shown: Shown },
) {
  const { items, last } = cutPage(await listTasks(reader, { partnerId, filter, after, limit: size + 1 }), size);
  const groups = await readGroupNames(
    reader,
    items.flatMap((task) => groupsIn([task]).map((groupId) => ({ customerId: task.customerId, groupId }))),
  );
  const narrowed = queryOf(filter, size);
  const next = last === null ? {} : { next: { uri: `${path}?${narrowed}`, token: nextToken(last) } };
  return collection(
    items.map((task) => taskView(task, { ...shown, groups })),
    { self: `${path}?${narrowed}`, ...next },
  );
}

/** The filters as a query, so that the next page is narrowed as this one. */
function queryOf({ states, reason, owner, customerId }: TaskQuestion['filter'], size: number): string {
  const whose = owner.kind === 'anybody' ? [] : [`owner=${owner.kind === 'nobody' ? 'none' : owner.id}`];
  const members = [
    `size=${size}`,
    `state=${states.length === 1 ? states[0] : 'all'}`,
    ...(reason === null ? [] : [`reason=${reason}`]),
    ...whose,
  ];
  return [...members, ...(customerId === null ? [] : [`customerId=${customerId}`])].join('&');
}

/** The whole list as CSV, page by page, so that it never stands in memory. */
async function* fileOf(reader: Reader, partnerId: PartnerId, { filter, size }: TaskQuestion, shown: Shown): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + writeCsv([exportHeadings(shown.locale)]);
  let after: TaskQuestion['after'] = null;
  for (;;) {
    const tasks: readonly LeftBehindTask[] = await listTasks(reader, { partnerId, filter, after, limit: size + 1 });
    const { items, last } = cutPage(tasks, size);
    yield writeCsv(items.flatMap((task) => exportRows(task, shown)));
    if (last === null) return;
    after = last;
  }
}
