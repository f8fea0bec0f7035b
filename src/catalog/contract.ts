import { Type, type Static } from 'typebox';
import { Attributes, Collection, Link } from '../platform/contract.ts';

/** The wire's words for a billing cycle; an offer says which of them it can be bought with. */
export const BillingCycle = Type.Enum(['none', 'monthly', 'annual'], { description: 'BillingCycleType of the SDKs.' });

/** A shelf of the catalogue, e.g. small business or trials. */
export const OfferCategory = Type.Object({
  id: Type.String({ description: 'Stable key, e.g. `SmallBusiness_Key`.' }),
  name: Type.String(),
  rank: Type.Integer(),
  locale: Type.String(),
  country: Type.String(),
  attributes: Attributes('OfferCategory'),
});
export const OfferCategories = Collection(OfferCategory);

/** One thing that can be bought, as sold in one country and named in one language. */
export const Offer = Type.Object({
  id: Type.String({ description: 'Offer id, upper case; compared in any case.' }),
  name: Type.String(),
  description: Type.String(),
  minimumQuantity: Type.Integer(),
  maximumQuantity: Type.Integer(),
  rank: Type.Integer(),
  uri: Type.String(),
  locale: Type.String(),
  country: Type.String(),
  category: OfferCategory,
  limitUnitOfMeasure: Type.Enum(['None', 'Concurrent', 'LifeTime'], {
    description: 'What `limit` counts: subscriptions at a time, or ever.',
  }),
  limit: Type.Integer({ description: '0 where nothing is limited.' }),
  prerequisiteOffers: Type.Array(Type.String(), { description: 'Offers an add-on may hang on.' }),
  isAddOn: Type.Boolean(),
  hasAddOns: Type.Boolean(),
  isAvailableForPurchase: Type.Boolean(),
  isAutoRenewable: Type.Boolean(),
  isTrial: Type.Boolean(),
  isInternal: Type.Boolean(),
  billing: Type.Enum(['none', 'usage', 'license']),
  supportedBillingCycles: Type.Array(BillingCycle),
  upgradeTargetOffers: Type.Array(Type.String(), {
    description: 'Offers to which a subscription of this one can be upgraded in this country.',
  }),
  conversionTargetOffers: Type.Array(Type.String(), { description: 'Paid offers into which a trial can be turned.' }),
  partnerQualifications: Type.Array(Type.String()),
  reselleeQualifications: Type.Array(Type.String()),
  resellerQualifications: Type.Array(Type.String()),
  salesGroupId: Type.String({ description: 'Offers of different groups cannot share an order.' }),
  product: Type.Object({ id: Type.String({ description: 'SKU id of the directory.' }), name: Type.String(), unit: Type.String() }),
  unitType: Type.String(),
  links: Type.Object({ self: Link }),
  attributes: Attributes('Offer'),
});
export const Offers = Collection(Offer);

/** What `upseat catalog import` tells: what came in, or every mistake with its place. */
export const CatalogImport = Type.Object({
  kind: Type.Enum(['imported', 'unchanged', 'invalid']),
  editions: Type.Array(Type.Object({ name: Type.String(), version: Type.Integer(), effectiveFrom: Type.String({ format: 'date' }) })),
  errors: Type.Array(
    Type.Object({
      file: Type.String(),
      line: Type.Optional(Type.Integer({ description: 'From 1; absent where the file itself is not at hand.' })),
      field: Type.String({ description: 'Such as `offers[3].skuId`.' }),
      problem: Type.String(),
    }),
  ),
});

export type CatalogImport = Static<typeof CatalogImport>;
export type BillingCycle = Static<typeof BillingCycle>;
export type OfferCategory = Static<typeof OfferCategory>;
export type Offer = Static<typeof Offer>;
