import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';
import { openCatalog } from '../../src/catalog/worker.ts';
import { startCampaigns } from '../../src/campaigns/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { openPortfolio } from '../../src/portfolio/commands.ts';

const { server, withPage, atEnd } = await openConsole();
const { db } = server;
const catalog = await openCatalog(db, systemClock);
const troubles: unknown[] = [];
const worker = startCampaigns({
  db,
  catalog,
  portfolio: openPortfolio({ db, catalog, clock: systemClock }),
  clock: systemClock,
  newId,
  onTrouble: (_, error) => void troubles.push(error),
});
atEnd(async () => {
  await worker.stop();
  catalog.close();
});

const ROWS = '[role=table][aria-label=Upgrades] [role=rowgroup]:last-child [role=row]';
/** Presses a button, and then the one of its dialog that says the same. */
const press = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await assertAccessible(page, `the question before "${name}"`);
  await dialog.getByRole('button', { name, exact: true }).click();
};
const here = (page: Page) => page.locator('[aria-current=step]');

test('from a filter of the portfolio to upgrades that are done, one of them taken back', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/portfolio?list=true&eligible=true&seatsTo=6`);
    await page.getByRole('button', { name: 'Start a campaign from this filter' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Small customers');
    await page.getByRole('checkbox', { name: 'Only in these hours' }).check();
    await assertAccessible(page, 'the form of a new campaign');
    await page.getByRole('checkbox', { name: 'Only in these hours' }).uncheck();
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.waitForURL('**/campaigns/*');
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    assert.equal((await here(page).textContent())?.includes('Approve'), true);
    await assertAccessible(page, 'a campaign that waits for approval');
    const rows = page.locator(ROWS);
    await rows.filter({ hasText: 'Possible' }).first().waitFor();
    const planned = await rows.count();
    assert.ok(planned > 1);
    await rows
      .first()
      .getByRole('button', { name: /^Details of/ })
      .click();
    await page.getByRole('heading', { name: 'Users left behind' }).waitFor();
    await assertAccessible(page, 'the bill of a row');
    await page.getByRole('button', { name: 'Close' }).click();

    await press(page, 'Approve');
    await page.getByText(/^Approved by/).waitFor();
    await press(page, 'Start');
    await page.getByText('Everything that could be carried out has been.').waitFor();
    await rows.filter({ hasText: 'Upgraded' }).nth(1).waitFor();
    await assertAccessible(page, 'a campaign that is done');

    const first = rows.filter({ has: page.getByRole('button', { name: /^Undo:/ }) }).first();
    const customer = await first.getByRole('link').first().textContent();
    await first.getByRole('button', { name: /^Undo:/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
    await rows
      .filter({ hasText: customer ?? '' })
      .filter({ has: page.getByText('Undone', { exact: true }) })
      .first()
      .waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download results' }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    assert.equal(lines.length, planned + 1);
    assert.equal(lines.filter((line) => line.includes(',undone,')).length, 1);
  }));

test('a slow campaign is paused, hurried and stopped; what changed meanwhile is told', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/portfolio?list=true&eligible=true&seatsFrom=8&seatsTo=30`);
    await page.getByRole('button', { name: 'Start a campaign from this filter' }).click();
    await page.getByRole('textbox', { name: 'At most so many per minute' }).fill('1');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.waitForURL('**/campaigns/*');
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    const { body } = await server.call('GET', `/v1/campaigns/${id}/rows?state=possible`, { token: await server.token('admin_agent') });
    const last = body.items.at(-1);
    await db.read(
      `update subscription set quantity = quantity + 1, version = version + 1 where customer_id = $1 and subscription_id = $2`,
      [last.customerId, last.subscriptionId],
    );
    await press(page, 'Approve');
    await press(page, 'Start');
    await page.getByText(/^It goes on at/).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('No upgrade begins until somebody goes on.').waitFor();
    await page.getByRole('button', { name: 'Change pace and hours' }).click();
    await page.getByRole('textbox', { name: 'At most so many per minute' }).fill('');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByText('As fast as it goes').waitFor();
    await press(page, 'Go on');
    await page.getByText('Everything that could be carried out has been.').waitFor();
    await page.getByRole('combobox', { name: 'Result' }).selectOption({ label: 'Changed since (1)' });
    await page.waitForURL('**state=changed');
    await page
      .locator(ROWS)
      .first()
      .getByRole('listitem')
      .filter({ hasText: /^Seats$/ })
      .waitFor();
    await page
      .locator(ROWS)
      .first()
      .getByRole('button', { name: /^Details of/ })
      .click();
    await page.getByRole('heading', { name: 'Different from the dry run' }).waitFor();
    await assertAccessible(page, 'what is different');
  }));

test('scheduled for a day instead of done at once, and taken back while it waits', () =>
  withPage('en-US', 'global_admin', async (page) => {
    await page.goto(`${server.url}/portfolio?list=true&eligible=true`);
    const first = page.getByRole('checkbox', { name: /^Choose .* for / }).first();
    await first.check();
    await page.getByRole('button', { name: /^Start a campaign with 1 chosen$/ }).click();
    await page.getByRole('radio', { name: 'On a day' }).check();
    assert.equal(await page.getByRole('button', { name: 'Work it out' }).getAttribute('aria-disabled'), 'true');
    await page.getByLabel('The day, after today').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
    await assertAccessible(page, 'a campaign for a day');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.waitForURL('**/campaigns/*');
    await page.getByText('Bill on its day').waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await press(page, 'Approve');
    await page.getByText(/^Approved by/).waitFor();
    await press(page, 'Start');
    await page.getByText('Each upgrade waits for its day.').waitFor();
    const row = page.locator(ROWS).first();
    await row.getByText('Scheduled', { exact: true }).waitFor();
    await assertAccessible(page, 'a campaign whose upgrades wait for their day');
    await row.getByRole('button', { name: /^Take back:/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back', exact: true }).click();
    await row.getByText('Undone', { exact: true }).waitFor();
  }));

test('two people, where a global admin wants it; who may not approve reads who may', async () => {
  await withPage('en-US', 'global_admin', async (page) => {
    await page.goto(`${server.url}/campaigns`);
    await page.getByRole('switch', { name: 'A second person must approve each campaign' }).click();
    await page.getByRole('switch', { name: 'A second person must approve each campaign', checked: true }).waitFor();
    await assertAccessible(page, 'all campaigns');
  });
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/portfolio?list=true&seatsFrom=31&seatsTo=60`);
    await page.getByRole('button', { name: 'Start a campaign from this filter' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Larger customers');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.getByText('Somebody else has to approve it: your organisation wants two people.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Approve', exact: true }).getAttribute('aria-disabled'), 'true');
  });
  await withPage('en-US', 'helpdesk_agent', async (page) => {
    await page.goto(`${server.url}/campaigns`);
    await page.getByRole('link', { name: 'Larger customers' }).click();
    await page.getByRole('button', { name: 'Approve', exact: true }).hover();
    await page.getByRole('tooltip').filter({ hasText: 'global admin' }).waitFor();
  });
});

test('only what is chosen row by row', () =>
  withPage('en-US', 'global_admin', async (page) => {
    await page.goto(`${server.url}/portfolio?list=true&eligible=true`);
    await page
      .getByRole('checkbox', { name: /^Choose .* for / })
      .nth(0)
      .check();
    await page
      .getByRole('checkbox', { name: /^Choose .* for / })
      .nth(1)
      .check();
    await page.getByRole('button', { name: /^Start a campaign with [12] chosen$/ }).click();
    await assertAccessible(page, 'a campaign of what is chosen');
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.waitForURL('**/campaigns/*');
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    // The button is there before the first page of rows.
    await page.locator(ROWS).first().waitFor();
    const rows = await page.locator(ROWS).count();
    assert.ok(rows === 1 || rows === 2, String(rows));
  }));

test('a file with mistakes makes no campaign and says each line', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/campaigns`);
    await page.getByRole('button', { name: 'Take from a file' }).click();
    const csv = 'customerId,subscriptionId,targetOfferId\nx,y,z\n';
    await page.getByLabel('File (CSV)').setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Work it out' }).click();
    await page.getByText('line 2: customerId is no id').waitFor();
    await assertAccessible(page, 'a file with mistakes');
  }));

test('all of it in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/campaigns`);
    const link = page.getByRole('link', { name: 'Small customers' });
    await link.waitFor();
    await assertAccessible(page, 'all campaigns');
    await assertNoSidewaysScrolling(page, 'all campaigns');
    await link.click();
    await page.getByText('可執行的升級均已完成。').waitFor();
    await page.getByText('已升級').first().waitFor();
    await assertAccessible(page, 'a campaign');
    await assertNoSidewaysScrolling(page, 'a campaign');
    assert.deepEqual(troubles, []);
  }));
