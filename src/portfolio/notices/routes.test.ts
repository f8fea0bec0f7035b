import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { agentOf, clock, NOW, plantPartner, plantSubscription, plantTenant } from '../../../test/tenant.ts';
import type { Role } from '../../access/caller.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { noticesFor, type Matter } from './notice.ts';
import { noticeRoutes } from './routes.ts';

const db = await testDatabase();
const tenant = await plantTenant(db);
after(() => tenant.catalog.close());
const basic = tenant.offer('m365-business-basic');

async function person(partnerId: PartnerId, ...roles: Role[]) {
  const caller = { ...agentOf(partnerId, ...roles), userId: newId() };
  await db.read(
    `insert into partner_user (user_id, partner_id, user_principal_name, display_name, created_at) values ($1, $2, $3, 'P', $4)`,
    [caller.userId, partnerId, `${caller.userId}@partner.example`, NOW],
  );
  return caller;
}
const agent = await person(tenant.partnerId, 'admin_agent');
const server = await testServer([noticeRoutes({ db, clock })], agent);
const told = async () =>
  (await server.ask('/v1/notices')).body.items.map((each: any) => [each.kind, each.count, each.firstDate ?? null, each.isRead]);
const newestOf = async (kind: string) => (await server.ask('/v1/notices')).body.items.find((each: any) => each.kind === kind).newest;
const mark = async (kind: string, word: string) =>
  server.ask(`/v1/notices/${kind}/mark`, { method: 'PUT', body: { mark: word, newest: await newestOf(kind) } });
const ending = async (createdOn: string, change = 'auto_renew = false') => {
  const id = await plantSubscription(db, tenant, { offer: basic, createdOn });
  await db.read(`update subscription set ${change} where subscription_id = $1`, [id]);
};

describe('notices', () => {
  test('nothing to act on is nothing to tell', async () => {
    await ending('2025-06-20', 'auto_renew = true');
    assert.deepEqual(await told(), []);
  });

  test('terms that end and are not renewed, from today to the thirtieth day; removals; delegated admin', async () => {
    for (const day of ['2025-06-10', '2025-06-11', '2025-07-11', '2025-07-12']) await ending(day);
    assert.deepEqual(await told(), [['term_end', 2, '2026-06-11', false]]);
    await db.read(
      `insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, requested_at, requested_by,
         request_expires_at, activated_at, ends_on) values ($1, $2, $3, 'Desk', array[$2::uuid], 'P30D', $4, 'x', $4, $4, '2026-07-01')`,
      [tenant.customerId, newId(), tenant.partnerId, NOW],
    );
    assert.deepEqual((await told()).at(-1), ['delegated_admin_end', 1, '2026-07-01', false]);
  });

  test('what is suspended in new commerce is not removed by its days', async () => {
    const offer = tenant.offer('m365-business-basic-nce');
    const id = await plantSubscription(db, tenant, { offer, status: 'suspended', createdOn: '2026-01-01' });
    await db.read(`update subscription set suspended_at = '2026-03-20T00:00:00Z' where subscription_id = $1`, [id]);
    assert.equal(
      (await told()).some(([kind]: string[]) => kind === 'removal'),
      false,
    );
    await db.read(`update subscription set status = 'deleted', deleted_at = now(), suspended_at = null where subscription_id = $1`, [id]);
  });

  test('what was read stays read, and what was put away stays away, until something newer joins', async () => {
    assert.equal((await mark('term_end', 'read')).status, 204);
    assert.equal((await mark('delegated_admin_end', 'dismissed')).status, 204);
    assert.deepEqual(await told(), [['term_end', 2, '2026-06-11', true]]);
    await mark('term_end', 'unread');
    assert.deepEqual(await told(), [['term_end', 2, '2026-06-11', false]]);
    await mark('term_end', 'dismissed');
    await ending('2025-06-15');
    assert.deepEqual(await told(), [], 'something earlier is nothing newer');
    await db.read(`update delegated_admin_relationship set ends_on = '2026-07-02'`);
    assert.deepEqual(await told(), [['delegated_admin_end', 1, '2026-07-02', false]]);
  });

  test('each person has their own: marks, settings, and what their role may see', async () => {
    server.actAs(await person(tenant.partnerId, 'billing_admin'));
    assert.equal((await told()).length, 2);
    const { status, body } = await server.ask('/v1/notices/settings', { method: 'PUT', body: { muted: ['term_end'] } });
    assert.deepEqual([status, body.muted], [200, ['term_end']]);
    assert.deepEqual(
      (await told()).map(([kind]: [string]) => kind),
      ['delegated_admin_end'],
    );
    assert.deepEqual((await server.ask('/v1/notices/settings')).body.muted, ['term_end']);
    server.actAs(await person(await plantPartner(db), 'global_admin'));
    assert.deepEqual(await told(), [], 'another partner is told nothing of it');
    server.actAs(agent);
  });

  test('400: a kind or a mark that is none', async () => {
    for (const [path, body] of [
      ['/v1/notices/weather/mark', { mark: 'read', newest: '' }],
      ['/v1/notices/term_end/mark', { mark: 'eaten', newest: '' }],
      ['/v1/notices/settings', { muted: ['weather'] }],
    ] as const)
      assert.equal((await server.ask(path, { method: 'PUT', body })).status, 400, path);
  });
});

describe('what a person is told', () => {
  const matter: Matter = { kind: 'left_behind', count: 1, firstOn: null, newest: '2026-06-02' };
  const cases = [
    ['nothing there', { ...matter, count: 0 }, [], [], []],
    ['new', matter, [], [], [false]],
    ['read', matter, [{ kind: 'left_behind', mark: 'read', newest: '2026-06-02' }], [], [true]],
    ['read before something newer joined', matter, [{ kind: 'left_behind', mark: 'read', newest: '2026-06-01' }], [], [false]],
    ['put away', matter, [{ kind: 'left_behind', mark: 'dismissed', newest: '2026-06-02' }], [], []],
    ['not wanted', matter, [], ['left_behind'], []],
  ] as const;
  for (const [name, one, marks, muted, expected] of cases)
    test(name, () =>
      assert.deepEqual(
        noticesFor([one], marks, muted).map(({ isRead }) => isRead),
        expected,
      ),
    );
});
