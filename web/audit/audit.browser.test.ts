import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const other = caseOf(server.cast, 'add_ons_present');
const patch = async (of: typeof other, body: object, role = 'admin_agent') => {
  const path = `/v1/customers/${of.customerId}/subscriptions/${of.subscriptionId}`;
  const { status } = await server.call('PATCH', path, { token: await server.token(role), body });
  assert.equal(status, 200);
};
await patch({ ...other, customerId, subscriptionId }, { friendlyName: 'Head office' });
await patch({ ...other, customerId, subscriptionId }, { status: 'suspended' }, 'sales_agent');
await patch(other, { friendlyName: 'Branch' });
for (let i = 0; i < 55; i += 1) await patch(other, { friendlyName: `Branch ${i}` });

const rows = (page: Page) => page.locator('[data-operation]');
const onlyOne = async (page: Page) => {
  await rows(page).nth(1).waitFor({ state: 'detached' });
  await rows(page).first().waitFor();
};

test('what was done is narrowed by operation, person and customer, and downloaded as it stands there', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}`);
    await page.getByRole('navigation', { name: 'Parts of the customer' }).getByRole('link', { name: 'Audit' }).click();
    await page.getByText('Subscription: Head office').first().waitFor();
    assert.equal(await rows(page).count(), 2);
    const row = page
      .getByRole('row')
      .filter({ hasText: 'suspended' })
      .or(page.getByRole('row').filter({ hasText: 'Suspended' }));
    assert.match((await row.first().innerText()).toLowerCase(), /status:\s+active\s*→\s*suspended/);
    await assertAccessible(page, 'the tab of a customer');

    await page.getByRole('navigation', { name: 'Main parts' }).getByRole('link', { name: 'Audit' }).click();
    await page.getByRole('button', { name: 'Show earlier entries' }).click();
    await rows(page).nth(55).waitFor();
    await page.getByRole('combobox', { name: 'What was done' }).selectOption({ label: 'Changed a subscription' });
    await page.getByRole('searchbox', { name: 'Who' }).fill('SALES');
    await page.waitForURL('**person=SALES**');
    await onlyOne(page);
    await assertAccessible(page, 'the narrowed list');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    assert.equal(file.trim().split('\r\n').length, 2);
    assert.match(file, /update_subscription/);
    await page.reload();
    await onlyOne(page);
    await page.getByRole('combobox', { name: 'What was done' }).selectOption({ label: 'Deleted a user' });
    await page.getByText('Nothing was recorded for this.').waitFor();
  }));

test('the own company’s entries, in Chinese and a narrow window, with the keyboard', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/audit`);
    await rows(page).first().waitFor();
    await page.locator('summary').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('CorrelationId').first().waitFor();
    await assertAccessible(page, 'all details');
    await assertNoSidewaysScrolling(page, 'the list');
    await page.getByRole('combobox', { name: '範圍' }).selectOption({ label: '您的公司' });
    await page.waitForURL('**own=true**');
    await page.getByText('沒有符合條件的記錄').or(rows(page).first()).first().waitFor();
    await assertAccessible(page, 'the own company');
  }));
