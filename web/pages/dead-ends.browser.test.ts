import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertAccessible, caseOf } from '../../test/console-page.ts';
import { openConsole } from '../../test/console.ts';

const { server, withPage } = await openConsole();
const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
const customer = `${server.url}/customers/${customerId}`;
const subscription = `${customer}/subscriptions/${subscriptionId}`;

describe('an address that leads nowhere says so and leads to the customers', () => {
  const nowhere = ['/customers/contoso', `/customers/${customerId}/users/ada`, `/customers/${customerId}/groups/undefined`, '/campaigns/7'];
  for (const address of nowhere) {
    test(address.replace(customerId, '…'), () =>
      withPage('en-US', 'admin_agent', async (page) => {
        await page.goto(server.url + address);
        await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
        await page.getByRole('link', { name: 'To the customers', exact: true }).click();
        await page.waitForURL('**/customers');
      }),
    );
  }

  test('charges without a currency lead to the statement', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      await page.goto(`${server.url}/invoices/charges`);
      await page.getByRole('heading', { level: 1, name: 'Invoices' }).waitFor();
    }));
});

test('who may not upgrade keeps the way back, and reads who may', () =>
  withPage('en-US', 'billing_admin', async (page) => {
    await page.goto(`${subscription}/upgrade`);
    await page.getByText(/Ask a colleague who is .*Sales agent/).waitFor();
    await assertAccessible(page, 'an upgrade that takes another role');
    await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Microsoft 365 Business Basic' }).click();
    await page.waitForURL(subscription);
  }));

test('a session that is lost before a button is pressed shows the way in, which leads back', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(subscription);
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Mail for everybody');
    await page.context().clearCookies();
    await page.getByRole('dialog').getByRole('textbox').press('Enter');
    await page.getByText('Your session has ended.').waitFor();
    await assertAccessible(page, 'a session that has ended');
    const wayIn = await page.getByRole('link', { name: 'Sign in' }).getAttribute('href');
    assert.ok(wayIn?.endsWith(encodeURIComponent(new URL(subscription).pathname)), wayIn ?? 'no way in');
  }));

test('without a network the page stays, says so, and goes on when the network is back', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${customer}/upgrades`);
    await page.getByText('Nothing has been upgraded').waitFor();
    await page.route('**/v1/**', (route) => route.abort());
    await page.getByRole('link', { name: 'Users and licenses' }).click();
    await page.getByText('The server cannot be reached.').first().waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).last().click();
    await page.getByRole('table', { name: 'Users' }).waitFor();
  }));

describe('with the keyboard', () => {
  test('Escape closes a card that the pointer opened', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      await page.goto(customer);
      await page.getByRole('button', { name: /can be upgraded/ }).hover();
      await page.getByRole('link', { name: 'Upgrade now' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Upgrade now' }).waitFor({ state: 'detached' });
    }));

  test('Escape closes a dialog, and the focus goes back to the button that opened it', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      await page.goto(subscription);
      const button = page.getByRole('button', { name: 'Rename' });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('textbox').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      assert.equal(await button.evaluate((element) => element.ownerDocument.activeElement === element), true);
    }));
});

test('what has no price says so on the shelf, and leads to the prices', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${customer}/buy?search=Kiosk`);
    await page.locator('[data-reason=price_missing]').getByRole('link', { name: 'To the prices' }).click();
    await page.getByRole('heading', { level: 1, name: 'Prices' }).waitFor();
  }));

test('a file is chosen in the words of the page, and one that is too large is not sent', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.goto(`${customer}/channels`);
    await page.getByRole('button', { name: '匯入 CSV 檔案' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('選擇檔案', { exact: true }).waitFor();
    await dialog.getByText('尚未選擇檔案').waitFor();
    const choose = (bytes: number) =>
      dialog.locator('input[type=file]').setInputFiles({ name: 'held.csv', mimeType: 'text/csv', buffer: Buffer.alloc(bytes, 'a') });
    await choose(262_145);
    await dialog.getByText('檔案超過 256 kB。').waitFor();
    const send = dialog.getByRole('button').last();
    assert.equal(await send.getAttribute('aria-disabled'), 'true');
    await choose(262_144);
    await dialog.getByText('檔案超過').waitFor({ state: 'detached' });
    assert.equal(await send.getAttribute('aria-disabled'), null);
    await assertAccessible(page, 'the chosen file');
  }));
