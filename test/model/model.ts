import { buy, seats, status } from './selling.ts';
import { DAY, changed, dayOf, done, withoutLicenses, type Command, type Made, type Model, type Result } from './state.ts';
import { assign, remove } from './transfer.ts';
import { upgrade, retry, dismiss, undo } from './upgrading.ts';

/** Carries out a command, or says why not. */
export function apply(model: Model, command: Command, made: Made): Result {
  switch (command.kind) {
    case 'buy':
      return buy(model, command, made);
    case 'seats':
      return seats(model, command);
    case 'status':
      return status(model, command);
    case 'upgrade':
      return upgrade(model, command, made);
    case 'retry':
      return retry(model, command.upgradeId);
    case 'dismiss':
      return dismiss(model, command);
    case 'undo':
      return undo(model, command.upgradeId);
    case 'assign':
      return assign(model, command);
    case 'remove':
      return remove(model, command);
    case 'place':
      return done({ ...model, users: model.users.map((user) => (user.id === command.userId ? { ...user, place: 'US' } : user)) });
  }
}

/** Time passes: what has been suspended for ninety days is removed, with the licences of which nothing is left. */
export function wait(model: Model, days: number): Model {
  const now = model.now + days * DAY;
  const over = model.subs.filter(
    ({ status: is, suspendedOn }) => is === 'suspended' && dayOf(Date.parse(suspendedOn ?? '') + 90 * DAY) <= dayOf(now),
  );
  return over.reduce((left, sub) => withoutLicenses(changed(left, sub.id, { status: 'deleted', suspendedOn: null }), sub.key), {
    ...model,
    now,
  });
}
