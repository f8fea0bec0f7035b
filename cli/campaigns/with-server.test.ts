import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openCatalog } from '../../src/catalog/worker.ts';
import { startCampaigns } from '../../src/campaigns/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { openPortfolio } from '../../src/portfolio/commands.ts';
import { runProgram } from '../../test/program.ts';
import { startWholeProgram } from '../../test/whole-program.ts';

// What is registered first ends first: the worker before the database that it works with.
const workers: ReturnType<typeof startCampaigns>[] = [];
after(() => Promise.all(workers.map((worker) => worker.stop())));
const program = await startWholeProgram({ customers: 40 });
const { db } = program;
const catalog = await openCatalog(db, systemClock);
workers.push(
  startCampaigns({
    db,
    catalog,
    portfolio: openPortfolio({ db, catalog, clock: systemClock }),
    clock: systemClock,
    newId,
    onTrouble: (_, error) => assert.fail(String(error)),
  }),
);
after(() => catalog.close());
const folder = mkdtempSync(join(tmpdir(), 'upseat campaigns '));
after(() => rmSync(folder, { recursive: true, force: true }));
const token = await program.token('admin_agent');

async function upseat(...words: readonly string[]) {
  const ran = runProgram('cli/main.ts', words, { UPSEAT_URL: program.url, UPSEAT_CONFIG_DIR: folder, UPSEAT_TOKEN: token });
  const code = await ran.ended;
  const { output, words: told } = ran.written();
  // A list has one item to a line, everything else is one document.
  const json = words.includes('--rows') ? output.split('\n')[0] : output;
  return { code, output, told, data: words.includes('--json') && output !== '' ? JSON.parse(json ?? '') : null };
}

const { customerId, subscriptionId } = program.cast.examples['clean_upgrade'] ?? assert.fail('the cast has no clean upgrade');
const standard = [...catalog.current().offers.values()].find(({ key }) => key === 'm365-business-standard') ?? assert.fail('no offer');
const file = join(folder, 'spring.csv');
writeFileSync(file, `customerId,subscriptionId\n${customerId},${subscriptionId}\n`);

describe('a campaign from the command line', () => {
  test('2: without saying which subscriptions are meant, or by both ways', async () => {
    assert.match((await upseat('campaigns', 'create', 'Spring')).told, /Say which subscriptions are meant/);
    assert.equal((await upseat('campaigns', 'create', 'Spring', '--file', file, '--country', 'US')).code, 2);
    assert.equal((await upseat('campaigns', 'create', 'Spring', '--file', file, '--date', '2027-01-01', '--at-renewal')).code, 2);
  });

  test('0: is made of a file, worked out, and nothing is done', async () => {
    const { code, output, told } = await upseat('campaigns', 'create', 'Spring', '--file', file, '--to', standard.id, '--per-minute', '60');
    assert.equal(code, 0, told);
    assert.match(output, /State +ready/);
    assert.match(output, /Upgrades +1: 1 possible/);
    assert.match(told, /Nothing was carried out/);
    assert.match((await upseat('campaigns', 'list')).output, /Spring +ready +1 +1 +0/);
    assert.match((await upseat('campaigns', 'show', 'spring', '--rows', 'possible')).output, /possible/);
  });

  test('1: is not approved without a yes, nor started without an approval', async () => {
    const asked = await upseat('campaigns', 'approve', 'Spring');
    assert.deepEqual([asked.code, /add --yes/.test(asked.told)], [1, true]);
    const started = await upseat('campaigns', 'start', 'Spring', '--yes');
    assert.deepEqual(
      [started.code, /What can be done +check, leave-out, decide, approve, stop/.test(started.told)],
      [1, true],
      started.told,
    );
  });

  test('0: one upgrade is left out and taken in again', async () => {
    const { data } = await upseat('campaigns', 'show', 'Spring', '--rows', 'all', '--json');
    assert.match((await upseat('campaigns', 'leave-out', 'Spring', data.id)).output, /Upgrades +1: 1 omitted/);
    assert.match((await upseat('campaigns', 'take-in', 'Spring', data.id)).output, /Upgrades +1: 1 possible/);
  });

  test('0: approved, started and followed to its end, its results saved, and taken back', async () => {
    assert.equal((await upseat('campaigns', 'approve', 'Spring', '--yes')).code, 0);
    const started = await upseat('campaigns', 'start', 'Spring', '--yes', '--follow', '--json');
    assert.deepEqual([started.code, started.data.state, started.data.rows.upgraded], [0, 'done', 1], started.told);
    const results = join(folder, 'results.csv');
    assert.equal((await upseat('campaigns', 'result', 'Spring', '--file', results)).code, 0);
    assert.match(readFileSync(results, 'utf8'), new RegExp(subscriptionId));
    const undone = await upseat('campaigns', 'undo', 'Spring', '--yes', '--follow', '--json');
    assert.deepEqual([undone.code, undone.data.rows.undone], [0, 1], undone.told);
  });

  test('0: an add-on is decided for one upgrade, worked out with it, and taken back', async () => {
    const withAddOn = program.cast.examples['add_ons_present'] ?? assert.fail('the cast has no add-on');
    const e5 = [...catalog.current().offers.values()].find(({ key }) => key === 'o365-e5') ?? assert.fail('no offer');
    const list = join(folder, 'add-ons.csv');
    writeFileSync(list, `customerId,subscriptionId\n${withAddOn.customerId},${withAddOn.subscriptionId}\n`);
    await upseat('campaigns', 'create', 'Add-ons', '--file', list, '--to', e5.id);
    const { data: row } = await upseat('campaigns', 'show', 'Add-ons', '--rows', 'all', '--json');
    const look = await upseat('campaigns', 'decide', 'Add-ons', row.id);
    assert.match(look.output, /State +refused/, look.told);
    assert.match(look.output, /open +drop \(/);
    assert.match(look.output, /It cannot be kept: the new subscription brings /);
    const [addOn] = row.addOns;
    const dropped = await upseat('campaigns', 'decide', 'Add-ons', row.id, '--drop', addOn.subscriptionId);
    assert.match(dropped.output, /State +possible/, dropped.told);
    assert.match(dropped.output, /drop +this upgrade/);
    assert.match((await upseat('campaigns', 'show', 'Add-ons')).output, /Add-ons decided singly +in 1 upgrades/);
    assert.match((await upseat('campaigns', 'decide', 'Add-ons', row.id, '--by-rules')).output, /State +refused/);
    assert.equal((await upseat('campaigns', 'decide', 'Add-ons', row.id, '--by-rules', '--keep', addOn.subscriptionId)).code, 2);
  });

  test('1: there is no such campaign', async () =>
    assert.match((await upseat('campaigns', 'show', 'Autumn')).told, /There is no campaign "Autumn"/));

  test('0: is made by a filter', async () => {
    const { code, output, told } = await upseat('campaigns', 'create', 'Small', '--seats-to', '3', '--country', 'tw');
    assert.equal(code, 0, told);
    assert.match(output, /State +(ready|stopped)/);
  });
});
