import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, caseOf, type Case } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

const formOf = ({ customerId, subscriptionId, targetOfferId }: Case) =>
  `${server.url}/customers/${customerId}/subscriptions/${subscriptionId}/upgrade?target=${targetOfferId}`;

/** How many upgrades the customer has had, as the server tells. */
async function upgradesOf(page: Page, { customerId }: Case): Promise<number> {
  const answer = await page.request.get(`${server.url}/v1/customers/${customerId}/upgraderecords`);
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

const isSubmit = (route: Route) => route.request().method() === 'POST' && route.request().url().endsWith('/upgrades');

describe('an agent upgrades a subscription with users who stay behind', () => {
  const words = {
    'zh-TW': {
      now: '立即升級',
      submit: '送出',
      can: /可以升級/,
      search: '依名稱或網域搜尋',
      manual: /位使用者需要手動處理/,
      todo: '處理方式：',
      done: /已升級為/,
      lang: 'zh-Hant-TW',
    },
    'en-US': {
      now: 'Upgrade now',
      submit: 'Submit',
      can: /can be upgraded/,
      search: 'Search by name or domain',
      manual: /users? needs? manual work/,
      todo: 'What to do:',
      done: /upgraded to/,
      lang: 'en',
    },
  };
  // Each language upgrades a customer of its own: an upgrade happens once.
  const stories: [language: Language, name: string][] = [
    ['zh-TW', 'left_behind_users'],
    ['en-US', 'left_behind_group'],
  ];
  for (const [language, name] of stories) {
    const said = words[language];
    test(`in ${language}, with the keyboard alone`, () =>
      withPage(language, 'admin_agent', async (page) => {
        const example = caseOf(server.cast, name);
        const codes = server.cast.examples[name]?.leftBehind ?? [];
        assert.ok(codes.length > 0);
        await page.goto(`${server.url}/customers`);
        assert.equal(await page.locator('html').getAttribute('lang'), said.lang);
        await page.getByRole('searchbox', { name: said.search }).focus();
        await page.keyboard.type(example.companyName.slice(0, 8));
        await page.getByRole('link', { name: example.companyName, exact: true }).press('Enter');

        const icon = page.locator(`[id="row-${example.subscriptionId}"]`).getByRole('button', { name: said.can });
        await icon.focus();
        await page.getByRole('link', { name: said.now }).waitFor();
        await assertAccessible(page, 'the card');
        await page.keyboard.press('Escape');
        assert.equal(await page.getByRole('link', { name: said.now }).count(), 0, 'Escape closes the card');
        await icon.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');

        await page.locator(`input[name=target][value="${example.targetOfferId}"]`).press('Space');
        await page.getByRole('heading', { name: said.manual }).waitFor();
        for (const code of codes)
          assert.ok((await page.locator(`[data-left-behind=${code}]`).count()) > 0, `${code} is told before Submit`);
        await assertAccessible(page, 'the form');
        await page.getByRole('button', { name: said.submit, exact: true }).press('Enter');

        await page.waitForURL(/\/upgrades\/[0-9a-f-]{36}$/);
        await page.getByRole('heading', { name: said.done }).waitFor();
        for (const code of codes)
          assert.ok((await page.locator(`[data-left-behind=${code}]`).getByText(said.todo).count()) > 0, `${code} says what to do`);
        await assertAccessible(page, 'the outcome');
        const people = await page.locator('[data-person]').allInnerTexts();
        await page.reload();
        await page.getByRole('heading', { name: said.done }).waitFor();
        assert.deepEqual(await page.locator('[data-person]').allInnerTexts(), people, 'a reload shows the same people');
        assert.equal(await upgradesOf(page, example), 1);
      }));
  }
});

describe('an upgrade happens once', () => {
  test('when the page is reloaded while the request is on its way', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      const example = caseOf(server.cast, 'disabled_plans_kept');
      await page.goto(formOf(example));
      // The answer of the first request never reaches the page.
      const reached = new Promise<void>((resolve) => {
        void page.route('**/upgrades', async (route) => {
          if (!isSubmit(route)) return route.continue();
          await route.fetch();
          resolve();
          return undefined;
        });
      });
      await page.getByRole('button', { name: 'Submit' }).click();
      await reached;
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.reload();
      await page.waitForURL(/\/upgrades\/[0-9a-f-]{36}$/);
      assert.equal(await upgradesOf(page, example), 1);
    }));

  test('when the answer is lost and the person tries again', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      const example = caseOf(server.cast, 'full_credit');
      await page.goto(formOf(example));
      await page.route('**/upgrades', async (route) => {
        if (!isSubmit(route)) return route.continue();
        await route.fetch();
        return route.abort();
      });
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('it will never be done twice').waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.waitForURL(/\/upgrades\/[0-9a-f-]{36}$/);
      assert.equal(await upgradesOf(page, example), 1);
    }));

  test('and not at all when the preview no longer holds, until it is submitted again', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      const example = caseOf(server.cast, 'month_end_anniversary');
      await page.goto(formOf(example));
      // As if the preview had been made too long ago: the server knows none by this id.
      await page.route('**/upgrades', (route) => {
        const body = route.request().postDataJSON() as Record<string, unknown> | null;
        return isSubmit(route)
          ? route.continue({ postData: { ...body, previewId: '00000000-0000-4000-8000-00000000dead' } })
          : route.continue();
      });
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByText('Not submitted: something changed meanwhile.').waitFor();
      assert.equal(await upgradesOf(page, example), 0);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.waitForURL(/\/upgrades\/[0-9a-f-]{36}$/);
      assert.equal(await upgradesOf(page, example), 1);
    }));
});

describe('what is typed and who types it', () => {
  for (const [typed, told] of [
    ['0', '0 is too few'],
    ['301', '301 is too many'],
    ['', 'Type a whole number'],
  ] as const) {
    test(`“${typed}” seats are explained in place and cannot be submitted`, () =>
      withPage('en-US', 'admin_agent', async (page) => {
        await page.goto(formOf(caseOf(server.cast, 'one_seat_below_limit')));
        await page.getByRole('spinbutton', { name: 'Seats' }).fill(typed);
        await page.getByText(told).waitFor();
        await page.getByText('Choose a possible number of seats').waitFor();
        assert.equal(await page.getByRole('button', { name: 'Submit' }).getAttribute('aria-disabled'), 'true');
      }));
  }

  test('the choice stays in the address, through a reload and another language', () =>
    withPage('en-US', 'admin_agent', async (page) => {
      const example = caseOf(server.cast, 'clean_upgrade');
      await page.goto(formOf(example));
      await page.getByRole('spinbutton', { name: 'Seats' }).fill('21');
      await page.waitForURL(/quantity=21/);
      await page.getByRole('button', { name: 'Language' }).click();
      await page.getByRole('menuitemradio', { name: '繁體中文' }).click();
      await page.getByRole('button', { name: '送出' }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: '送出' }).waitFor();
      assert.equal(await page.getByRole('spinbutton', { name: '授權數量' }).inputValue(), '21');
      assert.equal(await page.locator(`input[name=target][value="${example.targetOfferId}"]`).isChecked(), true);
    }));

  test('a sales agent is told before Submit that the users will not move', () =>
    withPage('en-US', 'sales_agent', async (page) => {
      await page.goto(formOf(caseOf(server.cast, 'no_directory_rights')));
      await page.locator('[data-reason=insufficient_granular_admin_permissions]').waitFor();
      assert.equal(await page.locator('input[name=upgradeType][value=upgrade_only]').isChecked(), true);
      await page.getByText('This upgrade moves nobody.').waitFor();
    }));

  test('a billing admin sees what is possible, and that it takes another role', () =>
    withPage('en-US', 'billing_admin', async (page) => {
      const { customerId, subscriptionId } = caseOf(server.cast, 'clean_upgrade');
      await page.goto(`${server.url}/customers/${customerId}`);
      await page
        .locator(`[id="row-${subscriptionId}"]`)
        .getByRole('button', { name: /can be upgraded/ })
        .focus();
      await page
        .getByRole('paragraph')
        .filter({ hasText: /Ask a colleague who is .*Sales agent/ })
        .waitFor();
      assert.equal(await page.getByRole('link', { name: 'Upgrade now' }).count(), 0);
    }));
});
