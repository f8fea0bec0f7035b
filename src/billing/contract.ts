import { Type } from 'typebox';
import { Money } from '../platform/contract.ts';

/** What every line of a bill says, wherever it is shown: for what, for which days, and how much. */
export const billLine = {
  offerId: Type.String(),
  offerName: Type.String(),
  chargeStartDate: Type.String({ format: 'date' }),
  chargeEndDate: Type.String({ format: 'date', description: 'Inclusive, as on bills.' }),
  days: Type.Integer(),
  periodDays: Type.Integer(),
  quantity: Type.Integer(),
  unitPrice: Money,
  amount: Money,
};
