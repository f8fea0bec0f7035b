import { Type, type Static } from 'typebox';

/** The shape of a catalogue file. docs/catalog-format.md explains every member to the people who write one. */
const FORMAT = 'upseat-catalog/1';

const closed = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1 });
const Key = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const LowerGuid = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
/** A GUID, or of new commerce product, SKU and availability. */
const OfferIdText = Type.String({
  pattern: '^([0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}|[0-9A-Z]{12}:[0-9A-Z]{4}:[0-9A-Z]{12})$',
});
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Country = Type.String({ pattern: '^[A-Z]{2}$' });
const Cycle = Type.Enum(['none', 'monthly', 'annual']);
const Words = Type.Object({ en: Text, zhTW: Text }, closed);
const Duration = Type.Enum(['P1M', 'P1Y', 'P3Y']);
const Amounts = Type.Object(
  {
    none: Type.Optional(Type.Number({ minimum: 0 })),
    monthly: Type.Optional(Type.Number({ minimum: 0 })),
    annual: Type.Optional(Type.Number({ minimum: 0 })),
  },
  closed,
);

const Edition = Type.Object(
  {
    name: Key,
    /** A later version of the same edition takes the place of the earlier one altogether. */
    version: Type.Integer({ minimum: 1 }),
    effectiveFrom: DayText,
    notes: Type.Optional(Type.Array(Text)),
  },
  closed,
);

const CategoryEntry = Type.Object({ id: Text, name: Words, rank: Type.Integer() }, closed);

const CountryListEntry = Type.Object({ name: Text, countries: Type.Array(Country, { minItems: 1 }), reason: Text }, closed);

const SeatFamilyEntry = Type.Object(
  { name: Text, seatsMax: Type.Integer({ minimum: 1, maximum: 2147483647 }), policy: Type.Enum(['block', 'warn', 'off']) },
  closed,
);

const ServicePlanEntry = Type.Object(
  { name: Type.String({ pattern: '^[A-Za-z0-9_]+$' }), id: LowerGuid, displayName: Words, helper: Type.Optional(Type.Boolean()) },
  closed,
);

const OfferEntry = Type.Object(
  {
    key: Key,
    offerId: OfferIdText,
    skuId: LowerGuid,
    skuPartNumber: Type.String({ pattern: '^[A-Za-z0-9_]+$' }),
    /** Present where the ids above are stand-ins: says why. */
    placeholderIds: Type.Optional(Text),
    name: Words,
    /** `ours` where the Chinese name is this catalogue's own translation. */
    nameSource: Type.Optional(Type.Literal('ours')),
    formerNames: Type.Optional(Type.Array(Text)),
    description: Words,
    category: Text,
    rank: Type.Integer(),
    quantity: Type.Object({ minimum: Type.Integer({ minimum: 1 }), maximum: Type.Integer({ minimum: 1, maximum: 2147483647 }) }, closed),
    limit: Type.Object({ measure: Type.Enum(['none', 'concurrent', 'lifetime']), count: Type.Integer({ minimum: 0 }) }, closed),
    billingCycles: Type.Array(Cycle, { minItems: 1 }),
    isTrial: Type.Optional(Type.Boolean()),
    isAutoRenewable: Type.Optional(Type.Boolean()),
    /** New commerce: seats that were added may be given back for so many hours, and later at term end only. */
    reductionHours: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Makes it an offer of new commerce: the terms by which it is sold, each with its billing cycles. */
    newCommerce: Type.Optional(
      Type.Object(
        {
          terms: Type.Array(Type.Object({ duration: Duration, billingCycles: Type.Array(Cycle, { minItems: 1 }) }, closed), {
            minItems: 1,
          }),
        },
        closed,
      ),
    ),
    /** Of an add-on: it is not counted by users. */
    isBeyondSeats: Type.Optional(Type.Boolean()),
    isAvailableForPurchase: Type.Optional(Type.Boolean()),
    /** Makes it an add-on: the offers it may hang on. */
    addOnTo: Type.Optional(Type.Array(Key)),
    isAddOn: Type.Optional(Type.Boolean()),
    convertsTo: Type.Optional(Type.Array(Key)),
    servicePlans: Type.Array(Text),
    adminService: Type.String({ pattern: '^[a-z0-9]+(_[a-z0-9]+)*$' }),
    seatFamily: Type.Optional(Text),
    onlyCountries: Type.Optional(Type.Array(Country, { minItems: 1 })),
    notCountries: Type.Optional(Type.Array(Country)),
    /** Name of a country list. */
    prohibitedUsageLocations: Type.Optional(Text),
    /** Members for which no source was found, each with the reason for what stands there. */
    assumed: Type.Optional(Type.Record(Type.String(), Text)),
  },
  closed,
);

const UpgradePathEntry = Type.Object(
  {
    source: Key,
    target: Key,
    onlyCountries: Type.Optional(Type.Array(Country, { minItems: 1 })),
    notCountries: Type.Optional(Type.Array(Country)),
    /** How sure the path is: published, read out of something published, or another reading of it. */
    basis: Type.Enum(['stated', 'implied', 'alternative']),
    enabled: Type.Optional(Type.Boolean()),
    reason: Type.Optional(Text),
    validFrom: Type.Optional(DayText),
    validUntil: Type.Optional(DayText),
  },
  closed,
);

const ExclusiveFamilyEntry = Type.Object(
  {
    name: Text,
    validFrom: DayText,
    validUntil: Type.Optional(DayText),
    plans: Type.Array(Text, { minItems: 2 }),
    reason: Type.Optional(Text),
  },
  closed,
);

const PlanDependencyEntry = Type.Object({ plan: Text, requiresAnyOf: Type.Array(Text, { minItems: 1 }), basis: Text }, closed);

const PriceEntry = Type.Object(
  {
    offer: Key,
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    validFrom: DayText,
    /** The term for which it holds; a year where left out. */
    term: Type.Optional(Duration),
    /** Per seat and billing period. Where `annual` is left out it is twelve times `monthly`. */
    list: Amounts,
    partner: Type.Optional(Amounts),
    /** Key of `sources`. */
    source: Text,
    assumed: Type.Optional(Text),
  },
  closed,
);

export const CatalogDocument = Type.Object(
  {
    format: Type.Literal(FORMAT),
    edition: Edition,
    sources: Type.Optional(Type.Record(Type.String(), Text)),
    categories: Type.Optional(Type.Array(CategoryEntry)),
    countryLists: Type.Optional(Type.Array(CountryListEntry)),
    seatFamilies: Type.Optional(Type.Array(SeatFamilyEntry)),
    servicePlans: Type.Optional(Type.Array(ServicePlanEntry)),
    offers: Type.Optional(Type.Array(OfferEntry)),
    upgradePaths: Type.Optional(Type.Array(UpgradePathEntry)),
    /** What can become of a subscription of new commerce. */
    transitions: Type.Optional(Type.Array(UpgradePathEntry)),
    exclusiveFamilies: Type.Optional(Type.Array(ExclusiveFamilyEntry)),
    planDependencies: Type.Optional(Type.Array(PlanDependencyEntry)),
    prices: Type.Optional(Type.Array(PriceEntry)),
  },
  closed,
);

/** One catalogue file as read: what it defines, from which day on. */
export type CatalogDocument = Static<typeof CatalogDocument>;
export type OfferEntry = Static<typeof OfferEntry>;
export type UpgradePathEntry = Static<typeof UpgradePathEntry>;
export type PriceEntry = Static<typeof PriceEntry>;
