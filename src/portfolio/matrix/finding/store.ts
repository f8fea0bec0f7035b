import type { CustomerId, OfferId } from '../../../kit/ids.ts';
import type { Reader } from '../../../platform/reader.ts';
import { EVERYTHING, type PortfolioFilter } from '../../filter.ts';
import { rowConditions, type Conditions } from '../../row-conditions.ts';
import type { Sales } from '../../sales.ts';
import { UNIT } from '../../survey/store.ts';
import { UNKNOWN_UPLIFT, type Order, type Place } from '../order.ts';
import type { PriceClass, Stream } from './streams.ts';
import type { Wanted } from './wanted.ts';

/** A place in the list, and what the digest tells of its subscription. */
export type PlaceRow = Place & {
  readonly combination: string;
  readonly seatsBeside: number;
  /** As the database writes it, e.g. `{10,25}`: it is hardly ever needed. */
  readonly seatsHeld: string;
  readonly periodMinor: number;
  readonly resellerMpnId: string | null;
};

export type PlacesQuestion = {
  readonly sales: Sales;
  readonly order: Order;
  readonly filter: PortfolioFilter;
  /** Where reading begins: at this place, itself included. Null for the beginning. */
  readonly from: Place | null;
  readonly limit: number;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
  /** All that have rows from there on, where the list goes by what the upgrades would bring. */
  readonly streams: readonly Stream[];
};

/** The next places of the list, whatever a filter says, but for that by which the list is ordered. */
export async function listPlaces(reader: Reader, question: PlacesQuestion): Promise<readonly PlaceRow[]> {
  const { sales, order, from, limit, besides, filter } = question;
  const seen = seenConditions(sales, order, filter, 4);
  if (order === 'uplift') return listByUplift(reader, question, seen);
  const { after, sorted, values } = orderSql(order, from, 4 + seen.values.length);
  const { rows } = await reader.query<Omit<PlaceRow, 'uplift'> & Uplift>(
    `/* fanout */ select ${PLACE} from portfolio_subscription p
      where p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${seen.where} ${after} order by ${sorted} limit $3`,
    [sales.sellerId, besides, limit, ...seen.values, ...values],
  );
  return rows.map(placed);
}

/** A few rows of each class, in the order of what they would bring, and of them all the first. */
async function listByUplift(
  reader: Reader,
  { sales, from, limit, besides, streams }: PlacesQuestion,
  seen: Conditions,
): Promise<readonly PlaceRow[]> {
  const place = 4 + seen.values.length;
  const after = upliftAfter(from, place + 5, { uplift: YEAR, ids: `(p.customer_id, p.subscription_id, ${TARGET})` });
  const branch = (condition: string, sorted: string) => `
          (select p.* from portfolio_subscription p
            where p.partner_id = $1 and ${PRICE_CLASS} = s.price_class and p.customer_id <> all($2::uuid[]) and ${condition}
              and p.quantity between s.seats_from and s.seats_to ${seen.where} ${after.sql}
            order by ${sorted}p.customer_id, p.subscription_id limit $3)`;
  const { rows } = await reader.query<Omit<PlaceRow, 'uplift'> & Uplift>(
    `/* fanout */ select ${PLACE}, s.target as "targetOfferId", ${YEAR} as "upliftYear"
       from ${streamsSql(place)}
       cross join lateral (${branch('s.per_seat > 0', 'p.quantity desc, ')} union all ${branch('s.per_seat < 0', 'p.quantity, ')}
         union all ${branch('coalesce(s.per_seat, 0) = 0', '')}) p
      order by ${YEAR} desc, p.customer_id, p.subscription_id, ${TARGET} limit $3`,
    [sales.sellerId, besides, limit, ...seen.values, ...streamColumns(streams), ...after.values],
  );
  return rows.map(placed);
}

/** All places of some customers, whatever a filter says, in no order. */
export async function listPlacesOf(reader: Reader, sales: Sales, customerIds: readonly CustomerId[]): Promise<readonly PlaceRow[]> {
  if (customerIds.length === 0) return [];
  const { where, values } = rowConditions(EVERYTHING, sales, 3);
  const { rows } = await reader.query<Omit<PlaceRow, 'uplift'>>(
    `/* fanout */ select ${PLACE} from portfolio_subscription p where p.partner_id = $1 and p.customer_id = any($2::uuid[]) ${where}`,
    [sales.sellerId, customerIds, ...values],
  );
  return rows.map(placed);
}

/**
 * The places of those rows that a filter asks for, found by what they have: where few among many are wanted. Without
 * `wanted` the filter does not ask the law.
 */
export async function findPlaces(reader: Reader, question: RareQuestion): Promise<readonly Place[]> {
  const { sales, order, from, limit, besides } = question;
  const values: unknown[] = [sales.sellerId, besides, limit];
  /** Gives values their places in the statement, and tells the first. */
  const place = (given: readonly unknown[]): number => values.push(...given) - given.length + 1;
  const { found, sorted } = order === 'uplift' ? foundByUplift(question, place) : foundInOrder(question, order, place);
  const after =
    order === 'uplift'
      ? upliftAfter(from, values.length + 1, { uplift: 'p.uplift', ids: '(p.customer_id, p.subscription_id, p.target)' })
      : NO_MORE;
  const { rows } = await reader.query<Place & Uplift>(
    `/* fanout */ select p.customer_id as "customerId", p.subscription_id as "subscriptionId", p.renews_on as "renewsOn", p.quantity,
            p.target as "targetOfferId", p.uplift as "upliftYear"
       from (${found}) p
      where true ${after.sql} order by ${sorted} limit $3`,
    [...values, ...after.values],
  );
  return rows.map(placed);
}

/** What is looked for by what it has. */
export type RareQuestion = PlacesQuestion & { readonly wanted: readonly Wanted[] | null };

type Placing = (given: readonly unknown[]) => number;
type FoundSql = { readonly found: string; readonly sorted: string };

const NO_MORE = { sql: '', values: [] };

/** Rows of single subscriptions, whose targets stay together. */
function foundInOrder(question: RareQuestion, order: Exclude<Order, 'uplift'>, place: Placing): FoundSql {
  const { filter, sales, from, wanted } = question;
  const row = rowsAsked(filter, sales, place);
  const unplaced = orderSql(order, from, 0);
  const ordered = orderSql(order, from, place(unplaced.values));
  const columns = 'p.customer_id, p.subscription_id, p.quantity, p.renews_on, null::text as target, null::bigint as uplift';
  const rows =
    wanted === null ? `from portfolio_subscription p where ${row} ${ordered.after}` : wantedSql(wanted, `${row} ${ordered.after}`, place);
  return { found: `select ${columns} ${rows}`, sorted: ordered.sorted };
}

/** Rows of single targets, with what they would bring. */
function foundByUplift({ filter, sales, streams, wanted }: RareQuestion, place: Placing): FoundSql {
  const row = rowsAsked(filter, sales, place);
  const rows =
    wanted === null
      ? `from portfolio_subscription p
         join ${streamsSql(place(streamColumns(streams)))} on s.price_class = ${PRICE_CLASS} and p.quantity between s.seats_from and s.seats_to
        where ${row}`
      : wantedSql(wanted, row, place);
  return {
    found: `select p.customer_id, p.subscription_id, p.quantity, p.renews_on, ${TARGET} as target, ${YEAR} as uplift ${rows}`,
    sorted: 'p.uplift desc, p.customer_id, p.subscription_id, p.target',
  };
}

function rowsAsked(filter: PortfolioFilter, sales: Sales, place: Placing): string {
  const { values } = rowConditions(filter, sales, 0);
  return `p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${rowConditions(filter, sales, place(values)).where}`;
}

/** All rows that lie where something is wanted, each place looked for in the index. */
function wantedSql(wanted: readonly Wanted[], row: string, place: Placing): string {
  const first = place(wantedColumns(wanted));
  const listed = WANTED_COLUMNS.map(([, type], i) => `$${first + i}::${type}[]`).join(', ');
  return `
           from unnest(${listed}) as s(${WANTED_COLUMNS.map(([name]) => name).join(', ')})
          cross join lateral (
            select p.customer_id, p.subscription_id, p.quantity, p.renews_on from portfolio_subscription p
             where p.combination = s.combination and p.quantity between s.seats_from and s.seats_to
               and p.quantity + p.seats_beside between s.all_from and s.all_to and (s.unit_minor is null or ${UNIT} = s.unit_minor)
               and ${row}
            offset 0) p`;
}

/** Every class of the partner’s subscriptions, each with one of them: hops through the index from one to the next. */
export async function listPriceClasses(reader: Reader, { sellerId }: Sales): Promise<readonly PriceClass[]> {
  const first = (condition: string) =>
    `select ${PRICE_CLASS} as price_class, p.combination, ${UNIT} as unit from portfolio_subscription p
      where p.partner_id = $1 ${condition} order by ${PRICE_CLASS} limit 1`;
  const { rows } = await reader.query<PriceClass>(
    `/* fanout */ with recursive class as (
       (${first('')})
       union all
       select n.* from class c cross join lateral (${first(`and ${PRICE_CLASS} > c.price_class`)}) n)
     select price_class as "priceClass", combination, unit as "unitMinor" from class`,
    [sellerId],
  );
  return rows;
}

/** What the rows of one class have in common, as the index has it (migration 0042). */
const PRICE_CLASS = `md5((p.facts::jsonb ->> 'offerId') || ' ' || (p.facts::jsonb ->> 'country') || ' ' || (p.facts::jsonb ->> 'billingCycle') || ' '
    || (p.facts::jsonb ->> 'currency') || ' ' || coalesce(p.period_minor / nullif(p.quantity, 0), 0))::uuid`;

/** What the row of a stream would bring in a year. */
const YEAR = `coalesce(s.per_seat * p.quantity, ${UNKNOWN_UPLIFT})`;

/** Targets in the order of their characters, as we compare them. */
const TARGET = 's.target collate "C"';

const PLACE = `p.customer_id as "customerId", p.subscription_id as "subscriptionId", p.combination, p.quantity, p.seats_beside as "seatsBeside",
  p.seats_held::text as "seatsHeld", p.period_minor as "periodMinor", p.renews_on as "renewsOn", p.reseller_mpn_id as "resellerMpnId"`;

type Uplift = { readonly targetOfferId?: OfferId | null; readonly upliftYear?: number | null };

function placed<Row extends Omit<Place, 'uplift'>>({ targetOfferId = null, upliftYear = null, ...row }: Row & Uplift) {
  return { ...row, uplift: targetOfferId === null || upliftYear === null ? null : { targetOfferId, yearMinor: upliftYear } };
}

const STREAM_COLUMNS = [
  ['price_class', 'uuid'],
  ['target', 'text'],
  ['per_seat', 'bigint'],
  ['seats_from', 'integer'],
  ['seats_to', 'integer'],
] as const;

function streamsSql(place: number): string {
  const columns = STREAM_COLUMNS.map(([, type], i) => `$${place + i}::${type}[]`).join(', ');
  return `unnest(${columns}) as s(${STREAM_COLUMNS.map(([name]) => name).join(', ')})`;
}

function streamColumns(streams: readonly Stream[]): readonly (readonly unknown[])[] {
  return [
    streams.map((each) => each.priceClass),
    streams.map((each) => each.targetOfferId),
    streams.map((each) => each.perSeat),
    streams.map((each) => each.seatsFrom),
    streams.map((each) => each.seatsTo),
  ];
}

const WANTED_COLUMNS = [
  ['combination', 'uuid'],
  ['seats_from', 'integer'],
  ['seats_to', 'integer'],
  ['all_from', 'integer'],
  ['all_to', 'integer'],
  ['unit_minor', 'bigint'],
  ['target', 'text'],
  ['per_seat', 'bigint'],
] as const;

function wantedColumns(wanted: readonly Wanted[]): readonly (readonly unknown[])[] {
  return [
    wanted.map((each) => each.combination),
    wanted.map((each) => each.seatsFrom),
    wanted.map((each) => each.seatsTo),
    wanted.map((each) => each.allFrom),
    wanted.map((each) => each.allTo),
    wanted.map((each) => each.unitMinor),
    wanted.map((each) => each.row?.targetOfferId ?? null),
    wanted.map((each) => each.row?.perSeat ?? null),
  ];
}

/** What of the filter an index in that order can leave out, and what a reseller does not see. */
function seenConditions(sales: Sales, order: Order, filter: PortfolioFilter, first: number): Conditions {
  const { customerId, seats, renewal } = filter;
  const none = { from: null, to: null };
  const left = {
    ...filter,
    customerId: order === 'customer' ? customerId : null,
    seats: order === 'seats' || order === 'uplift' ? seats : none,
    renewal: order === 'renewal' ? renewal : { from: null, until: null },
    resellerMpnId: null,
  };
  return rowConditions(left, sales, first);
}

const LEADING = { customer: [], renewal: ['p.renews_on'], seats: ['p.quantity'] } as const;

function orderSql(
  order: Exclude<Order, 'uplift'>,
  from: Place | null,
  first: number,
): { readonly after: string; readonly sorted: string; readonly values: readonly (string | number)[] } {
  const names = [...LEADING[order], 'p.customer_id', 'p.subscription_id'];
  const leading = from === null ? null : { customer: [], renewal: [from.renewsOn], seats: [from.quantity] }[order];
  const values = from === null || leading === null ? [] : [...leading, from.customerId, from.subscriptionId];
  const direction = order === 'seats' ? 'desc' : 'asc';
  return {
    after:
      from === null
        ? ''
        : ` and (${names.join(', ')}) ${order === 'seats' ? '<=' : '>='} (${values.map((_, i) => `$${first + i}`).join(', ')})`,
    sorted: names.map((name) => `${name} ${direction}`).join(', '),
    values,
  };
}

function upliftAfter(
  from: Place | null,
  first: number,
  { uplift, ids }: { readonly uplift: string; readonly ids: string },
): { readonly sql: string; readonly values: readonly (string | number)[] } {
  if (from === null || from.uplift === null) return NO_MORE;
  const { yearMinor, targetOfferId } = from.uplift;
  return {
    sql: `and (${uplift} < $${first} or (${uplift} = $${first} and ${ids} >= ($${first + 1}::uuid, $${first + 2}::uuid, $${first + 3}::text)))`,
    values: [yearMinor, from.customerId, from.subscriptionId, targetOfferId],
  };
}
