import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { customerRequest } from '../../customers/request.ts';
import { findCustomer } from '../../customers/store.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { takeCsv } from '../../platform/uploads.ts';
import { recordEntitlements } from './commands.ts';
import { EntitlementList, Entitlements, EntitlementsQuery } from './contract.ts';
import { readEntitlements, type EntryError, type WrittenEntry } from './entitlement-list.ts';
import { readEntitlementFile } from './file.ts';
import { listEntitlements, listRecorded } from './store.ts';
import { entitlementView } from './view.ts';

export type ChannelDeps = {
  readonly db: Db;
  readonly catalog: Pick<CatalogSource, 'current'>;
  readonly clock: Clock;
  readonly newId: () => string;
};

const tags = ['channels'];
const writing = { config: { right: 'entitlements.write' } } as const;
const ERRORS_TOLD_MAX = 100;
/** A list of 500 entries is far below this. */
const FILE_BYTES = 262_144;

/** What customers hold through partners and channels that do not work here: recorded by API or by file, and read. */
export function channelRoutes(deps: ChannelDeps): Routes {
  const { db, catalog } = deps;
  const reader = readerOf(db);

  return async (app) => {
    takeCsv(app);

    app.get(
      '/v1/customers/:customerId/entitlements',
      {
        config: { right: 'subscriptions.read' },
        schema: {
          summary: 'What the customer holds elsewhere, as far as recorded',
          tags,
          params: CustomerParams,
          querystring: EntitlementsQuery,
          response: { 200: Entitlements, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const shown = { catalog: catalog.current(), locale: localeOf(request) };
        const { partnerId } = callerOf(request);
        const found = request.query.onlyOwn
          ? await listRecorded(reader, customer.id, partnerId)
          : await listEntitlements(reader, customer.id, [partnerId, ...customer.scope.sellerIds]);
        return collection(found.map((entitlement) => entitlementView(entitlement, shown)));
      },
    );

    app.put(
      '/v1/customers/:customerId/entitlements',
      {
        ...writing,
        bodyLimit: FILE_BYTES,
        schema: {
          summary: 'Record what the customer holds elsewhere; replaces what the partner recorded before',
          tags,
          params: CustomerParams,
          body: EntitlementList,
          response: { 200: Entitlements, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => record(deps, request, reply, request.body.items.map(writtenEntry)),
    );

    app.post(
      '/v1/customers/:customerId/entitlementfiles',
      {
        ...writing,
        bodyLimit: FILE_BYTES,
        schema: {
          summary: 'The same from a CSV file (text/csv): channel, product, quantity, status, heldSince, heldUntil',
          tags,
          params: CustomerParams,
          response: { 200: Entitlements, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        if (typeof request.body !== 'string')
          return sendFault(reply, 400, malformed('', 'must carry a CSV file in UTF-8, with `Content-Type: text/csv`'));
        const read = readEntitlementFile(request.body);
        return read.kind === 'refused' ? sendFault(reply, 400, mistakes(read.errors)) : record(deps, request, reply, read.entries);
      },
    );
  };
}

type OfCustomer = FastifyRequest<{ Params: { customerId: string } }>;

async function record(
  { db, catalog, clock, newId }: ChannelDeps,
  request: OfCustomer,
  reply: FastifyReply,
  entries: readonly WrittenEntry[],
): Promise<FastifyReply> {
  const reading = readEntitlements(entries, catalog.current());
  if (reading.kind === 'refused') return sendFault(reply, 400, mistakes(reading.errors));
  const { entitlements } = reading;
  const shown = { catalog: catalog.current(), locale: localeOf(request) };
  const answer = () => ({ status: 200, body: collection(entitlements.map((entitlement) => entitlementView(entitlement, shown))) });
  const outcome = await db.transaction((tx) =>
    recordEntitlements(tx, { ...customerRequest(request), entitlements, answer }, { now: clock.now(), newId }),
  );
  return outcome.kind === 'answered' ? reply.code(outcome.answer.status).send(outcome.answer.body) : sendFault(reply, 404, NO_CUSTOMER);
}

function writtenEntry(item: EntitlementList['items'][number], i: number): WrittenEntry {
  return {
    where: `items[${i}]`,
    channel: item.channel,
    product: item.offerId ?? item.skuPartNumber ?? '',
    quantity: String(item.quantity),
    status: item.status ?? '',
    heldSince: item.heldSince,
    heldUntil: item.heldUntil ?? '',
  };
}

/** Everything that is wrong with a list; nothing of it was recorded. */
function mistakes(errors: readonly EntryError[]) {
  const data = errors.slice(0, ERRORS_TOLD_MAX).map(({ where, why }) => `${where}: ${why}`);
  const more = errors.length > data.length ? ` The first ${data.length} are listed.` : '';
  return {
    code: 2000,
    description: `The list has ${errors.length} mistake${errors.length === 1 ? '' : 's'}; nothing was recorded.${more}`,
    data,
  };
}
