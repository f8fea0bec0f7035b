import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow, type Language } from '../../test/browser.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf, exceptionsOf } from '../../test/console-page.ts';
import { startWholeProgram } from '../../test/whole-program.ts';

const server = await startWholeProgram();
const browser = await launchBrowser();
after(() => browser.close());

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const customer = `/customers/${customerId}`;

/** A page for somebody signed in; what it complains about fails the test. */
async function withPage(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  const window = await openWindow(browser, language);
  const page = await window.newPage();
  const exceptions = exceptionsOf(page);
  await server.signIn(page, role);
  await work(page);
  assert.deepEqual(exceptions, []);
  await window.close();
}

test('a customer is moved forward, this month is invoiced, and an amount opens its cause', () =>
  withPage('en-US', 'global_admin', async (page) => {
    await page.goto(`${server.url}${customer}`);
    await page.getByRole('button', { name: 'Move forward in time' }).click();
    await page.getByRole('spinbutton', { name: 'Days' }).fill('40');
    await assertAccessible(page, 'the question about time');
    await page.getByRole('button', { name: 'Move forward', exact: true }).click();
    await page.getByText('this customer has been moved forward').waitFor();

    await page.getByRole('link', { name: 'Invoices', exact: true }).click();
    await page.getByText('No invoice has been written yet').waitFor();
    await page.getByRole('button', { name: 'Make this month' }).click();
    await page.getByLabel('Months before').fill('2100-01-01');
    await assertAccessible(page, 'the question about invoices');
    await page.getByRole('button', { name: 'Make invoice' }).click();
    await page.getByText(/invoices? (was|were) written/).waitFor();
    const download = page.waitForEvent('download');
    await page
      .getByRole('button', { name: /^PDF of/ })
      .first()
      .click();
    assert.match((await download).suggestedFilename(), /\.pdf$/);

    await page.getByRole('table', { name: 'Invoices' }).getByRole('link').first().click();
    await page
      .getByRole('button', { name: /how this came about/ })
      .first()
      .click();
    const card = page.getByRole('group', { name: /how this came about/ });
    await card
      .getByText(/\d+ (of \d+ )?days?/)
      .first()
      .waitFor();
    await assertAccessible(page, 'the explanation');
    await card.getByRole('link', { name: 'All charges of this subscription' }).click();
    await page.getByRole('heading', { name: /^Charges of/ }).waitFor();
    await page.getByRole('table', { name: 'Charges' }).getByRole('row').nth(1).waitFor();
  }));

for (const [language, width, colorScheme] of [
  ['zh-TW', 1280, 'dark'],
  ['en-US', 1280, 'light'],
  ['en-US', 360, 'dark'],
  ['zh-TW', 360, 'light'],
] as const) {
  test(`the pages about money can be read: ${language}, ${width} px, ${colorScheme}`, () =>
    withPage(language, 'global_admin', async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const token = await server.token('global_admin');
      const { body } = await server.call('GET', '/v1/invoices', { token });
      const addresses = [
        '/invoices',
        `/invoices/${body.items[0].id}`,
        `${customer}/spend`,
        `${customer}/subscriptions/${subscriptionId}/charges`,
      ];
      for (const address of addresses) {
        await page.goto(server.url + address);
        await page.waitForLoadState('networkidle');
        for (const details of await page.locator('main details').all()) await details.locator('summary').click();
        await assertAccessible(page, address);
        await assertNoSidewaysScrolling(page, address);
      }
    }));
}

test('whoever may not read invoices is told who may', () =>
  withPage('en-US', 'sales_agent', async (page) => {
    await page.goto(`${server.url}/invoices`);
    await page.getByText(/Ask a colleague who is .*Billing admin/).waitFor();
  }));
