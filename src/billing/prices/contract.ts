import { Type, type Static } from 'typebox';
import { TERM_DURATIONS } from '../../catalog/catalog.ts';
import { BillingCycle } from '../../catalog/contract.ts';
import { Collection, Guid, Money } from '../../platform/contract.ts';
import { BASIS_POINTS } from './margin.ts';

/** What the import of a price list tells: what came in, or every mistake with its line. */
export const PriceListImport = Type.Object(
  {
    kind: Type.Enum(['imported', 'unchanged', 'invalid', 'no_such_partner']),
    prices: Type.Integer({ description: 'How many came in.' }),
    currency: Type.Optional(Type.String()),
    errors: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'From 1, which is the line of the headings.' }),
        column: Type.String({ description: 'Empty where the line is wrong as a whole.' }),
        problem: Type.String(),
      }),
    ),
  },
  { title: 'PriceListImport' },
);

/** The partner to whom an imported list belongs is the caller's. */
export const PriceListQuery = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 200, description: 'What the list is called, e.g. the name of the file.' })),
});

/** A margin, in hundredths of a percent on top of the partner's bill. */
const BasisPoints = Type.Integer({
  ...BASIS_POINTS,
  description: 'Hundredths of a percent on top of the partner’s bill: 1250 is 12.5 %.',
});

/** The partner’s margin on a bill, in hundredths of a percent, and the total with it. */
export const Resale = Type.Object({ marginBasisPoints: Type.Integer(), total: Money });

/** Of what is sold by terms: the one that the price is for. */
const Term = Type.Optional(Type.Enum([...TERM_DURATIONS], { description: 'Of new commerce alone; everything else is sold by the year.' }));

/** One price as it holds today, or will from a later day on. */
export const PriceView = Type.Object(
  {
    offerId: Type.String(),
    offerName: Type.String(),
    billingCycle: BillingCycle,
    termDuration: Term,
    effectiveFrom: Type.String({ format: 'date' }),
    listPrice: Money,
    partnerPrice: Type.Optional(Money),
    /** What is left of the list price for the partner, in hundredths of a percent of it; only where both prices are known. */
    earnedBasisPoints: Type.Optional(Type.Integer()),
    source: Type.String(),
  },
  { title: 'Price' },
);
export const Prices = Type.Object({
  ...Collection(PriceView).properties,
  withoutPrice: Type.Array(
    Type.Object({ offerId: Type.String(), offerName: Type.String(), billingCycle: BillingCycle, termDuration: Term }),
    {
      description: 'What cannot be sold until a price is imported: no source names one in the partner’s currency.',
    },
  ),
});

export const PricesQuery = Type.Object({
  country: Type.Optional(Type.String({ description: 'Country of the customers, ISO 3166 alpha-2; the partner’s own when left out.' })),
  offerId: Type.Optional(Type.String()),
});

/** The margins on one customer's bill. */
export const CustomerMarginView = Type.Object(
  {
    customerId: Type.String(),
    own: Type.Optional(BasisPoints),
    reseller: Type.Optional(BasisPoints),
    effective: BasisPoints,
  },
  { title: 'CustomerMargin' },
);

export const MarginBody = Type.Object({ basisPoints: BasisPoints });
export const ResellerParams = Type.Object({ resellerId: Guid });

export const ResellerMarginView = Type.Object(
  { resellerId: Type.String(), name: Type.String(), mpnId: Type.String(), basisPoints: Type.Optional(BasisPoints) },
  { title: 'ResellerMargin' },
);
export const ResellerMargins = Collection(ResellerMarginView);

export type PriceListImport = Static<typeof PriceListImport>;
export type Prices = Static<typeof Prices>;
export type PriceView = Static<typeof PriceView>;
export type CustomerMarginView = Static<typeof CustomerMarginView>;
export type ResellerMarginView = Static<typeof ResellerMarginView>;
