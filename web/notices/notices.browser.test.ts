import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';

const { server, withPage } = await openConsole({ customers: 60 });

/** The list of customers, for somebody signed in; what it complains about fails the test. */
function withNotices(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/customers`);
    await work(page);
  });
}

test('the bell counts what is new; a notice is looked at, read, put away, and not wanted any more', () =>
  withNotices('en-US', 'admin_agent', async (page) => {
    await page.getByRole('link', { name: /^Notices, \d+ new$/ }).click();
    await page.getByRole('heading', { name: 'Notices', exact: true }).waitFor();
    const waiting = page.getByRole('listitem').filter({ hasText: 'left behind by upgrades' });
    await waiting.waitFor();
    await assertAccessible(page, 'notices');
    const before = await page.getByText('New', { exact: true }).count();
    await waiting.getByRole('button', { name: /^Mark as read/ }).click();
    await waiting.getByRole('button', { name: /^Mark as new/ }).waitFor();
    assert.equal(await page.getByText('New', { exact: true }).count(), before - 1);
    await waiting.getByRole('button', { name: /^Put away/ }).click();
    await waiting.waitFor({ state: 'detached' });
    for (const box of (await page.getByRole('checkbox').all()).slice(0, 6))
      if (await box.isChecked()) {
        const name = await box.evaluate((each: { labels: ArrayLike<{ textContent: string }> }) => each.labels[0]?.textContent ?? '');
        const saved = page.waitForResponse((answer) => answer.url().endsWith('/notices/settings') && answer.request().method() === 'GET');
        await page.getByRole('checkbox', { name }).click();
        await saved;
      }
    await page.getByText('There is nothing to act on.').waitFor();
    await assertAccessible(page, 'no notices');
    await page.getByRole('link', { name: 'Notices', exact: true }).waitFor();
  }));

test('in Chinese, and in every width', () =>
  withNotices('zh-TW', 'global_admin', async (page) => {
    await page.goto(`${server.url}/notices`);
    await page.getByRole('listitem').first().waitFor();
    await assertAccessible(page, 'notices in Chinese');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await assertNoSidewaysScrolling(page, `notices at ${width}`);
    }
    await page.getByRole('link', { name: /^查看/ }).first().click();
    await page.waitForURL((url) => url.pathname !== '/notices');
  }));
