import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CustomerId } from '../../src/kit/ids.ts';
import { newId } from '../../src/platform/clock.ts';
import type { Db } from '../../src/platform/db.ts';
import { NOW, plantCustomer, plantUser } from '../tenant.ts';
import { openLedger, type Entry, type Ledger } from './ledger.ts';
import { apply, wait } from './model.ts';
import { beginnings, concurrent, resolved, sequential, type Beginning, type Move, type Step } from './moves.ts';
import { PRODUCTS, productOf } from './products.ts';
import { openSite, type Answer, type Ask, type Site } from './site.ts';
import type { Command, Made, Model } from './state.ts';
import { codesIn, madeIn, readState, requestOf, stateOf } from './wire.ts';

export type ModelOptions = {
  readonly commands: number;
  readonly seed: number;
  readonly db: Db;
  /** Begins with a round in which several call at once; every third is one. */ readonly together?: boolean;
  /** Another law for the model, to see that a difference is found. */ readonly law?: typeof apply;
  readonly onLine?: (line: string) => void;
};

export type ModelReport = {
  readonly seed: number;
  readonly commands: number;
  readonly customers: { readonly sequential: number; readonly concurrent: number };
  /** How often each kind of command was carried out. */
  readonly done: Readonly<Record<string, number>>;
  /** How often each reason was met. */
  readonly refused: Readonly<Record<string, number>>;
  /** Commands that were sent at the same time as others. */
  readonly together: number;
  /** The shortest history that shows the first difference, if any. */
  readonly problem: string | null;
};

type Tally = { commands: number; together: number; readonly done: Record<string, number>; readonly refused: Record<string, number> };
type Life = {
  readonly site: Site;
  readonly customerId: CustomerId;
  readonly tally: Tally;
  readonly law: typeof apply;
  readonly history: string[];
  model: Model;
  readonly ledger: Ledger;
  last: Ask | null;
  answer: string;
};

const LIVES_PER_ROUND = 10;

/** Lets customers live through random commands, in the program and in the model, and compares the two after every step. */
export async function runModel({ commands, seed, db, together: isFirst = false, law = apply, onLine }: ModelOptions): Promise<ModelReport> {
  const site = await openSite(db);
  const tally: Tally = { commands: 0, together: 0, done: {}, refused: {} };
  const customers = { sequential: 0, concurrent: 0 };
  let problem: string | null = null;
  for (let round = 0; tally.commands < commands && problem === null; round += 1) {
    const isTogether = round % 3 === (isFirst ? 0 : 2);
    let history: readonly string[] = [];
    const property = fc.asyncProperty(beginnings, isTogether ? concurrent : sequential, async (beginning, steps) => {
      const life = await begin({ site, tally, law }, beginning);
      try {
        for (const step of steps) await take(life, step);
      } catch (error) {
        history = life.history;
        throw error;
      }
      customers[isTogether ? 'concurrent' : 'sequential'] += 1;
    });
    const result = await fc.check(property, { numRuns: LIVES_PER_ROUND, seed: seed + round, interruptAfterTimeLimit: 120_000 });
    if (result.failed) {
      const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
      problem = `npm run model -- --seed ${seed + round}${isTogether ? ' --together' : ''}\n${history.join('\n')}\n${why}`;
    }
    onLine?.(`${tally.commands} commands, ${customers.sequential + customers.concurrent} customers`);
  }
  await site.close();
  return { seed, commands: tally.commands, customers, done: tally.done, refused: tally.refused, together: tally.together, problem };
}

async function begin({ site, tally, law }: Pick<Life, 'site' | 'tally' | 'law'>, { key, seats, users, nowhere }: Beginning): Promise<Life> {
  site.setClock(NOW.getTime());
  const customerId = await plantCustomer(site.db, site.partnerId);
  const people: Model['users'][number][] = [];
  for (let i = 0; i < users; i += 1) {
    const place = i < nowhere ? null : 'US';
    people.push({ id: await plantUser(site.db, { customerId }, `user${i}`, [], place), place, licenses: {} });
  }
  const model: Model = { now: NOW.getTime(), subs: [], users: people, upgrades: [] };
  const ledger = await openLedger(site.db, customerId);
  const life: Life = { site, customerId, tally, law, history: [], model, ledger, last: null, answer: '' };
  await one(life, { kind: 'buy', key, seats, cycle: 'monthly' });
  for (const user of people.filter(({ place }) => place !== null)) await one(life, { kind: 'assign', userId: user.id, key });
  await givePlaceless(life, key);
  return life;
}

/** Who has a licence and no usage location: nobody gets one like that, but loses the location later. */
async function givePlaceless(life: Life, key: string): Promise<void> {
  const free = (life.model.subs[0]?.seats ?? 0) - life.model.users.filter(({ licenses }) => licenses[key] !== undefined).length;
  const some = life.model.users.filter(({ place }) => place === null).slice(0, Math.max(free, 0));
  for (const { id } of some) {
    await life.site.db.read(
      `insert into license (customer_id, user_id, sku_id, group_id, disabled_plans, assigned_at) values ($1, $2, $3, '00000000-0000-0000-0000-000000000000', '{}', $4)`,
      [life.customerId, id, productOf(key).skuId, new Date(life.model.now)],
    );
    const users = life.model.users.map((user) => (user.id === id ? { ...user, licenses: { [key]: life.model.now } } : user));
    life.model = { ...life.model, users };
  }
}

async function take(life: Life, step: Step): Promise<void> {
  switch (step.kind) {
    case 'one': {
      const command = resolved(life.model, step.move);
      return command === null ? undefined : one(life, command);
    }
    case 'together':
      return together(life, step.moves);
    case 'again':
      return again(life);
    case 'wait': {
      life.history.push(`wait ${step.days} days`);
      life.model = wait(life.model, step.days);
      await life.site.live(life.customerId, life.model.now);
      await life.ledger.note(life.model.now, [{ command: { kind: 'wait' }, made: {}, subs: null }]);
      return compare(life);
    }
  }
}

const MINUTE = 60_000;

function tick(life: Life): void {
  life.model = { ...life.model, now: life.model.now + MINUTE };
  life.site.setClock(life.model.now);
}

async function one(life: Life, command: Command): Promise<void> {
  tick(life);
  const { ask, answer } = await carryOut(life, command);
  const made = madeIn(command, answer);
  const { model, codes } = life.law(life.model, command, made);
  life.history.push(`${JSON.stringify(command)} -> ${codesIn(answer).join() || 'done'}`);
  assert.deepEqual(comparable(command, codesIn(answer)), comparable(command, codes), 'program and model refuse for other reasons');
  const isDone = codes.length === 0;
  count(life.tally, command, codes);
  if (isDone) Object.assign(life, { last: ask, answer: answer.text });
  life.model = model;
  await life.ledger.note(model.now, [{ command, made, subs: null }]);
  return compare(life);
}

/** Of an undo the first reason counts: those behind it differ in what they take for a change. */
function comparable({ kind }: Command, codes: readonly string[]): readonly string[] {
  return kind === 'undo' ? codes.slice(0, 1) : codes.toSorted();
}

function count({ done, refused }: Tally, { kind }: Command, codes: readonly string[]): void {
  if (codes.length === 0) done[kind] = (done[kind] ?? 0) + 1;
  for (const code of codes) refused[code] = (refused[code] ?? 0) + 1;
}

async function carryOut(life: Life, command: Command): Promise<{ readonly ask: Ask; readonly answer: Answer }> {
  const ask = { ...requestOf(life.customerId, command), requestId: newId() };
  life.tally.commands += 1;
  return { ask, answer: await life.site.ask(ask) };
}

/** Under its id a request has one effect and one answer. */
async function again(life: Life): Promise<void> {
  if (life.last === null || !/orders|upgrades|retries|dismissals|undo$/.test(life.last.path)) return;
  life.history.push('the last one again');
  const answer = await life.site.ask(life.last);
  life.tally.commands += 1;
  assert.equal(answer.text, life.answer);
  return compare(life);
}

/** Several callers at once: some order in which the model does the same explains all answers and what is there afterwards. */
async function together(life: Life, moves: readonly Move[]): Promise<void> {
  tick(life);
  const commands = moves.map((move) => resolved(life.model, move)).filter((command) => command !== null);
  const done = await Promise.all(commands.map(async (command) => ({ command, ...(await carryOut(life, command)) })));
  life.tally.together += commands.length;
  const outcomes = done.map(({ command, answer }) => ({
    command,
    codes: comparable(command, codesIn(answer)),
    made: madeIn(command, answer),
  }));
  life.history.push(
    `together: ${outcomes.map(({ command, codes }) => `${JSON.stringify(command)} -> ${codes.join() || 'done'}`).join(' | ')}`,
  );
  const state = await readState(life.site.db, life.customerId);
  const explained = ordersOf(outcomes)
    .map((order) => serially(life, order))
    .filter((lived) => lived !== null)
    .find(({ model }) => stateOf(model) === state);
  assert.ok(explained !== undefined, `no order explains what happened: ${state}`);
  for (const { command, codes } of outcomes) count(life.tally, command, codes);
  life.model = explained.model;
  await life.ledger.note(life.model.now, explained.entries);
  return compareUnits(life);
}

type Seen = { readonly command: Command; readonly codes: readonly string[]; readonly made: Made };

/** The model after these commands one by one, with what each of them did; null where it answers otherwise. */
function serially(
  { model: start, law }: Life,
  order: readonly Seen[],
): { readonly model: Model; readonly entries: readonly Entry[] } | null {
  let model = start;
  const entries: Entry[] = [];
  for (const { command, codes, made } of order) {
    const result = law(model, command, made);
    if (comparable(command, result.codes).join() !== codes.join()) return null;
    model = result.model;
    entries.push({ command, made, subs: model.subs });
  }
  return { model, entries };
}

function ordersOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((first, i) => ordersOf(items.filter((_, j) => j !== i)).map((rest) => [first, ...rest]));
}

async function compare(life: Life): Promise<void> {
  assert.equal(await readState(life.site.db, life.customerId), stateOf(life.model), 'program and model hold different things');
  return compareUnits(life);
}

/** What the API says about the units of each product: as many as are held and used in the model. */
async function compareUnits({ site, customerId, model }: Life): Promise<void> {
  const { body } = await site.ask({ method: 'GET', path: `/v1/customers/${customerId}/subscribedskus`, requestId: newId() });
  const said = new Map<string, readonly number[]>(
    body.items.map((sku: any) => [sku.productSku.id, [sku.activeUnits, sku.suspendedUnits, sku.consumedUnits]]),
  );
  for (const { key, skuId } of PRODUCTS.values()) {
    const seats = (status: string) =>
      model.subs.filter((sub) => sub.key === key && sub.status === status).reduce((sum, sub) => sum + sub.seats, 0);
    const used = model.users.filter(({ licenses }) => licenses[key] !== undefined).length;
    assert.deepEqual(said.get(skuId) ?? [0, 0, 0], [seats('active'), seats('suspended'), used], `units of ${key}`);
  }
}
