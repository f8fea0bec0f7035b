import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Language } from '../../test/browser.ts';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

/** The page of staff for somebody signed in; what it complains about fails the test. */
function withStaff(language: Language, role: string, work: (page: Page) => Promise<void>): Promise<void> {
  return withPage(language, role, async (page) => {
    await page.goto(`${server.url}/staff`);
    await work(page);
  });
}

test('a person is added with several roles, loses one by keyboard, then the access; the journal has it all', () =>
  withStaff('en-US', 'global_admin', async (page) => {
    await page.getByRole('button', { name: 'Add a person' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: /^Name/ }).fill('Nina Newcomer');
    await form.getByLabel('User name').fill('nina@northwind-cloud.example');
    await form.getByRole('checkbox', { name: 'Sales agent' }).check();
    await form.getByRole('checkbox', { name: 'Helpdesk agent' }).check();
    await assertAccessible(page, 'the form');
    await form.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Nina Newcomer was added.').waitFor();
    await page.getByText('The password, shown only now:').waitFor();
    await page.getByRole('row', { name: /Nina Newcomer.*Sales agent and Helpdesk agent.*Active/ }).waitFor();

    await page.getByRole('button', { name: 'Change Nina Newcomer' }).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('checkbox', { name: 'Sales agent' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: /Nina Newcomer.*Helpdesk agent.*Active/ }).waitFor();
    await form.waitFor({ state: 'detached' });

    const row = page.getByRole('row', { name: /Nina Newcomer/ }).first();
    await row.getByRole('button', { name: 'Take access away' }).click();
    await form.getByRole('button', { name: 'Take access away' }).click();
    await page.getByRole('row', { name: /Nina Newcomer.*No access/ }).waitFor();

    await page.getByLabel('Kind').selectOption('partner_user');
    for (const entry of ['Nina Newcomer was added', 'Nina Newcomer is no longer Sales agent', 'Nina Newcomer was changed'])
      await page.getByRole('table', { name: 'Journal' }).getByText(entry).waitFor();
    assert.match(page.url(), /kind=partner_user/, 'what is chosen stands in the address');
  }));

test('the last global admin keeps the role, and is told why', () =>
  withStaff('zh-TW', 'global_admin', async (page) => {
    await page.getByRole('button', { name: '變更 Grace Underhill' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('checkbox', { name: '全域系統管理員' }).uncheck();
    await form.getByRole('button', { name: '儲存' }).click();
    await form.getByText('這是最後一位可以登入的全域系統管理員').waitFor();
  }));

test('a user management admin looks after everybody but global admins, and reads why', () =>
  withStaff('en-US', 'user_management_admin', async (page) => {
    await page.getByRole('button', { name: 'Change Bill Mercer' }).click();
    const form = page.getByRole('dialog');
    assert.ok(await form.getByRole('checkbox', { name: 'Global admin' }).isDisabled());
    await form.getByText('Only a global admin makes or changes a global admin.').waitFor();
  }));

test('whoever may not look after people reads who may, and what each role may do', () =>
  withStaff('en-US', 'helpdesk_agent', async (page) => {
    await page
      .getByText(/Ask a colleague who is Global admin or User management admin/)
      .first()
      .waitFor();
    await page.getByLabel('Role', { exact: true }).selectOption('billing_admin');
    const closed = page.getByRole('listitem').filter({ hasText: 'Upgrade subscriptions' });
    await closed.getByText(/May: Global admin, User management admin, Admin agent/).waitFor();
  }));

test('a forged token is told to the partner that it names, as hearsay', () =>
  withStaff('en-US', 'admin_agent', async (page) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { rows } = await server.db.read<{ id: string }>(`select partner_id as id from partner where name = 'Northwind Cloud'`);
    const claims = { iss: `${server.url}/identity`, tid: rows[0]?.id, upn: 'mallory@northwind-cloud.example' };
    const token = `${part({ alg: 'none' })}.${part(claims)}.`;
    await fetch(`${server.url}/v1/customers`, { headers: { authorization: `Bearer ${token}` } });
    await page.waitForTimeout(300);
    await page.goto(`${server.url}/staff?kind=sign_in&outcome=failed`);
    await page.getByText('mallory@northwind-cloud.example').waitFor();
    await page.getByText(/Unverified: the name stands in a token/).waitFor();
  }));

for (const [language, width, colorScheme] of [
  ['zh-TW', 360, 'dark'],
  ['en-US', 1280, 'light'],
] as const) {
  test(`the page can be read: ${language}, ${width} px, ${colorScheme}`, () =>
    withStaff(language, 'global_admin', async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForLoadState('networkidle');
      await assertAccessible(page, 'staff');
      await assertNoSidewaysScrolling(page, 'staff');
    }));
}
