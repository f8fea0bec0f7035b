import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole } from '../../test/console.ts';
import { assertAccessible, assertNoSidewaysScrolling, caseOf } from '../../test/console-page.ts';

const { server, withPage, withVisitor } = await openConsole();

const PASSWORD = 'upseat-demo';
const relationshipOf = (name: string) => `${server.url}/customers/${caseOf(server.cast, name).customerId}/relationship`;

async function signInAtHome(page: Page, account: string): Promise<void> {
  await page.locator('input[name="username"]').fill(account);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL(`${server.url}/invitation`);
}

/** Makes a request through the API, for tests that are about what comes after it. */
async function linkFor(body: object): Promise<{ id: string; url: string }> {
  const answer = await server.call('POST', '/v1/relationshiprequests', { token: await server.token('admin_agent'), body });
  assert.equal(answer.status, 201);
  return answer.body;
}

async function press(page: Page, button: string, inDialog = false): Promise<void> {
  const place = inDialog ? page.getByRole('dialog') : page;
  await place.getByRole('button', { name: button, exact: true }).click();
}

test('a request is drafted, its link opened, accepted, and the customer is there; then it takes the privileges back', async () => {
  let url = '';
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/relationships`);
    await press(page, 'Request a reseller relationship');
    await page.getByLabel('For whom').fill('Fourth Coffee, Ms. Byron');
    // The form is sent by the keyboard alone.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The mail to send' }).waitFor();
    assert.match(await page.getByLabel('Subject').inputValue(), /^Northwind Cloud asks/);
    await page.getByRole('radio', { name: '繁體中文' }).check();
    url = await page.getByLabel('Personal link').inputValue();
    const mail = await page.getByLabel('Text', { exact: true }).inputValue();
    assert.ok(mail.includes(url) && mail.includes('委派管理員權限'));
    await assertAccessible(page, 'the draft');
    await page.getByRole('row', { name: /Fourth Coffee.*Waiting for an answer/ }).waitFor();
  });

  await withVisitor('en-US', async (page) => {
    await page.goto(url);
    await page.getByRole('heading', { name: /Northwind Cloud asks to be your reseller, with delegated admin/ }).waitFor();
    assert.equal(page.url(), `${server.url}/invitation`, 'the secret leaves the address');
    await page.getByRole('link', { name: /Sign in with/ }).click();
    await signInAtHome(page, 'ben.clerk@fourth-coffee.example');
    await page.getByText('ben.clerk@fourth-coffee.example is no global administrator').waitFor();
    await press(page, 'Sign in as somebody else');
    await signInAtHome(page, 'ada.byron@fourth-coffee.example');
    await page.getByLabel('Name of your organization').fill('Fourth Coffee');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Last name').fill('Byron');
    await page.getByRole('checkbox', { name: /I accept the Microsoft Customer Agreement/ }).check();
    await press(page, 'Accept');
    await page.getByRole('heading', { name: /You accepted. Northwind Cloud is your partner now/ }).waitFor();
  });

  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers?search=Fourth`);
    await page.getByRole('link', { name: 'Fourth Coffee', exact: true }).click();
    await page.getByRole('link', { name: 'Relationship', exact: true }).click();
    await page.getByText('Where a service is not included, its subscriptions say so.').waitFor();
    await page.getByRole('row', { name: /Microsoft Customer Agreement.*Ada Byron.*Signed by the customer itself/ }).waitFor();
    await page.goto(`${server.url}/relationships`);
    await page.getByRole('row', { name: /Fourth Coffee.*Accepted/ }).waitFor();
  });

  await withVisitor('zh-TW', async (page) => {
    await page.goto(url);
    await page.getByRole('heading', { name: '此連結已使用：要求已接受' }).waitFor();
    await page.goto(`${server.url}/invitation/signin`);
    await signInAtHome(page, 'ada.byron@fourth-coffee.example');
    await page.goto(`${server.url}/invitation`);
    await press(page, '結束委派管理員權限');
    await press(page, '結束委派管理員權限', true);
    await page.getByText('沒有委派管理員權限').waitFor();
  });
});

describe('a link that opens nothing says why', () => {
  const cases: readonly [name: string, prepare: () => Promise<string>, heading: RegExp][] = [
    ['never made', async () => `${server.url}/invitation#${'x'.repeat(43)}`, /^This link is not known here/],
    [
      'taken back',
      async () => {
        const { id, url } = await linkFor({ note: 'x' });
        await server.call('DELETE', `/v1/relationshiprequests/${id}`, { token: await server.token('admin_agent') });
        return url;
      },
      /^The partner took this request back/,
    ],
    [
      'expired',
      async () => {
        const { id, url } = await linkFor({ note: 'x' });
        await server.db.read(
          `update relationship_request set requested_at = now() - interval '91 days', expires_at = now() - interval '1 day' where request_id = $1`,
          [id],
        );
        return url;
      },
      /^This link has expired/,
    ],
  ];
  for (const [name, prepare, heading] of cases) {
    test(name, () =>
      withVisitor('en-US', async (page) => {
        await page.goto(await prepare());
        await page.getByRole('heading', { name: heading }).waitFor();
        await assertAccessible(page, name);
      }),
    );
  }

  test('made for another organization', () =>
    withVisitor('en-US', async (page) => {
      const { url } = await linkFor({ note: 'x', customerId: caseOf(server.cast, 'clean_upgrade').customerId });
      await page.goto(url);
      await page.getByRole('link', { name: /Sign in with/ }).click();
      await signInAtHome(page, 'global.admin@copperleaf-dental.us.example');
      await page.getByText(/This request is for another organization/).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Accept' }).count(), 0);
    }));
});

test('from the refused upgrade to the request for delegated admin, the customer accepts, and the partner ends it', async () => {
  const { customerId } = caseOf(server.cast, 'delegated_admin_missing');
  let url = '';
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(`${server.url}/customers/${customerId}`);
    await page
      .getByRole('button', { name: /cannot be upgraded/i })
      .first()
      .focus();
    await page.getByRole('link', { name: 'Request delegated admin' }).first().click();
    await page.getByRole('heading', { name: 'Delegated admin privileges' }).waitFor();
    await press(page, 'Request delegated admin');
    await press(page, 'Draft the mail', true);
    url = await page.getByLabel('Personal link').inputValue();
    await page.getByText('Requested', { exact: true }).waitFor();
  });
  await withVisitor('en-US', async (page) => {
    await page.goto(url);
    await page.getByRole('link', { name: /Sign in with/ }).click();
    await signInAtHome(page, 'global.admin@copperleaf-dental.us.example');
    await press(page, 'Accept');
    await page.getByRole('heading', { name: /You accepted/ }).waitFor();
  });
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(relationshipOf('delegated_admin_missing'));
    await press(page, 'End delegated admin');
    await press(page, 'End delegated admin', true);
    await page.getByText('Not granted', { exact: true }).first().waitFor();
  });
});

test('roles for a time are asked for, approved, extended and terminated', async () => {
  let url = '';
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(relationshipOf('delegated_admin_missing'));
    await press(page, 'Ask for roles');
    await page.getByRole('textbox', { name: /^Name/ }).fill('Licences');
    await press(page, 'Draft the mail', true);
    url = await page.getByLabel('Personal link').inputValue();
    await page.getByRole('row', { name: /Licences.*License Administrator.*Waiting for approval/ }).waitFor();
  });
  await withVisitor('en-US', async (page) => {
    await page.goto(url);
    await page.getByRole('link', { name: /Sign in with/ }).click();
    await signInAtHome(page, 'global.admin@copperleaf-dental.us.example');
    await assertAccessible(page, 'roles to approve');
    await press(page, 'Approve');
    await page.getByRole('heading', { name: /You accepted/ }).waitFor();
  });
  await withPage('en-US', 'admin_agent', async (page) => {
    await page.goto(relationshipOf('delegated_admin_missing'));
    await page.getByRole('row', { name: /Licences.*Active/ }).waitFor();
    await press(page, 'Extend by itself');
    await page.getByRole('button', { name: 'No longer extend' }).waitFor();
    await press(page, 'Terminate');
    await press(page, 'Terminate', true);
    await page.getByRole('row', { name: /Licences.*Terminated.*Ended by the partner/ }).waitFor();
  });
});

test('the customer agreement is confirmed by those who may, and the others read who may', async () => {
  await withPage('en-US', 'global_admin', async (page) => {
    await page.goto(relationshipOf('customer_agreement_missing'));
    await page.getByText('Not recorded by you').waitFor();
    await page
      .getByText(/Ask a colleague who is Admin agent or Sales agent/)
      .first()
      .waitFor();
  });
  await withPage('en-US', 'sales_agent', async (page) => {
    await page.goto(relationshipOf('customer_agreement_missing'));
    await press(page, 'Confirm the customer agreement');
    await page.getByLabel('First name').fill('Hugo');
    await page.getByLabel('Last name').fill('Marsh');
    await page.getByLabel('E-mail').fill('hugo@highmark.example');
    await assertAccessible(page, 'the form of the agreement');
    await press(page, 'Confirm', true);
    await page.getByRole('row', { name: /Hugo Marsh.*Sam Whitlock/ }).waitFor();
  });
});

test('a relationship is ended by a global admin only, once nothing is active; until then it says what is', async () => {
  await withPage('en-US', 'sales_agent', async (page) => {
    await page.goto(relationshipOf('clean_upgrade'));
    await page
      .getByText(/Ask a colleague who is Global admin\./)
      .first()
      .waitFor();
    await page
      .getByText(/Ask a colleague who is Global admin or Admin agent/)
      .first()
      .waitFor();
  });
  const { customerId } = caseOf(server.cast, 'not_active');
  await withPage('en-US', 'global_admin', async (page) => {
    await page.goto(relationshipOf('clean_upgrade'));
    await page.getByText('One subscription is still active').waitFor();
    assert.equal(await page.getByRole('button', { name: 'End the relationship' }).getAttribute('aria-disabled'), 'true');
    await server.db.read(`update subscription set status = 'suspended' where customer_id = $1 and status in ('active', 'pending')`, [
      customerId,
    ]);
    await page.goto(relationshipOf('not_active'));
    await press(page, 'End the relationship');
    await press(page, 'End the relationship', true);
    await page.waitForURL(`${server.url}/customers`);
    await page.goto(`${server.url}/customers/${customerId}`);
    await page.getByRole('heading', { name: 'Page not found' }).waitFor();
  });
});

test('a provider narrows its customers to those of a reseller, who reads whom to ask', async () => {
  const { customerId, companyName } = caseOf(server.cast, 'indirect_reseller');
  const signInAs = async (page: Page, account: string) => {
    await page.goto(`${server.url}/signin?returnTo=/customers`);
    await page.locator('input[name="username"]').fill(account);
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL(/customers/);
  };
  await withVisitor('en-US', async (page) => {
    await signInAs(page, 'yayun.admin@island-cloud.example');
    await page.getByLabel('Shared with').selectOption({ index: 1 });
    await page.getByRole('link', { name: companyName, exact: true }).waitFor();
    assert.match(page.url(), /partner=/);
    await page.goto(`${server.url}/relationships`);
    await page.getByRole('row', { name: /寶島資訊.*Indirect reseller/ }).waitFor();
    await assertAccessible(page, 'the partners of a provider');
  });
  await withVisitor('en-US', async (page) => {
    await signInAs(page, 'peishan.admin@formosa-it.example');
    await page.goto(`${server.url}/customers/${customerId}/relationship`);
    await page.getByText('島嶼雲端 sells to this customer').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Ask for roles' }).count(), 0);
    await assertAccessible(page, 'the customer of a reseller');
  });
});

for (const [language, width, colorScheme] of [
  ['zh-TW', 1280, 'dark'],
  ['en-US', 360, 'light'],
] as const) {
  test(`the pages about relationships can be read: ${language}, ${width} px, ${colorScheme}`, () =>
    withPage(language, 'admin_agent', async (page) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const address of [`${server.url}/relationships`, relationshipOf('delegated_admin_missing'), `${server.url}/invitation`]) {
        await page.goto(address);
        await page.waitForLoadState('networkidle');
        await assertAccessible(page, address);
        await assertNoSidewaysScrolling(page, address);
      }
    }));
}
