import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

/** A customer's page of channels for somebody signed in; what it complains about fails the test. */
function withChannels(language: Language, role: string, example: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/customers/${caseOf(server.cast, example).customerId}/channels`);
    await work(page);
  });
}

const upload = (page: Page, text: string) =>
  page.locator('input[type=file]').setInputFiles({ name: 'held.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

test('who else holds a service is told, with the first day on which the upgrade becomes possible', () =>
  withChannels('en-US', 'admin_agent', 'service_held_by_other_channel', async (page) => {
    await page.getByRole('row', { name: /Office 365 E3.*From .*Volume licensing agreement.*Apps for enterprise/ }).waitFor();
    await page.getByRole('row', { name: /Office 365 E1.*Today.*Nothing/ }).waitFor();
    await page.getByRole('searchbox').fill('sway');
    await page.getByRole('row', { name: /^Sway.*You.*Volume licensing agreement/ }).waitFor();
  }));

test('of another partner nothing is told but that it holds it, and since when', () =>
  withChannels('en-US', 'admin_agent', 'service_held_by_other_partner', async (page) => {
    const row = page.getByRole('row', { name: /Office 365 E3.*Not known.*Another partner/ });
    await row.waitFor();
    assert.doesNotMatch(await row.innerText(), /seats|島嶼|Island/);
  }));

test('from the refused upgrade to the channels', () =>
  withChannels('en-US', 'admin_agent', 'service_held_by_other_channel', async (page) => {
    const { customerId, subscriptionId, targetOfferId } = caseOf(server.cast, 'service_held_by_other_channel');
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${subscriptionId}/upgrade`);
    await page.locator(`details[data-target="${targetOfferId}"] summary`).click();
    await page.getByRole('link', { name: 'See who holds what' }).first().click();
    await page.getByRole('heading', { name: 'When upgrades become possible' }).waitFor();
  }));

test('what is held elsewhere is recorded, removed, and replaced from a file; a wrong file changes nothing', () =>
  withChannels('en-US', 'sales_agent', 'clean_upgrade', async (page) => {
    await page.getByRole('row', { name: /Office 365 E3.*Today/ }).waitFor();
    await page.getByRole('button', { name: 'Record something' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Product').fill('OFFICESUBSCRIPTION');
    await form.getByLabel('Channel').selectOption('web_direct');
    await form.getByLabel('Seats').fill('3');
    await form.getByLabel('Held since').fill('2026-01-01');
    await form.getByLabel('Held until').fill('2030-01-01');
    await assertAccessible(page, 'the form');
    await form.getByRole('button', { name: 'Record', exact: true }).click();
    await page
      .getByRole('row', { name: /Apps for enterprise.*Directly from Microsoft.*3/ })
      .first()
      .waitFor();
    await page.getByRole('row', { name: /Office 365 E3.*From Jan 31, 2030/ }).waitFor();

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await form.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('You recorded nothing.').waitFor();
    await page.getByRole('row', { name: /Office 365 E3.*Today/ }).waitFor();

    await page.getByRole('button', { name: 'Import a CSV file' }).click();
    await upload(page, 'channel,product,quantity,heldSince\r\nweb,OFFICESUBSCRIPTION,0,soon\r\n');
    await form.getByRole('button', { name: 'Replace the list' }).click();
    await form.getByText(/line 2: channel must be one of/).waitFor();
    await upload(page, 'channel,product,quantity,heldSince\r\nopen_license,OFFICESUBSCRIPTION,4,2026-01-01\r\n');
    await form.getByRole('button', { name: 'Replace the list' }).click();
    await page.getByText('1 entry is recorded now.').waitFor();
    await page
      .getByRole('row', { name: /Apps for enterprise.*Open license.*4.*No known end/ })
      .first()
      .waitFor();
  }));

test('whoever may not record reads who may', () =>
  withChannels('en-US', 'helpdesk_agent', 'clean_upgrade', async (page) => {
    await page
      .getByText(/Ask a colleague who is Global admin, User management admin, Admin agent, or Sales agent/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole('button', { name: 'Record something' }).getAttribute('aria-disabled'), 'true');
  }));

for (const [language, width, colorScheme] of [
  ['zh-TW', 360, 'light'],
  ['en-US', 1280, 'dark'],
] as const) {
  test(`the page can be read: ${language}, ${width} px, ${colorScheme}`, () =>
    withChannels(language, 'admin_agent', 'every_channel', async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForLoadState('networkidle');
      await assertAccessible(page, 'channels');
      await assertNoSidewaysScrolling(page, 'channels');
    }));
}
