import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { testDatabase } from '../database.ts';
import { priceIn } from '../years/prices.ts';
import { runYears } from '../years/run.ts';

// The long run of the same is `npm run years`; docs/reliability.md tells more.
// The same each time, so that a change is judged by itself; another one is tried by naming it.
const SEED = Number(process.env['SEED'] ?? 20_261_122);

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test('fourteen months with a leap day, in a zone that changes its clocks: every invoice is what it should be', async (t) => {
  process.env['TZ'] = 'America/New_York';
  assert.equal(new Date('2028-03-01T00:00:00Z').getDate(), 29);
  const report = await runYears({ db: await testDatabase(), seed: SEED, subscriptions: 50, months: 14, from: '2027-11-01' });
  t.diagnostic(JSON.stringify(report));
  assert.equal(report.problem, null);
  assert.ok(report.invoices > 30 && report.lines > 200, JSON.stringify(report));
});

test('the test sees a difference: one minor unit more in a price', async () => {
  process.env['TZ'] = 'Asia/Taipei';
  const report = await runYears({
    ...{ db: await testDatabase(), seed: SEED, subscriptions: 12, months: 3, from: '2027-11-01' },
    priceOf: (currency) => (key, cycle, on) => priceIn(currency)(key, cycle, on) + 1,
  });
  assert.match(report.problem ?? '', /the invoice of 2027-1\d in [A-Z]{3}, customer/);
});
