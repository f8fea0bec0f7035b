import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openWindow } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';
import type { WholeProgram } from '../../test/whole-program.ts';

const { server, browser, withVisitor } = await openConsole({ customers: 300 });

const addressesOf = (cast: WholeProgram['cast']) => {
  const { customerId, subscriptionId } = caseOf(cast, 'left_behind_users');
  const customer = `/customers/${customerId}`;
  return [
    '/customers',
    '/customers?search=zzzz',
    customer,
    `${customer}/users`,
    `${customer}/upgrades`,
    `${customer}/subscriptions/${subscriptionId}`,
    `${customer}/subscriptions/${subscriptionId}/upgrade`,
    '/leftbehind?state=all',
    '/nowhere',
  ];
};

describe('every page can be read, whatever the window, the light and the language', () => {
  // Each language, each width and each light, each together with each other at least once.
  for (const [language, width, colorScheme] of [
    ['zh-TW', 1280, 'light'],
    ['en-US', 1280, 'dark'],
    ['en-US', 360, 'light'],
    ['zh-TW', 360, 'dark'],
  ] as const) {
    test(`${language}, ${width} px, ${colorScheme}`, () =>
      withVisitor(language, async (page) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.goto(`${server.url}/customers`);
        await page.getByRole('link', { name: language === 'zh-TW' ? '登入' : 'Sign in' }).waitFor();
        await assertAccessible(page, 'signed out');
        await server.signIn(page, 'admin_agent');
        for (const address of addressesOf(server.cast)) {
          await page.goto(server.url + address);
          await page.waitForLoadState('networkidle');
          await assertAccessible(page, address);
          await assertNoSidewaysScrolling(page, address);
        }
      }));
  }
});

test('every reason of the demo world is told at its subscription, with words of our own', async () => {
  const window = await openWindow(browser, 'en-US');
  const page = await window.newPage();
  await server.signIn(page, 'admin_agent');
  const cases = Object.entries(server.cast.examples).filter(([, example]) => isRefusedToAdminAgent(example, server.cast));
  assert.ok(cases.length > 10);
  for (const [name, { customerId, subscriptionId, targetOfferId = '', reasons }] of cases) {
    await page.goto(`${server.url}/customers/${customerId}`);
    const row = page.locator(`[id="row-${subscriptionId}"]`);
    await row.getByRole('button').first().focus();
    await row.getByRole('group').waitFor();
    if ((await row.getByRole('link', { name: 'Upgrade now' }).count()) > 0) {
      // Another target is possible; the reason stands beside the one that is not.
      await row.getByRole('link', { name: 'Upgrade now' }).click();
      await page.locator(`details[data-target="${targetOfferId}"] summary, input[name=target][value="${targetOfferId}"]`).click();
    }
    for (const code of reasons) {
      const reason = page.locator(`[data-reason=${code}]`).first();
      await reason.waitFor({ timeout: 5_000 }).catch(() => assert.fail(`${name}: ${code} is not told`));
      assert.doesNotMatch(await reason.innerText(), /[a-z]_[a-z]|undefined|\{/, `${name}: ${code} is told in words`);
    }
  }
  await window.close();
});

test('a long list of customers is read page by page, and searched', async () => {
  const window = await openWindow(browser, 'en-US');
  const page = await window.newPage();
  await server.signIn(page, 'admin_agent');
  await page.goto(`${server.url}/customers`);
  await page.getByText(/customers shown so far/).waitFor();
  for (let steps = 0; steps < 200 && (await page.getByText(/customers shown$/).count()) === 0; steps += 1) {
    await page.mouse.wheel(0, 2_000);
    await page.waitForTimeout(50);
  }
  await page.getByText(/customers shown$/).waitFor();
  assert.ok((await page.getByRole('row').count()) < 60, 'only the rows in sight exist');
  await page.getByRole('searchbox').fill(caseOf(server.cast, 'clean_upgrade').companyName);
  await page.getByRole('link', { name: caseOf(server.cast, 'clean_upgrade').companyName, exact: true }).waitFor();
  await window.close();
});

test('a customer of another partner is not found', async () => {
  const window = await openWindow(browser, 'en-US');
  const page = await window.newPage();
  await server.signIn(page, 'admin_agent');
  await page.goto(`${server.url}/customers/${server.cast.examples['foreign_customer']?.customerId}`);
  await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  await window.close();
});

/** The cases that an admin agent of the first partner can look at, where something stands in the way of the upgrade itself. */
function isRefusedToAdminAgent(example: WholeProgram['cast']['examples'][string], { examples }: WholeProgram['cast']): boolean {
  const isOurs = example.partner === examples['clean_upgrade']?.partner && example.role === 'admin_agent';
  const isFromTheCommandLine = example.reasons.includes('subscription_target_offer_not_found') || example.quantity !== undefined;
  return isOurs && !isFromTheCommandLine && example.reasons.length > 0;
}
