import { Type, type Static } from 'typebox';
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
  offerId: Type.String(),
  offerName: Type.String(),
  chargeStartDate: Type.String({ format: 'date' }),
  chargeEndDate: Type.String({ format: 'date', description: 'Inclusive, as on bills.' }),
  days: Type.Integer(),
  periodDays: Type.Integer(),
  quantity: Type.Integer(),
  unitPrice: Money,
  amount: Money,
  rounding: Type.String({ description: 'How the amount was rounded.' }),
  explanation: Type.String({ description: 'The amount in words: cause, days, seats, price.' }),
  invoiceId: Type.Optional(Type.String()),
  attributes: Attributes('LedgerCharge'),
});
export const LedgerCharges = Collection(LedgerCharge);

export type Spend = Static<typeof Spend>;
export type LedgerCharge = Static<typeof LedgerCharge>;
