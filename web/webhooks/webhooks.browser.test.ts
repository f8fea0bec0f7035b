import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';
import { webhookReceiver } from '../../test/webhook-receiver.ts';
import { newId, systemClock } from '../../src/platform/clock.ts';
import { openSender } from '../../src/webhooks/deliveries/worker.ts';

const { server, withPage } = await openConsole();
const receiver = await webhookReceiver();
const sender = openSender({
  db: server.db,
  clock: systemClock,
  newId,
  publicUrl: () => server.url,
  policy: { plainHttp: 'loopback', addresses: 'loopback' },
  onTrouble: (sentence, error) => assert.fail(`${sentence} ${String(error)}`),
});
const send = async () => {
  await sender.look();
  await sender.settled();
};

test('a receiver is registered, tried, told of a change, and sent it again', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByText('No receiver is registered.').waitFor();
    await assertAccessible(page, 'no receiver yet');
    await page.getByRole('button', { name: 'Register a receiver' }).click();
    await page.getByLabel('Address').fill('http://hooks.example.com/');
    await assertAccessible(page, 'the form');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText('must begin with https://').waitFor();
    await page.getByText('Only the operator of this server can allow other addresses.').waitFor();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('checkbox', { name: /^invoice-ready/ }).check();
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText(receiver.url).first().waitFor();

    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.getByText('The test event is on its way.').waitFor();
    await send();
    await page.getByText('The receiver took the test event.').waitFor();
    assert.equal(receiver.heard.at(-1)?.body.EventName, 'test-created');

    receiver.answersWith = 503;
    const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
    const address = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
    const token = await server.token('admin_agent');
    const { body: subscription } = await server.call('GET', address, { token });
    const changed = await server.call('PATCH', address, { token, body: { ...subscription, quantity: subscription.quantity + 1 } });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    await send();
    const row = page.getByRole('row').filter({ hasText: 'subscription-updated' });
    await row.getByText('Status 503').waitFor();
    await row.getByText('Waiting').waitFor();
    receiver.answersWith = 200;
    await row.getByRole('button', { name: 'Details of subscription-updated' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('"ResourceName": "subscription"').waitFor();
    await dialog.getByText('Status 503').waitFor();
    await assertAccessible(page, 'the details');
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await dialog.getByText('It is sent again now').waitFor();
    await send();
    await dialog.getByText('Status 200').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await row.getByText('Delivered').waitFor();
    assert.deepEqual(new Set(receiver.heard.slice(1).map(({ headers }) => headers['ms-requestid'])).size, 1);

    await page.getByRole('combobox', { name: 'Event', exact: true }).selectOption('test-created');
    await row.waitFor({ state: 'detached' });
    assert.match(page.url(), /event=test-created/);
    await page.getByRole('combobox', { name: 'Event', exact: true }).selectOption('');
    await page.getByRole('searchbox').fill(subscriptionId);
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('row').filter({ hasText: 'test-created' }).waitFor({ state: 'detached' });
    await row.getByRole('link', { name: 'Subscription' }).click();
    await page.waitForURL((url) => url.pathname.endsWith(subscriptionId));
  }));

for (const [language, width, colorScheme] of [
  ['zh-TW', 1280, 'dark'],
  ['en-US', 1280, 'light'],
  ['en-US', 360, 'dark'],
  ['zh-TW', 360, 'light'],
] as const) {
  test(`the page can be read: ${language}, ${width} px, ${colorScheme}`, () =>
    withPage(language, 'global_admin', async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${server.url}/webhooks`);
      await page.getByRole('table').waitFor();
      await assertAccessible(page, 'the page');
      await assertNoSidewaysScrolling(page, 'the page');
      await picture(page, `page-${language}-${width}-${colorScheme}`);
      await page.getByRole('table').getByRole('button').first().click();
      await page.getByRole('dialog').locator('pre').waitFor();
      await assertAccessible(page, 'the details');
      await assertDialogFits(page, 'the details');
      await picture(page, `details-${language}-${width}-${colorScheme}`);
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: /Change the receiver|變更接收端/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('checkbox').nth(3).waitFor();
      await assertAccessible(page, 'the form');
      await assertDialogFits(page, 'the form');
      await picture(page, `form-${language}-${width}-${colorScheme}`);
    }));
}

test('what was given up is pointed out, and leads to the list of it', () =>
  withPage('en-US', 'billing_admin', async (page) => {
    await server.db.read(`update webhook_delivery set state = 'given_up'`);
    await page.goto(`${server.url}/webhooks`);
    await page.getByText('Some events were given up').waitFor();
    await assertAccessible(page, 'the notice');
    await picture(page, 'given-up');
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.waitForURL(/state=given_up/);
    await page.getByRole('row').filter({ hasText: 'test-created' }).getByText('Given up').waitFor();
    await page.getByRole('button', { name: 'Send all of these again' }).click();
    await assertAccessible(page, 'the question');
    await page.getByRole('dialog').getByRole('button', { name: 'Send all of these again' }).click();
    await page.getByText('1 event is sent again.').waitFor();
    await picture(page, 'replayed-all');
    await send();
    assert.equal(receiver.heard.at(-1)?.body.EventName, 'subscription-updated');
  }));

test('whoever may not is told who may', () =>
  withPage('en-US', 'user_management_admin', async (page) => {
    await page.goto(`${server.url}/webhooks`);
    await page.getByText(/Ask a colleague who is .*Billing admin/).waitFor();
  }));

test('the registration is changed and ended', () =>
  withPage('zh-TW', 'global_admin', async (page) => {
    await page.goto(`${server.url}/webhooks`);
    await page.getByRole('button', { name: '變更接收端' }).click();
    await page.getByRole('checkbox', { name: /^test-created/ }).uncheck();
    await page.getByRole('button', { name: '儲存' }).click();
    await page.getByText('接收端未註冊 test-created').waitFor();
    await page.getByRole('button', { name: '結束註冊' }).click();
    await assertAccessible(page, 'the question');
    await page.getByRole('dialog').getByRole('button', { name: '結束註冊' }).click();
    await page.getByText('尚未註冊接收端').waitFor();
  }));

/** Fails when a dialog is wider than its window. */
async function assertDialogFits(page: Page, where: string): Promise<void> {
  const excess = await page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll('[role=dialog], [role=dialog] *')].map((each) => each.getBoundingClientRect().right)) - innerWidth`,
  );
  assert.ok(excess <= 0, `${where}: ${excess} px too wide`);
}

/** Kept for whoever wants to look. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES_DIR'];
  if (folder !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: !name.startsWith('form') && !name.startsWith('details') });
}
