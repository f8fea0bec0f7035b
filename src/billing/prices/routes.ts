import { callerOf } from '../../access/caller.ts';
import { findPartner } from '../../access/store.ts';
import { answering } from '../../audit/commands.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { isCountry } from '../../catalog/countries.ts';
import { catalogSoldBy } from '../../catalog/prices.ts';
import { CustomerParams } from '../../customers/contract.ts';
import { NO_CUSTOMER } from '../../customers/faults.ts';
import { findCustomer } from '../../customers/store.ts';
import { unreachable } from '../../kit/brand.ts';
import type { CustomerId, OfferId, PartnerId } from '../../kit/ids.ts';
import { faultAnswer, sendAnswer, type Answer } from '../../platform/answer.ts';
import type { Clock } from '../../platform/clock.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { malformed, NOT_FOUND, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { FILE_BYTES_MAX, takeCsv } from '../../platform/uploads.ts';
import { changeCustomerMargin, changeResellerMargin, importPriceList } from './commands.ts';
import {
  CustomerMarginView,
  MarginBody,
  PriceListImport,
  PriceListQuery,
  Prices,
  PricesQuery,
  ResellerMargins,
  ResellerMarginView,
  ResellerParams,
} from './contract.ts';
import type { PriceImport } from './import-outcome.ts';
import type { LineError } from './price-list.ts';
import { listResellerMargins, readCustomerMargin } from './store.ts';
import { customerMarginView, importView, priceViews, resellerMarginView, withoutPrice } from './view.ts';

export type PriceDeps = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly newId: () => string };

const tags = ['prices'];
const NO_FILE = malformed('', 'must carry a CSV file in UTF-8, with `Content-Type: text/csv`');

/** The partner's prices and the margins on its customers' bills. */
export function priceRoutes({ db, catalog, clock, newId }: PriceDeps): Routes {
  const reader = readerOf(db);
  const answerOnce = answering({ db, clock });
  const actorOf = (request: { readonly caller: unknown; readonly correlationId: string; readonly ip: string }) => ({
    caller: callerOf(request),
    correlationId: request.correlationId,
    remoteAddress: request.ip,
  });

  return async (app) => {
    takeCsv(app);

    app.post(
      '/v1/prices',
      {
        config: { right: 'prices.write' },
        bodyLimit: FILE_BYTES_MAX,
        schema: {
          summary: 'Import a price list (text/csv): offerId, currency, billingCycle, term, market, effectiveFrom, listPrice, partnerPrice',
          tags,
          querystring: PriceListQuery,
          response: { 200: PriceListImport, 201: PriceListImport, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (typeof body !== 'string') return sendFault(reply, 400, NO_FILE);
        const actor = actorOf(request);
        const order = { partnerId: actor.caller.partnerId, file: { name: request.query.name ?? 'price list', text: body }, actor };
        const answer = await answerOnce(request, async (tx) =>
          importAnswer(await importPriceList(tx, order, { catalog: catalog.current(), now: clock.now(), newId })),
        );
        if (answer.status === 201) await catalog.refresh();
        return sendAnswer(reply, answer);
      },
    );

    app.get(
      '/v1/prices',
      {
        config: { right: 'invoices.read' },
        schema: {
          summary: 'The prices that hold, and those to come',
          tags,
          querystring: PricesQuery,
          response: { 200: Prices, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { partnerId } = callerOf(request);
        const partner = await findPartner(reader, partnerId);
        if (partner === null) return sendFault(reply, 404, NOT_FOUND);
        const country = request.query.country?.toUpperCase() ?? partner.country;
        if (!isCountry(country)) return sendFault(reply, 400, malformed('country', 'is no country of ISO 3166'));
        const sold = catalogSoldBy(catalog.current(), { partnerId, country });
        const offerId = (request.query.offerId?.toUpperCase() ?? null) as OfferId | null;
        const locale = localeOf(request);
        const missing = withoutPrice(sold, partner.currency, locale).filter((each) => offerId === null || each.offerId === offerId);
        return { ...collection(priceViews(sold, { currency: partner.currency, offerId }, locale)), withoutPrice: missing };
      },
    );

    app.get(
      '/v1/customers/:customerId/margin',
      {
        config: { right: 'invoices.read' },
        schema: {
          summary: 'What is put on top of the bill for a customer',
          tags,
          params: CustomerParams,
          response: { 200: CustomerMarginView, 404: Fault },
        },
      },
      async (request, reply) => {
        const customerId = request.params.customerId as CustomerId;
        const margin = await readCustomerMargin(reader, callerOf(request).partnerId, customerId);
        return margin === null ? sendFault(reply, 404, NO_CUSTOMER) : customerMarginView(customerId, margin);
      },
    );

    const setMargin = async (
      tx: Tx,
      request: { readonly caller: unknown; readonly correlationId: string; readonly ip: string; readonly params: { customerId: string } },
      basisPoints: number | null,
    ): Promise<Answer> => {
      const actor = actorOf(request);
      const customerId = request.params.customerId as CustomerId;
      const customer = await findCustomer(tx, actor.caller.partnerId, customerId);
      const margin = customer === null ? null : await changeCustomerMargin(tx, customer, basisPoints, { actor, at: clock.now(), newId });
      return margin === null ? faultAnswer(404, NO_CUSTOMER) : { status: 200, body: customerMarginView(customerId, margin) };
    };

    app.put(
      '/v1/customers/:customerId/margin',
      {
        config: { right: 'prices.write' },
        schema: {
          summary: 'Set the margin of a customer',
          tags,
          params: CustomerParams,
          body: MarginBody,
          response: { 200: CustomerMarginView, 404: Fault },
        },
      },
      async (request, reply) => sendAnswer(reply, await answerOnce(request, (tx) => setMargin(tx, request, request.body.basisPoints))),
    );

    app.delete(
      '/v1/customers/:customerId/margin',
      {
        config: { right: 'prices.write' },
        schema: {
          summary: 'Let the reseller’s margin hold again',
          tags,
          params: CustomerParams,
          response: { 200: CustomerMarginView, 404: Fault },
        },
      },
      async (request, reply) => sendAnswer(reply, await answerOnce(request, (tx) => setMargin(tx, request, null))),
    );

    app.get(
      '/v1/margins',
      {
        config: { right: 'invoices.read' },
        schema: { summary: 'The partner’s resellers with their margins', tags, response: { 200: ResellerMargins } },
      },
      async (request) => collection((await listResellerMargins(reader, callerOf(request).partnerId)).map(resellerMarginView)),
    );

    app.put(
      '/v1/margins/:resellerId',
      {
        config: { right: 'prices.write' },
        schema: {
          summary: 'Set the margin of a reseller’s customers',
          tags,
          params: ResellerParams,
          body: MarginBody,
          response: { 200: ResellerMarginView, 404: Fault },
        },
      },
      async (request, reply) => {
        const resellerId = request.params.resellerId as PartnerId;
        const { basisPoints } = request.body;
        const order = { actor: actorOf(request), at: clock.now(), newId };
        const answer = await answerOnce(request, async (tx) => {
          const margin = await changeResellerMargin(tx, resellerId, basisPoints, order);
          return margin === null ? faultAnswer(404, NO_RESELLER) : { status: 200, body: resellerMarginView(margin) };
        });
        return sendAnswer(reply, answer);
      },
    );
  };
}

const NO_RESELLER = { code: 1000, description: 'The partner has no such reseller.' };

function importAnswer(outcome: PriceImport): Answer {
  switch (outcome.kind) {
    case 'no_such_partner':
      return faultAnswer(404, NOT_FOUND);
    case 'invalid':
      return faultAnswer(400, wrongLines(outcome.errors));
    case 'imported':
      return { status: 201, body: importView(outcome) };
    case 'unchanged':
      return { status: 200, body: importView(outcome) };
    default:
      return unreachable(outcome);
  }
}

/** Everything that is wrong with a file, line by line; nothing of it was imported. */
function wrongLines(errors: readonly LineError[]) {
  const data = errors
    .slice(0, ERRORS_TOLD_MAX)
    .map(({ line, column, problem }) => `line ${line}: ${column === '' ? '' : `${column}: `}${problem}`);
  const more = errors.length > data.length ? ` The first ${data.length} are listed.` : '';
  return {
    code: 2000,
    description: `The file has ${errors.length} mistake${errors.length === 1 ? '' : 's'}; nothing was imported.${more}`,
    data,
  };
}

const ERRORS_TOLD_MAX = 200;
