import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf, type Case } from '../../test/console-page.ts';

const { server, withPage } = await openConsole();

/** Upgrades a case of the demo world, and tells where its outcome is. */
async function upgraded({ customerId, subscriptionId, targetOfferId }: Case): Promise<string> {
  const { status, body } = await server.call('POST', `/v1/customers/${customerId}/subscriptions/${subscriptionId}/upgrades`, {
    token: await server.token('admin_agent'),
    body: { targetOffer: { id: targetOfferId }, upgradeType: 'upgrade_with_license_transfer' },
  });
  assert.equal(status, 200, JSON.stringify(body));
  return `${server.url}/customers/${customerId}/upgrades/${body.upgradeId}`;
}

const statusOf = async ({ customerId, subscriptionId }: Case) => {
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
  return (await server.call('GET', path, { token: await server.token('admin_agent') })).body.status as string;
};

test('a usage location is set there, the person moves, and the old subscription is closed', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const example = caseOf(server.cast, 'left_behind_no_usage_location');
    await page.goto(await upgraded(example));
    await page.getByRole('button', { name: /^Try again to move/ }).click();
    await page.getByText('Nobody moved').waitFor();
    await page.getByText(/user still stays behind/).waitFor();
    await assertAccessible(page, 'what was tried in vain');
    await page.getByRole('combobox', { name: /^Usage location of/ }).selectOption('GB');
    await page.getByRole('button', { name: 'Set usage location and move' }).click();
    await page.getByText('1 user moved').waitFor();
    await page.getByRole('heading', { name: 'No user needs manual work' }).waitFor();
    assert.equal(await page.getByText(/has been closed/).count(), 2, 'by the result and by the page');
    assert.equal(await statusOf(example), 'deleted');
    await page.getByRole('table', { name: 'Dealt with' }).getByText('Moved').waitFor();
    await assertAccessible(page, 'everybody moved');
    await page.reload();
    await page.getByRole('heading', { name: 'No user needs manual work' }).waitFor();
  }));

test('the license in the way is removed there, in Chinese', () =>
  withPage('zh-TW', 'admin_agent', async (page) => {
    const example = caseOf(server.cast, 'left_behind_exclusive_plan');
    await page.goto(await upgraded(example));
    await page.getByRole('button', { name: /^移除 .* 並移轉/ }).click();
    await page.getByText('已移轉 1 位使用者').waitFor();
    assert.equal(await statusOf(example), 'deleted');
  }));

test('people are found over all customers, narrowed, taken on, and given up with a note', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const example = caseOf(server.cast, 'left_behind_prohibited_location');
    const outcome = await upgraded(example);
    await page.getByRole('link', { name: 'Left behind' }).click();
    await page.getByRole('combobox', { name: 'Reason' }).selectOption('prohibited_in_usage_location_violation');
    await page.waitForURL(/reason=prohibited/);
    const row = page.getByRole('row').filter({ hasText: example.companyName });
    await row.waitFor();
    await assertAccessible(page, 'the list');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    assert.equal((await file).suggestedFilename(), 'left-behind-users.csv');
    await row.getByRole('link').last().click();
    await page.waitForURL(outcome);
    await page
      .getByRole('checkbox', { name: /^Choose / })
      .first()
      .check();
    await page.getByRole('button', { name: 'I take them on' }).click();
    await page.getByText(/^Taken on by/).waitFor();
    await page.getByRole('button', { name: 'Hand to a colleague…' }).click();
    await assertAccessible(page, 'handing over');
    const { rows } = await server.db.read<{ id: string; name: string }>(
      `select u.user_id as id, u.display_name as name from partner_user u join partner_user_role r using (user_id)
        where u.partner_id = (select partner_id from relationship where customer_id = $1 limit 1) and r.role = 'helpdesk_agent' limit 1`,
      [example.customerId],
    );
    await page.getByRole('combobox', { name: 'Colleague' }).selectOption(rows[0]?.id ?? '');
    await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await page.getByText(`Taken on by ${rows[0]?.name}`).waitFor();
    await page.goto(`${server.url}/leftbehind`);
    await page.getByRole('combobox', { name: 'Taken on by' }).selectOption(rows[0]?.id ?? '');
    await page.waitForURL(/owner=/);
    await page.getByRole('row').filter({ hasText: example.companyName }).waitFor();
    await page.goto(outcome);
    await page
      .getByRole('checkbox', { name: /^Choose / })
      .first()
      .check();
    await page.getByRole('button', { name: 'Give up…' }).click();
    await page.getByRole('textbox', { name: 'Why nobody moves them' }).fill('Stays on the old product.');
    await assertAccessible(page, 'the dialog');
    await page.getByRole('dialog').getByRole('button', { name: 'Give up' }).click();
    await page.getByText('1 user given up.').waitFor();
    await page.getByText('Stays on the old product.').waitFor();
    assert.equal(await statusOf(example), 'active', 'the old subscription keeps the seat');
  }));

test('who may not work on them sees the buttons disabled and reads who may', () =>
  withPage('en-US', 'sales_agent', async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(await upgraded(caseOf(server.cast, 'left_behind_dependent_add_on')));
    await page
      .getByText(/Ask a colleague who is .*Admin agent/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole('button', { name: /^Try all again/ }).getAttribute('aria-disabled'), 'true');
    await assertAccessible(page, 'disabled');
    await assertNoSidewaysScrolling(page, 'the outcome');
  }));

test('an upgrade is undone after it was said what that does', () =>
  withPage('en-US', 'admin_agent', async (page) => {
    const example = caseOf(server.cast, 'clean_upgrade');
    await page.goto(await upgraded(example));
    await page.getByRole('button', { name: 'Undo the upgrade' }).click();
    await page.getByText(/All charges of the upgrade are reversed/).waitFor();
    await assertAccessible(page, 'the question');
    assert.equal(
      await page
        .getByRole('dialog')
        .getByText(/^Credit for/)
        .count(),
      0,
      'what is paid again is no credit',
    );
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the upgrade' }).click();
    await page.getByText(/^Undone /).waitFor();
    await page.getByRole('heading', { level: 1, name: /: undone$/ }).waitFor();
    assert.equal(await statusOf(example), 'active');
  }));
