import assert from 'node:assert/strict';
import type { Caller } from '../src/access/caller.ts';
import type { CatalogSource } from '../src/catalog/catalog.ts';
import type { Day } from '../src/kit/dates.ts';
import type { CustomerId, PartnerId } from '../src/kit/ids.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Db } from '../src/platform/db.ts';
import { readerOf } from '../src/platform/reader.ts';
import { factsOfActive } from '../src/portfolio/combinations/commands.ts';
import type { Portfolio } from '../src/portfolio/commands.ts';
import { decide, upliftOfYear } from '../src/portfolio/decided.ts';
import { relevanceOf } from '../src/portfolio/digest/relevance.ts';
import { compareDigests } from '../src/portfolio/digest/store.ts';
import { EVERYTHING, targetsFor, type PortfolioFilter } from '../src/portfolio/filter.ts';
import type { MatrixQuestion } from '../src/portfolio/matrix/commands.ts';
import { ORDERS, type Order } from '../src/portfolio/matrix/order.ts';
import type { MatrixRow } from '../src/portfolio/matrix/row.ts';
import { matchesRow } from '../src/portfolio/row-match.ts';
import { placeOf } from '../src/portfolio/selection/commands.ts';
import { countTotals, type Counted, type Totals } from '../src/portfolio/totals.ts';
import { readSeenTenants } from '../src/subscriptions/tenant/store.ts';
import { agentOf } from './tenant.ts';

/** What a portfolio is compared in. */
export type PortfolioWorld = { readonly db: Db; readonly catalog: CatalogSource; readonly clock: Clock; readonly portfolio: Portfolio };

/** Every active subscription of a partner, decided one by one as the single upgrade is, without the digest. */
export async function decidedOneByOne({ db, catalog, clock }: PortfolioWorld, partnerId: PartnerId, caller: Caller) {
  const { rows } = await db.read<{ id: CustomerId }>(
    'select distinct customer_id as id from relationship where $1 in (partner_id, reseller_partner_id) order by 1',
    [partnerId],
  );
  const found = [];
  for (const { id: customerId } of rows)
    for (const { facts: customer, resellerMpnId } of await readSeenTenants(readerOf(db), { partnerId, customerId })) {
      const reseller = resellerMpnId === null ? null : { partnerId, mpnId: resellerMpnId };
      const sales = { sellerId: customer.partner.id, reseller };
      for (const facts of factsOfActive(customer, { caller, sales }, { catalog, clock })) found.push({ facts, decided: decide(facts) });
    }
  return found;
}

/** All rows of a filtered matrix, page by page. */
export async function allRows(
  portfolio: Portfolio,
  asked: { readonly caller: Caller; readonly filter: PortfolioFilter; readonly order?: Order; readonly size: number },
): Promise<readonly MatrixRow[]> {
  const { order = 'customer' } = asked;
  const rows: MatrixRow[] = [];
  let after: MatrixQuestion['after'] = null;
  for (;;) {
    const page = await portfolio.page({ withPeople: false, onlyOwn: false, ...asked, order, after });
    rows.push(...page.rows);
    const last = page.rows.at(-1);
    if (!page.hasMore || last === undefined) return rows;
    after = placeOf(last, order);
  }
}

/** Holds the matrix, its totals and every filter given against the single answers. */
export async function assertExact(
  world: PortfolioWorld,
  partnerId: PartnerId,
  filters: readonly PortfolioFilter[] = [EVERYTHING],
  caller: Caller = agentOf(partnerId, 'admin_agent'),
): Promise<number> {
  const problems = await compareDigests(readerOf(world.db), relevanceOf(world.catalog.current()));
  assert.deepEqual(problems, [], 'the digest is what it would be if it were written now');
  const single = await decidedOneByOne(world, partnerId, caller);
  for (const filter of filters) {
    const counted = single
      .filter(({ facts }) => matchesRow(filter, facts.source))
      .map(({ facts: { source }, decided }): Counted => ({
        decided,
        month: `${source.term.until.slice(0, 7)}-01` as Day,
        subscriptions: 1,
        seats: source.quantity,
        periodMinor: source.quantity * source.unitPriceMinor,
      }));
    const expected = countTotals(counted, filter);
    const { totals } = await world.portfolio.totals(caller, filter);
    assert.deepEqual(sorted(totals), sorted(expected), JSON.stringify(filter));
    const rows = await allRows(world.portfolio, { caller, filter, size: 7 });
    assert.equal(rows.length, expected.rows, `rows of ${JSON.stringify(filter)}`);
    const told = rows.map((row) => wordsOf(row.facts.source.id, row.target));
    const meant = new Set(single.flatMap(({ facts, decided }) => decided.targets.map((target) => wordsOf(facts.source.id, target))));
    assert.equal(new Set(told).size, told.length, 'no row twice');
    assert.ok(
      told.every((words) => meant.has(words)),
      'each row says what the single answer says',
    );
  }
  return single.length;
}

/** Holds every order of the matrix under a filter, page by page, against the single answers put in that order. */
export async function assertOrdered(world: PortfolioWorld, partnerId: PartnerId, filter: PortfolioFilter): Promise<void> {
  const caller = agentOf(partnerId, 'admin_agent');
  const single = await decidedOneByOne(world, partnerId, caller);
  const meant = single
    .filter(({ facts }) => matchesRow(filter, facts.source))
    .flatMap(({ facts: { source }, decided }) => {
      const paid = { quantity: source.quantity, periodMinor: source.quantity * source.unitPriceMinor };
      return targetsFor(filter, decided, paid).map((target, place) => ({
        place,
        ids: `${source.customerId} ${source.id}`,
        renewsOn: source.term.until,
        quantity: source.quantity,
        targetOfferId: target.verdict.targetOfferId,
        year: upliftOfYear(decided, target, { seats: paid.quantity, periodMinor: paid.periodMinor }) ?? -Infinity,
      }));
    });
  type Meant = (typeof meant)[number];
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const byNumber = (a: number, b: number) => (a === b ? 0 : a - b);
  const orders: Readonly<Record<Order, (a: Meant, b: Meant) => number>> = {
    customer: (a, b) => byText(a.ids, b.ids) || a.place - b.place,
    renewal: (a, b) => byText(a.renewsOn, b.renewsOn) || byText(a.ids, b.ids) || a.place - b.place,
    seats: (a, b) => b.quantity - a.quantity || byText(b.ids, a.ids) || a.place - b.place,
    uplift: (a, b) => byNumber(b.year, a.year) || byText(a.ids, b.ids) || byText(a.targetOfferId, b.targetOfferId),
  };
  for (const order of ORDERS) {
    const rows = await allRows(world.portfolio, { caller, filter, order, size: 7 });
    const told = rows.map(({ facts: { source }, target }) => `${source.customerId} ${source.id} ${target.verdict.targetOfferId}`);
    const expected = meant.toSorted(orders[order]).map(({ ids, targetOfferId }) => `${ids} ${targetOfferId}`);
    assert.deepEqual(told, expected, `by ${order}: ${JSON.stringify(filter)}`);
  }
}

function wordsOf(id: string, { verdict, seatPriceMinor }: MatrixRow['target']): string {
  return JSON.stringify([id, verdict, seatPriceMinor]);
}

/** Which remedies a cause has may come in any order. */
function sorted(totals: Totals): Totals {
  return { ...totals, causes: totals.causes.map((cause) => ({ ...cause, remedies: cause.remedies.toSorted() })) };
}
