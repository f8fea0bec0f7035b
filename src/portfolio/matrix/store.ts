import type { Day } from '../../kit/dates.ts';
import type { CustomerId, PartnerId, SubscriptionId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { PortfolioFilter } from '../filter.ts';
import { rowConditions } from '../row-conditions.ts';

/** In which order the matrix is read: by customer, by the end of the term, or by seats, the most first. */
export const ORDERS = ['customer', 'renewal', 'seats'] as const;
export type Order = (typeof ORDERS)[number];

/** A subscription's place in the list, and what the digest tells of it. */
export type PlaceRow = {
  readonly customerId: CustomerId;
  readonly subscriptionId: SubscriptionId;
  readonly combination: string;
  readonly quantity: number;
  readonly seatsBeside: number;
  /** As the database writes it, e.g. `{10,25}`: it is hardly ever needed. */
  readonly seatsHeld: string;
  readonly periodMinor: number;
  readonly renewsOn: Day;
  readonly resellerMpnId: string | null;
};

/** Where reading begins: at this subscription, itself included. Null for the beginning. */
export type From = Pick<PlaceRow, 'customerId' | 'subscriptionId' | 'renewsOn' | 'quantity'> | null;

export type PlacesQuestion = {
  readonly partnerId: PartnerId;
  readonly order: Order;
  readonly from: From;
  readonly limit: number;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
};

/** So many of a partner's subscriptions in their order, whatever a filter says. */
export async function listPlaces(reader: Reader, question: PlacesQuestion): Promise<readonly PlaceRow[]> {
  const { partnerId, order, from, limit, besides } = question;
  const { after, sorted, values } = orderSql(order, from, 4);
  const { rows } = await reader.query<PlaceRow>(
    `/* fanout */ select ${PLACE} from portfolio_subscription p where p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${after} order by ${sorted} limit $3`,
    [partnerId, besides, limit, ...values],
  );
  return rows;
}

/** Seats of a combination that a filter asks for; the differences in a year are of one seat price. */
export type Wanted = {
  readonly combination: string;
  readonly seatsFrom: number;
  readonly seatsTo: number;
  readonly allFrom: number;
  readonly allTo: number;
  /** One seat of the target for one billing period, and how many of those a year has; null where the difference is not asked for. */
  readonly price: { readonly seatPriceMinor: number; readonly periods: number } | null;
};

/** The same of those that a filter asks for, found by what they have: where few among many are wanted. */
export async function findPlaces(
  reader: Reader,
  question: PlacesQuestion & {
    readonly filter: PortfolioFilter;
    /** Null where the filter does not ask the law. */
    readonly wanted: readonly Wanted[] | null;
    /** Customers all of whose rows are told, because the survey does not know the latest of them. */
    readonly changed: readonly CustomerId[];
  },
): Promise<readonly PlaceRow[]> {
  const { partnerId, order, from, limit, besides, filter, wanted, changed } = question;
  const { after, sorted, values } = orderSql(order, from, 4);
  const row = rowConditions(filter, 4 + values.length);
  const place = 4 + values.length + row.values.length;
  const columns = WANTED_COLUMNS.map(([name, type], i) => ({ name, sql: `$${place + 1 + i}::${type}[]` }));
  const found =
    wanted === null
      ? `select p.* from portfolio_subscription p where p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${row.where} ${after}`
      : `select f.* from unnest(${columns.map(({ sql }) => sql).join(', ')}) as w(${columns.map(({ name }) => name).join(', ')})
          cross join lateral (
            select p.* from portfolio_subscription p
             where p.partner_id = $1 and p.combination = w.combination and p.quantity between w.seats_from and w.seats_to
               and p.quantity + p.seats_beside between w.all_from and w.all_to and p.customer_id <> all($2::uuid[])
               and (w.seat_price is null or (w.seat_price * p.quantity - p.period_minor) * w.periods between w.uplift_from and w.uplift_to)
               ${row.where} ${after}
            offset 0) f
         union
         select p.* from portfolio_subscription p where p.partner_id = $1 and p.customer_id = any($${place}::uuid[]) and p.customer_id <> all($2::uuid[]) ${row.where} ${after}`;
  const { rows } = await reader.query<PlaceRow>(
    `/* fanout */ with found as materialized (${found}) select ${PLACE} from found p order by ${sorted} limit $3`,
    [partnerId, besides, limit, ...values, ...row.values, ...(wanted === null ? [] : [changed, ...wantedColumns(wanted, filter)])],
  );
  return rows;
}

const PLACE = `p.customer_id as "customerId", p.subscription_id as "subscriptionId", p.combination, p.quantity, p.seats_beside as "seatsBeside",
  p.seats_held::text as "seatsHeld", p.period_minor as "periodMinor", p.renews_on as "renewsOn", p.reseller_mpn_id as "resellerMpnId"`;

const WANTED_COLUMNS = [
  ['combination', 'uuid'],
  ['seats_from', 'integer'],
  ['seats_to', 'integer'],
  ['all_from', 'integer'],
  ['all_to', 'integer'],
  ['seat_price', 'bigint'],
  ['periods', 'integer'],
  ['uplift_from', 'bigint'],
  ['uplift_to', 'bigint'],
] as const;

function wantedColumns(wanted: readonly Wanted[], { uplift }: PortfolioFilter): readonly (readonly (string | number | null)[])[] {
  const [from, to] = [uplift.from === null ? -LARGEST : uplift.from * 12, uplift.to === null ? LARGEST : uplift.to * 12];
  return [
    wanted.map((each) => each.combination),
    wanted.map((each) => each.seatsFrom),
    wanted.map((each) => each.seatsTo),
    wanted.map((each) => each.allFrom),
    wanted.map((each) => each.allTo),
    wanted.map((each) => each.price?.seatPriceMinor ?? null),
    wanted.map((each) => each.price?.periods ?? null),
    wanted.map(() => from),
    wanted.map(() => to),
  ];
}

const LARGEST = Number.MAX_SAFE_INTEGER;

const LEADING: Readonly<Record<Order, readonly string[]>> = { customer: [], renewal: ['p.renews_on'], seats: ['p.quantity'] };

function orderSql(
  order: Order,
  from: From,
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

/** Whether the first of two places comes before the second. */
export function isBefore(order: Order, a: NonNullable<From>, b: NonNullable<From>): boolean {
  const keys = (place: NonNullable<From>) => [
    ...{ customer: [], renewal: [place.renewsOn], seats: [place.quantity] }[order],
    place.customerId,
    place.subscriptionId,
  ];
  const [first, second] = [keys(a), keys(b)];
  const i = first.findIndex((key, place) => key !== second[place]);
  const [one, other] = [first[i] ?? '', second[i] ?? ''];
  return i >= 0 && (order === 'seats' ? one > other : one < other);
}
