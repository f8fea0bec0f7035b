import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');

test('what is coming is listed by month, narrowed, and leads to where it is done', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers`);
    await page.getByRole('navigation', { name: 'Main parts' }).getByRole('link', { name: 'What is coming' }).click();
    await page.locator('[data-kind]').first().waitFor();
    const days = await page.locator('[data-kind] time').evaluateAll((all) => all.map((each) => each.getAttribute('datetime') ?? ''));
    assert.deepEqual(days, days.toSorted());
    const today = new Date().toISOString().slice(0, 10);
    assert.ok(
      days.every((day) => day > today),
      'what happens today can no longer be acted on',
    );
    await assertAccessible(page, 'by month');
    await page.getByRole('combobox', { name: 'Look ahead' }).selectOption({ label: '365 days' });
    await page.waitForURL('**days=365**');
    await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Renews' });
    await page.waitForURL('**kind=renewal**');
    const kinds = async () => [
      ...new Set(await page.locator('[data-kind]').evaluateAll((all) => all.map((each) => each.getAttribute('data-kind')))),
    ];
    await page.locator('[data-kind]:not([data-kind=renewal])').first().waitFor({ state: 'detached' });
    await page.locator('[data-kind=renewal]').first().waitFor();
    assert.deepEqual(await kinds(), ['renewal']);
    await page.locator('[data-kind]').first().getByRole('link', { name: 'Do not renew' }).click();
    await page.getByRole('button', { name: 'Do not renew' }).waitFor();
  }));

test('the customer’s page tells what is coming there, in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/customers/${customerId}`);
    const section = page.getByRole('region', { name: '即將到來' });
    await section.locator('[data-kind=renewal]').waitFor();
    await assertAccessible(page, 'the customer');
    await assertNoSidewaysScrolling(page, 'the customer');
    await section.getByRole('link', { name: '升級', exact: true }).click();
    await page.waitForURL(`**/subscriptions/${subscriptionId}/upgrade`);
    await page.goto(`${server.url}/comingdates`);
    await page.locator('[data-kind]').first().waitFor();
    await assertAccessible(page, 'all customers');
    await assertNoSidewaysScrolling(page, 'all customers');
  }));
