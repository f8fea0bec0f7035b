import { Type, type Static } from 'typebox';
import { billLine } from '../contract.ts';
import { Attributes, Collection, Guid, Money } from '../../platform/contract.ts';

export const SpendQuery = Type.Object({
  months: Type.Optional(Type.Integer({ minimum: 1, maximum: 36, description: 'How many, the running one included; 12 when left out.' })),
  customerId: Type.Optional(Guid),
});

const Named = Type.Object({ offerId: Type.String(), offerName: Type.String(), total: Money });

/** What was charged, month by month and by product, in one currency. */
export const Spend = Type.Object({
  currency: Type.String(),
  total: Money,
  months: Type.Array(
    Type.Object({ month: Type.String({ format: 'date', description: 'Its first day.' }), total: Money, products: Type.Array(Named) }),
    { description: 'Every month asked for, oldest first, those without charges too.' },
  ),
  products: Type.Array(Named, { description: 'Over all months, largest first.' }),
  attributes: Attributes('Spend'),
});
export const Spends = Collection(Spend);

export const ChargesParams = Type.Object({ customerId: Guid, subscriptionId: Guid });

/** One amount of the ledger, down to its cause. */
export const LedgerCharge = Type.Object({
  id: Type.String(),
  eventId: Type.String({ description: 'All lines of one event share it.' }),
  chargedAt: Type.String({ format: 'date-time' }),
  cause: Type.String(),
  chargeType: Type.String(),
  ...billLine,
  rounding: Type.String({ description: 'How the amount was rounded.' }),
  explanation: Type.String({ description: 'The amount in words: cause, days, seats, price.' }),
  invoiceId: Type.Optional(Type.String()),
  attributes: Attributes('LedgerCharge'),
});
export const LedgerCharges = Collection(LedgerCharge);

export const ChargeListQuery = Type.Object({
  currency: Type.String({ pattern: '^[A-Za-z]{3}$' }),
  month: Type.Optional(Type.String({ format: 'date', description: 'Its first day; all months that `/v1/spend` shows when left out.' })),
  months: SpendQuery.properties.months,
  offerId: Type.Optional(Type.String()),
  customerId: Type.Optional(Guid),
  size: Type.Optional(Type.Integer({ minimum: 0, maximum: 500, description: 'Most on a page; 0 or none: 100.' })),
  after: Type.Optional(Type.String({ description: 'Where the page before ended; it stands in `links.next`.' })),
});

/** One amount of the ledger, with whose it is. */
export const SpentCharge = Type.Object(
  {
    ...LedgerCharge.properties,
    customerId: Type.String(),
    customerName: Type.String(),
    subscriptionId: Type.String(),
    subscriptionName: Type.String(),
  },
  { title: 'SpentCharge' },
);
export const SpentCharges = Type.Object({
  ...Collection(SpentCharge).properties,
  total: Type.Optional(Type.Object(Money.properties, { description: 'Of all pages; told with the first.' })),
});

export const InvoiceChargesParams = Type.Object({ invoiceId: Type.String() });
export const InvoiceChargesQuery = Type.Object({ size: ChargeListQuery.properties.size, after: ChargeListQuery.properties.after });

export type SpentCharge = Static<typeof SpentCharge>;
export type Spend = Static<typeof Spend>;
export type LedgerCharge = Static<typeof LedgerCharge>;
