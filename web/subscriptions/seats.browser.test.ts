import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const read = async () =>
  (await server.call('GET', `/v1/customers/${customerId}/subscriptions/${subscriptionId}`, { token: await server.token('admin_agent') }))
    .body as { quantity: number; status: string };

/** The page of the subscription, for somebody signed in; what it complains about fails the test. */
function withSubscription(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/customers/${customerId}`);
    await page.locator(`[id="row-${subscriptionId}"]`).getByRole('link').first().click();
    await page.waitForURL(`**/subscriptions/${subscriptionId}`);
    await work(page);
  });
}

test('seats are added after their charge was shown', () =>
  withSubscription('en-US', 'admin_agent', async (page) => {
    const before = await read();
    const seats = page.getByRole('spinbutton', { name: 'Seats' });
    await seats.fill('100000');
    await page.locator('[data-reason]').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Submit' }).getAttribute('aria-disabled'), 'true');
    await seats.fill(String(before.quantity + 2));
    await page.getByText('Total now').waitFor();
    assert.deepEqual(await read(), before, 'looking changes nothing');
    await assertAccessible(page, 'the preview');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText(`Done: now ${before.quantity + 2} seats.`).waitFor();
    assert.equal((await read()).quantity, before.quantity + 2);
  }));

test('a subscription is suspended and reactivated, each after a question, in Chinese and a narrow window', () =>
  withSubscription('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('button', { name: '暫停' }).click();
    await page.getByText('使用者將無法使用其服務').waitFor();
    await assertAccessible(page, 'the question');
    await page.getByRole('dialog').getByRole('button', { name: '暫停' }).click();
    await page.getByRole('button', { name: '重新啟用' }).waitFor();
    assert.equal((await read()).status, 'suspended');
    await page.getByRole('button', { name: '重新啟用' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重新啟用' }).click();
    await page.getByRole('button', { name: '暫停' }).waitFor();
    assert.equal((await read()).status, 'active');
    await assertNoSidewaysScrolling(page, 'the subscription');
  }));

test('who may not change seats reads who may', () =>
  withSubscription('en-US', 'billing_admin', async (page) => {
    await page
      .getByText(/Ask a colleague who is/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole('button', { name: 'Suspend' }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'disabled');
  }));
