import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Charge } from '../../src/billing/charge.ts';
import { profileOf } from '../../src/billing/profile.ts';
import { addDays, day, type Day } from '../../src/kit/dates.ts';
import type { Db } from '../../src/platform/db.ts';
import { TERM } from '../../src/subscriptions/tenant/store.ts';
import { after, bought, emptied, type DayBook, type Happening, type Row } from '../day-book.ts';
import { dayOf, type Command, type Made } from './state.ts';

/** The book of what each day should have been charged for, held against the ledger after every step. */
export type Ledger = { readonly note: (now: number, command: Command | { readonly kind: 'wait' }, made: Made) => Promise<void> };

type Line = Charge & { readonly id: string };
type Table = { readonly rows: ReadonlyMap<string, Row>; readonly lines: readonly Line[] };
type Taken = { readonly sourceId: string; readonly targetId: string; readonly source: DayBook };

export async function openLedger(db: Db, customerId: string): Promise<Ledger> {
  const books = new Map<string, DayBook>();
  const taken = new Map<string, Taken>();
  let table = await read(db, customerId);
  return {
    note: async (now, command, made) => {
      const before = table;
      const source = command.kind === 'upgrade' ? books.get(command.id) : undefined;
      table = await read(db, customerId);
      const isUndone = command.kind === 'undo' && table.lines.length + 0 !== before.lines.length;
      const undone = isUndone ? taken.get(command.upgradeId) : undefined;
      const target = undone === undefined ? undefined : books.get(undone.targetId);
      for (const [id, row] of table.rows) {
        const [was, book] = [before.rows.get(id), books.get(id)];
        if (was === undefined || book === undefined) books.set(id, bought(row));
        else if (!isDeepStrictEqual(was, row) || linesOf(table, id).length > linesOf(before, id).length)
          books.set(id, after(book, was, row, happening(command.kind), day(dayOf(now))));
      }
      if (undone !== undefined && target !== undefined) {
        books.set(undone.sourceId, undone.source);
        books.set(undone.targetId, emptied(target));
      }
      if (command.kind === 'upgrade' && source !== undefined && made.upgradeId !== undefined && made.subId !== undefined)
        taken.set(made.upgradeId, { sourceId: command.id, targetId: made.subId, source });
      for (const [id, { days }] of books) agree(id, days, linesOf(table, id));
    },
  };
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
  const charged = new Map<Day, number>();
  for (const { span, seats } of profileOf(lines)) for (let on = span.from; on < span.until; on = addDays(on, 1)) charged.set(on, seats);
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
