import { Type } from 'typebox';
import { callerOf } from '../../access/caller.ts';
import type { CatalogSource } from '../../catalog/catalog.ts';
import { OfferCategories, Offers } from '../../catalog/contract.ts';
import { OFFER_PAGE_SIZE, offerPage } from '../../catalog/page.ts';
import { PRODUCT_ADDRESSES, ProductsQuery } from '../../catalog/products/contract.ts';
import { NO_PRODUCT } from '../../catalog/products/faults.ts';
import { productAnswer, type ProductIds } from '../../catalog/products/view.ts';
import { categoriesIn, categoryView, offersSoldIn } from '../../catalog/view.ts';
import type { CustomerId } from '../../kit/ids.ts';
import { Fault } from '../../platform/contract.ts';
import type { Db } from '../../platform/db.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import { collection, pageSize } from '../../platform/paging.ts';
import { readerOf } from '../../platform/reader.ts';
import { CustomerParams } from '../contract.ts';
import { NO_CUSTOMER } from '../faults.ts';
import { findCustomer } from '../store.ts';
import { foldName } from '../customer.ts';

const config = { right: 'offers.read' };
const PageQuery = Type.Object({
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  size: Type.Optional(Type.Integer({ minimum: 0, description: '0 or none: the default, 500.' })),
  offer_category_id: Type.Optional(Type.String()),
  search: Type.Optional(Type.String({ description: 'A part of the name, of today or former, in either language. Not in Partner Center.' })),
});

/** What one customer can be sold: the catalogue of its country. */
export function customerOfferRoutes({ db, catalog }: { readonly db: Db; readonly catalog: Pick<CatalogSource, 'current'> }): Routes {
  const reader = readerOf(db);
  const find = (request: { readonly caller: unknown; readonly params: { readonly customerId: string } }) =>
    findCustomer(reader, callerOf(request).partnerId, request.params.customerId as CustomerId);

  return async (app) => {
    app.get(
      '/v1/customers/:customerId/offers',
      {
        config,
        schema: {
          summary: 'What a customer can be sold',
          tags: ['offers'],
          params: CustomerParams,
          querystring: PageQuery,
          response: { 200: Offers, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const { offset = 0, offer_category_id: categoryId, search } = request.query;
        const size = pageSize(request.query.size, OFFER_PAGE_SIZE);
        if (size === null) return sendFault(reply, 400, malformed('size', `can be ${OFFER_PAGE_SIZE.most} at most`));
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const wanted = foldName(search?.trim() ?? '');
        const offers = offersSoldIn(catalog.current(), customer.country).filter(
          (offer) =>
            (categoryId === undefined || offer.category.id.toLowerCase() === categoryId.toLowerCase()) &&
            [offer.name.en, offer.name.zhTW, ...offer.formerNames].some((name) => foldName(name).includes(wanted)),
        );
        const query = new URLSearchParams();
        if (categoryId !== undefined) query.set('offer_category_id', categoryId);
        if (search !== undefined) query.set('search', search);
        const path = `/customers/${customer.id}/offers${query.size === 0 ? '' : `?${query.toString()}`}`;
        return offerPage(catalog.current(), offers, { path, offset, size }, { country: customer.country, locale: localeOf(request) });
      },
    );

    app.get(
      '/v1/customers/:customerId/offercategories',
      {
        config,
        schema: {
          summary: 'The shelves of what a customer can be sold',
          tags: ['offers'],
          params: CustomerParams,
          response: { 200: OfferCategories, 404: Fault },
        },
      },
      async (request, reply) => {
        const customer = await find(request);
        if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
        const shelf = { country: customer.country, locale: localeOf(request) };
        return collection(categoriesIn(catalog.current(), customer.country).map((category) => categoryView(category, shelf)));
      },
    );

    for (const { path, summary, ids, answer, kind } of PRODUCT_ADDRESSES) {
      app.get(
        `/v1/customers/:customerId${path}`,
        {
          config,
          schema: {
            summary: `${summary}, for a customer`,
            tags: ['products'],
            params: Type.Object({ ...CustomerParams.properties, ...ids }),
            querystring: ProductsQuery,
            response: { 200: answer, 404: Fault },
          },
        },
        async (request, reply) => {
          const { customerId, ...asked } = request.params as ProductIds & { readonly customerId: string };
          const customer = await find({ caller: request.caller, params: { customerId } });
          if (customer === null) return sendFault(reply, 404, NO_CUSTOMER);
          const shelf = { country: customer.country, locale: localeOf(request), under: `/customers/${customer.id}`, query: '' };
          return productAnswer(catalog.current(), { kind, ids: asked, search: request.query }, shelf) ?? sendFault(reply, 404, NO_PRODUCT);
        },
      );
    }
  };
}
