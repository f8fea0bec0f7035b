import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openCatalog } from '../../src/catalog/worker.ts';
import { startCampaigns } from '../../src/campaigns/worker.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { openPortfolio } from '../../src/portfolio/commands.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

// What people decide about a campaign's upgrades after the dry run: add-ons, and which to leave out.
const { server, withPage } = await openConsole();
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
after(async () => {
  await worker.stop();
  catalog.close();
});

const token = await server.token('admin_agent');
const e5 = [...catalog.current().offers.values()].find(({ key }) => key === 'o365-e5') ?? assert.fail('the catalogue has no E5');
const [withAddOn, clean] = [caseOf(server.cast, 'add_ons_present'), caseOf(server.cast, 'clean_upgrade')];
const { body: made } = await server.call('POST', '/v1/campaigns', {
  token,
  body: {
    name: 'With add-ons',
    targetOfferId: e5.id,
    subscriptions: [withAddOn, clean].map(({ customerId, subscriptionId }) => ({ customerId, subscriptionId })),
  },
});
const address = `${server.url}/campaigns/${made.id}`;

test('an add-on is decided about for all upgrades, in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(address);
    const addOns = page.locator('section[aria-labelledby=add-ons]');
    await addOns.getByText(/1 項尚未決定/).waitFor();
    await assertAccessible(page, 'an add-on that is to be decided about');
    await assertNoSidewaysScrolling(page, 'the add-ons of a campaign');
    await addOns.getByRole('combobox').selectOption({ label: '結束並退款' });
    await addOns.getByRole('button', { name: '依這些選擇重新試算' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重新試算' }).click();
    await addOns.getByText('1 項升級', { exact: true }).waitFor();
    assert.equal(await addOns.getByRole('combobox').inputValue(), 'drop');
  }));

test('its credit is in the bill, and an upgrade is left out and taken in again', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(address);
    const row = page
      .locator('[role=row]')
      .filter({ hasText: 'Possible' })
      .filter({ has: page.getByRole('button', { name: /^Details of/ }) })
      .first();
    await row.getByRole('button', { name: /^Details of/ }).click();
    const dialog = page.getByRole('dialog');
    const ruled = dialog.getByRole('combobox');
    await ruled.waitFor();
    assert.match((await ruled.textContent()) ?? '', /As the campaign decides: Ends with a credit/);
    await dialog.getByText('Total', { exact: true }).waitFor();
    await assertAccessible(page, 'an upgrade with an add-on');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('button', { name: /^Leave out:/ })
      .first()
      .waitFor();
    const possible = await page.getByRole('button', { name: /^Leave out:/ }).count();
    await page
      .getByRole('button', { name: /^Leave out:/ })
      .first()
      .click();
    await page.getByText('Left out', { exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Leave out:/ }).count(), possible - 1);
    await assertAccessible(page, 'an upgrade that is left out');
    await page.getByRole('button', { name: /^Take in again:/ }).click();
    await page.getByText('Left out', { exact: true }).waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^Leave out:/ })
      .nth(possible - 1)
      .waitFor();
    assert.deepEqual(troubles, []);
  }));

test('an add-on is decided for one upgrade alone, and its bill follows while one looks at it', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { body: campaign } = await server.call('POST', '/v1/campaigns', {
      token,
      body: {
        name: 'One by one',
        targetOfferId: e5.id,
        subscriptions: [{ customerId: withAddOn.customerId, subscriptionId: withAddOn.subscriptionId }],
      },
    });
    await page.goto(`${server.url}/campaigns/${campaign.id}`);
    const look = page.getByRole('button', { name: /^Details of/ });
    await look.first().click();
    const dialog = page.getByRole('dialog');
    const choice = dialog.getByRole('combobox');
    await choice.waitFor();
    await dialog.getByText(/^It cannot be kept: the new subscription brings /).waitFor();
    assert.match(
      (await choice.textContent()) ?? '',
      /^As the campaign decidesEnds with a credit: -\$[\d.]+ now$/,
      'nothing else is offered',
    );
    await choice.selectOption('drop');
    await assertAccessible(page, 'an add-on that is decided for one upgrade');
    await dialog.getByRole('button', { name: 'Work this upgrade out' }).click();
    await dialog.getByText('Total', { exact: true }).waitFor();
    assert.equal(await choice.inputValue(), 'drop');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByText(/1 upgrade has its own choice, which stays/).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('button', { name: 'Start' }).waitFor();
    await look.first().click();
    await dialog.getByText('Decided for this upgrade alone').waitFor();
    assert.equal(await choice.isVisible(), false, 'what was approved is decided');
    await assertAccessible(page, 'an upgrade that was approved');

    await dialog.getByText(/^The campaign was approved as it is/).waitFor();
    await dialog.getByRole('button', { name: 'Work out again' }).click();
    const question = page.getByRole('dialog', { name: 'Work everything out again?' });
    await question.waitFor();
    await assertAccessible(page, 'the question about working it out again');
    await question.getByRole('button', { name: 'Work out again' }).click();
    await choice.waitFor();
    await dialog.getByText('Total', { exact: true }).waitFor();
    assert.equal(await choice.inputValue(), 'drop', 'what was decided before stays, and can be decided anew');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    assert.deepEqual(troubles, []);
  }));

for (const [state, words] of [
  ['running', /^此升級活動正依核准的內容執行/],
  ['stopped', /^此升級活動已結束/],
] as const)
  test(`what to do before one can decide is told where the campaign is ${state}, in Chinese`, () =>
    withPage('zh-TW', 'admin_agent', async (page) => {
      const { body: campaign } = await server.call('POST', '/v1/campaigns', {
        token,
        body: {
          name: state,
          targetOfferId: e5.id,
          addOns: [{ choice: 'drop' }],
          // Outside these hours nothing is carried out, so that it stays as it is.
          hours: { from: (new Date().getUTCHours() + 12) % 24, until: ((new Date().getUTCHours() + 12) % 24) + 1 },
          subscriptions: [{ customerId: withAddOn.customerId, subscriptionId: withAddOn.subscriptionId }],
        },
      });
      await page.goto(`${server.url}/campaigns/${campaign.id}`);
      const look = page.getByRole('button', { name: /的詳細資料$/ });
      await look.first().waitFor();
      await db.read('update campaign set state = $2, approved_at = now(), approved_by = $3 where campaign_id = $1', [
        campaign.id,
        state,
        newId(),
      ]);
      await page.reload();
      await look.first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(words).waitFor();
      assert.equal(await dialog.getByRole('button').count(), 1, 'one can only close it');
      await assertAccessible(page, `an upgrade of a campaign that is ${state}`);
    }));

test('the same in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(address);
    await page
      .getByRole('button', { name: /的詳細資料$/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').waitFor();
    const isTooWide = await dialog.evaluate((element) => element.scrollWidth > element.clientWidth);
    assert.equal(isTooWide, false, 'the dialog fits');
    await assertAccessible(page, 'the add-on of one upgrade');
  }));
