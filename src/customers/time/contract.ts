import { Type, type Static } from 'typebox';
import { Attributes } from '../../platform/contract.ts';
import { DAYS_AHEAD_MAX } from './clock.ts';

/** How far a customer is moved: days, or an instant to arrive at; one of the two. */
export const MoveClockBody = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: DAYS_AHEAD_MAX })),
  to: Type.Optional(Type.String({ description: 'A day or an instant, later than the customer’s present.' })),
});

export const CustomerClock = Type.Object({
  customerId: Type.String(),
  now: Type.String({ format: 'date-time', description: 'The customer’s own present.' }),
  aheadSeconds: Type.Integer({ description: 'How far that is ahead of everybody else’s.' }),
  canMove: Type.Boolean({ description: 'False in production.' }),
  eventsDone: Type.Optional(Type.Integer({ description: 'Of a move: billing periods, renewals and removals that it brought.' })),
  attributes: Attributes('CustomerClock'),
});

export type CustomerClock = Static<typeof CustomerClock>;
