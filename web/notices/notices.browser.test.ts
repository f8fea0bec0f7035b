import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow, type Language } from '../../test/browser.ts';
import { assertAccessible, assertNoSidewaysScrolling, exceptionsOf } from '../../test/console-page.ts';
import { startWholeProgram } from '../../test/whole-program.ts';

const server = await startWholeProgram({ customers: 60 });
const browser = await launchBrowser();
after(() => browser.close());

async function withPage(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  const window = await openWindow(browser, language);
  const page = await window.newPage();
  const exceptions = exceptionsOf(page);
  await server.signIn(page, role);
  await page.goto(`${server.url}/customers`);
  await work(page);
  assert.deepEqual(exceptions, []);
  await window.close();
}

test('the bell counts what is new; a notice is looked at, read, put away, and not wanted any more', () =>
  withPage('en-US', 'admin_agent', async (page) => {
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
  withPage('zh-TW', 'global_admin', async (page) => {
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
