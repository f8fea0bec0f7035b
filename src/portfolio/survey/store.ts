import type { Day } from '../../kit/dates.ts';
import type { CustomerId } from '../../kit/ids.ts';
import type { Reader } from '../../platform/reader.ts';
import type { PortfolioFilter } from '../filter.ts';
import { rowConditions, type Conditions } from '../row-conditions.ts';
import type { Sales } from '../sales.ts';
import type { SeatLimits } from '../seat-limits.ts';
import { sectionEnds, type Sections } from './sections.ts';

/** So many subscriptions of one section whose terms end in one month. */
export type MonthCount = {
  readonly section: number;
  readonly month: Day;
  readonly subscriptions: number;
  readonly seats: number;
  readonly periodMinor: number;
};

/** Subscriptions whose facts and price of a seat are the same and whose seats lie between the same limits, counted. */
export type GroupRow = {
  readonly combination: string;
  /** What one seat costs in a billing period. */
  readonly unitMinor: number;
  readonly fewest: number;
  readonly most: number;
  /** The fewest seats that one of their customers has altogether. */
  readonly fewestOfAll: number;
  readonly months: readonly MonthCount[];
};

/** What is counted. */
export type GroupQuestion = {
  readonly sales: Sales;
  readonly filter: PortfolioFilter;
  /** Customers who are left out. */
  readonly besides: readonly CustomerId[];
  /** Which sections; everything is one section where nothing is said. */
  readonly within: Sections | null;
};

/** The first customers of all sections but the first, where each has so many rows or a few more. */
export async function listBounds(reader: Reader, { sellerId }: Sales, rowsPerSection: number): Promise<readonly CustomerId[]> {
  const { rows } = await reader.query<{ id: CustomerId }>(
    `/* fanout */ with recursive bound(id) as (
       (select p.customer_id from portfolio_subscription p where p.partner_id = $1 order by p.customer_id offset $2 limit 1)
       union all
       select (select p.customer_id from portfolio_subscription p where p.partner_id = $1 and p.customer_id > b.id order by p.customer_id offset $2 limit 1)
         from bound b where b.id is not null)
     select id from bound where id is not null order by id`,
    [sellerId, rowsPerSection],
  );
  return rows.map(({ id }) => id);
}

/** Counts a portfolio by what decides, in one pass over one index; with `alike` those with other seats are kept apart. */
export async function readGroups(
  reader: Reader,
  { sales, filter, besides, within, limits, alike }: GroupQuestion & { readonly limits: SeatLimits; readonly alike: boolean },
): Promise<readonly GroupRow[]> {
  const { where, values } = rowConditions(filter, sales, 5);
  const fine = alike ? ', quantity' : '';
  const counted = (section: string, condition: string) => `
         select p.combination, ${section} as section, date_trunc('month', p.renews_on::timestamp)::date as month, ${UNIT} as unit,
                width_bucket(p.quantity, $3::integer[]) as own_band, width_bucket(p.quantity + p.seats_beside, $4::integer[]) as all_band,
                count(*) as subscriptions, sum(p.quantity) as seats, sum(p.period_minor) as period, min(p.quantity) as fewest,
                max(p.quantity) as most, min(p.quantity + p.seats_beside) as fewest_of_all ${alike ? ', p.quantity' : ''}
           from portfolio_subscription p
          where p.partner_id = $1 and p.customer_id <> all($2::uuid[]) ${where} ${condition}
          group by p.combination, month, unit, own_band, all_band ${alike ? ', p.quantity' : ''}`;
  const place = 5 + values.length;
  const from =
    within === null
      ? `(${counted('0', '')}) c`
      : `unnest($${place}::integer[], $${place + 1}::uuid[], $${place + 2}::uuid[]) as s(section, first, next)
           cross join lateral (${counted('s.section', 'and p.customer_id >= s.first and p.customer_id < s.next')}) c`;
  const ends = within === null ? [] : sectionEnds(within);
  const { rows } = await reader.query<Omit<GroupRow, 'months'> & { months: string }>(
    // The months of one group travel as one text: half the time of this statement was reading its rows.
    `/* fanout */ select c.combination, c.unit as "unitMinor", min(c.fewest) as fewest, max(c.most) as most, min(c.fewest_of_all) as "fewestOfAll",
            string_agg(c.section || ' ' || c.month || ' ' || c.subscriptions || ' ' || c.seats || ' ' || c.period, ',') as months
       from ${from}
      group by c.combination, c.unit, c.own_band, c.all_band ${fine}`,
    [sales.sellerId, besides, limits.own, limits.all, ...values, ...ends],
  );
  return rows.map((row) => ({ ...row, months: row.months.split(',').map(monthCount) }));
}

/** What one seat of `p` costs in a billing period: all seats of a subscription cost the same. */
export const UNIT = 'coalesce(p.period_minor / nullif(p.quantity, 0), 0)';

function monthCount(text: string): MonthCount {
  const [section, month, subscriptions, seats, periodMinor] = text.split(' ');
  return {
    section: Number(section),
    month: month as Day,
    subscriptions: Number(subscriptions),
    seats: Number(seats),
    periodMinor: Number(periodMinor),
  };
}

/** The same where the seats of every product that the customer has count: alike to the last seat. */
export type ExactGroupRow = MonthCount & { readonly combination: string; readonly quantity: number; readonly held: readonly number[] };

/** Counts subscriptions of some combinations whose customers have so many seats or more altogether. */
export async function readExactGroups(
  reader: Reader,
  {
    sales,
    filter,
    besides,
    within,
    of,
  }: GroupQuestion & { readonly of: readonly { readonly combination: string; readonly fewestOfAll: number }[] },
): Promise<readonly ExactGroupRow[]> {
  if (of.length === 0) return [];
  const conditions = rowConditions(filter, sales, 5);
  const { section, condition, values } = sectionSql(within, 5 + conditions.values.length);
  const { rows } = await reader.query<ExactGroupRow>(
    `/* fanout */ select p.combination, ${section} as section, date_trunc('month', p.renews_on::timestamp)::date as month, count(*)::integer as subscriptions,
            sum(p.quantity)::bigint as seats, sum(p.period_minor)::bigint as "periodMinor", p.quantity, p.seats_held as held
       from unnest($3::uuid[], $4::integer[]) as c(combination, fewest)
       join portfolio_subscription p on p.partner_id = $1 and p.combination = c.combination and p.quantity + p.seats_beside >= c.fewest
      where p.customer_id <> all($2::uuid[]) ${conditions.where} ${condition}
      group by p.combination, section, month, p.quantity, p.seats_held, p.period_minor`,
    [sales.sellerId, besides, of.map((each) => each.combination), of.map((each) => each.fewestOfAll), ...conditions.values, ...values],
  );
  return rows;
}

function sectionSql(
  within: Sections | null,
  place: number,
): { section: string; condition: string; values: Conditions['values'][] | unknown[] } {
  if (within === null) return { section: '0', condition: '', values: [] };
  const section = `width_bucket(p.customer_id, $${place}::uuid[])`;
  return { section, condition: `and ${section} = any($${place + 1}::integer[])`, values: [within.bounds, within.wanted] };
}
