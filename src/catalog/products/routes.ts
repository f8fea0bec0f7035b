import { Type } from 'typebox';
import { Fault } from '../../platform/contract.ts';
import { malformed, sendFault } from '../../platform/faults.ts';
import type { Routes } from '../../platform/http.ts';
import { collection } from '../../platform/paging.ts';
import { isCountry } from '../countries.ts';
import { CountryQuery, PRODUCT_ADDRESSES, ProductsInCountryQuery } from './contract.ts';
import { NO_PRODUCT } from './faults.ts';

/** The products of new commerce, of which the catalogue holds none. */
export function productRoutes(): Routes {
  return async (app) => {
    for (const { path, summary, ids, answer, isSearch } of PRODUCT_ADDRESSES) {
      app.get(
        `/v1${path}`,
        {
          config: { right: 'offers.read' },
          schema: {
            summary,
            tags: ['products'],
            params: Type.Object(ids),
            querystring: isSearch ? ProductsInCountryQuery : CountryQuery,
            response: { 200: answer, 400: Fault, 404: Fault },
          },
        },
        async (request, reply) => {
          const { country } = request.query as { readonly country: string };
          if (!isCountry(country.toUpperCase())) return sendFault(reply, 400, malformed('country', 'is no country of ISO 3166'));
          return isSearch ? collection([], { self: `/products?country=${country.toUpperCase()}` }) : sendFault(reply, 404, NO_PRODUCT);
        },
      );
    }
  };
}
