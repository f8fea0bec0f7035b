import { Type } from 'typebox';
import type { OfferId } from '../kit/ids.ts';
import { Fault } from '../platform/contract.ts';
import { malformed, sendFault, type FaultSaid } from '../platform/faults.ts';
import { localeOf } from '../platform/headers.ts';
import type { Routes } from '../platform/http.ts';
import { collection, pageSize } from '../platform/paging.ts';
import { openIn, type Catalog, type CatalogSource, type Offer } from './catalog.ts';
import * as wire from './contract.ts';
import { isCountry } from './countries.ts';
import { OFFER_PAGE_SIZE as PAGE_SIZE, offerPage } from './page.ts';
import { addOnsOf, categoriesIn, categoryView, offersSoldIn, offerView } from './view.ts';

const config = { right: 'offers.read' };
const tags = ['offers'];
const CountryQuery = Type.Object({ country: Type.String({ description: 'Country of sale, ISO 3166 alpha-2.' }) });
const PageQuery = Type.Object({
  ...CountryQuery.properties,
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
  size: Type.Optional(Type.Integer({ minimum: 0, description: '0 or none: the default, 500.' })),
});
const OffersQuery = Type.Object({ ...PageQuery.properties, offer_category_id: Type.Optional(Type.String()) });
const OfferParams = Type.Object({ offerId: Type.String() });

/** The catalogue as others read it. */
export function catalogRoutes({ catalog }: { readonly catalog: CatalogSource }): Routes {
  return async (app) => {
    app.get(
      '/v1/offers',
      {
        config,
        schema: { summary: 'What can be bought in a country', tags, querystring: OffersQuery, response: { 200: wire.Offers, 400: Fault } },
      },
      async (request, reply) => {
        const { offer_category_id: categoryId, ...asked } = request.query;
        const country = countryOf(asked.country);
        const size = pageSize(asked.size, PAGE_SIZE);
        if (country === null) return sendFault(reply, 400, NO_COUNTRY);
        if (size === null) return sendFault(reply, 400, TOO_MANY);
        const offers = offersSoldIn(catalog.current(), country).filter(
          (offer) => categoryId === undefined || offer.category.id.toLowerCase() === categoryId.toLowerCase(),
        );
        const query = `country=${country}${categoryId === undefined ? '' : `&offer_category_id=${encodeURIComponent(categoryId)}`}`;
        return offerPage(
          catalog.current(),
          offers,
          { path: `/offers?${query}`, offset: asked.offset ?? 0, size },
          { country, locale: localeOf(request) },
        );
      },
    );

    app.get(
      '/v1/offers/:offerId',
      {
        config,
        schema: {
          summary: 'One offer',
          tags,
          params: OfferParams,
          querystring: CountryQuery,
          response: { 200: wire.Offer, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const country = countryOf(request.query.country);
        if (country === null) return sendFault(reply, 400, NO_COUNTRY);
        if (isProductId(request.params.offerId)) return sendFault(reply, 400, NOT_AN_OFFER);
        const offer = offerIn(catalog.current(), request.params.offerId, country);
        if (offer === null) return sendFault(reply, 404, NO_OFFER);
        return offerView(catalog.current(), offer, { country, locale: localeOf(request) });
      },
    );

    app.get(
      '/v1/offers/:offerId/addons',
      {
        config,
        schema: {
          summary: 'What can be hung on an offer',
          tags,
          params: OfferParams,
          querystring: PageQuery,
          response: { 200: wire.Offers, 400: Fault, 404: Fault },
        },
      },
      async (request, reply) => {
        const country = countryOf(request.query.country);
        const size = pageSize(request.query.size, PAGE_SIZE);
        if (country === null) return sendFault(reply, 400, NO_COUNTRY);
        if (size === null) return sendFault(reply, 400, TOO_MANY);
        if (isProductId(request.params.offerId)) return sendFault(reply, 400, NOT_AN_OFFER);
        const parent = offerIn(catalog.current(), request.params.offerId, country);
        if (parent === null) return sendFault(reply, 404, NO_OFFER);
        const addOns = addOnsOf(catalog.current(), parent.id, country);
        const at = { path: `/offers/${parent.id}/addons?country=${country}`, offset: request.query.offset ?? 0, size };
        return offerPage(catalog.current(), addOns, at, { country, locale: localeOf(request) });
      },
    );

    app.get(
      '/v1/offercategories',
      {
        config,
        schema: {
          summary: 'The shelves of the catalogue of a country',
          tags,
          querystring: CountryQuery,
          response: { 200: wire.OfferCategories, 400: Fault },
        },
      },
      async (request, reply) => {
        const country = countryOf(request.query.country);
        if (country === null) return sendFault(reply, 400, NO_COUNTRY);
        const shelf = { country, locale: localeOf(request) };
        return collection(categoriesIn(catalog.current(), country).map((category) => categoryView(category, shelf)));
      },
    );
  };
}

const NO_OFFER: FaultSaid = { code: 1000, description: 'There is no such offer in this country.' };
const NOT_AN_OFFER: FaultSaid = { code: 2100, description: 'This is the id of a product, SKU or availability, not of an offer.' };
const NO_COUNTRY = malformed('country', 'is no country of ISO 3166');
const TOO_MANY = malformed('size', `can be ${PAGE_SIZE.most} at most`);

function countryOf(text: string): string | null {
  const country = text.toUpperCase();
  return isCountry(country) ? country : null;
}

function offerIn(catalog: Catalog, id: string, country: string): Offer | null {
  const offer = catalog.offers.get(id.toUpperCase() as OfferId);
  return offer !== undefined && openIn(country, offer) ? offer : null;
}

/** Ids of the later commerce, product, SKU and availability: `CFQ7TTC0LF8S:0001:CFQ7TTC0K9G9`, or the first two of them. */
function isProductId(id: string): boolean {
  return /^[a-z0-9]{6,20}:[a-z0-9]{4}(:[a-z0-9]{6,20})?$/i.test(id);
}
