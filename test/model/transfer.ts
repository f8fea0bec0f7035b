import { productOf, exclude, unmet } from './products.ts';
import { dayOf, done, holders, live, never, refused, usable, without, type Command, type Model, type Result, type User } from './state.ts';

/** All of them stay, because nobody asked for them to move. */
export function everyone(people: readonly User[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(people.map(({ id }) => [id, ['transfer_not_requested']]));
}

/** Who can move and who cannot: each with their obstacles; who can takes a free seat, the oldest licence first. */
export function transfer(model: Model, people: readonly User[], from: string, to: string, free: number) {
  const left: Record<string, readonly string[]> = {};
  const able: User[] = [];
  for (const user of people) {
    const others = Object.keys(user.licenses).filter((key) => key !== from);
    const reasons = obstacles(user, others, [...others, from], to, dayOf(model.now));
    if (reasons.length > 0) left[user.id] = reasons;
    else able.push(user);
  }
  const seated = able.filter((user) => user.licenses[to] !== undefined);
  const queue = able
    .filter((user) => user.licenses[to] === undefined)
    .toSorted((a, b) => (a.licenses[from] ?? 0) - (b.licenses[from] ?? 0) || (a.id < b.id ? -1 : 1));
  for (const user of queue.slice(Math.max(free, 0))) left[user.id] = ['count_violation'];
  return { moved: [...seated, ...queue.slice(0, Math.max(free, 0))], left };
}

/** What stands against a product for a user who keeps `others` and had `before`. */
function obstacles(user: User, others: readonly string[], before: readonly string[], to: string, day: string): readonly string[] {
  const broken = unmet(before.map(productOf));
  const has = [...new Set([...others, to])].map(productOf);
  return [
    ...(user.place === null ? ['usage_location_missing'] : []),
    ...(!before.includes(to) && others.some((key) => key !== to && exclude(productOf(to), productOf(key), day))
      ? ['mutually_exclusive_violation']
      : []),
    ...(unmet(has).some((each) => !broken.includes(each)) ? ['dependency_violation'] : []),
  ];
}

/** The users, those who move with the one licence in the place of the other. */
export function movedUsers({ users, now }: Model, moved: readonly User[], from: string, to: string): readonly User[] {
  const ids = new Set(moved.map(({ id }) => id));
  return users.map((user) => (ids.has(user.id) ? { ...user, licenses: { [to]: now, ...without(user.licenses, from) } } : user));
}

/** A licence for a user. */
export function assign(model: Model, { userId, key }: Extract<Command, { kind: 'assign' }>): Result {
  const user = model.users.find(({ id }) => id === userId) ?? never();
  // Even what somebody has already is not assigned to them without a place.
  if (user.licenses[key] !== undefined) return user.place === null ? { model, codes: ['usage_location_missing'] } : done(model);
  const held = Object.keys(user.licenses);
  const isHeld = live(model).some((sub) => sub.key === key);
  const isFull = isHeld && usable(model, key) - holders(model, key).length < 1;
  return (
    refused(model, [!isHeld && 'product_not_held', ...obstacles(user, held, held, key, dayOf(model.now)), isFull && 'count_violation']) ??
    done({
      ...model,
      users: model.users.map((each) => (each.id === userId ? { ...each, licenses: { ...each.licenses, [key]: model.now } } : each)),
    })
  );
}

/** A licence taken from a user. */
export function remove(model: Model, { userId, key }: Extract<Command, { kind: 'remove' }>): Result {
  const user = model.users.find(({ id }) => id === userId) ?? never();
  if (user.licenses[key] === undefined) return { model, codes: ['license_not_assigned'] };
  if (removalBreaks(user, key)) return { model, codes: ['dependency_violation'] };
  const users = model.users.map((each) => (each.id === userId ? { ...each, licenses: without(each.licenses, key) } : each));
  return done({ ...model, users });
}

/** Whether something else that the user has builds on a product. */
export function removalBreaks({ licenses }: User, key: string): boolean {
  const held = Object.keys(licenses).map(productOf);
  const broken = unmet(held);
  return unmet(held.filter((product) => product.key !== key)).some((each) => !broken.includes(each));
}
