import { dateOf, monthsAfter, numberOf } from './calendar.ts';

/** So many seats for the days from `from` up to, not including, `until`, at so many minor units; what comes back has both negative. */
export type Line = {
  readonly subscriptionId: string;
  readonly from: number;
  readonly until: number;
  readonly seats: number;
  readonly amount: number;
};

export type Cycle = 'monthly' | 'annual';

/** What a seat of a product costs for a period, in minor units, by the price list of a day. */
export type PriceOf = (key: string, cycle: Cycle, on: number) => number;

type Bought = { readonly id: string; readonly key: string; readonly cycle: Cycle; readonly seats: number };

/** Some days of a period that are paid. */
type Part = Omit<Line, 'subscriptionId'> & { readonly periodDays: number };

type Held = {
  readonly id: string;
  readonly key: string;
  readonly boughtOn: number;
  cycle: Cycle;
  seats: number;
  price: number;
  term: { readonly from: number; readonly until: number };
  paidUntil: number;
  state: 'active' | 'suspended' | 'gone';
  renews: boolean;
  parts: readonly Part[];
  /** What a suspension gave back: everything within thirty days; later the rest, which only that very day can restore. */
  given: { readonly on: number; readonly inFull: boolean; readonly parts: readonly Part[] } | null;
};

/** What a partner's customers have to pay, worked out by rules of its own. Nothing is shared with the program, not even the calendar. */
export type Reference = {
  readonly buy: (bought: Bought, today: number) => void;
  readonly change: (id: string, seats: number, today: number) => void;
  readonly suspend: (id: string, today: number) => void;
  readonly activate: (id: string, today: number) => void;
  readonly cancel: (id: string, today: number) => void;
  readonly upgrade: (id: string, target: { readonly id: string; readonly key: string }, today: number) => void;
  readonly cycle: (ids: readonly string[], cycle: Cycle, today: number) => void;
  readonly renew: (id: string, renews: boolean) => void;
  readonly stateOf: (id: string) => 'active' | 'suspended' | 'gone';
  /** A day begins: what falls due on it is charged. */
  readonly pass: (today: number) => void;
  /** What was charged since it was last asked. */
  readonly take: () => readonly Line[];
};

const FULL_DAYS = 30;

export function openReference(priceOf: PriceOf): Reference {
  const all = new Map<string, Held>();
  let lines: Line[] = [];
  const of = (id: string): Held => {
    const held = all.get(id);
    if (held === undefined) throw new Error(`the reference does not know ${id}`);
    return held;
  };
  const write = (id: string, { from, until, seats, amount }: Part, sign: 1 | -1): void => {
    if (from < until) lines.push({ subscriptionId: id, from, until, seats: sign * seats, amount: sign * amount });
  };
  const charge = (held: Held, part: Part): void => {
    write(held.id, part, 1);
    held.parts = [...held.parts, part];
  };
  const payPeriod = (held: Held, from: number): void => {
    const until = monthsAfter(from, held.cycle === 'annual' ? 12 : 1);
    charge(held, partOf(held, { from, until }, from, held.seats));
    held.paidUntil = until;
  };
  const begin = (held: Held, today: number): void => {
    const from = termBegins(today);
    held.term = { from, until: monthsAfter(from, 12) };
    payPeriod(held, from);
  };
  const buy = ({ id, key, cycle, seats }: Bought, today: number): void => {
    const held: Held = {
      ...{ id, key, boughtOn: today, cycle, seats, price: priceOf(key, cycle, today), term: { from: 0, until: 0 }, paidUntil: 0 },
      ...{ state: 'active', renews: true, parts: [], given: null },
    };
    all.set(id, held);
    begin(held, today);
  };
  /** The days from today on come back. */
  const giveRest = (held: Held, today: number): void => {
    const running = held.parts.find((part) => part.from <= later(today, held) && part.until > later(today, held));
    if (running === undefined) return;
    const rest = partOf(held, running, later(today, held), held.seats, running.periodDays);
    write(held.id, rest, -1);
    held.parts = held.parts.map((part) => (part === running ? { ...part, until: rest.from, amount: part.amount - rest.amount } : part));
  };
  const giveBack = (held: Held, today: number): void => {
    const inFull = today < held.boughtOn + FULL_DAYS;
    held.given = { on: today, inFull, parts: held.parts };
    if (inFull) for (const part of held.parts) write(held.id, part, -1);
    if (inFull) held.parts = [];
    else giveRest(held, today);
  };
  const end = (held: Held, today: number): void => {
    if (held.state === 'active') giveBack(held, today);
    held.state = 'gone';
  };
  return {
    buy,
    change: (id, seats, today) => {
      const held = of(id);
      const on = later(today, held);
      const running = held.parts.find((part) => part.from <= on && part.until > on);
      if (running === undefined || seats === held.seats) return;
      const wanted = [
        { from: running.from, until: on, seats: held.seats },
        { from: on, until: running.until, seats },
      ].filter(({ from, until }) => from < until);
      // What is as it was before the day has one line again.
      const isBefore = (part: Part) => part.until === running.from && part.from < part.until && part.from >= periodOf(held, on);
      const before = held.parts.find((part) => isBefore(part) && part.seats === wanted[0]?.seats);
      const replaced = before === undefined ? [running] : [before, running];
      for (const part of replaced) write(id, part, -1);
      held.parts = held.parts.filter((part) => !replaced.includes(part));
      const [first, ...others] = wanted;
      const parts = before === undefined || first === undefined ? wanted : [{ ...first, from: before.from }, ...others];
      for (const part of parts) charge(held, partOf(held, part, part.from, part.seats, running.periodDays));
      held.seats = seats;
    },
    suspend: (id, today) => {
      giveBack(of(id), today);
      of(id).state = 'suspended';
    },
    activate: (id, today) => activate(of(id), { today, priceOf, write, charge, payPeriod }),
    cancel: (id, today) => end(of(id), today),
    upgrade: (id, target, today) => {
      const held = of(id);
      end(held, today);
      buy({ ...target, cycle: held.cycle, seats: held.seats }, today);
    },
    cycle: (ids, cycle, today) => {
      for (const held of ids.map(of)) {
        giveRest(held, today);
        held.cycle = cycle;
        held.price = priceOf(held.key, cycle, today);
        begin(held, today);
      }
    },
    renew: (id, renews) => void (of(id).renews = renews),
    stateOf: (id) => of(id).state,
    pass: (today) => {
      for (const held of all.values()) {
        if (held.state !== 'active' || held.paidUntil > today) continue;
        if (held.paidUntil === held.term.until && !held.renews) {
          Object.assign(held, { state: 'suspended', given: null });
          continue;
        }
        if (held.paidUntil === held.term.until) goOn(held, priceOf);
        payPeriod(held, held.paidUntil);
      }
    },
    take: () => {
      const taken = lines;
      lines = [];
      return taken;
    },
  };
}

type Means = {
  readonly today: number;
  readonly priceOf: PriceOf;
  readonly write: (id: string, part: Part, sign: 1 | -1) => void;
  readonly charge: (held: Held, part: Part) => void;
  readonly payPeriod: (held: Held, from: number) => void;
};

/** Used again: within thirty days of the purchase as if nothing had been, later from today to the end of the period. */
function activate(held: Held, { today, priceOf, write, charge, payPeriod }: Means): void {
  held.state = 'active';
  while (held.term.until <= today) goOn(held, priceOf);
  const period = periodOf(held, later(today, held));
  const until = monthsAfter(period, held.cycle === 'annual' ? 12 : 1);
  held.paidUntil = until;
  const { given } = held;
  held.given = null;
  if (given?.inFull === true && today < held.boughtOn + FULL_DAYS) {
    for (const part of given.parts) write(held.id, part, 1);
    held.parts = given.parts;
    if (!given.parts.some((part) => part.until > period)) payPeriod(held, period);
    return;
  }
  charge(held, partOf(held, { from: period, until }, later(today, held), held.seats));
  // On the very day it is as if it had never been suspended.
  if (given?.on === today) held.parts = given.parts;
}

/** The next term, at the price of its first day. */
function goOn(held: Held, priceOf: PriceOf): void {
  held.term = { from: held.term.until, until: monthsAfter(held.term.until, 12) };
  held.price = priceOf(held.key, held.cycle, held.term.from);
}

/** The first day of the period that a day is in. */
function periodOf({ term, cycle }: Held, on: number): number {
  let from = term.from;
  if (cycle === 'annual') return from;
  for (let month = 1; monthsAfter(term.from, month) <= on; month += 1) from = monthsAfter(term.from, month);
  return from;
}

function later(today: number, { term }: Held): number {
  return Math.max(today, term.from);
}

/** From the 29th on a term begins with the next month. */
function termBegins(today: number): number {
  const { year, month, on } = dateOf(today);
  return on < 29 ? today : monthsAfter(numberOf(year, month, 1), 1);
}

/** The days of a span from a day on, at the price of the day, rounded once and half up. */
function partOf(
  { price }: Held,
  span: { readonly from: number; readonly until: number },
  from: number,
  seats: number,
  periodDays = span.until - span.from,
): Part {
  const exact = price * seats * (span.until - from);
  const rest = exact % periodDays;
  const amount = (exact - rest) / periodDays + (2 * rest >= periodDays ? 1 : 0);
  return { from, until: span.until, seats, amount, periodDays };
}
