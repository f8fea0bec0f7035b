import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';
import { openCatalog } from '../../src/catalog/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { startImporting } from '../../src/portfolio/imports/worker.ts';

const { server, withPage, atEnd } = await openConsole({ customers: 60 });
const catalog = await openCatalog(server.db, systemClock);
const importing = startImporting({
  db: server.db,
  catalog,
  clock: systemClock,
  newId,
  onTrouble: (_, error) => assert.fail(String(error)),
});
atEnd(async () => {
  await importing.stop();
  catalog.close();
});

/** The page of imports for somebody signed in; what it complains about fails the test. */
function withImports(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/imports`);
    await work(page);
  });
}

const fileOf = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a file with mistakes says them by line; corrected it is checked, started and written; and comes out again', () =>
  withImports('en-US', 'admin_agent', async (page) => {
    await page.getByText('Nothing has been imported yet.').waitFor();
    await assertAccessible(page, 'imports, empty');
    const field = page.locator('input[type=file]');
    const head = 'companyName,domain,country,agreedOn\n';
    await field.setInputFiles(fileOf('customers.csv', `${head}Nod Publishers,nod,US,2026-01-01\nLucerne,lucerne.example,XX,\n`));
    await page.getByRole('button', { name: 'Check' }).click();
    const mistakes = page.getByRole('table', { name: 'What is wrong with customers.csv' });
    await mistakes.getByRole('row', { name: /domain nod a domain such as/ }).waitFor();
    assert.equal(await mistakes.getByRole('row').count(), 3);
    await assertAccessible(page, 'mistakes of a file');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'All mistakes as a file: customers.csv' }).click();
    assert.match(readFileSync(await (await download).path(), 'utf8'), /2,domain,nod,/);
    await page.getByRole('button', { name: 'Forget customers.csv' }).click();
    await mistakes.waitFor({ state: 'detached' });

    await field.setInputFiles(fileOf('customers.csv', `${head}Nod Publishers,nod.example,US,2026-01-01\n`));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('Right: waits to be started').waitFor();
    await page.getByRole('button', { name: 'Start customers.csv' }).click();
    await page.getByText('1 of 1 written').waitFor();
    await page.getByText('Done').waitFor();
    await assertAccessible(page, 'an import that is done');

    const exported = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV of Customers' }).click();
    const file = await exported;
    assert.equal(file.suggestedFilename(), 'customers.csv');
    assert.match(readFileSync(await file.path(), 'utf8'), /Nod Publishers,nod\.example,US/);
  }));

test('whoever may not import is told who may, and exports what they may see', () =>
  withImports('zh-TW', 'sales_agent', async (page) => {
    const check = page.getByRole('button', { name: '檢查' });
    await check.waitFor();
    assert.equal(await check.getAttribute('aria-disabled'), 'true');
    assert.equal(await page.getByRole('button', { name: 'CSV 費用' }).getAttribute('aria-disabled'), 'true');
    assert.equal(await page.getByRole('button', { name: 'CSV 客戶' }).getAttribute('aria-disabled'), null);
    await assertAccessible(page, 'imports of a sales agent');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await assertNoSidewaysScrolling(page, `imports at ${width}`);
    }
  }));

test('an import that stands still says why, and goes on when it is resumed', () =>
  withImports('en-US', 'admin_agent', async (page) => {
    const file = 'companyName,domain,country\nSouthridge,southridge.example,US\n';
    await page.locator('input[type=file]').setInputFiles(fileOf('customers-later.csv', file));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByRole('button', { name: 'Start customers-later.csv' }).waitFor();
    await server.db.read(
      `update portfolio_import set state = 'failed', started_at = now(), trouble = '{"kind": "unforeseen", "line": 2}' where file_name = 'customers-later.csv'`,
    );
    await page.reload();
    await page.getByText('Stands still').waitFor();
    await page.getByText('the customer in line 2').waitFor();
    await assertAccessible(page, 'an import that stands still');
    await page.getByRole('button', { name: 'Resume customers-later.csv' }).click();
    await page.getByRole('row', { name: /customers-later\.csv.*Done/ }).waitFor();
  }));
