import { Type, type Static, type TSchema } from 'typebox';
import { Attributes, Collection, Link } from '../../platform/contract.ts';

const Cycles = Type.Array(Type.Enum(['none', 'monthly', 'annual']));

/** What new commerce sells: a product, with the SKUs in which it comes. */
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
  description: Type.String(),
  minimumQuantity: Type.Integer(),
  maximumQuantity: Type.Integer(),
  isTrial: Type.Boolean(),
  supportedBillingCycles: Cycles,
  purchasePrerequisites: Type.Array(Type.String()),
  inventoryVariables: Type.Array(Type.String()),
  provisioningVariables: Type.Array(Type.String()),
  dynamicAttributes: Type.Object({
    isAddon: Type.Boolean(),
    prerequisiteSkus: Type.Array(Type.String()),
    upgradeTargetOffers: Type.Array(Type.String(), { description: 'Product and SKU of everything that it can become.' }),
    provisioningId: Type.String({ description: 'SKU id of the directory.' }),
  }),
  links: Type.Object({ availabilities: Link, self: Link }),
  attributes: Attributes('Sku'),
});
export const Availability = Type.Object({
  id: Type.String(),
  productId: Type.String(),
  skuId: Type.String(),
  catalogItemId: Type.String({ description: 'Product, SKU and availability: what a cart takes.' }),
  defaultCurrency: Type.Optional(Type.Object({ code: Type.String(), symbol: Type.String() })),
  segment: Type.Enum(['Commercial', 'Education', 'Government', 'NonProfit']),
  country: Type.String(),
  isPurchasable: Type.Boolean(),
  isRenewable: Type.Boolean(),
  terms: Type.Array(
    Type.Object({
      id: Type.String(),
      duration: Type.Enum(['P1M', 'P1Y', 'P3Y']),
      description: Type.String(),
      billingCycle: Type.Enum(['none', 'monthly', 'annual']),
      cancellationPolicies: Type.Array(
        Type.Object({
          refundOptions: Type.Array(
            Type.Object({ sequenceId: Type.Integer(), type: Type.Enum(['Full', 'Partial']), expiresAfter: Type.String() }),
          ),
        }),
      ),
    }),
  ),
  links: Type.Object({ self: Link }),
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
  readonly kind: 'search' | 'product' | 'skus' | 'sku' | 'availabilities' | 'availability';
};

/** Every address of products. */
export const PRODUCT_ADDRESSES: readonly ProductAddress[] = [
  { path: '/products', summary: 'Products of new commerce', ids: {}, answer: Products, kind: 'search' },
  { path: '/products/:productId', summary: 'One product', ids: productIds, answer: Product, kind: 'product' },
  { path: '/products/:productId/skus', summary: 'The SKUs of a product', ids: productIds, answer: Skus, kind: 'skus' },
  { path: '/products/:productId/skus/:skuId', summary: 'One SKU', ids: skuIds, answer: Sku, kind: 'sku' },
  {
    path: '/products/:productId/skus/:skuId/availabilities',
    summary: 'How a SKU can be bought',
    ids: skuIds,
    answer: Availabilities,
    kind: 'availabilities',
  },
  {
    path: '/products/:productId/skus/:skuId/availabilities/:availabilityId',
    summary: 'One way to buy a SKU',
    ids: availabilityIds,
    answer: Availability,
    kind: 'availability',
  },
];

export type Product = Static<typeof Product>;
export type Sku = Static<typeof Sku>;
export type Availability = Static<typeof Availability>;
