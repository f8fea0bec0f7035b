import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const counted = (text: string | null) => Number(/([\d,]+) subscription/.exec(text ?? '')?.[1]?.replaceAll(',', ''));
const ROWS = '[role=table] [role=rowgroup]:last-child [role=row]';

test('the overview says what one cause keeps back, and leads to those subscriptions and on to an upgrade', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers`);
    await page.getByRole('navigation', { name: 'Main parts' }).getByRole('link', { name: 'Portfolio' }).click();
    const cause = page.locator('[data-cause=customer_agreement_missing]');
    await cause.waitFor();
    await assertAccessible(page, 'the overview');
    const link = cause.getByRole('link');
    const promised = counted(await link.textContent());
    assert.ok(promised > 0);
    await link.click();
    await page.waitForURL('**onlyReason=customer_agreement_missing**');
    const status = page.getByRole('status').filter({ hasText: 'subscription' });
    await status.waitFor();
    assert.equal(counted(((await status.textContent()) ?? '').split(' of ')[1] ?? ''), promised);
    await page.locator(ROWS).first().getByText('The customer agreement is missing').first().waitFor();
    await assertAccessible(page, 'the rows');

    await page.getByRole('combobox', { name: 'Only this stands in the way' }).selectOption({ label: 'Any' });
    await page.getByRole('combobox', { name: 'Possible now' }).selectOption({ label: 'Possible' });
    await page.waitForURL('**eligible=true**');
    await page.getByText('More filters').click();
    await page.getByRole('group', { name: 'Seats' }).getByRole('spinbutton', { name: 'At least' }).fill('20');
    await page.keyboard.press('Enter');
    await page.waitForURL('**seatsFrom=20**');
    await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Most seats first' });
    await page.waitForURL('**order=seats**');
    await page
      .locator(`${ROWS} > :nth-child(3)`, { hasNotText: /^Seats1?\d$/ })
      .first()
      .waitFor();
    const seats = await page
      .locator(`${ROWS} > :nth-child(3)`)
      .evaluateAll((cells) => cells.map((cell) => Number((cell.textContent ?? '').replace('Seats', '').replaceAll(',', ''))));
    assert.ok(seats.length > 0 && seats.every((each) => each >= 20), String(seats));
    assert.deepEqual(
      seats,
      seats.toSorted((a, b) => b - a),
    );
    await page.getByRole('combobox', { name: 'Order' }).selectOption({ label: 'Largest difference first' });
    await page.waitForURL('**order=uplift**');
    await page.locator(`${ROWS} > :nth-child(5)`).first().waitFor();
    const uplifts = await page
      .locator(`${ROWS} > :nth-child(5)`)
      .evaluateAll((cells) => cells.map((cell) => Number((cell.textContent ?? '').replaceAll(/[^\d.-]/g, ''))));
    assert.ok(new Set(uplifts).size > 1, String(uplifts));
    assert.deepEqual(
      uplifts,
      uplifts.toSorted((a, b) => b - a),
    );
    await page.locator(ROWS).first().getByRole('link', { name: /^To / }).click();
    await page.waitForURL('**/upgrade?target=**');
    await page.getByRole('button', { name: 'Submit' }).waitFor();
  }));

test('a column, a product and a reason open their rows; the file has them all', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/portfolio`);
    await page
      .getByRole('list', { name: /Difference per month/ })
      .getByRole('link')
      .first()
      .click();
    await page.waitForURL('**renewalFrom=**');
    await page.goto(`${server.url}/portfolio`);
    await page.getByRole('region', { name: 'By product' }).getByRole('link').first().click();
    await page.waitForURL('**sourceOfferId=**');
    await page.locator(ROWS).first().waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as CSV' }).click()]);
    assert.equal(download.suggestedFilename(), 'portfolio-upgrades.csv');
    await page.goto(`${server.url}/portfolio`);
    await page.getByRole('region', { name: 'Everything that stands in the way' }).getByRole('link').first().click();
    await page.waitForURL('**reason=**');
    await page.locator(ROWS).first().waitFor();
    await page.getByRole('link', { name: 'Back to the overview' }).click();
    await page.getByRole('region', { name: 'Fix one cause' }).waitFor();
  }));

test('all of it in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${server.url}/portfolio`);
    await page.locator('[data-cause]').first().waitFor();
    await assertAccessible(page, 'the overview');
    await assertNoSidewaysScrolling(page, 'the overview');
    await page.goto(`${server.url}/portfolio?list=true`);
    await page.locator(ROWS).first().waitFor();
    await assertAccessible(page, 'the rows');
    await assertNoSidewaysScrolling(page, 'the rows');
  }));
