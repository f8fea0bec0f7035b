import { Type } from 'typebox';
import { Fault } from '../../platform/contract.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import { localeOf } from '../../platform/headers.ts';
import type { Routes } from '../../platform/http.ts';
import type { CatalogSource } from '../catalog.ts';
import { isCountry } from '../countries.ts';
import { CountryQuery, PRODUCT_ADDRESSES, ProductsInCountryQuery } from './contract.ts';
import { NO_PRODUCT } from './faults.ts';
import { productAnswer, type ProductSearch } from './view.ts';

/** The products of new commerce, as one country is sold them. */
export function productRoutes({ catalog }: { readonly catalog: Pick<CatalogSource, 'current'> }): Routes {
  return async (app) => {
    for (const { path, summary, ids, answer, kind } of PRODUCT_ADDRESSES) {
      app.get(
        `/v1${path}`,
        {
          config: { right: 'offers.read' },
          schema: {
            summary,
            tags: ['products'],
            params: Type.Object(ids),
            querystring: kind === 'search' ? ProductsInCountryQuery : CountryQuery,
            response: { 200: answer, 400: Fault, 404: Fault },
          },
        },
        async (request, reply) => {
          const search = request.query as ProductSearch & { readonly country: string };
          const country = search.country.toUpperCase();
          if (!isCountry(country)) return sendFault(reply, 400, malformed('country', 'is no country of ISO 3166'));
          const shelf = { country, locale: localeOf(request), under: '', query: `?country=${country}` };
          return productAnswer(catalog.current(), { kind, ids: request.params, search }, shelf) ?? sendFault(reply, 404, NO_PRODUCT);
        },
      );
    }
  };
}
