import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { emptyHouse, example } from '../../../test/import-house.ts';
import { clock } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { IMPORT_KINDS } from './kinds/contract.ts';

const { db, server, partnerId, write, send, start, progress, imported, everything } = await emptyHouse();

describe('from zero to a working portfolio', () => {
  test('two files, and the customers are listed, the matrix has its rows, and an upgrade works', async () => {
    const customers = await imported('customers', example('customers.csv'));
    assert.deepEqual([customers.state, customers.rows, customers.written, customers.alreadyThere], ['done', 2, 2, 0]);
    const subscriptions = await imported('subscriptions', example('subscriptions.csv'));
    assert.deepEqual([subscriptions.state, subscriptions.written, subscriptions.refused], ['done', 2, 0]);

    const { body } = await server.ask('/v1/customers');
    assert.deepEqual(
      body.items.map((each: any) => each.companyProfile.companyName),
      ['Tailspin Toys', 'Wingtip Toys'],
    );
    const matrix = await server.ask('/v1/portfolio/upgrades?eligible=true&size=200');
    const row = matrix.body.items.find((each: any) => each.customerName === 'Tailspin Toys' && /Standard/.test(each.targetOffer.name));
    assert.deepEqual([row.quantity, row.isEligible, row.renewalDate, row.pricePerMonth.source.amount], [25, true, '2027-03-01', 150]);
    const upgrade = await server.ask(`/v1/customers/${row.customerId}/subscriptions/${row.subscriptionId}/upgrades`, {
      method: 'POST',
      body: { targetOffer: { id: row.targetOffer.id }, upgradeType: 'upgrade_with_license_transfer' },
    });
    assert.ok([200, 201, 202].includes(upgrade.status), upgrade.text);
  });

  test('what an import writes leaves audit entries and announcements, and nothing on the bill', async () => {
    const { rows } = await db.read<{ type: string; count: number }>(
      `select operation_type as type, count(*) as count from audit_entry where partner_id = $1 and operation_type in ('add_customer', 'create_agreement', 'create_order') group by 1 order by 1`,
      [partnerId],
    );
    assert.deepEqual(rows, [
      { type: 'add_customer', count: 2 },
      { type: 'create_agreement', count: 2 },
      { type: 'create_order', count: 2 },
    ]);
    const wingtip = await db.read<{ paid: string; price: number; charges: number }>(
      `select s.paid_until as paid, s.unit_price_minor as price, (select count(*) from charge g where g.customer_id = s.customer_id) as charges
         from subscription s join customer c using (customer_id) where c.domain = 'wingtiptoys.example'`,
    );
    // The month that runs was paid elsewhere; the price is that of the list.
    assert.deepEqual(wingtip.rows, [{ paid: '2026-06-15', price: wingtip.rows[0]?.price, charges: 0 }]);
    assert.ok((wingtip.rows[0]?.price ?? 0) > 0);
  });

  test('then users, their licences, and what is held elsewhere', async () => {
    await imported(
      'customers',
      'companyName,domain,country,agreedOn,delegatedAdmin,phoneNumber,since\n"Litware, Inc.",litware.example,US,2026-01-01,microsoft365,+1 425,2026-01-02\n',
    );
    const base = newId();
    const subscriptions = [
      { quantity: 2, termStart: '2026-02-01', subscriptionId: base, friendlyName: '=SUM(A1)' },
      {
        quantity: 9,
        termStart: '2026-02-01',
        status: 'suspended',
        statusSince: '2026-06-01',
        autoRenew: 'no',
        billingCycle: 'annual',
        price: 60.5,
      },
      { quantity: 4, termStart: '2024-02-01', status: 'deleted', statusSince: '2024-08-01', friendlyName: 'Before' },
      { quantity: 1, termStart: '2026-02-01', product: 'audio-conferencing', baseSubscriptionId: base },
      { quantity: 3, termStart: '2026-02-28', anchorDay: 31, friendlyName: 'Since a 31st' },
    ];
    const lines = subscriptions.map(
      (each) => `${JSON.stringify({ customer: 'litware.example', product: 'm365-business-basic', ...each })}\n`,
    );
    assert.equal((await imported('subscriptions', lines.toReversed().join(''))).written, 5);
    const move = (text: string) =>
      text.replaceAll('tailspintoys.example', 'litware.example').replaceAll('wingtiptoys.example', 'litware.example');
    assert.equal((await imported('entitlements', move(example('entitlements.csv')))).written, 1);
    assert.equal((await imported('users', move(example('users.jsonl')))).written, 2);
    for (const [kind, rows] of [
      ['groups', 1],
      ['group-licenses', 1],
      ['group-members', 2],
      ['licenses', 2],
    ] as const)
      assert.equal((await imported(kind, move(example(`${kind}.csv`)))).written, rows, kind);
    await imported('groups', `${JSON.stringify({ customer: 'litware.example', displayName: '=Front, "desk"' })}\n`);
    // Ada has the product both ways, with something switched off in one of them; the group reached nobody else.
    const row = { customer: 'litware.example', user: 'ada@litware.example', product: 'm365-business-basic', group: 'Front Desk' };
    assert.equal((await imported('licenses', `${JSON.stringify({ ...row, disabledPlans: 'TEAMS1' })}\n`)).written, 1);
    const { rows } = await db.read<{ way: string; off: number }>(
      `select coalesce(g.display_name, 'direct') as way, cardinality(l.disabled_plans) as off
         from license l join directory_user u using (customer_id, user_id) left join directory_group g using (customer_id, group_id)
        where u.user_principal_name = 'ada@litware.example' order by 1`,
    );
    assert.deepEqual(rows, [
      { way: 'Front desk', off: 1 },
      { way: 'direct', off: 0 },
    ]);
  });
});

describe('an import that comes again', () => {
  test('writes nothing a second time, with ids of its own or without', async () => {
    const before = await everything();
    for (const kind of ['customers', 'subscriptions']) {
      const again = await imported(kind, example(`${kind}.csv`));
      assert.deepEqual([again.written, again.alreadyThere], [0, 2], kind);
    }
    assert.equal(await everything(), before);
  });

  test('is the same import while it waits', async () => {
    const file = 'companyName,domain,country\nFourth Coffee,fourthcoffee.example,US\n';
    const first = (await send('customers', file)).body;
    const second = (await send('customers', file)).body;
    assert.equal(first.id, second.id);
    assert.equal((await send('customers', `${file}Fifth,fifth.example,US\n`)).body.id === first.id, false);
  });

  test('goes on where a crash left it: what was written and not noted is met again', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `Company ${i},crash${i}.example,US`);
    const { body } = await send('customers', `companyName,domain,country\n${names.join('\n')}\n`);
    await start(body.id);
    await write();
    const before = await everything();
    // As if nothing had been noted, and the process had died while it held the import.
    const kept = await send('customers', `companyName,domain,country\n${names.toReversed().join('\n')}\n`);
    await start(kept.body.id);
    await db.read(`update portfolio_import set claim_id = $2, claimed_until = $3 where import_id = $1`, [
      kept.body.id,
      newId(),
      new Date(clock.now().getTime() - 1),
    ]);
    await Promise.all([write(), write()]);
    const { state, written, alreadyThere } = await progress(kept.body.id);
    assert.deepEqual([state, written, alreadyThere], ['done', 0, 100]);
    assert.equal(await everything(), before);
    const { rows } = await db.read('select 1 from portfolio_import_row where import_id = $1', [kept.body.id]);
    assert.equal(rows.length, 0, 'what was kept of the file is gone');
  });

  test('a process that holds it is left alone', async () => {
    const { body } = await send('customers', 'companyName,domain,country\nHeld,held.example,US\n');
    await start(body.id);
    await db.read(`update portfolio_import set claim_id = $2, claimed_until = $3 where import_id = $1`, [
      body.id,
      newId(),
      new Date(clock.now().getTime() + 1_000),
    ]);
    await write();
    assert.equal((await progress(body.id)).state, 'running');
    await db.read(`update portfolio_import set claim_id = null, claimed_until = null where import_id = $1`, [body.id]);
    await write();
    assert.equal((await progress(body.id)).state, 'done');
  });
});

describe('what is exported', () => {
  for (const format of ['csv', 'jsonl'] as const)
    test(`as ${format} is the same again once an empty house imported it`, async () => {
      const other = await emptyHouse();
      for (const kind of IMPORT_KINDS) {
        const { text } = await server.ask(`/v1/exports/${kind}?format=${format}`);
        assert.ok(text.trim().split('\n').length > (format === 'csv' ? 1 : 0), `${kind} has rows`);
        await other.imported(kind, text);
      }
      for (const kind of IMPORT_KINDS) {
        const [before, now] = [
          await server.ask(`/v1/exports/${kind}?format=${format}`),
          await other.server.ask(`/v1/exports/${kind}?format=${format}`),
        ];
        assert.deepEqual(now.text.split('\n').toSorted(), before.text.split('\n').toSorted(), kind);
      }
    });

  test('tells the bill, the upgrades, and who was left behind', async () => {
    const rows = async (kind: string) =>
      (await server.ask(`/v1/exports/${kind}?format=jsonl`)).text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    const [charge] = await rows('charges');
    assert.equal(typeof Number(charge.amount), 'number');
    const [upgrade] = await rows('upgrades');
    assert.deepEqual([upgrade.companyName, upgrade.quantity, upgrade.state], ['Tailspin Toys', 25, 'done']);
    assert.deepEqual(await rows('left-behind'), []);
  });
});
