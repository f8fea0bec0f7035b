import { Type, type Static, type TSchema } from 'typebox';
import { Attributes, Collection, Link } from '../../platform/contract.ts';

/**
 * What the later commerce sells. The catalogue holds licence-based offers only, so these lists are empty and nothing is
 * found by id; the shapes say what a list would hold.
 */
export const Product = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  productType: Type.Object({ id: Type.String(), displayName: Type.String() }),
  isMicrosoftProduct: Type.Boolean(),
  publisherName: Type.String(),
  links: Type.Object({ skus: Link, self: Link }),
  attributes: Attributes('Product'),
});
export const Sku = Type.Object({
  id: Type.String(),
  productId: Type.String(),
  title: Type.String(),
  minimumQuantity: Type.Integer(),
  maximumQuantity: Type.Integer(),
  attributes: Attributes('Sku'),
});
export const Availability = Type.Object({
  id: Type.String(),
  productId: Type.String(),
  skuId: Type.String(),
  catalogItemId: Type.String(),
  attributes: Attributes('Availability'),
});
export const Products = Collection(Product);
export const Skus = Collection(Sku);
export const Availabilities = Collection(Availability);

const text = Type.Optional(Type.String());

export const CountryQuery = Type.Object({ country: Type.String({ description: 'Country of sale, ISO 3166 alpha-2.' }) });
export const ProductsQuery = Type.Object({ targetView: text, targetSegment: text, reservationScope: text });
export const ProductsInCountryQuery = Type.Object({ ...CountryQuery.properties, ...ProductsQuery.properties });

/** The ids in the address of a product, of one of its SKUs, and of an availability. */
export const productIds = { productId: Type.String() };
export const skuIds = { ...productIds, skuId: Type.String() };
export const availabilityIds = { ...skuIds, availabilityId: Type.String() };

/** What can be asked under one address: its end, the ids in it, and what it would answer. */
export type ProductAddress = {
  readonly path: string;
  readonly summary: string;
  readonly ids: Readonly<Record<string, TSchema>>;
  readonly answer: TSchema;
  readonly isSearch: boolean;
};

/** Every address of products. Only the search answers with a list: all others lie under a product that is not there. */
export const PRODUCT_ADDRESSES: readonly ProductAddress[] = [
  { path: '/products', summary: 'Products of new commerce', ids: {}, answer: Products, isSearch: true },
  { path: '/products/:productId', summary: 'One product', ids: productIds, answer: Product, isSearch: false },
  { path: '/products/:productId/skus', summary: 'The SKUs of a product', ids: productIds, answer: Skus, isSearch: false },
  { path: '/products/:productId/skus/:skuId', summary: 'One SKU', ids: skuIds, answer: Sku, isSearch: false },
  {
    path: '/products/:productId/skus/:skuId/availabilities',
    summary: 'How a SKU can be bought',
    ids: skuIds,
    answer: Availabilities,
    isSearch: false,
  },
  {
    path: '/products/:productId/skus/:skuId/availabilities/:availabilityId',
    summary: 'One way to buy a SKU',
    ids: availabilityIds,
    answer: Availability,
    isSearch: false,
  },
];

export type Product = Static<typeof Product>;
