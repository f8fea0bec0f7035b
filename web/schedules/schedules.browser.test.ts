import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
const token = await server.token('admin_agent');
const scheduled = async () => ((await server.call('GET', `${path}/scheduledchanges`, { token })).body as { items: any[] }).items;
const subscription = async () => (await server.call('GET', path, { token })).body as { quantity: number };
const picture = async (page: Page, name: string) => {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

/** The page of the subscription, for somebody signed in; what it complains about fails the test. */
function withSubscription(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${subscriptionId}`);
    await work(page);
  });
}

test('seats are scheduled after what they come to was shown, follow an edit, are edited and taken back', () =>
  withSubscription('en-US', 'admin_agent', async (page) => {
    const { quantity } = await subscription();
    await page.getByText('Nothing is scheduled.').waitFor();
    await page.getByRole('button', { name: 'Change seats later' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Seats', { exact: true }).selectOption('more');
    await dialog.getByRole('spinbutton', { name: 'Number' }).fill('5');
    await dialog.getByText(/this comes to/).waitFor();
    await assertAccessible(page, 'the form');
    await picture(page, 'form-en');
    await dialog.getByRole('button', { name: 'Schedule' }).click();
    await page.getByText(`5 seats more: ${quantity + 5}, from ${quantity} now`).waitFor();
    assert.deepEqual(
      (await scheduled()).map(({ kind, state, quantityChange }) => [kind, state, quantityChange]),
      [['seats', 'pending', 5]],
    );

    const changed = await server.call('PATCH', path, { token, body: { quantity: quantity + 2 } });
    assert.equal(changed.status, 200);
    await page.reload();
    await page.getByText(`it now comes to ${quantity + 7} instead of ${quantity + 5}`).waitFor();
    await assertAccessible(page, 'the list');
    await picture(page, 'list-en');

    await page.getByRole('button', { name: /^Edit what is scheduled/ }).click();
    await dialog.getByLabel('Seats', { exact: true }).selectOption('to');
    await dialog.getByRole('spinbutton', { name: 'Number' }).fill('9999999');
    await dialog.getByText(/would not be possible/).waitFor();
    await dialog.locator('[data-reason]').first().waitFor();
    await picture(page, 'impossible-en');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.locator('[data-state="wouldFail"]').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'narrow-en');
    await assertNoSidewaysScrolling(page, 'what would fail');

    await page.getByRole('button', { name: /^Take back what is scheduled/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await page.locator('[data-state="cancelled"]').waitFor();
    assert.deepEqual(
      (await scheduled()).map(({ state }) => state),
      ['cancelled'],
    );
  }));

test('an upgrade is scheduled for the renewal from its form, in Chinese, and stands in the calendar', () =>
  withSubscription('zh-TW', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${subscriptionId}/upgrade`);
    await page.getByRole('button', { name: '稍後升級' }).click();
    await page
      .getByRole('dialog')
      .getByText(/的金額為/)
      .waitFor();
    await assertAccessible(page, 'the form');
    await picture(page, 'upgrade-zh');
    await page.getByRole('dialog').getByRole('button', { name: '排定' }).click();
    await page.waitForURL(`**/subscriptions/${subscriptionId}`);
    await page.locator('[data-state="pending"]').waitFor();
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'list-zh-dark');
    const [waiting] = await scheduled();
    assert.deepEqual([waiting.kind, waiting.when, waiting.state], ['upgrade', 'renewal', 'pending']);
    const dates = (await server.call('GET', `/v1/customers/${customerId}/comingdates`, { token })).body as { items: any[] };
    assert.ok(dates.items.some(({ kind, scheduledChange }) => kind === 'scheduled_change' && scheduledChange.id === waiting.id));
  }));

test('of new commerce the seats of the next term are set and taken back', async () => {
  const place = server.cast.examples['new_commerce_transition'];
  const where = `/customers/${place?.customerId}/subscriptions/${place?.subscriptionId}`;
  const next = async () =>
    ((await server.call('GET', `/v1${where}`, { token })).body as { scheduledNextTermInstructions?: { quantity: number } })
      .scheduledNextTermInstructions?.quantity;
  await withSubscription('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}${where}`);
    await page.getByRole('button', { name: 'Seats of the next term' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('spinbutton', { name: 'Number' }).fill('3');
    await assertAccessible(page, 'the next term');
    await dialog.getByRole('button', { name: 'Schedule' }).click();
    await page.getByText('Scheduled for the next term').waitFor();
    assert.equal(await next(), 3);
    await picture(page, 'next-term-en');
    await page.getByRole('button', { name: 'Renew as it is' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    // By its text: behind the dialog nothing has a role.
    await page.getByText('Scheduled for the next term').waitFor({ state: 'detached' });
    assert.equal(await next(), undefined);
  });
});

test('who may not change seats reads what is scheduled and cannot press', () =>
  withSubscription('en-US', 'billing_admin', async (page) => {
    await page.locator('[data-state="pending"]').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Change seats later' }).getAttribute('aria-disabled'), 'true');
    assert.equal(await page.getByRole('button', { name: /^Take back what/ }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'disabled');
  }));
