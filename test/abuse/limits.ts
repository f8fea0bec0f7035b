import { SEATS } from '../crash/scripts.ts';
import type { Db } from '../../src/platform/db.ts';

/** What the callers were told. */
export type Told = { readonly upgrades: readonly string[]; readonly undone: readonly string[] };

type Row = {
  readonly subscription_id: string;
  readonly sku_part_number: string;
  readonly sku_id: string;
  readonly status: string;
  readonly quantity: number;
  readonly charged: number;
  readonly is_first: boolean;
};

const FAMILY_SEATS_MAX = 300;

/** Every limit of one customer that does not hold: seats and people, the family's seats, the ledger, what was acknowledged. */
export async function faultsOfLimits(db: Db, customerId: string, told: Told): Promise<readonly string[]> {
  const { rows } = await db.read<Row>(
    `select s.subscription_id, o.sku_part_number, o.sku_id, s.status, s.quantity, s.upgraded_from_id is null as is_first,
            (select coalesce(sum(case when h.amount_minor < 0 then -h.quantity else h.quantity end), 0)::int from charge h
              where h.customer_id = s.customer_id and h.subscription_id = s.subscription_id
                and h.charged_from <= current_date and h.charged_until > current_date) as charged
       from subscription s join offer o on o.offer_id = s.offer_id where s.customer_id = $1`,
    [customerId],
  );
  return [
    ...(await faultsOfSeats(db, customerId, rows)),
    ...(await faultsOfFamily(db, customerId)),
    ...rows.flatMap(faultsOfLedger),
    ...(await faultsOfTold(db, customerId, told)),
  ];
}

async function faultsOfSeats(db: Db, customerId: string, subscriptions: readonly Row[]): Promise<readonly string[]> {
  const { rows } = await db.read<{ sku_id: string; people: number }>(
    'select sku_id, count(distinct user_id)::int as people from license where customer_id = $1 group by sku_id',
    [customerId],
  );
  return rows.flatMap(({ sku_id, people }) => {
    const seats = subscriptions
      .filter((each) => each.sku_id === sku_id && each.status !== 'deleted')
      .reduce((sum, each) => sum + each.quantity, 0);
    return people <= seats ? [] : [`${people} people on ${seats} seats of ${sku_id}`];
  });
}

/** Seats of people left behind have a seat waiting for them in the target, and do not count twice. */
async function faultsOfFamily(db: Db, customerId: string): Promise<readonly string[]> {
  const { rows } = await db.read<{ seats: number }>(
    `select coalesce(sum(s.quantity), 0)::int as seats from subscription s join offer o on o.offer_id = s.offer_id
      where s.customer_id = $1 and s.status = 'active' and o.name like 'Microsoft 365 Business%'
        and not exists (select 1 from upgrade u where u.customer_id = s.customer_id and u.source_subscription_id = s.subscription_id and u.state = 'finishing')`,
    [customerId],
  );
  const seats = rows[0]?.seats ?? 0;
  return seats <= FAMILY_SEATS_MAX ? [] : [`${seats} seats of the Business family`];
}

/** The ledger charges today for the seats there are; what each customer began with stands in no line. */
function faultsOfLedger({ subscription_id, status, quantity, charged, is_first }: Row): readonly string[] {
  const wanted = (status === 'active' ? quantity : 0) - (is_first ? SEATS : 0);
  return charged === wanted
    ? []
    : [`the ledger charges ${charged} seats of ${subscription_id} (${status}, ${quantity} seats), not ${wanted}`];
}

async function faultsOfTold(db: Db, customerId: string, { upgrades, undone }: Told): Promise<readonly string[]> {
  const { rows } = await db.read<{ id: string; state: string }>('select upgrade_id as id, state from upgrade where customer_id = $1', [
    customerId,
  ]);
  const known = new Map(rows.map(({ id, state }) => [id, state]));
  const count = rows.filter(({ state }) => state === 'undone').length;
  return [
    ...(known.size === upgrades.length ? [] : [`${upgrades.length} upgrades were acknowledged, ${known.size} are there`]),
    ...upgrades.filter((id) => !known.has(id)).map((id) => `the upgrade ${id} was acknowledged and is not there`),
    ...(count === undone.length ? [] : [`${undone.length} upgrades were undone, ${count} are`]),
    ...undone.filter((id) => known.get(id) !== 'undone').map((id) => `the upgrade ${id} was undone and is not`),
  ];
}
