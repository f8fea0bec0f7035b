import { Type, type Static } from 'typebox';
import { Attributes, Collection, Link, Money } from '../../platform/contract.ts';
import { NextTermInstructions } from '../contract.ts';

/** A day on which something happens to a subscription that one can still do something about. */
export const ComingDate = Type.Object({
  date: Type.String({ format: 'date', description: 'The first day on which it is so.' }),
  kind: Type.Enum(['renewal', 'term_end', 'trial_end', 'removal', 'reduction_window_end', 'scheduled_change'], {
    description:
      '`renewal`: another term begins. `term_end`: none does. `removal`: what is suspended goes, with its data. `reduction_window_end`: seats can be given back before it.',
  }),
  daysLeft: Type.Integer(),
  customerId: Type.String(),
  customerName: Type.String(),
  subscriptionId: Type.String(),
  offerId: Type.String(),
  offerName: Type.String(),
  friendlyName: Type.String(),
  quantity: Type.Integer(),
  status: Type.Enum(['active', 'suspended']),
  autoRenewEnabled: Type.Boolean(),
  /** Of a renewal: what the first billing period of the new term costs. Absent where no price is known for that day. */
  cost: Type.Optional(Money),
  /** Of a reduction window: seats that can be given back until then. */
  seats: Type.Optional(Type.Integer()),
  /** Of a renewal: what was scheduled for the next term. */
  scheduledNextTermInstructions: Type.Optional(NextTermInstructions),
  /** Of a scheduled change: what is to happen on that day. */
  scheduledChange: Type.Optional(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum(['seats', 'upgrade']),
      quantity: Type.Optional(Type.Integer({ description: 'Seats that there are to be.' })),
      quantityChange: Type.Optional(Type.Integer({ description: 'So many more, or, negative, fewer.' })),
      targetOfferName: Type.Optional(Type.String()),
      wouldFail: Type.Boolean({ description: 'As things stand it could not be carried out.' }),
    }),
  ),
  actions: Type.Array(
    Type.Enum([
      'change_seats',
      'switch_off_auto_renew',
      'switch_on_auto_renew',
      'convert_trial',
      'reactivate',
      'reduce_seats',
      'upgrade',
      'edit_schedule',
    ]),
    { description: 'What can be done about it.' },
  ),
  links: Type.Object({ subscription: Link }),
  attributes: Attributes('ComingDate'),
});
export const ComingDates = Collection(ComingDate);

export const ComingDatesQuery = Type.Object({
  from: Type.Optional(Type.String({ description: 'First day; today where left out.' })),
  to: Type.Optional(Type.String({ description: 'Last day; 90 days after the first where left out.' })),
  size: Type.Optional(Type.Integer({ description: '1 to 500; 0 or none: 100.' })),
});

export type ComingDate = Static<typeof ComingDate>;
