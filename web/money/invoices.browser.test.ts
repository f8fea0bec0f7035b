import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const customer = `/customers/${customerId}`;

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
    await page.getByLabel('Months before').fill('2199-01-01');
    await page.getByRole('button', { name: 'Make invoice' }).click();
    await page.getByText(/20 years ahead/).waitFor();
    await page.getByRole('button', { name: 'Make this month' }).click();
    await page.getByLabel('Months before').fill(`${new Date().getUTCFullYear() + 2}-01-01`);
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
    const lines = page.getByRole('table', { name: 'Lines' });
    await lines
      .getByText(/\d+ (of \d+ )?days?/)
      .first()
      .waitFor();
    await assertAccessible(page, 'the lines of an invoice');
    await lines.getByRole('row').nth(1).getByRole('link').last().click();
    await page.getByRole('heading', { name: /^Charges of/ }).waitFor();
    await page.getByRole('table', { name: 'Charges' }).getByRole('row').nth(1).waitFor();
  }));

test('a bar, a product and a total of the statement open the charges behind them', () =>
  withPage('en-US', 'billing_admin', async (page) => {
    const opened = async (name: RegExp) => {
      await page.goto(`${server.url}/invoices`);
      const amount = page.getByRole('link', { name }).first();
      await amount.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^Charges of/ }).waitFor();
      const rows = page.getByRole('table', { name: /^Charges of/ }).getByRole('row');
      await rows.nth(1).waitFor();
      assert.match(await rows.nth(1).innerText(), /(credit|charge) for (the whole period of )?\d+/);
    };
    // A month of the chart, a product, and the sum of all.
    await opened(/^[A-Z][a-z]+ 20\d\d: /);
    await page.getByText(/ in all$/).waitFor();
    await opened(/the charges behind it$/);
    await assertAccessible(page, 'the charges behind an amount');
  }));

test('a price list is refused with every mistake and its line, and then imported', () =>
  withPage('en-US', 'billing_admin', async (page) => {
    const heading = 'offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice';
    const token = await server.token('billing_admin');
    const { body } = await server.call('GET', '/v1/prices', { token });
    const [price] = body.items;
    const good = (from: string, list: string) => `${price.offerId},${price.listPrice.currency},${price.billingCycle},,${from},${list},`;
    const choose = (lines: readonly string[]) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'june.csv', mimeType: 'text/csv', buffer: Buffer.from([heading, ...lines].join('\r\n')) });
    await page.goto(`${server.url}/prices`);
    await page.getByRole('table', { name: 'Prices' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('button', { name: 'Import a price list' }).click();
    await choose([good('2031-01-01', '7'), good('2031-01-01', '8'), good('2031-02-01', '-8')]);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('line 3: says the same offer, cycle, term, market and day as line 2').waitFor();
    await page.getByText('line 4: listPrice: -8 is negative').waitFor();
    await assertAccessible(page, 'the mistakes of a price list');
    await choose([good('2031-01-01', '7')]);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('1 price was imported.').waitFor();
    await page.getByText('to come').first().waitFor();
    await page.getByText('june.csv').first().waitFor();
  }));

test('a margin of a customer is set, and its preview says what the customer is asked for', () =>
  withPage('en-US', 'global_admin', async (page) => {
    await page.goto(`${server.url}${customer}/spend`);
    await page.getByRole('button', { name: 'Change: Margin for this customer' }).click();
    await page.getByLabel('Percent on top of the bill').fill('12.5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('12.5%').first().waitFor();
    await page.goto(`${server.url}${customer}/subscriptions/${subscriptionId}/upgrade`);
    await page.getByText('To the customer, margin 12.5%').waitFor();
  }));

test('in production there is no clock to move', () =>
  withPage('en-US', 'global_admin', async (page) => {
    const clocks: string[] = [];
    page.on('request', (request) => request.url().includes('/clock') && clocks.push(request.url()));
    await page.route('**/console/session', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), mode: 'production' } });
    });
    await page.goto(`${server.url}${customer}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByRole('button', { name: 'Move forward in time' }).count(), 0);
    assert.deepEqual(clocks, []);
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
        '/invoices/charges?currency=USD',
        '/prices',
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
    for (const address of ['/invoices', '/invoices/charges?currency=USD', '/prices']) {
      await page.goto(server.url + address);
      await page.getByText(/Ask a colleague who is .*Billing admin/).waitFor();
    }
  }));
