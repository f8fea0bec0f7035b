import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { Charge } from '../src/billing/charge.ts';
import { dayOf } from '../src/kit/dates.ts';
import type { CustomerId, PartnerId } from '../src/kit/ids.ts';
import type { Db } from '../src/platform/db.ts';
import { TERM } from '../src/subscriptions/tenant/store.ts';
import { after, bought, chargedDays, type DayBook, type Happening, type Row } from './day-book.ts';
import type { MoneyWorld } from './money-world.ts';

/** A line of the ledger. */
export type Line = Charge & { readonly id: string };
/** A customer's subscriptions and ledger. */
export type Table = {
  readonly rows: ReadonlyMap<string, Row & { readonly orderId: string; readonly parentId: string | null; readonly autoRenew: boolean }>;
  readonly lines: readonly Line[];
};
/** A command that was sent and had an effect. */
type Sent = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly text: string;
};
/** An upgrade that was done, with the book of its source before. */
type Taken = { readonly upgradeId: string; readonly sourceId: string; readonly targetId: string; readonly source: DayBook };
/** One customer's life: what its tables say, and the book that is kept beside them. */
export type Story = {
  readonly world: MoneyWorld;
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly decimals: number;
  readonly books: Map<string, DayBook>;
  readonly taken: Taken[];
  table: Table;
  sent: Sent | null;
};

/** Reads what happened and writes it into the book. */
export async function note(story: Story, what: Happening): Promise<void> {
  const before = story.table;
  story.table = await readTable(story.world.db, story.customerId);
  for (const [id, row] of story.table.rows) {
    const was = before.rows.get(id);
    const book = story.books.get(id);
    if (was === undefined || book === undefined) story.books.set(id, bought(row));
    else if (!isDeepStrictEqual(was, row) || linesOf(story.table, id).length > linesOf(before, id).length)
      story.books.set(id, after(book, was, row, what, dayOf(story.world.now())));
  }
}

function linesOf({ lines }: Table, id: string): readonly Line[] {
  return lines.filter((line) => line.subscriptionId === id);
}

/** The ledger charges the days of the book, and costs what they cost but for the rounding of its lines. */
export function agree({ books, table }: Story): void {
  for (const [id, { days }] of books) {
    const lines = linesOf(table, id);
    const charged = chargedDays(lines);
    for (const on of new Set([...days.keys(), ...charged.keys()]))
      assert.equal(
        charged.get(on) ?? 0,
        days.get(on)?.seats ?? 0,
        `${on} of ${id}: charged ${charged.get(on)} seats, held ${days.get(on)?.seats}`,
      );
    const exact = [...days.values()].reduce((sum, { seats, perSeat }) => sum + seats * perSeat, 0);
    const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    assert.ok(Math.abs(total - exact) <= lines.length / 2 + 1e-6, `${id}: ${total} for ${exact} in ${lines.length} lines`);
  }
}

/** Whatever is asked, what fell due meanwhile may happen before it: periods and renewals are charged, the suspended removed, and nothing else. */
export function isOnlyWhatFellDue(before: Table, later: Table): boolean {
  const known = new Set(before.lines.map(({ id }) => id));
  const isDue = ({ id, chargeType }: Line) => known.has(id) || chargeType === 'Cycle fee' || chargeType === 'Renew fee';
  const state = ({ status, quantity, cycle }: Row) => [status, quantity, cycle];
  return (
    later.lines.every(isDue) &&
    later.rows.size === before.rows.size &&
    [...later.rows].every(([id, row]) => {
      const was = before.rows.get(id);
      // What was suspended long enough is removed.
      const isRemoved = was?.status === 'suspended' && row.status === 'deleted';
      return was !== undefined && isDeepStrictEqual(state(isRemoved ? { ...was, status: row.status } : was), state(row));
    })
  );
}

export async function readTable(db: Db, customerId: CustomerId): Promise<Table> {
  const { rows } = await db.read<{
    subscriptions: (Row & { orderId: string; parentId: string | null; autoRenew: boolean })[];
    lines: Line[];
  }>(
    `select coalesce((select json_agg(json_build_object('id', s.subscription_id, 'status', s.status, 'quantity', s.quantity, 'price', s.unit_price_minor,
              'cycle', s.billing_cycle, 'term', ${TERM}, 'createdOn', s.created_at::date,
              'orderId', s.order_id, 'parentId', s.parent_subscription_id, 'autoRenew', s.auto_renew) order by s.created_at, s.subscription_id)
              from subscription s where s.customer_id = $1), '[]') as subscriptions,
            coalesce((select json_agg(json_build_object('id', g.charge_id, 'subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'chargeType', g.charge_type,
              'span', json_build_object('from', g.charged_from, 'until', g.charged_until), 'quantity', g.quantity, 'amountMinor', g.amount_minor)
              order by g.charge_id) from charge g where g.customer_id = $1), '[]') as lines`,
    [customerId],
  );
  const [found] = rows;
  return { rows: new Map((found?.subscriptions ?? []).map((row) => [row.id, row])), lines: found?.lines ?? [] };
}
