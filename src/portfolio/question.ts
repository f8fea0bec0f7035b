import { Type, type Static } from 'typebox';
import type { CustomerId, OfferId, SubscriptionId } from '../kit/ids.ts';
import { addMonths, day, type Day } from '../kit/dates.ts';
import { decimalsOf, minor, type Currency, type Minor } from '../kit/money.ts';
import { Guid } from '../platform/contract.ts';
import { pageSize, readToken, TOKEN_INSTANT, writeToken } from '../platform/paging.ts';
import type { ReasonCode } from '../upgrades/reasons.ts';
import type { PortfolioFilterQuery, PortfolioQuery } from './contract.ts';
import type { PortfolioFilter } from './filter.ts';
import type { MatrixQuestion } from './matrix/commands.ts';
import { orderedAs, type Order, type Place } from './matrix/order.ts';
import { placeOfRow, type MatrixRow } from './matrix/row.ts';

type Malformed = { readonly kind: 'malformed'; readonly member: string; readonly why: string };
export type FilterRead = Malformed | { readonly kind: 'filter'; readonly filter: PortfolioFilter };
export type QuestionRead =
  | Malformed
  | { readonly kind: 'question'; readonly question: Pick<MatrixQuestion, 'filter' | 'order' | 'after' | 'size'> };

/** Reads a filter. Amounts are decimal numbers in the partner's currency. */
export function readFilter(query: PortfolioFilterQuery, currency: Currency): FilterRead {
  const [from, to] = [monthIn(query.renewalFrom), monthIn(query.renewalTo)];
  if (from === 'malformed') return { kind: 'malformed', member: 'renewalFrom', why: 'must be a month such as 2027-02' };
  if (to === 'malformed') return { kind: 'malformed', member: 'renewalTo', why: 'must be a month such as 2027-02' };
  const filter: PortfolioFilter = {
    customerId: (query.customerId ?? null) as CustomerId | null,
    sourceOfferIds: offersIn(query.sourceOfferId),
    targetOfferIds: offersIn(query.targetOfferId),
    countries: (query.country ?? []).map((country) => country.toUpperCase()),
    resellerMpnId: query.resellerMpnId ?? null,
    isEligible: query.eligible ?? null,
    isUpgradable: query.upgradable ?? null,
    reason: (query.reason ?? null) as ReasonCode | null,
    onlyReason: (query.onlyReason ?? null) as ReasonCode | null,
    uplift: { from: amountIn(query.upliftFrom, currency, Math.ceil), to: amountIn(query.upliftTo, currency, Math.floor) },
    seats: { from: query.seatsFrom ?? null, to: query.seatsTo ?? null },
    renewal: { from, until: to === null ? null : addMonths(to, 1) },
  };
  return { kind: 'filter', filter };
}

/** Reads what page of the matrix is asked for; the token says where the list goes on and nothing more. */
export function readQuestion(query: PortfolioQuery, token: string | undefined, currency: Currency): QuestionRead {
  const size = pageSize(query.size, { fallback: 50, most: 200 });
  if (size === null) return { kind: 'malformed', member: 'size', why: 'must be from 1 to 200' };
  const order = query.order ?? 'customer';
  const after = token === undefined ? null : readToken(purposeOf(order), Position, token);
  if (token !== undefined && after === null) return { kind: 'malformed', member: 'MS-ContinuationToken', why: 'is not one of this list' };
  const read = readFilter(query, currency);
  if (read.kind === 'malformed') return read;
  return {
    kind: 'question',
    question: {
      filter: read.filter,
      order,
      size,
      after: after === null ? null : { place: placeIn(order, after), targetOfferId: after.targetOfferId as OfferId },
    },
  };
}

function placeIn(order: Order, position: Static<typeof Position>): Place {
  const targetOfferId = position.targetOfferId as OfferId;
  return {
    customerId: position.customerId as CustomerId,
    subscriptionId: position.subscriptionId as SubscriptionId,
    renewsOn: position.renewsOn as Day,
    quantity: position.quantity,
    uplift: order === 'uplift' ? { yearMinor: position.yearMinor ?? orderedAs(null), targetOfferId } : null,
  };
}

/** The token with which the list goes on after a row. */
export function nextToken(row: MatrixRow, order: Order): string {
  const { customerId, subscriptionId, renewsOn, quantity, uplift } = placeOfRow(row, order);
  const { targetOfferId } = row.target.verdict;
  const position = { customerId, subscriptionId, renewsOn, quantity, targetOfferId };
  return writeToken(purposeOf(order), uplift === null ? position : { ...position, yearMinor: uplift.yearMinor });
}

/** A list in another order goes on elsewhere. */
function purposeOf(order: Order): string {
  return `portfolio by ${order}`;
}

/** The largest whole number of the database's shorter kind. */
const INTEGER_MAX = 2_147_483_647;
const Position = Type.Object({
  customerId: Guid,
  subscriptionId: Guid,
  renewsOn: TOKEN_INSTANT,
  quantity: Type.Integer({ minimum: 0, maximum: INTEGER_MAX }),
  targetOfferId: Type.String(),
  yearMinor: Type.Optional(Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })),
});

function offersIn(ids: readonly string[] = []): readonly OfferId[] {
  return ids.map((id) => id.toUpperCase() as OfferId);
}

function monthIn(text: string | undefined): Day | null | 'malformed' {
  if (text === undefined) return null;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? day(`${text}-01`) : 'malformed';
}

/** A bound that is finer than the currency is rounded inwards: no amount lies between. */
function amountIn(amount: number | undefined, currency: Currency, round: (amount: number) => number): Minor | null {
  if (amount === undefined) return null;
  const scaled = Number((amount * 10 ** decimalsOf(currency)).toPrecision(15));
  return minor(Math.max(-AMOUNT_MOST, Math.min(AMOUNT_MOST, round(scaled))));
}

const AMOUNT_MOST = 1_000_000_000_000;
