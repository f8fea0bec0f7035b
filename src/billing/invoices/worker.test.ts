import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plantCharge } from '../../../test/charges.ts';
import { chargedPartner } from '../../../test/invoices.ts';
import { plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { day } from '../../kit/dates.ts';
import { readerOf } from '../../platform/reader.ts';
import { monthsOver } from './month.ts';
import { findInvoice } from './store.ts';
import { invoiceAll, startInvoicing } from './worker.ts';

const { db, deps, offer, own, basic } = await chargedPartner();

describe('the monthly run', () => {
  test('writes one invoice for each month and currency that has lines, and counts without a gap', async () => {
    const issued = await invoiceAll(deps);
    assert.deepEqual(
      issued.map((invoice) => [invoice.number, invoice.month.from, invoice.currency, invoice.totalMinor, invoice.lineCount]),
      [
        [1, '2026-04-01', 'USD', 4500, 1],
        [2, '2026-06-01', 'EUR', 9900, 1],
        [3, '2026-06-01', 'USD', 5417, 3],
      ],
    );
  });

  test('a second run finds nothing', async () => assert.deepEqual(await invoiceAll(deps), []));

  test('a line that came late is on the next invoice', async () => {
    await plantCharge(db, own, { subscriptionId: basic, amountMinor: 700, chargedAt: '2026-05-20T08:00:00Z' });
    assert.deepEqual(await invoiceAll(deps), []);
    const august = { ...deps, clock: { now: () => new Date('2026-08-01T00:00:00Z') } };
    const issued = await invoiceAll(august);
    assert.deepEqual(
      issued.map((invoice) => [invoice.number, invoice.month.from, invoice.totalMinor]),
      [[4, '2026-07-01', 701]],
    );
  });

  test('many runs at once write each line once and leave no gap', async () => {
    const seller = await plantPartner(db);
    const buyer = await plantCustomer(db, seller);
    const place = { partnerId: seller, customerId: buyer };
    const subscriptionId = await plantSubscription(db, place, { offer: offer('o365-e3') });
    for (let month = 1; month <= 6; month += 1) {
      await plantCharge(db, place, { subscriptionId, amountMinor: month, chargedAt: `2026-0${month}-05T00:00:00Z` });
      await plantCharge(db, place, { subscriptionId, amountMinor: month, currency: 'JPY', chargedAt: `2026-0${month}-05T00:00:00Z` });
    }
    const runs = await Promise.all(Array.from({ length: 6 }, () => invoiceAll(deps)));
    const numbers = runs
      .flat()
      .filter((invoice) => invoice.partnerId === seller)
      .map((invoice) => invoice.number);
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    );
    const { rows } = await db.read<{ invoiced: number; waiting: number }>(
      `select count(*) as invoiced, (select count(*) from charge where partner_id = $1) - count(*) as waiting from invoice_line where partner_id = $1`,
      [seller],
    );
    assert.deepEqual(rows, [{ invoiced: 12, waiting: 0 }]);
  });

  test('a run that fails in the middle leaves no number behind', async () => {
    const seller = await plantPartner(db);
    const buyer = await plantCustomer(db, seller);
    const place = { partnerId: seller, customerId: buyer };
    const subscriptionId = await plantSubscription(db, place, { offer: offer('o365-e3') });
    await plantCharge(db, place, { subscriptionId, amountMinor: 5, chargedAt: '2026-06-05T00:00:00Z' });
    let ids = 0;
    const breaking = () => {
      ids += 1;
      if (ids > 1) throw new Error('the power goes out');
      return newId();
    };
    await assert.rejects(invoiceAll({ ...deps, newId: breaking }), /power/);
    const issued = await invoiceAll(deps);
    assert.deepEqual(
      issued.map((invoice) => invoice.number),
      [1],
    );
  });

  test('a partner whose invoice cannot be written keeps no other waiting', async () => {
    const sellers = [await plantPartner(db), await plantPartner(db)].toSorted();
    for (const seller of sellers) {
      const place = { partnerId: seller, customerId: await plantCustomer(db, seller) };
      const subscriptionId = await plantSubscription(db, place, { offer: offer('o365-e3') });
      await plantCharge(db, place, { subscriptionId, amountMinor: 5, chargedAt: '2026-06-05T00:00:00Z' });
    }
    const [broken, fine] = sellers;
    // Its first number is taken already.
    await db.read(
      `insert into invoice (partner_id, invoice_number, currency, month_from, month_until, total_minor, line_count, partner_name, issued_at)
       values ($1, 1, 'EUR', '2020-01-01', '2020-02-01', 0, 0, '', now())`,
      [broken],
    );
    await assert.rejects(invoiceAll(deps), /invoice_pkey/);
    assert.equal((await db.read('select 1 from invoice where partner_id = $1', [fine])).rowCount, 1);
    await db.read('delete from invoice where partner_id = $1', [broken]);
    assert.deepEqual(
      (await invoiceAll(deps)).map(({ partnerId: seller }) => seller),
      [broken],
    );
  });
});

describe('the months that are over', () => {
  const cases: [from: string, now: string, months: string[]][] = [
    ['2026-06-15', '2026-06-30T23:59:59Z', []],
    ['2026-06-15', '2026-07-01T00:00:00Z', ['2026-06-01']],
    ['2026-06-01', '2026-07-31T12:00:00Z', ['2026-06-01']],
    ['2027-12-31', '2028-03-01T00:00:00Z', ['2027-12-01', '2028-01-01', '2028-02-01']],
  ];
  for (const [from, now, months] of cases) {
    test(`from ${from}, at ${now}`, () =>
      assert.deepEqual(
        monthsOver(day(from), new Date(now)).map((month) => month.from),
        months,
      ));
  }
});

test('the worker writes at its start what is due, and tells what fails', async () => {
  const seller = await plantPartner(db);
  const place = { partnerId: seller, customerId: await plantCustomer(db, seller) };
  const subscriptionId = await plantSubscription(db, place, { offer: offer('o365-e3') });
  await plantCharge(db, place, { subscriptionId, amountMinor: 5, chargedAt: '2026-06-05T00:00:00Z' });
  const failures: unknown[] = [];
  const onTrouble = (_: string, error: unknown) => void failures.push(error);
  const invoices = async () => (await db.read('select 1 from invoice where partner_id = $1', [seller])).rowCount;
  const worker = startInvoicing({ ...deps, onTrouble });
  for (let i = 0; i < 200 && (await invoices()) === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.stop();
  assert.deepEqual([await invoices(), failures], [1, []]);

  const gone = { ...db, read: () => Promise.reject(new Error('the database is away')) };
  await startInvoicing({ ...deps, db: gone, onTrouble }).stop();
  assert.match(String(failures), /away/);
});

test('an invoice of a version that does not count the lines of new commerce has them counted, and written down with the next month', async () => {
  const partnerId = await plantPartner(db);
  const place = { partnerId, customerId: await plantCustomer(db, partnerId) };
  for (const [key, chargedAt] of [
    ['m365-business-basic-nce', '2026-04-05T00:00:00Z'],
    ['m365-business-basic-nce', '2026-05-05T00:00:00Z'],
    ['m365-business-basic', '2026-05-06T00:00:00Z'],
    ['o365-e3', '2026-06-05T00:00:00Z'],
  ] as const) {
    const subscriptionId = await plantSubscription(db, place, { offer: offer(key) });
    await plantCharge(db, place, { subscriptionId, amountMinor: 5000, chargedAt });
  }
  const told = async () => {
    const found = await Promise.all([1, 2, 3].map((number) => findInvoice(readerOf(db), partnerId, number)));
    return found.map((invoice) => [invoice?.lineCount, invoice?.oneTimeLineCount]);
  };
  const written = async () =>
    (
      await db.read<{ n: number }>('select one_time_line_count as n from invoice where partner_id = $1 order by invoice_number', [
        partnerId,
      ])
    ).rows;
  await invoiceAll(deps);
  const counts = [
    [1, 1],
    [2, 1],
    [1, 0],
  ];
  assert.deepEqual(await told(), counts);
  await db.read('update invoice set one_time_line_count = null where partner_id = $1', [partnerId]);
  assert.deepEqual(await told(), counts);
  assert.deepEqual(await written(), [{ n: null }, { n: null }, { n: null }]);
  await invoiceAll({ ...deps, clock: { now: () => new Date('2027-01-01T00:00:00Z') } });
  assert.deepEqual(await written(), [{ n: 1 }, { n: 1 }, { n: 0 }]);
});
