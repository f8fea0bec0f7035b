import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../test/desk.ts';
import { fingerprint, plantCustomer, plantSubscription, plantUser } from '../../test/tenant.ts';
import { newId } from '../platform/clock.ts';
import { upgradeRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [upgradeRoutes(parts)]);
const BASIC = tenant.offer('m365-business-basic');
const AUDIO = tenant.offer('audio-conferencing');

/** A customer with ten seats of Business Basic. */
async function basicCustomer() {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  const id = await plantSubscription(db, planted, { offer: BASIC });
  return { ...planted, id, url: `/v1/customers/${customerId}/subscriptions/${id}` };
}
const to = (key: string, more: object = {}) => ({ targetOffer: { id: tenant.offer(key).id }, ...more });
const post = (url: string, body: object) => server.ask(url, { method: 'POST', body });
const subscriptionsOf = async (customerId: string) =>
  (
    await db.read<{ id: string; status: string; parent: string | null }>(
      `select subscription_id as id, status, parent_subscription_id as parent from subscription where customer_id = $1`,
      [customerId],
    )
  ).rows;

describe('an add-on of an add-on', () => {
  async function withTwoLevels() {
    const customer = await basicCustomer();
    const first = await plantSubscription(db, customer, { offer: AUDIO, parentId: customer.id, quantity: 6 });
    const second = await plantSubscription(db, customer, { offer: AUDIO, parentId: first, quantity: 4 });
    return { ...customer, first, second };
  }
  const choice = (subscriptionId: string, chosen: string) => ({ subscriptionId, choice: chosen });

  test('goes along with the one that is kept: nobody asks about it, and it hangs where it hung', async () => {
    const { url, customerId, first, second } = await withTwoLevels();
    const { body } = await post(`${url}/upgrades`, to('o365-e3', { addOns: [choice(first, 'keep')] }));
    assert.deepEqual(body.upgradeErrors, []);
    const rows = await subscriptionsOf(customerId);
    const row = (id: string) => rows.find((each) => each.id === id);
    assert.deepEqual([row(first)?.status, row(first)?.parent], ['active', body.targetSubscriptionId]);
    assert.deepEqual([row(second)?.status, row(second)?.parent], ['active', first]);
  });
  test('must be decided about once its base is dropped: nothing happens without', async () => {
    const { url, second, first } = await withTwoLevels();
    const before = await fingerprint(db);
    const { body } = await post(`${url}/upgrades`, to('o365-e5', { addOns: [choice(first, 'drop')] }));
    assert.deepEqual(
      body.upgradeErrors.map((error: any) => [error.reason.code, error.reason.facts.addOnIds]),
      [['subscription_add_ons_present', [second]]],
    );
    assert.equal(await fingerprint(db), before);
  });
  test('is dropped with its base, and nothing is left below a subscription that is gone', async () => {
    const { url, customerId, first, second } = await withTwoLevels();
    const { body } = await post(`${url}/upgrades`, to('o365-e5', { addOns: [choice(first, 'drop'), choice(second, 'drop')] }));
    assert.deepEqual(body.upgradeErrors, []);
    assert.deepEqual(
      (await subscriptionsOf(customerId)).filter(({ status }) => status !== 'deleted').map(({ id }) => id),
      [body.targetSubscriptionId],
    );
  });
});

describe('somebody with the product through two groups and directly', () => {
  test('stays behind once, with both groups named, and keeps everything', async () => {
    const { customerId, url } = await basicCustomer();
    const groups = [newId(), newId()].toSorted();
    const ada = await plantUser(db, { customerId }, 'ada', [{ offer: BASIC }, ...groups.map((groupId) => ({ offer: BASIC, groupId }))]);
    await plantUser(db, { customerId }, 'bob', [{ offer: BASIC }]);
    const { body } = await post(`${url}/upgrades`, to('m365-business-standard', { upgradeType: 'upgrade_with_license_transfer' }));
    assert.deepEqual(body.upgradeErrors, []);
    assert.equal(body.licenseErrors.length, 1);
    assert.equal(body.licenseErrors[0].userObjectId, ada);
    const { rows } = await db.read<{ reasons: any; n: number }>(
      `select reasons, (select count(*)::integer from license l where l.customer_id = b.customer_id and l.user_id = b.user_id) as n
         from left_behind_user b where customer_id = $1`,
      [customerId],
    );
    assert.deepEqual(rows, [{ reasons: [{ code: 'license_inherited_from_group', groupIds: groups }], n: 3 }]);
  });
});

describe('delegated admin privileges that the customer withdraws', () => {
  test('while Submit waits for its turn: it decides on what is there afterwards, and nothing is written', async () => {
    const { customerId, url } = await basicCustomer();
    await plantUser(db, { customerId }, 'ada', [{ offer: BASIC }]);
    const { id: previewId } = (await post(`${url}/upgradepreviews`, to('m365-business-standard'))).body;
    let submitted: ReturnType<typeof post> | undefined;
    await db.transaction(async (tx) => {
      await tx.query('select 1 from customer where customer_id = $1 for no key update', [customerId]);
      submitted = post(`${url}/upgrades`, to('m365-business-standard', { previewId }));
      // It has come as far as the lock when somebody waits for it.
      for (;;) {
        const { rows } = await db.read<{ n: number }>(
          `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        if ((rows[0]?.n ?? 0) > 0) break;
      }
      await tx.query(`update relationship set delegated_admin_services = '{}' where customer_id = $1`, [customerId]);
    });
    const answer = await submitted;
    assert.deepEqual(
      answer?.body.upgradeErrors.map((error: any) => error.reason?.code ?? error.code),
      ['delegated_admin_permissions_disabled'],
    );
    assert.deepEqual(
      (await subscriptionsOf(customerId)).map(({ status }) => status),
      ['active'],
    );
  });
});
