import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { NOW, plantCustomer, plantSubscription, plantTenant, plantUser } from '../../test/tenant.ts';
import type { Caller } from '../access/caller.ts';
import type { PartnerUserId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { readerOf } from '../platform/reader.ts';
import { openPortfolio } from '../portfolio/commands.ts';
import type { Campaign } from './campaign.ts';
import { actOn, createCampaign } from './commands.ts';
import { runRow } from './rows/commands.ts';
import type { ClaimedRow, RowWish } from './rows/row.ts';
import { listRows } from './rows/list/store.ts';
import { takeWork } from './steps.ts';
import { workOnCampaigns, type CampaignDeps } from './worker.ts';

// What a campaign does when its worker dies, and when there are several: every row is carried out once and no more.
const db = await testDatabase();
const { partnerId, catalog, offer } = await plantTenant(db);
after(() => catalog.close());
const [basic, standard] = [offer('m365-business-basic'), offer('m365-business-standard')];
const userId = newId() as PartnerUserId;
await db.read(
  `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, 'ada@partner.example', 'Ada', $3)`,
  [userId, partnerId, NOW],
);
await db.read(`insert into partner_user_role (user_id, role) values ($1, 'admin_agent')`, [userId]);
const ada: Caller = {
  kind: 'user',
  partnerId,
  userId,
  userPrincipalName: 'ada@partner.example',
  displayName: 'Ada',
  roles: ['admin_agent'],
  applicationId: null,
};

let now = NOW;
const troubles: unknown[] = [];
const clock = { now: () => now };
const deps: CampaignDeps = {
  db,
  catalog,
  portfolio: openPortfolio({ db, catalog, clock }),
  clock,
  newId,
  onTrouble: (_, error) => void troubles.push(error),
};
const around = () => ({ actor: { caller: ada, correlationId: newId(), remoteAddress: null }, now, newId });

/** A campaign of so many rows, each of a customer with one person, worked out, approved and begun. */
async function begun(rows: number): Promise<Campaign> {
  const planted: (RowWish & { readonly place: string })[] = [];
  for (let i = 0; i < rows; i += 1) {
    const customerId = await plantCustomer(db, partnerId);
    const subscriptionId = await plantSubscription(db, { partnerId, customerId }, { offer: basic });
    await plantUser(db, { customerId }, 'kim', [{ offer: basic }]);
    planted.push({ customerId, subscriptionId, targetOfferId: standard.id, quantity: null, upgradeType: null, place: `${i}` });
  }
  const order = {
    name: 'Crash',
    upgradeType: null,
    timing: { kind: 'now' } as const,
    rowsPerMinute: null,
    hours: null,
    acceptsLaterDay: false,
    addOns: [],
  };
  const made = await db.transaction((tx) =>
    createCampaign(tx, { ...order, chosen: { kind: 'listed', rows: planted } }, { ...around(), catalog: catalog.current() }),
  );
  assert.equal(made.kind, 'created');
  const { id } = made.kind === 'created' ? made.campaign : { id: '' as Campaign['id'] };
  await workOnCampaigns(deps);
  await db.transaction((tx) => actOn(tx, { id, action: 'approve' }, around()));
  const running = await db.transaction((tx) => actOn(tx, { id, action: 'run' }, around()));
  assert.ok(running.kind === 'done' && running.campaign.state === 'running');
  return running.campaign;
}

async function rowsOf({ id }: Campaign) {
  return listRows(readerOf(db), { partnerId, campaignId: id, states: null, after: null, limit: 1_000 });
}

/** Every subscription of a campaign is upgraded once, the row says so, and the ledger has one purchase for each. */
async function assertOnceEach(campaign: Campaign): Promise<void> {
  const rows = await rowsOf(campaign);
  assert.deepEqual([...new Set(rows.map(({ state }) => state))], ['upgraded']);
  const { rows: upgrades } = await db.read<{ id: string; source: string }>(
    `select upgrade_id as id, source_subscription_id as source from upgrade where customer_id = any($1::uuid[])`,
    [rows.map(({ customerId }) => customerId)],
  );
  assert.deepEqual(
    upgrades.map(({ id, source }) => `${id} ${source}`).toSorted(),
    rows.map(({ upgradeId, subscriptionId }) => `${upgradeId} ${subscriptionId}`).toSorted(),
  );
  const { rows: bought } = await db.read<{ n: number }>(
    `select count(*)::integer as n from charge where cause = 'upgrade_purchase' and customer_id = any($1::uuid[])`,
    [rows.map(({ customerId }) => customerId)],
  );
  assert.equal(bought[0]?.n, rows.length);
}

test('a worker that dies between the commit and its result: the upgrade is found by its request id and not repeated', async () => {
  const campaign = await begun(1);
  const work = await db.transaction((tx) => takeWork(tx, campaign, { now, newId }));
  assert.ok(work.kind === 'rows' && work.step === 'run');
  const [row] = work.rows as readonly [ClaimedRow];
  await db.transaction((tx) => runRow(tx, row, { campaign, caller: ada, around: { catalog, now, newId } }));
  const [done] = await rowsOf(campaign);
  // As if what came of it had never reached the row: it is in a dead worker's hands, and asks to be carried out.
  await db.read(
    `update campaign_row set state = 'possible', upgrade_id = null, finished_at = null, claim_id = $2, claimed_until = $3 where campaign_id = $1`,
    [campaign.id, row.claimId, new Date(now.getTime() + 120_000)],
  );
  await workOnCampaigns(deps);
  assert.equal((await rowsOf(campaign))[0]?.state, 'possible', 'while the claim lasts nobody else takes it');
  now = new Date(now.getTime() + 120_001);
  await workOnCampaigns(deps);
  const [again] = await rowsOf(campaign);
  assert.deepEqual([again?.upgradeId, again?.totalMinor, again?.usersMoved], [done?.upgradeId, done?.totalMinor, done?.usersMoved]);
  await assertOnceEach(campaign);
});

test('a worker whose row somebody else has by now writes nothing', async () => {
  const campaign = await begun(1);
  const work = await db.transaction((tx) => takeWork(tx, campaign, { now, newId }));
  assert.ok(work.kind === 'rows');
  const [row] = work.rows as readonly [ClaimedRow];
  now = new Date(now.getTime() + 120_001);
  await workOnCampaigns(deps);
  await assert.rejects(
    db.transaction((tx) => runRow(tx, { ...row, id: row.id }, { campaign, caller: ada, around: { catalog, now, newId } })),
  );
  await assertOnceEach(campaign);
});

test('several workers at once carry out every row once', async () => {
  const campaign = await begun(40);
  await Promise.all([workOnCampaigns(deps), workOnCampaigns(deps), workOnCampaigns(deps)]);
  await assertOnceEach(campaign);
  assert.deepEqual(troubles, []);
});

test('told to stop, a worker ends what it began and lets go of the rest at once', async () => {
  const campaign = await begun(30);
  let asked = 0;
  await workOnCampaigns(deps, () => (asked += 1) > 12);
  const rows = await rowsOf(campaign);
  const done = rows.filter(({ state }) => state === 'upgraded').length;
  assert.ok(done > 0 && done < 30, `${done} of 30`);
  assert.deepEqual(
    rows.filter(({ isInHand }) => isInHand),
    [],
  );
  await workOnCampaigns(deps);
  await assertOnceEach(campaign);
});

test('killed again and again, it resumes without repeating', async () => {
  const campaign = await begun(150);
  const { rows } = await db.read<{ name: string }>('select current_database() as name');
  const url = new URL(process.env['TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${rows[0]?.name}`;
  const counts: number[] = [];
  for (const milliseconds of [40, 110, 180]) {
    const child = spawn(process.execPath, [
      new URL('../../test/campaign-worker.ts', import.meta.url).pathname,
      url.toString(),
      now.toISOString(),
    ]);
    await new Promise((ready) => child.stdout.once('data', ready));
    await new Promise((passed) => setTimeout(passed, milliseconds));
    child.kill('SIGKILL');
    await new Promise((ended) => child.once('exit', ended));
    counts.push((await rowsOf(campaign)).filter(({ state }) => state === 'upgraded').length);
    now = new Date(now.getTime() + 120_001);
  }
  assert.ok((counts[0] ?? 0) < 150, `killed in the middle: ${counts.join(', ')}`);
  await workOnCampaigns(deps);
  await assertOnceEach(campaign);
  process.stdout.write(`killed after ${counts.join(', ')} of 150 rows\n`);
});
