import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { importCatalogFiles, shippedFiles } from '../../src/catalog/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { testDatabase, testDatabaseUrl } from '../database.ts';
import { runProgram } from '../program.ts';
import { plantCustomer, plantPartner } from '../tenant.ts';

const db = await testDatabase();
const { rows: names } = await db.read<{ name: string }>('select current_database() as name');
const folder = mkdtempSync(join(tmpdir(), 'upseat-invoices-'));
after(() => rmSync(folder, { recursive: true, force: true }));
await importCatalogFiles({ db, clock: systemClock, newId }, shippedFiles());
const PARTNERS = 3;
const MONTHS = ['2026-01', '2026-02', '2026-03'] as const;
const LINES = 4;

for (let partner = 0; partner < PARTNERS; partner += 1) {
  const partnerId = await plantPartner(db);
  const customerId = await plantCustomer(db, partnerId);
  await db.read(
    `insert into charge (customer_id, charge_id, partner_id, subscription_id, offer_id, event_id, cause, charge_type, charged_from, charged_until, quantity,
       unit_price_minor, period_days, amount_minor, currency, rounding, charged_at)
     select $1, gen_random_uuid(), $2, $1, (select min(offer_id) from offer), gen_random_uuid(), 'cycle', 'Cycle fee', m.day, m.day + 28, 1, 500, 28, 100 + n, 'USD',
            'exact_half_up', m.day + 5
       from unnest($3::date[]) as m(day), generate_series(1, $4::int) as n`,
    [customerId, partnerId, MONTHS.map((month) => `${month}-01`), LINES],
  );
}

/** Runs the invoices of all partners; with a turn, it ends by SIGKILL when it comes to the commit of so many. */
function run(turn: number | null): Promise<number | null> {
  const environment = {
    DATABASE_URL: testDatabaseUrl(names[0]?.name ?? ''),
    DATA_DIR: folder,
    ...(turn === null ? {} : { CRASH_AT: 'while_writing_invoice', CRASH_TURN: String(turn) }),
  };
  return runProgram('--import', ['./test/crash/points.ts', 'src/main.ts', 'invoices', 'run'], environment).ended;
}

/** How many partners have invoices; every one of them has all of them, numbered without a gap, with every line once. */
async function partnersInvoiced(): Promise<number> {
  const { rows } = await db.read<{ numbers: number[]; lines: number; total: number }>(
    `select array_agg(i.invoice_number order by i.month_from) as numbers, sum(i.line_count)::int as lines, sum(i.total_minor)::int as total
       from invoice i group by i.partner_id`,
  );
  const each = { numbers: [1, 2, 3], lines: MONTHS.length * LINES, total: MONTHS.length * (100 * LINES + 10) };
  assert.deepEqual(
    rows,
    rows.map(() => each),
  );
  const { rows: lines } = await db.read('select 1 from invoice_line');
  assert.equal(lines.length, rows.length * MONTHS.length * LINES);
  return rows.length;
}

test('a run that dies while it writes invoices leaves each partner with all or none, and the next run writes the rest', async () => {
  assert.equal(await run(1), null);
  assert.equal(await partnersInvoiced(), 0);
  assert.equal(await run(2), null);
  assert.equal(await partnersInvoiced(), 1);
  assert.equal(await run(null), 0);
  assert.equal(await partnersInvoiced(), PARTNERS);
});
