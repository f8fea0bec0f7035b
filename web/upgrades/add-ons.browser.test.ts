import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'add_ons_present');
type Subscription = {
  readonly id: string;
  readonly offerName: string;
  readonly status: string;
  readonly parentSubscriptionId?: string;
  readonly upgradedFromSubscriptionId?: string;
};
const subscriptions = async () =>
  (await server.call('GET', `/v1/customers/${customerId}/subscriptions`, { token: await server.token('admin_agent') })).body
    .items as readonly Subscription[];

const choose = (page: Page, target: string) => page.getByRole('radio', { name: new RegExp(`^${target}`) }).click();

test('an add-on that the target includes can end with a credit, which is shown; one that nobody decided about stops the upgrade', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    const before = await subscriptions();
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${subscriptionId}/upgrade`);
    await choose(page, 'Office 365 企業版 E5');
    await page.getByRole('radio', { name: /結束並退款/ }).waitFor();
    await page.getByText(/^無法保留：新訂閱已包含/).waitFor();
    assert.equal(await page.getByRole('radio', { name: /保留在新訂閱上/ }).count(), 0, 'what is no choice is not offered');
    await page.locator('[data-reason=subscription_add_ons_present]').waitFor();
    assert.equal(await page.getByRole('button', { name: '送出' }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'nobody decided yet');
    await page.getByRole('radio', { name: /結束並退款/ }).click();
    await page.getByText(/附加元件結束/).waitFor();
    await page.waitForURL('**addOns=drop.**');
    await assertAccessible(page, 'it ends');
    await assertNoSidewaysScrolling(page, 'the form');
    assert.deepEqual(await subscriptions(), before, 'looking changes nothing');
  }));

test('an add-on that is kept hangs on the new subscription afterwards; the choice outlives a reload', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}`);
    await page.locator(`[id="row-${subscriptionId}"]`).getByRole('button').first().click();
    await page.getByRole('link', { name: 'Choose for the add-ons' }).first().click();
    await page.waitForURL('**/upgrade?**');
    await choose(page, 'Office 365 E3');
    await page.getByRole('radio', { name: /Keep it on the new subscription/ }).click();
    await page.getByText('Add-ons that go along').waitFor();
    await page.reload();
    await page.getByText('Add-ons that go along').waitFor();
    assert.ok(await page.getByRole('radio', { name: /Keep it on the new subscription/ }).isChecked());
    await assertAccessible(page, 'it is kept');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL('**/upgrades/**');
    const found = await subscriptions();
    const target = found.find(({ upgradedFromSubscriptionId }) => upgradedFromSubscriptionId === subscriptionId);
    const addOn = found.find(({ offerName }) => offerName === 'Microsoft 365 Audio Conferencing');
    assert.deepEqual([target?.offerName, addOn?.status, addOn?.parentSubscriptionId], ['Office 365 E3', 'active', target?.id]);

    await page.getByRole('button', { name: 'Undo the upgrade' }).click();
    const question = page.getByRole('dialog');
    await question.getByText(/^Microsoft 365 Audio Conferencing, \d+ seats?, goes back to the old subscription\.$/).waitFor();
    await assertAccessible(page, 'the question about undoing');
    await question.getByRole('button', { name: 'Undo the upgrade' }).click();
    await page.getByText(/^Undone /).waitFor();
    const back = (await subscriptions()).find(({ offerName }) => offerName === 'Microsoft 365 Audio Conferencing');
    assert.deepEqual([back?.status, back?.parentSubscriptionId], ['active', subscriptionId]);
  }));
