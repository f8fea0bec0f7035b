import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId } = caseOf(server.cast, 'clean_upgrade');
const suspended = caseOf(server.cast, 'not_active');
type Bought = { readonly id: string; readonly offerName: string; readonly quantity: number; readonly parentSubscriptionId?: string };
const bought = async (of = customerId) =>
  (await server.call('GET', `/v1/customers/${of}/subscriptions`, { token: await server.token('admin_agent') })).body
    .items as readonly (Bought & { readonly status: string; readonly billingCycle: string; readonly friendlyName: string })[];

const offer = (page: Page, name: string) =>
  page.locator('[data-offer]').filter({ has: page.getByRole('heading', { name: new RegExp(`^${name}( Add-on)?$`) }) });
const cart = (page: Page) => page.getByRole('region', { name: /^(Cart|購物車)$/ });

test('offers are found, put into the cart with an add-on, kept over a reload, and bought for exactly what was shown', () =>
  withPage('en-US', 'sales_agent', async (page) => {
    const before = await bought();
    await page.goto(`${server.url}/customers/${customerId}`);
    await page.getByRole('button', { name: 'Add subscription' }).click();
    await page.waitForURL('**/buy');
    await page.getByRole('searchbox').fill('office 365 e3');
    await page.waitForURL('**/buy?search=office+365+e3');
    await offer(page, 'Office 365 E3').getByRole('button', { name: 'Add Office 365 E3 to the cart' }).click();
    const seats = cart(page).getByRole('spinbutton', { name: 'Seats of Office 365 E3' });
    await seats.fill('3');
    await cart(page).getByText('3 seats at $26.00').waitFor();
    await page.getByRole('searchbox').fill('audio');
    const audio = offer(page, 'Microsoft 365 Audio Conferencing');
    await audio.getByRole('combobox').selectOption({ label: 'For Office 365 E3 (in the cart)' });
    await audio.getByRole('button', { name: /^Add/ }).click();
    await cart(page).getByText('1 seat at $4.00').waitFor();
    await cart(page).getByText('$82.00').waitFor();
    await assertAccessible(page, 'shelf and cart');
    await page.reload();
    await cart(page).getByText('$82.00').waitFor();
    assert.deepEqual(await bought(), before, 'a cart is no purchase');
    await cart(page).getByRole('button', { name: 'Buy' }).click();
    await page.waitForURL('**orders=**');
    await page.getByText('The subscriptions are there').waitFor();
    await page.getByText('$82.00').waitFor();
    await assertAccessible(page, 'what was bought');
    const added = (await bought()).filter(({ id }) => !before.some((each) => each.id === id));
    assert.deepEqual(added.map(({ offerName, quantity }) => [offerName, quantity]).toSorted(), [
      ['Microsoft 365 Audio Conferencing', 1],
      ['Office 365 E3', 3],
    ]);
    assert.ok(added.some(({ parentSubscriptionId }) => added.some(({ id }) => id === parentSubscriptionId)));
    await page.getByRole('link', { name: 'Buy more' }).click();
    await page.getByText('Nothing in the cart yet').waitFor();
  }));

test('too many seats stay in the cart with their reason, and nothing is bought until it is mended', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${suspended.customerId}/buy?search=Business+Standard`);
    const standard = offer(page, 'Microsoft 365 Business Standard');
    await standard.getByRole('button', { name: /^Add/ }).click();
    await cart(page).getByRole('spinbutton').fill('301');
    await cart(page).locator('[data-reason=quantity_out_of_range]').waitFor();
    assert.equal(await cart(page).getByRole('button', { name: 'Buy', exact: true }).getAttribute('aria-disabled'), 'true');
    await cart(page).locator('[data-reason=quantity_out_of_range]').getByRole('button', { name: /Use/ }).click();
    await cart(page).locator('[data-reason=quantity_out_of_range]').waitFor({ state: 'detached' });
    await cart(page).getByRole('button', { name: 'Remove Microsoft 365 Business Standard' }).click();
    await page.getByText('Nothing in the cart yet').waitFor();
  }));

test('what is suspended is reactivated instead, from the shelf, in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/customers/${suspended.customerId}/buy`);
    const reason = page.locator('[data-reason=subscription_suspended_already]').first();
    await reason.getByRole('button', { name: '重新啟用' }).click();
    await page.getByText('使用者可再次使用').or(page.getByRole('dialog')).first().waitFor();
    await assertAccessible(page, 'the question');
    await page.getByRole('dialog').getByRole('button', { name: '重新啟用' }).click();
    await reason.waitFor({ state: 'detached' });
    const found = (await bought(suspended.customerId)).find(({ id }) => id === suspended.subscriptionId);
    assert.equal(found?.status, 'active');
    await assertNoSidewaysScrolling(page, 'the shelf');
  }));

test('who may not buy reads who may', () =>
  withPage('en-US', 'billing_admin', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}/buy`);
    await page
      .getByText(/Ask a colleague who is/)
      .first()
      .waitFor();
    assert.equal(await page.locator('[data-offer] button').first().getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'disabled');
  }));

test('billing is changed to a year after its bill was shown, and the subscription gets another name', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const own = (await bought()).find(
      ({ billingCycle, status, friendlyName }) => billingCycle === 'monthly' && status === 'active' && !friendlyName.includes('Audio'),
    );
    assert.ok(own);
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${own.id}`);
    await page.getByRole('button', { name: 'Bill annually' }).click();
    await page.getByRole('dialog').getByText('New term', { exact: true }).waitFor();
    await assertAccessible(page, 'the bill of another cycle');
    await page.getByRole('dialog').getByRole('button', { name: 'Bill annually' }).click();
    await page.getByRole('button', { name: 'Bill monthly' }).waitFor();
    assert.equal((await bought()).find(({ id }) => id === own.id)?.billingCycle, 'annual');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Branch office');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await page.getByRole('heading', { name: 'Branch office' }).waitFor();
    assert.equal((await bought()).find(({ id }) => id === own.id)?.friendlyName, 'Branch office');
  }));

test('a trial becomes the paid product, for the seats and the price that were shown', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/comingdates?kind=trial_end`);
    await page.locator('[data-kind=trial_end]').first().getByRole('link', { name: 'Convert' }).click();
    await page.getByRole('heading', { name: 'Turn the trial into a paid subscription' }).waitFor();
    await page
      .getByRole('region', { name: /Turn the trial/ })
      .getByRole('spinbutton')
      .fill('30');
    await page.getByText('30 seats at').waitFor();
    await assertAccessible(page, 'the trial');
    await page.getByRole('button', { name: 'Convert' }).click();
    await page.getByRole('heading', { name: 'Turn the trial into a paid subscription' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Bill annually' }).waitFor();
  }));
