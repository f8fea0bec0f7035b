import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Charge } from '../../src/billing/charge.ts';
import { day } from '../../src/kit/dates.ts';
import type { Db } from '../../src/platform/db.ts';
import { TERM } from '../../src/subscriptions/tenant/store.ts';
import { after, bought, chargedDays, emptied, type DayBook, type Happening, type Row } from '../day-book.ts';
import { dayOf, type Command, type Made, type Model } from './state.ts';

/** One command and what it made; `subs` are the model's after it where others came after it before anybody looked, else null. */
export type Entry = {
  readonly command: Command | { readonly kind: 'wait' };
  readonly made: Made;
  readonly subs: Model['subs'] | null;
};

/** The book of what each day should have been charged for, held against the ledger after every step. */
export type Ledger = { readonly note: (now: number, entries: readonly Entry[]) => Promise<void> };

type Line = Charge & { readonly id: string };
type Table = { readonly rows: ReadonlyMap<string, Row>; readonly lines: readonly Line[] };
type Taken = { readonly sourceId: string; readonly targetId: string; readonly source: DayBook };

export async function openLedger(db: Db, customerId: string): Promise<Ledger> {
  const books = new Map<string, DayBook>();
  const taken = new Map<string, Taken>();
  let table = await read(db, customerId);
  /** What one command did to the rows, written into the books. */
  const enter = (now: number, { command, made }: Entry, before: Rows, rows: Rows, hasNewLines: (id: string) => boolean): void => {
    const source = command.kind === 'upgrade' ? books.get(command.id) : undefined;
    const undone = command.kind === 'undo' ? taken.get(command.upgradeId) : undefined;
    const isUndone = undone !== undefined && before.get(undone.targetId)?.status !== rows.get(undone.targetId)?.status;
    const target = undone === undefined ? undefined : books.get(undone.targetId);
    for (const [id, row] of rows) {
      const [was, book] = [before.get(id), books.get(id)];
      if (was === undefined || book === undefined) books.set(id, bought(row));
      else if (!isDeepStrictEqual(was, row) || hasNewLines(id))
        books.set(id, after(book, was, row, happening(command.kind), day(dayOf(now))));
    }
    if (isUndone && target !== undefined) {
      books.set(undone.sourceId, undone.source);
      books.set(undone.targetId, emptied(target));
    }
    if (command.kind === 'upgrade' && source !== undefined && made.upgradeId !== undefined && made.subId !== undefined)
      taken.set(made.upgradeId, { sourceId: command.id, targetId: made.subId, source });
  };
  return {
    note: async (now, entries) => {
      const last = table;
      table = await read(db, customerId);
      let before = last.rows;
      for (const entry of entries) {
        const rows = entry.subs === null ? table.rows : asOf(table.rows, entry.subs);
        const isAlone = entries.length === 1;
        enter(now, entry, before, rows, (id) => isAlone && linesOf(table, id).length > linesOf(last, id).length);
        before = rows;
      }
      for (const [id, { days }] of books) agree(id, days, linesOf(table, id));
    },
  };
}

type Rows = Table['rows'];

/** The rows as they were when the model had these: nothing but seats and states changes among several commands of one moment. */
function asOf(rows: Rows, subs: Model['subs']): Rows {
  const found = subs.flatMap(({ id, status, seats }): [string, Row][] => {
    const row = rows.get(id);
    return row === undefined ? [] : [[id, { ...row, status, quantity: seats }]];
  });
  return new Map(found);
}

function happening(kind: string): Happening {
  switch (kind) {
    case 'seats':
    case 'status':
      return kind;
    case 'upgrade':
    case 'retry':
    case 'dismiss':
      return 'given_back';
    default:
      return 'life';
  }
}

function linesOf({ lines }: Table, id: string): readonly Line[] {
  return lines.filter((line) => line.subscriptionId === id);
}

/** The same days for the same seats, and what they cost but for the rounding of each line. */
function agree(id: string, days: DayBook['days'], lines: readonly Line[]): void {
  const charged = chargedDays(lines);
  for (const on of new Set([...days.keys(), ...charged.keys()]))
    assert.equal(charged.get(on) ?? 0, days.get(on)?.seats ?? 0, `seats charged of ${id} on ${on}`);
  const exact = [...days.values()].reduce((sum, { seats, perSeat }) => sum + seats * perSeat, 0);
  const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  assert.ok(Math.abs(total - exact) <= lines.length / 2 + 1e-6, `${id}: ${total} charged for ${exact} in ${lines.length} lines`);
}

async function read(db: Db, customerId: string): Promise<Table> {
  const { rows } = await db.read<{ subscriptions: Row[]; lines: Line[] }>(
    `select coalesce((select json_agg(json_build_object('id', s.subscription_id, 'status', s.status, 'quantity', s.quantity, 'price', s.unit_price_minor,
              'cycle', s.billing_cycle, 'term', ${TERM}, 'createdOn', s.created_at::date)
              order by s.created_at, s.subscription_id) from subscription s where s.customer_id = $1), '[]') as subscriptions,
            coalesce((select json_agg(json_build_object('id', g.charge_id, 'subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'chargeType', g.charge_type,
              'span', json_build_object('from', g.charged_from, 'until', g.charged_until), 'quantity', g.quantity, 'amountMinor', g.amount_minor)
              order by g.charge_id) from charge g where g.customer_id = $1), '[]') as lines`,
    [customerId],
  );
  const [found] = rows;
  return { rows: new Map((found?.subscriptions ?? []).map((row) => [row.id, row])), lines: found?.lines ?? [] };
}
