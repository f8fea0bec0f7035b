import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid, Link, Money } from '../platform/contract.ts';
import { HolderView } from '../upgrades/channels/contract.ts';
import { UpgradeError } from '../upgrades/contract.ts';

const month = Type.Optional(Type.String({ description: 'A month such as 2027-02, in which the term ends.' }));
const list = (description: string) => Type.Optional(Type.Array(Type.String(), { maxItems: 100, description }));
const code = (description: string) => Type.Optional(Type.String({ pattern: '^[a-z_]{1,64}$', description }));

/** Which rows of the matrix are asked for. What is left out does not narrow. */
export const PortfolioFilterQuery = Type.Object({
  customerId: Type.Optional(Guid),
  sourceOfferId: list('Offers of the subscriptions.'),
  targetOfferId: list('Offers that they could become.'),
  country: list('Countries of the customers, as ISO codes.'),
  resellerMpnId: Type.Optional(Type.String({ maxLength: 64, description: 'The indirect reseller’s number on the subscription.' })),
  eligible: Type.Optional(Type.Boolean({ description: 'Whether nothing is against the row.' })),
  upgradable: Type.Optional(Type.Boolean({ description: 'Whether the subscription can be upgraded to anything at all.' })),
  reason: code('A code that is among the reasons against the row.'),
  onlyReason: code('A code that alone is against the row.'),
  upliftFrom: Type.Optional(Type.Number({ description: 'At least so much more in a month, in the partner’s currency.' })),
  upliftTo: Type.Optional(Type.Number({ description: 'At most so much more in a month, in the partner’s currency.' })),
  seatsFrom: Type.Optional(Type.Integer({ minimum: 0 })),
  seatsTo: Type.Optional(Type.Integer({ minimum: 0 })),
  renewalFrom: month,
  renewalTo: month,
});

/** A filter, an order and a size. */
export const PortfolioQuery = Type.Object({
  ...PortfolioFilterQuery.properties,
  order: Type.Optional(
    Type.Enum(['customer', 'renewal', 'seats', 'uplift'], {
      description:
        'By customer, by the end of the term, the most seats first, or what would bring the most first. Rows without a difference in the partner’s currency come last.',
    }),
  ),
  size: Type.Optional(Type.Integer({ description: '1 to 200; 0 or none: 50.' })),
});

const Named = Type.Object({ id: Type.String(), name: Type.String() });

/** One active subscription and one product that it could become. */
export const PortfolioUpgrade = Type.Object({
  customerId: Type.String(),
  customerName: Type.String(),
  country: Type.String(),
  subscriptionId: Type.String(),
  friendlyName: Type.String(),
  sourceOffer: Named,
  targetOffer: Named,
  quantity: Type.Integer(),
  billingCycle: Type.String(),
  renewalDate: Type.String({ format: 'date', description: 'The day on which the term ends.' }),
  resellerMpnId: Type.Optional(Type.String()),
  isEligible: Type.Boolean(),
  upgradeErrors: Type.Array(UpgradeError, {
    description: 'All reasons against it, in order; as the upgrades of the subscription tell them.',
  }),
  transferErrors: Type.Array(UpgradeError, { description: 'What keeps the users from moving along.' }),
  pricePerMonth: Type.Object(
    {
      source: Type.Optional(Money),
      target: Type.Optional(Money),
      uplift: Type.Optional(Money),
    },
    { description: 'Of all seats in a month; a twelfth where a year is billed. Absent where there is no price.' },
  ),
  upliftPerYear: Type.Optional(Money),
  usersToMove: Type.Optional(Type.Integer({ description: 'Absent where the upgrade is refused.' })),
  usersLeftBehind: Type.Optional(Type.Integer({ description: 'Absent where the upgrade is refused.' })),
  blockers: Type.Array(HolderView, { description: 'What others, or the customer itself, hold that stands in the way.' }),
  when: Type.Enum(['now', 'on', 'unknown'], { description: 'When nothing that is held stands in the way any more.' }),
  firstPossibleOn: Type.Optional(Type.String({ format: 'date', description: 'If what is recorded is right and nothing is renewed.' })),
  links: Type.Object({ subscription: Link }),
  attributes: Attributes('PortfolioUpgrade'),
});
export const PortfolioUpgrades = Collection(PortfolioUpgrade);

const Brought = {
  subscriptions: Type.Integer(),
  seats: Type.Integer(),
  upliftPerMonth: Money,
  upliftPerYear: Money,
};

/** The matrix counted, under the same filter. */
export const PortfolioTotals = Type.Object({
  currency: Type.String(),
  subscriptions: Type.Integer({ description: 'With at least one row.' }),
  seats: Type.Integer(),
  rows: Type.Integer(),
  eligibleRows: Type.Integer(),
  upgradable: Type.Object(Brought, { description: 'With an open target; each brings what the dearest of them brings.' }),
  products: Type.Array(
    Type.Object({
      sourceOffer: Named,
      subscriptions: Type.Integer(),
      upgradable: Type.Integer(),
      targets: Type.Array(Type.Object({ targetOffer: Named, subscriptions: Type.Integer(), eligible: Type.Object(Brought) })),
    }),
  ),
  reasons: Type.Array(Type.Object({ code: Type.String(), subscriptions: Type.Integer(), rows: Type.Integer() })),
  causes: Type.Array(
    Type.Object({
      code: Type.String(),
      remedies: Type.Array(Type.String(), { description: 'Kinds of what would help.' }),
      ...Brought,
    }),
    { description: 'Each alone keeps so many subscriptions from any upgrade. Most first.' },
  ),
  months: Type.Array(Type.Object({ month: Type.String({ format: 'date', description: 'Its first day.' }), ...Brought })),
  countries: Type.Array(Type.Object({ country: Type.String(), subscriptions: Type.Integer() })),
  attributes: Attributes('PortfolioTotals'),
});

export type PortfolioFilterQuery = Static<typeof PortfolioFilterQuery>;
export type PortfolioQuery = Static<typeof PortfolioQuery>;
export type PortfolioUpgrade = Static<typeof PortfolioUpgrade>;
export type PortfolioTotals = Static<typeof PortfolioTotals>;
