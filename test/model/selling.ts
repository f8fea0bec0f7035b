import { productOf } from './products.ts';
import {
  changed,
  dayOf,
  done,
  familyFull,
  holders,
  live,
  refused,
  subOf,
  usable,
  withoutLicenses,
  type Command,
  type Made,
  type Model,
  type Result,
  type Sub,
} from './state.ts';

/** A purchase. */
export function buy(model: Model, { key, seats: wanted }: Extract<Command, { kind: 'buy' }>, made: Made): Result {
  const product = productOf(key);
  const alike = live(model).filter((sub) => sub.key === key);
  return (
    refused(model, [
      wanted > product.most && 'quantity_out_of_range',
      alike.length >= product.atATime && 'offer_limit_reached',
      familyFull(model, key, wanted) && 'seat_family_full',
      alike.some((sub) => sub.status === 'suspended') && 'subscription_suspended_already',
    ]) ?? done({ ...model, subs: [...model.subs, opened(model, key, wanted, made)] })
  );
}

/** A subscription as it begins. */
export function opened({ now }: Model, key: string, wanted: number, { subId = '?' }: Made): Sub {
  return { id: subId, key, status: 'active', seats: wanted, version: 1, createdAt: now, changedAt: now, suspendedOn: null };
}

/** Other seats. */
export function seats(model: Model, { id, seats: wanted }: Extract<Command, { kind: 'seats' }>): Result {
  const sub = subOf(model, id);
  if (wanted === sub.seats) return done(model);
  if (sub.status === 'deleted') return { model, codes: ['subscription_deleted'] };
  const isOut = wanted > productOf(sub.key).most;
  if (sub.status === 'suspended') return { model, codes: ['seats_while_suspended', ...(isOut ? ['quantity_out_of_range'] : [])] };
  const tooMany = holders(model, sub.key).length - usable(model, sub.key, id) > wanted;
  return (
    refused(model, [
      isOut && 'quantity_out_of_range',
      wanted < sub.seats && tooMany && 'seats_still_assigned',
      !isOut && wanted > sub.seats && familyFull(model, sub.key, wanted, id) && 'seat_family_full',
    ]) ?? done(changed(model, id, { seats: wanted }))
  );
}

/** Another state. */
export function status(model: Model, { id, to }: Extract<Command, { kind: 'status' }>): Result {
  const sub = subOf(model, id);
  if (sub.status === to) return done(model);
  if (sub.status === 'deleted') return { model, codes: ['subscription_deleted'] };
  if (to === 'deleted') {
    const isOpen = model.upgrades.some(({ state, sourceId, targetId }) => state === 'finishing' && [sourceId, targetId].includes(id));
    if (isOpen) return { model, codes: ['upgrade_unfinished'] };
    return done(withoutLicenses(changed(model, id, { status: 'deleted', suspendedOn: null }), sub.key));
  }
  return done(changed(model, id, { status: to, suspendedOn: to === 'suspended' ? dayOf(model.now) : null }));
}
