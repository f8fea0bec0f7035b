import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling } from '../../test/console-page.ts';
import { offerByKey, plantCustomer, plantSubscription, plantUser } from '../../test/tenant.ts';
import { openCatalog } from '../../src/catalog/worker.ts';
import type { CustomerId, PartnerId } from '../../src/kit/ids.ts';
import { systemClock } from '../../src/platform/clock.ts';

const { server, withPage } = await openConsole({ customers: 20 });
const source = await openCatalog(server.db, systemClock);
const catalog = source.current();
after(() => source.close());
const [BASIC, STANDARD, SHAREPOINT, PROJECT] = ['m365-business-basic', 'm365-business-standard', 'sharepoint-plan-2', 'o365-e3'].map(
  (key) => offerByKey(catalog, key),
);
if (BASIC === undefined || STANDARD === undefined || SHAREPOINT === undefined || PROJECT === undefined) throw new Error('no offers');

const { rows: partners } = await server.db.read<{ id: PartnerId }>(
  `select r.partner_id as id from relationship r where r.customer_id = $1 order by 1 limit 1`,
  [Object.values(server.cast.examples)[0]?.customerId],
);
const partnerId = partners[0]?.id ?? ('' as PartnerId);

/** A customer with five seats of two products each, and these people with the first. */
async function company(people: readonly (readonly [name: string, location?: string | null])[], seats = 5) {
  const customerId = await plantCustomer(server.db, partnerId);
  const planted = { partnerId, customerId };
  for (const offer of [BASIC, STANDARD, SHAREPOINT])
    if (offer !== undefined) await plantSubscription(server.db, planted, { offer, quantity: seats });
  const ids: Record<string, string> = {};
  for (const [name, location = 'US'] of people) {
    ids[name] = await plantUser(server.db, planted, name, BASIC === undefined ? [] : [{ offer: BASIC }], location);
  }
  return { customerId, ids };
}

const productsOf = async (customerId: CustomerId, userId = '') =>
  (
    await server.db.read<{ name: string }>(
      `select distinct o.name from license l join offer o on o.sku_id = l.sku_id and not o.is_trial where l.customer_id = $1 and l.user_id = $2 order by 1`,
      [customerId, userId],
    )
  ).rows.map(({ name }) => name);

test('a user is created, edited, deleted and restored', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId } = await company([['ada']]);
    await page.goto(`${server.url}/customers/${customerId}/users`);
    await page.getByRole('link', { name: 'ada' }).waitFor();
    await assertAccessible(page, 'the list');
    await page.getByRole('button', { name: 'New user' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox', { name: 'Display name' }).fill('Bea Bell');
    await form.getByRole('textbox', { name: 'Sign-in name' }).fill('ada@contoso.example');
    await form.getByRole('combobox', { name: 'Usage location' }).selectOption('GB');
    await assertAccessible(page, 'the form');
    await form.getByRole('button', { name: 'Create' }).click();
    await form.getByText('That did not work.').waitFor();
    await form.getByRole('textbox', { name: 'Sign-in name' }).fill('bea@contoso.example');
    await form.getByRole('button', { name: 'Create' }).click();
    await page.waitForURL(/\/users\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 1, name: 'Bea Bell' }).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Last name' }).fill('Bell');
    await page.getByRole('dialog').getByRole('combobox', { name: 'Usage location' }).selectOption('FR');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('definition').filter({ hasText: 'France' }).waitFor();
    await page.getByRole('button', { name: 'Delete user' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete user' }).click();
    await page.getByRole('button', { name: 'Restore user' }).waitFor();
    await assertAccessible(page, 'a deleted user');
    await page.goto(`${server.url}/customers/${customerId}/users`);
    await page.getByRole('combobox', { name: 'State' }).selectOption('deleted');
    await page.getByRole('link', { name: 'Bea Bell' }).click();
    await page.getByRole('button', { name: 'Restore user' }).click();
    await page.getByText('The user is restored.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).waitFor();
  }));

test('old is swapped for new in one operation, services stay off, and what cannot be is said in plain words', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId, ids } = await company([['ada']]);
    await page.goto(`${server.url}/customers/${customerId}/users/${ids['ada']}`);
    const basic = page.getByRole('checkbox', { name: 'Microsoft 365 Business Basic' });
    await page.getByRole('checkbox', { name: 'SharePoint Online (Plan 2)' }).check();
    await page.getByText('MutuallyExclusiveViolation').waitFor();
    await page.getByText(/cannot stand beside/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save licenses' }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'a refusal');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('button', { name: /services on: Microsoft 365 Business Basic/ }).click();
    const services = page.getByRole('group', { name: 'Services of Microsoft 365 Business Basic' });
    const mail = services.getByRole('checkbox', { name: /Exchange Online/ }).first();
    await mail.uncheck();
    await page.getByRole('button', { name: 'Save licenses' }).click();
    await page.getByText('The licenses of ada are saved.').waitFor();
    await basic.uncheck();
    await page.getByRole('checkbox', { name: 'Microsoft 365 Business Standard' }).check();
    await page.getByRole('button', { name: 'Save licenses' }).click();
    await page.getByText('The licenses of ada are saved.').waitFor();
    assert.deepEqual(await productsOf(customerId, ids['ada']), ['Microsoft 365 Business Standard']);
    const { rows } = await server.db.read<{ n: number }>(`select cardinality(disabled_plans) as n from license where customer_id = $1`, [
      customerId,
    ]);
    assert.deepEqual(rows, [{ n: 1 }]);
  }));

test('many are swapped after a preview that says who cannot and why, in Chinese and a narrow window', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    const { customerId, ids } = await company([['ada'], ['bob'], ['cyd', null]]);
    await page.goto(`${server.url}/customers/${customerId}/users`);
    await page.getByRole('checkbox', { name: '選取 ada' }).check();
    await page.getByRole('button', { name: '選取所有符合的使用者' }).click();
    await page.getByText('已選取 3 位使用者').waitFor();
    await assertAccessible(page, 'a selection');
    await page.getByRole('button', { name: '變更授權…' }).click();
    await page.getByRole('list', { name: '指派' }).getByRole('checkbox', { name: 'Microsoft 365 商務標準版' }).check();
    await page.getByRole('list', { name: '移除' }).getByRole('checkbox', { name: 'Microsoft 365 商務基本版' }).check();
    await page.getByRole('button', { name: '預覽' }).click();
    await page.getByText('請設定使用者的使用位置，然後再試一次。').waitFor();
    await assertAccessible(page, 'the preview');
    await assertNoSidewaysScrolling(page, 'the preview');
    await page.getByRole('button', { name: '變更 2 位使用者' }).click();
    await page.getByRole('heading', { name: '變更結果' }).waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '下載為 CSV' }).click();
    assert.equal((await file).suggestedFilename(), 'license-result.csv');
    assert.deepEqual(
      [await productsOf(customerId, ids['bob']), await productsOf(customerId, ids['cyd'])],
      [['Microsoft 365 Business Standard'], ['Microsoft 365 Business Basic']],
    );
  }));

test('a file is checked line by line before it is carried out', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId, ids } = await company([['ada'], ['bob', null]]);
    const put = async (name: string, text: string) => {
      const path = join(tmpdir(), `${customerId}-${name}`);
      writeFileSync(path, text);
      await page.locator('input[type=file]').setInputFiles(path);
    };
    await page.goto(`${server.url}/customers/${customerId}/users`);
    await page.getByRole('button', { name: 'Upload changes…' }).click();
    await put('wrong.csv', 'UserPrincipalName,Assign\nada@contoso.example,NOTHING_LIKE_IT\nnobody@contoso.example,\n');
    await page.getByRole('list', { name: 'Mistakes in the file' }).getByText('line 2: there is no product NOTHING_LIKE_IT').waitFor();
    await assertAccessible(page, 'mistakes');
    const [to, from] = [STANDARD?.skuPartNumber, BASIC?.skuPartNumber];
    await put('right.csv', `UserPrincipalName,Assign,Remove\nada@contoso.example,${to},${from}\nbob@contoso.example,${to},${from}\n`);
    await page.getByText('Set the usage location of the user, then try again.').waitFor();
    assert.deepEqual(await productsOf(customerId, ids['ada']), ['Microsoft 365 Business Basic'], 'checking changes nothing');
    await page.getByRole('button', { name: 'Change 1 user' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    assert.deepEqual(await productsOf(customerId, ids['ada']), ['Microsoft 365 Business Standard']);
    await assertAccessible(page, 'the result');
  }));

test('a group hands on a license, swaps it for all members, and its members say what did not reach them', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId, ids } = await company([['ada'], ['bob', null]]);
    await page.goto(`${server.url}/customers/${customerId}/groups`);
    await page.getByRole('button', { name: 'New group' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name of the group' }).fill('Front desk');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name: 'Front desk' }).waitFor();
    await page.getByRole('checkbox', { name: 'Microsoft 365 Business Basic' }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Save for all members' }).click();
    await page.getByRole('button', { name: 'Add members' }).click();
    await page.getByRole('dialog').getByRole('checkbox', { name: /^ada/ }).check();
    await page.getByRole('dialog').getByRole('checkbox', { name: /^bob/ }).check();
    await assertAccessible(page, 'the dialog');
    await page.getByRole('dialog').getByRole('button', { name: 'Add 2 members' }).click();
    await page.getByRole('table', { name: 'Members of Front desk' }).getByText('Without', { exact: true }).waitFor();
    await assertAccessible(page, 'the group');
    await page.getByRole('checkbox', { name: 'Microsoft 365 Business Basic' }).uncheck();
    await page.getByRole('checkbox', { name: 'Microsoft 365 Business Standard' }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/1 member cannot follow/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Save for all members' }).getAttribute('aria-disabled'), 'true');
    await page.getByRole('radio', { name: /They keep what they have/ }).check();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Save for all members' }).click();
    await page.getByRole('link', { name: 'ada' }).first().click();
    await page.getByText(/Handed on by a group/).waitFor();
    await page.getByRole('link', { name: 'Front desk' }).waitFor();
    assert.ok((await productsOf(customerId, ids['ada'])).includes('Microsoft 365 Business Standard'));
    await assertAccessible(page, 'a user with a group');
  }));

test('who may only read sees the licenses, and who may change them', () =>
  withPage('en-US', 'helpdesk_agent', async (page) => {
    const { customerId, ids } = await company([['ada']]);
    await page.goto(`${server.url}/customers/${customerId}/users/${ids['ada']}`);
    await page.getByRole('button', { name: 'Delete user' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Delete user' }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'closed to the role');
  }));

test('seats go back once it is chosen who loses the license', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId, ids } = await company([['ada'], ['bob'], ['cyd']], 3);
    const { rows } = await server.db.read<{ id: string }>(
      `select subscription_id as id from subscription where customer_id = $1 and offer_id = $2`,
      [customerId, BASIC?.id],
    );
    await page.goto(`${server.url}/customers/${customerId}/subscriptions/${rows[0]?.id}`);
    await page.getByRole('spinbutton', { name: 'Seats' }).fill('2');
    await page.getByText('Who loses the license? 1 user must.').waitFor();
    await assertAccessible(page, 'the question');
    await page.getByRole('checkbox', { name: /^bob/ }).check();
    await page.getByText('1 of 1 chosen').waitFor();
    await page.getByText('Total now').or(page.getByText('Credit')).first().waitFor();
    await assertAccessible(page, 'chosen');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByText('Done: now 2 seats.').waitFor();
    assert.deepEqual([await productsOf(customerId, ids['bob']), (await productsOf(customerId, ids['ada'])).length], [[], 1]);
  }));

test('a list of thousands keeps only the rows in sight, and is searched on the server', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const { customerId } = await company([]);
    await server.db.read(
      `insert into directory_user (customer_id, user_id, user_principal_name, display_name, usage_location, created_at)
       select $1, gen_random_uuid(), 'user' || n || '@contoso.example', 'User ' || lpad(n::text, 5, '0'), 'US', now() from generate_series(1, 3000) n`,
      [customerId],
    );
    await page.goto(`${server.url}/customers/${customerId}/users`);
    await page.getByRole('link', { name: 'User 00001' }).waitFor();
    for (let i = 0; i < 5; i++) {
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await page.waitForLoadState('networkidle');
    }
    const rows = await page.getByRole('table', { name: 'Users' }).getByRole('row').count();
    assert.ok(rows < 80, `${rows} rows`);
    await page.getByRole('searchbox').fill('User 029');
    await page.getByRole('link', { name: 'User 02900' }).waitFor();
    await page.getByRole('button', { name: 'Choose all who match' }).click();
    await page.getByText('100 users chosen').waitFor();
  }));
