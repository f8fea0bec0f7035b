import { FAMILY_SEATS_MAX, productOf } from './products.ts';

/** A customer as the model keeps it: plain values, slow rules, nothing of the program. */
export type Model = {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly subs: readonly Sub[];
  readonly users: readonly User[];
  readonly upgrades: readonly Upgrade[];
};

export type Sub = {
  readonly id: string;
  readonly key: string;
  readonly status: 'active' | 'suspended' | 'deleted';
  readonly seats: number;
  readonly version: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly suspendedOn: string | null;
};

/** `licenses`: the products of a user, each with when it was given. */
export type User = { readonly id: string; readonly place: string | null; readonly licenses: Readonly<Record<string, number>> };

export type Upgrade = {
  readonly id: string;
  readonly sourceId: string;
  readonly targetId: string;
  readonly state: 'finishing' | 'done' | 'undone';
  readonly at: number;
  readonly sourceSeats: number;
  readonly sourceVersion: number;
  readonly moved: readonly { readonly userId: string; readonly before: number; readonly hadTarget: boolean }[];
  /** People left behind, with the reasons of the last try. */
  readonly open: Readonly<Record<string, readonly string[]>>;
};

/** What somebody does, about things by their ids. */
export type Command =
  | { readonly kind: 'buy'; readonly key: string; readonly seats: number; readonly cycle: string }
  | { readonly kind: 'seats'; readonly id: string; readonly seats: number }
  | { readonly kind: 'status'; readonly id: string; readonly to: 'active' | 'suspended' | 'deleted' }
  | { readonly kind: 'upgrade'; readonly id: string; readonly to: string; readonly only: boolean }
  | { readonly kind: 'retry'; readonly upgradeId: string }
  | { readonly kind: 'dismiss'; readonly upgradeId: string; readonly license: 'keep' | 'remove' }
  | { readonly kind: 'undo'; readonly upgradeId: string }
  | { readonly kind: 'assign'; readonly userId: string; readonly key: string }
  | { readonly kind: 'remove'; readonly userId: string; readonly key: string }
  | { readonly kind: 'place'; readonly userId: string };

/** What was made under an id that only the program can choose. */
export type Made = { readonly subId?: string; readonly upgradeId?: string };

/** The customer afterwards, and why nothing happened, in order of precedence; none where it did. */
export type Result = { readonly model: Model; readonly codes: readonly string[] };

/** Milliseconds. */
export const DAY = 86_400_000;

/** The day of an instant. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** It happened. */
export const done = (model: Model): Result => ({ model, codes: [] });
/** Nothing happened, for these reasons; null where there are none. */
export const refused = (model: Model, codes: readonly (string | false)[]): Result | null => {
  const found = codes.filter((code) => code !== false);
  return found.length === 0 ? null : { model, codes: found };
};
/** What is not deleted. */
export const live = ({ subs }: Model) => subs.filter(({ status: is }) => is !== 'deleted');
/** The subscription of an id. */
export const subOf = ({ subs }: Model, id: string): Sub => subs.find((sub) => sub.id === id) ?? never();
/** The upgrade of an id. */
export const upgradeOf = ({ upgrades }: Model, id: string): Upgrade => upgrades.find((each) => each.id === id) ?? never();
/** The users of a product. */
export const holders = ({ users }: Model, key: string) => users.filter(({ licenses }) => licenses[key] !== undefined);
/** For what cannot be. */
export const never = (): never => {
  throw new Error('the model was asked about something it does not have');
};

/** The customer with another subscription in the place of one; its version counts. */
export function changed(model: Model, id: string, change: Partial<Sub>): Model {
  const subs = model.subs.map((sub) => (sub.id === id ? { ...sub, ...change, version: sub.version + 1, changedAt: model.now } : sub));
  return { ...model, subs };
}

/** Seats that people can use: those of active subscriptions, one aside. */
export function usable(model: Model, key: string, besideId = ''): number {
  return model.subs
    .filter((sub) => sub.key === key && sub.status === 'active' && sub.id !== besideId)
    .reduce((sum, sub) => sum + sub.seats, 0);
}

/** Seats of the small products together; people who are left behind have a seat waiting in the target, and count there. */
export function familyFull(model: Model, key: string, wanted: number, besideId = ''): boolean {
  const { family } = productOf(key);
  if (family === null) return false;
  const leaving = model.upgrades.filter(({ state }) => state === 'finishing').map(({ sourceId }) => sourceId);
  const held = live(model).filter((sub) => productOf(sub.key).family === family && sub.id !== besideId && !leaving.includes(sub.id));
  return held.reduce((sum, sub) => sum + sub.seats, 0) + wanted > FAMILY_SEATS_MAX;
}

/** Without the licences of a product of which nothing is left. */
export function withoutLicenses(model: Model, key: string): Model {
  if (live(model).some((sub) => sub.key === key)) return model;
  return { ...model, users: model.users.map((user) => ({ ...user, licenses: without(user.licenses, key) })) };
}

/** A record without one of its members. */
export function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
