import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { customerOf, demoCases, sourceOf, userOf } from '../../test/demo-cases.ts';
import { DEMO_SEED } from './cast.ts';
import { partnerIdOf } from './partners.ts';

const { db, today } = await demoCases();

describe('what the database holds for', () => {
  const count = async (sql: string, name: string) =>
    (await db.read<{ n: number }>(`select count(*)::integer as n ${sql}`, [customerOf(name)])).rows[0]?.n;

  test('every_status: four states and a trial', async () => {
    const { rows } = await db.read<{ status: string }>('select distinct status from subscription where customer_id = $1 order by 1', [
      customerOf('every_status'),
    ]);
    assert.deepEqual(
      rows.map((row) => row.status),
      ['active', 'deleted', 'pending', 'suspended'],
    );
    assert.equal(await count('from subscription join offer using (offer_id) where customer_id = $1 and is_trial', 'every_status'), 1);
  });

  test('every_channel: one holding of each', async () => {
    assert.equal(await count('from entitlement where customer_id = $1', 'every_channel'), 6);
  });

  test('two_partners: two sellers, one tenant', async () => {
    assert.equal(await count('from relationship where customer_id = $1', 'two_partners'), 2);
    assert.equal(await count('from (select distinct partner_id from subscription where customer_id = $1) sellers', 'two_partners'), 2);
  });

  test('indirect_reseller: the reseller of record on the relationship and on the subscription', async () => {
    assert.equal(await count('from relationship where customer_id = $1 and reseller_partner_id is not null', 'indirect_reseller'), 1);
    assert.equal(await count('from subscription where customer_id = $1 and reseller_mpn_id is not null', 'indirect_reseller'), 1);
  });

  test('foreign_customer: nothing that ties it to the first partner', async () => {
    const partnerId = partnerIdOf(DEMO_SEED, 'northwind');
    const { rows } = await db.read('select 1 from relationship where customer_id = $1 and $2 in (partner_id, reseller_partner_id)', [
      customerOf('foreign_customer'),
      partnerId,
    ]);
    assert.equal(rows.length, 0);
    assert.equal(await count('from relationship where customer_id = $1', 'foreign_customer'), 1);
  });

  test('deleted_user: one who can be restored, without a licence', async () => {
    const deleted = await db.read<{ state: string; licenses: number }>(
      `select u.state, (select count(*)::integer from license l where l.customer_id = u.customer_id and l.user_id = u.user_id) as licenses
         from directory_user u where u.customer_id = $1 and u.user_id = $2 and u.soft_deleted_at is not null`,
      [customerOf('deleted_user'), userOf('deleted_user')],
    );
    assert.deepEqual(deleted.rows, [{ state: 'inactive', licenses: 0 }]);
  });

  test('upgrade_unfinished: two open tasks, the source with their seats, and one event for credit and purchase', async () => {
    assert.equal(await count(`from left_behind_user where customer_id = $1 and state = 'open'`, 'upgrade_unfinished'), 2);
    const { rows } = await db.read<{ quantity: number }>(
      'select quantity from subscription where customer_id = $1 and subscription_id = $2',
      [customerOf('upgrade_unfinished'), sourceOf('upgrade_unfinished')],
    );
    assert.equal(rows[0]?.quantity, 2);
    assert.equal(
      await count(
        `from (select event_id from charge where customer_id = $1 and cause in ('upgrade_cancel', 'upgrade_purchase') group by event_id having count(*) = 2) e`,
        'upgrade_unfinished',
      ),
      1,
    );
  });

  test('large_directory: two thousand people', async () => {
    assert.equal(await count('from directory_user where customer_id = $1', 'large_directory'), 2_000);
  });
});

describe('what the database holds about money', () => {
  test('every live subscription has the charge of its current period, and the lines of a line add up', async () => {
    const { rows } = await db.read<{ subscription_id: string }>(
      `select s.subscription_id from subscription s
        where s.status in ('active', 'pending') and s.unit_price_minor > 0
          and not exists (select 1 from charge c where c.customer_id = s.customer_id and c.subscription_id = s.subscription_id
                             and c.cause in ('purchase', 'cycle', 'upgrade_purchase') and c.charged_until > $1::date
                             and c.amount_minor = c.unit_price_minor * c.quantity and c.charged_from >= s.term_from and c.charged_until <= s.term_until)`,
      [today],
    );
    assert.deepEqual(rows, []);
  });

  test('month_end_anniversary: bought on one of the last days, paid from the first', async () => {
    const { rows } = await db.read<{ bought: number; begins: number }>(
      `select extract(day from created_at)::integer as bought, extract(day from term_from)::integer as begins from subscription where customer_id = $1`,
      [customerOf('month_end_anniversary')],
    );
    assert.ok(rows[0] !== undefined && rows[0].bought >= 29 && rows[0].begins === 1);
  });
});
