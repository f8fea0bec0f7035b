import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../../test/browser.ts';
import { openConsole } from '../../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../../test/console-page.ts';

const { server, withPage } = await openConsole();

/** The page of the subscription that a case is about; what the page complains about fails the test. */
function withCase(name: string, language: Language, work: (page: Page) => Promise<void>): Promise<void> {
  const { customerId, subscriptionId } = server.cast.examples[name] ?? {};
  return withPage(language, 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${subscriptionId}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await work(page);
  });
}

test('a fresh subscription shows until when it can be cancelled, and which seats can be given back', () =>
  withCase('new_commerce_window', 'en-US', async (page) => {
    await page.getByText('Can be cancelled until').waitFor();
    await page.getByText(/12 seats until/).waitFor();
    await assertAccessible(page, 'the windows');
  }));

test('some seats become another product after their bill was shown, and the operation stays in sight', () =>
  withCase('new_commerce_transition', 'en-US', async (page) => {
    await page.getByLabel('Product', { exact: true }).selectOption({ label: 'Microsoft 365 Business Standard' });
    await page.getByRole('spinbutton', { name: 'Seats' }).last().fill('4');
    await page.getByText('Some seats become a second subscription').waitFor();
    await page.getByText('Seats that stay').waitFor();
    await assertAccessible(page, 'the preview');
    await page.getByRole('button', { name: 'Change the product' }).click();
    await page.getByText('cannot be undone').waitFor();
    await assertAccessible(page, 'the question');
    await page.getByRole('dialog').getByRole('button', { name: 'Change the product' }).click();
    await page.getByText('Done: 4 seats are the other product now.').waitFor();
    await page.getByText('Seats: done').waitFor();
  }));

test('into a subscription that is there, in Chinese and a narrow window', () =>
  withCase('new_commerce_destination', 'zh-TW', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByLabel('產品', { exact: true }).selectOption({ label: 'Microsoft 365 商務標準版' });
    await page.getByLabel('移至').selectOption({ label: 'Head office' });
    await page.getByText('授權會加入另一個訂閱').waitFor();
    await assertAccessible(page, 'the preview');
    await assertNoSidewaysScrolling(page, 'the subscription');
  }));
