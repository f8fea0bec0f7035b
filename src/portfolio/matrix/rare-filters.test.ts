import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { allRows, assertOrdered } from '../../../test/portfolio.ts';
import { agentOf, clock, plantCustomer, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { CustomerId, PartnerId } from '../../kit/ids.ts';
import { readerOf, type Reader } from '../../platform/reader.ts';
import { atOneMoment, openMemory } from '../combinations/commands.ts';
import { openPortfolio, type Portfolio } from '../commands.ts';
import { markCustomers } from '../digest/store.ts';
import { digestMissing } from '../digest/worker.ts';
import { EVERYTHING, type PortfolioFilter } from '../filter.ts';
import { placeOf } from '../selection/commands.ts';
import { readSeller } from '../store.ts';
import { readPage, type MatrixPage } from './commands.ts';
import type { MatrixRow } from './row.ts';

const db = await testDatabase();
const { catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const TOO_LARGE: PortfolioFilter = { ...EVERYTHING, reason: 'quantity_out_of_range' };
/** Nothing is looked through first: every page is found by what its rows have, or cut from what was found. */
const sizes = { firstChunk: 0, rowsPerSection: 5, placesPerWindow: 20, changedBeside: 5 };

let partnerId: PartnerId;
let portfolio: Portfolio;
beforeEach(async () => {
  partnerId = await plantPartner(db);
  portfolio = openPortfolio({ db, catalog, clock, sizes });
  for (let i = 0; i < 4; i += 1) await planted(301 + i);
  for (let i = 0; i < 4; i += 1) await planted(10);
  await digestMissing(db, catalog);
});

/** A customer who is marked: a change of ours that was not digested yet. */
async function planted(quantity: number, country = 'US'): Promise<CustomerId> {
  const customerId = await plantCustomer(db, partnerId, { country });
  await plantSubscription(db, { partnerId, customerId }, { offer: offer('m365-business-basic'), quantity });
  await markCustomers(readerOf(db), [customerId]);
  return customerId;
}

async function resize(customerId: CustomerId, quantity: number): Promise<void> {
  await db.read('update subscription set quantity = $2 where customer_id = $1', [customerId, quantity]);
  await markCustomers(readerOf(db), [customerId]);
}

const caller = () => agentOf(partnerId, 'admin_agent');
const customersOf = (rows: readonly MatrixRow[]) => [...new Set(rows.map(({ facts }) => facts.customer.customerId))];
const found = async (filter = TOO_LARGE) => customersOf(await allRows(portfolio, { caller: caller(), filter, size: 2 }));
const pageBehind = (last: MatrixRow | undefined) =>
  portfolio.page({
    caller: caller(),
    filter: TOO_LARGE,
    order: 'customer',
    after: last === undefined ? null : placeOf(last, 'customer'),
    size: 2,
    withPeople: false,
    onlyOwn: true,
  });

describe('a filter that few rows match', () => {
  test('finds a customer who was looked at alone, and whose digest is written since', async () => {
    const customerId = await planted(400, 'DE');
    assert.ok((await found()).includes(customerId));
    await digestMissing(db, catalog);
    assert.ok((await found()).includes(customerId));
  });

  test('is told whatever changes between two pages: who comes, who goes, and who is digested', async () => {
    const first = await pageBehind(undefined);
    const told = customersOf(first.rows);
    const gone = (await found()).find((id) => !told.includes(id));
    assert.ok(gone !== undefined);
    await resize(gone, 10);
    const come = await planted(500, 'TW');
    const meant = [...(await found())];
    assert.ok(!meant.includes(gone) && meant.includes(come));
    await digestMissing(db, catalog);
    assert.deepEqual(await found(), meant);
    const rest = await pageBehind(first.rows.at(-1));
    assert.deepEqual(customersOf(rest.rows), meant.filter((id) => id > (told.at(-1) ?? '')).slice(0, customersOf(rest.rows).length));
  });

  test('is told in every order, page by page, where a window ends within a page', async () => {
    for (const placesPerWindow of [1, 3, 20]) {
      portfolio = openPortfolio({ db, catalog, clock, sizes: { ...sizes, placesPerWindow } });
      const world = { db, catalog, clock, portfolio };
      await assertOrdered(world, partnerId, TOO_LARGE);
      await planted(350 + placesPerWindow);
      await assertOrdered(world, partnerId, TOO_LARGE);
      await digestMissing(db, catalog);
      await assertOrdered(world, partnerId, TOO_LARGE);
      await assertOrdered(world, partnerId, { ...EVERYTHING, seats: { from: 301, to: null } });
    }
  });

  test('is found anew where more has changed than is read beside it', async () => {
    assert.equal((await found()).length, 4);
    // As many as are looked at one by one, and then one more.
    for (const count of [5, 6]) {
      const before = (await found()).length;
      const come = [];
      for (let i = 0; i < count; i += 1) come.push(await planted(i % 2 === 0 ? 400 : 5));
      assert.equal((await found()).length, before + 3);
      await digestMissing(db, catalog);
      assert.equal((await found()).length, before + 3);
      for (const id of come) await resize(id, 5);
      assert.equal((await found()).length, before);
      await digestMissing(db, catalog);
      assert.equal((await found()).length, before);
    }
  });

  // So many that are looked at beside what was found, and more, for which the survey itself is made anew.
  for (const count of [1, 8])
    test(`tells a page that began earlier what was so then, though ${count} have come since and a later page was found`, async () => {
      const memory = openMemory({ db, catalog, clock, sizes });
      const question = {
        caller: caller(),
        filter: TOO_LARGE,
        order: 'customer',
        after: null,
        size: 50,
        withPeople: false,
        onlyOwn: true,
      } as const;
      const read = (reader: Reader) => readPage(reader, memory, question);
      const customersIn = (page: MatrixPage) => (page.kind === 'page' ? customersOf(page.rows) : null);
      // Nobody else is like this one: where it is gone, nothing is looked for that it was found by.
      const gone = await planted(900, 'DE');
      await digestMissing(db, catalog);
      const before = await found();
      await atOneMoment(db, async (earlier) => {
        await readSeller(earlier, partnerId);
        await resize(gone, 10);
        const come = [];
        for (let i = 0; i < count; i += 1) come.push(await planted(700));
        await digestMissing(db, catalog);
        const now = [...before.filter((id) => id !== gone), ...come].toSorted();
        assert.deepEqual(customersIn(await atOneMoment(db, read)), now);
        assert.deepEqual(customersIn(await read(earlier)), before);
        assert.deepEqual(customersIn(await atOneMoment(db, read)), now);
      });
    });
});
