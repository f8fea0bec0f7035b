import { productOf, hasPath, FAMILY_SEATS_MAX, gained, shareService } from './products.ts';
import { opened } from './selling.ts';
import {
  DAY,
  changed,
  done,
  familyFull,
  holders,
  live,
  never,
  refused,
  subOf,
  upgradeOf,
  usable,
  without,
  type Command,
  type Made,
  type Model,
  type Result,
  type Upgrade,
  type User,
} from './state.ts';
import { everyone, transfer, movedUsers, removalBreaks } from './transfer.ts';

/** One subscription becomes another product, with the users who can. */
export function upgrade(
  model: Model,
  { id, to, only }: Extract<Command, { kind: 'upgrade' }>,
  { subId = '?', upgradeId = '?' }: Made,
): Result {
  const source = subOf(model, id);
  const [from, target] = [productOf(source.key), productOf(to)];
  const standing = source.status !== 'active' && 'subscription_status_not_active';
  if (!hasPath(from.key, to)) {
    const hasNone = ![...model.subs.map(({ key }) => key), 'm365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'].some((key) =>
      hasPath(from.key, key),
    );
    return (
      refused(model, [standing, hasNone ? 'subscription_does_not_have_any_upgrade_paths' : 'subscription_target_offer_not_found']) ??
      never()
    );
  }
  const beside = live(model).filter((sub) => sub.id !== id);
  const added = gained(from, target);
  const isBusy = model.upgrades.some(({ state, sourceId, targetId }) => state === 'finishing' && [sourceId, targetId].includes(id));
  const no = refused(model, [
    standing,
    beside.some((sub) => sub.key !== to && productOf(sub.key).plans.some((plan) => added.includes(plan))) && 'conflicting_service_types',
    beside.some((sub) => sub.key === to) && 'concurrency_conflicts',
    isBusy && 'upgrade_unfinished',
    source.seats > target.most && 'quantity_out_of_range',
    familyFull(model, to, source.seats, id) && 'seat_family_full',
  ]);
  if (no !== null) return no;
  const nobodyMoves = only || beside.some((sub) => sub.key === from.key);
  const people = holders(model, from.key);
  const free = source.seats - holders(model, to).length;
  const { moved, left } = nobodyMoves ? { moved: [], left: everyone(people) } : transfer(model, people, from.key, to, free);
  const stay = Math.min(Math.max(Object.keys(left).length - usable(model, from.key, id), 0), source.seats);
  const open = stay === 0 && nobodyMoves ? {} : left;
  const after = changed(model, id, stay === 0 ? { status: 'deleted', suspendedOn: null } : { seats: stay });
  const made: Upgrade = {
    ...{ id: upgradeId, sourceId: id, targetId: subId, at: model.now, sourceSeats: source.seats, sourceVersion: source.version + 1 },
    state: Object.keys(open).length === 0 ? 'done' : 'finishing',
    moved: moved.map((user) => ({ userId: user.id, before: user.licenses[from.key] ?? 0, hadTarget: user.licenses[to] !== undefined })),
    open,
  };
  return done({
    ...after,
    subs: [...after.subs, opened(model, to, source.seats, { subId })],
    users: movedUsers(model, moved, from.key, to),
    upgrades: [...model.upgrades, made],
  });
}

/** Those who were left behind try again. */
export function retry(model: Model, upgradeId: string): Result {
  const open = upgradeOf(model, upgradeId);
  if (open.state !== 'finishing') return { model, codes: ['upgrade_finished'] };
  const [from, to] = [subOf(model, open.sourceId).key, subOf(model, open.targetId).key];
  const chosen = model.users.filter(({ id }) => open.open[id] !== undefined);
  const having = chosen.filter(({ licenses }) => licenses[from] !== undefined);
  const { moved, left } = transfer(model, having, from, to, usable(model, to) - holders(model, to).length);
  const after = { ...model, users: movedUsers(model, moved, from, to) };
  return done(worked(after, open, { left, released: moved.length, without: chosen.length - having.length }));
}

/** Nobody tries any more for those who were left behind. */
export function dismiss(model: Model, { upgradeId, license }: Extract<Command, { kind: 'dismiss' }>): Result {
  const open = upgradeOf(model, upgradeId);
  if (open.state !== 'finishing') return { model, codes: ['upgrade_finished'] };
  const { key } = subOf(model, open.sourceId);
  const chosen = model.users.filter(({ id }) => open.open[id] !== undefined);
  const having = chosen.filter(({ licenses }) => licenses[key] !== undefined);
  const needs = (user: User) => removalBreaks(user, key);
  const taken = license === 'remove' ? having.filter((user) => !needs(user)) : [];
  const left = license === 'remove' ? Object.fromEntries(having.filter(needs).map(({ id }) => [id, ['dependency_violation']])) : {};
  const ids = new Set(taken.map(({ id }) => id));
  const users = model.users.map((user) => (ids.has(user.id) ? { ...user, licenses: without(user.licenses, key) } : user));
  return done(worked({ ...model, users }, open, { left, released: taken.length, without: chosen.length - having.length }));
}

type Work = { readonly left: Readonly<Record<string, readonly string[]>>; readonly released: number; readonly without: number };

/** Seats follow those who leave; nobody who stays loses one. */
function worked(model: Model, open: Upgrade, { left, released, without: gone }: Work): Model {
  const source = subOf(model, open.sourceId);
  const state: Upgrade['state'] = Object.keys(left).length === 0 ? 'done' : 'finishing';
  const upgrades = model.upgrades.map((each) => (each.id === open.id ? { ...each, open: left, state } : each));
  if (source.status === 'deleted') return { ...model, upgrades };
  const needed = Math.min(Math.max(holders(model, source.key).length - usable(model, source.key, source.id), 0), source.seats);
  const stay = Math.max(source.seats - released - gone, needed);
  if (stay === source.seats) return { ...model, upgrades };
  return { ...changed(model, source.id, stay === 0 ? { status: 'deleted', suspendedOn: null } : { seats: stay }), upgrades };
}

/** All of an upgrade is taken back. */
export function undo(model: Model, upgradeId: string): Result {
  const { state, at, sourceId, targetId, sourceSeats, sourceVersion, moved } = upgradeOf(model, upgradeId);
  const [source, target] = [subOf(model, sourceId), subOf(model, targetId)];
  if (state === 'undone') return { model, codes: ['undo_done_already'] };
  const movedIds = new Set(moved.map(({ userId }) => userId));
  const isChanged = moved.some(({ userId }) => {
    const licenses = model.users.find(({ id }) => id === userId)?.licenses ?? {};
    return licenses[target.key] === undefined || licenses[source.key] !== undefined || Object.values(licenses).some((since) => since > at);
  });
  const others = live(model).filter(({ id }) => id !== sourceId && id !== targetId);
  const ofTarget = model.subs.filter(({ id, key }) => id !== targetId && key === target.key);
  const newcomers = holders(model, target.key).filter(({ id, licenses }) => !movedIds.has(id) && (licenses[target.key] ?? 0) > at);
  const keep = holders(model, target.key).filter(({ id }) => !moved.some(({ userId, hadTarget }) => userId === id && !hadTarget));
  const isUsed = newcomers.length > 0 || ofTarget.some(({ changedAt }) => changedAt > at);
  const seatless = keep.length > ofTarget.filter((sub) => sub.status !== 'deleted').reduce((sum, sub) => sum + sub.seats, 0);
  const bought = live(model).filter((sub) => sub.id !== targetId && sub.createdAt > at);
  const { family } = productOf(source.key);
  const familySeats = others.filter(({ key }) => productOf(key).family === family).reduce((sum, sub) => sum + sub.seats, sourceSeats);
  const no = refused(model, [
    at + DAY <= model.now && 'undo_window_over',
    target.version !== 1 && 'undo_target_changed',
    source.version !== sourceVersion && 'undo_source_changed',
    (isChanged || (isUsed && seatless)) && 'undo_licenses_changed',
    bought.some(({ key }) => key === source.key || shareService(productOf(key), productOf(source.key))) && 'undo_source_replaced',
    family !== null && familySeats > FAMILY_SEATS_MAX && 'seat_family_full',
  ]);
  if (no !== null) return no;
  const users = model.users.map((user) => {
    const move = moved.find(({ userId }) => userId === user.id);
    if (move === undefined) return user;
    const kept = move.hadTarget ? user.licenses : without(user.licenses, target.key);
    return { ...user, licenses: { ...kept, [source.key]: move.before } };
  });
  const back = changed(changed(model, sourceId, { status: 'active', seats: sourceSeats }), targetId, { status: 'deleted' });
  const upgrades = model.upgrades.map((each) => (each.id === upgradeId ? { ...each, state: 'undone' as const, open: {} } : each));
  return done({ ...back, users, upgrades });
}
