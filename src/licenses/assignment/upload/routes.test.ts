import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../../test/desk.ts';
import { fingerprint, plantCustomer, plantSubscription, plantUser, type LicenseSeed } from '../../../../test/tenant.ts';
import { licenseFileRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [licenseFileRoutes(parts)]);

const [BASIC, STANDARD] = [tenant.offer('m365-business-basic'), tenant.offer('m365-business-standard')];

/** A customer with ten seats of two products. */
async function company() {
  const customerId = await plantCustomer(db, tenant.partnerId);
  const planted = { partnerId: tenant.partnerId, customerId };
  for (const offer of [BASIC, STANDARD]) await plantSubscription(db, planted, { offer, quantity: 10 });
  const hire = (name: string, licenses: readonly LicenseSeed[] = [], location: string | null = 'US') =>
    plantUser(db, planted, name, licenses, location);
  return { customerId, hire };
}
const heldBy = async (customerId: string, userId: string) =>
  (
    await db.read<{ sku: string }>(`select distinct sku_id as sku from license where customer_id = $1 and user_id = $2`, [
      customerId,
      userId,
    ])
  ).rows.map(({ sku }) => sku);

describe('POST …/licenseupdatefiles', () => {
  const upload = (customerId: string, raw: string, query = '', type = 'text/csv; charset=utf-8') =>
    server.ask(`/v1/customers/${customerId}/licenseupdatefiles${query}`, { method: 'POST', raw, headers: { 'content-type': type } });

  test('200: assign, remove and swap by sign-in name or id, each line with its result', async () => {
    const { customerId, hire } = await company();
    const ada = await hire('ada');
    const bob = await hire('bob', [{ offer: BASIC }]);
    await hire('cyd', [], null);
    const file = `UserPrincipalName,Assign,Remove,DisabledPlans\r\nADA@contoso.example,${BASIC.skuPartNumber} ,,YAMMER_ENTERPRISE\r\n${bob},${STANDARD.skuPartNumber.toLowerCase()},${BASIC.skuId},\r\n\r\ncyd@contoso.example,${BASIC.skuId},,\r\n`;
    const { status, body } = await upload(customerId, file);
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map((result: any) => [result.line, result.displayName, result.outcome]),
      [
        [2, 'ada', 'changed'],
        [3, 'bob', 'changed'],
        [5, 'cyd', 'refused'],
      ],
    );
    assert.deepEqual([await heldBy(customerId, ada), await heldBy(customerId, bob)], [[BASIC.skuId], [STANDARD.skuId]]);
  });
  test('semicolons, a byte order mark, other spellings of the headings, and a preview that writes nothing', async () => {
    const { customerId, hire } = await company();
    await hire('ada');
    const before = await fingerprint(db);
    const { status, body } = await upload(
      customerId,
      `\uFEFFassign;user principal name\n${BASIC.skuPartNumber};ada@contoso.example\n`,
      '?preview=true',
    );
    assert.deepEqual([status, body.usersChanged, body.preview], [200, 1, true]);
    assert.equal(await fingerprint(db), before);
  });
  test('400 with every mistake by line; nothing is written', async () => {
    const { customerId, hire } = await company();
    await hire('ada');
    const before = await fingerprint(db);
    const lines = [
      'ada@contoso.example,NO_SUCH,',
      ',,',
      `ada@contoso.example,${BASIC.skuPartNumber},${BASIC.skuPartNumber}`,
      `eve@contoso.example,${BASIC.skuPartNumber},,surplus`,
    ];
    const { status, body } = await upload(customerId, `UserPrincipalName,Assign,Remove\n${lines.join('\n')}\n`);
    assert.deepEqual([status, body.code], [400, 2000]);
    assert.deepEqual(body.data, [
      'line 2: there is no product NO_SUCH',
      'line 3: no user is named',
      'line 3: nothing is to be assigned or removed',
      `line 4: ${BASIC.skuPartNumber} is to be assigned and removed`,
      'line 4: ada@contoso.example stands on line 2 already',
      'line 5: there are 4 cells below 3 headings',
    ]);
    assert.equal(await fingerprint(db), before);
  });
  const broken: [name: string, file: string, data: RegExp][] = [
    ['nothing', '', /line 1: the file is empty/],
    ['headings alone', 'UserPrincipalName,Assign\n', /line 1: there is no line below/],
    ['an unknown column', 'UserPrincipalName,Assign,Colour\nada@contoso.example,X,red', /line 1: the column "Colour" is not one of/],
    ['a column twice', 'UserPrincipalName,Assign,assign\na,b,c', /line 1: two columns mean "assign"/],
    ['no column of users', 'Assign\nX', /line 1: the column UserPrincipalName is missing/],
    ['nothing to do', 'UserPrincipalName\nada@contoso.example', /line 1: there is neither/],
    ['an open quote', 'UserPrincipalName,Assign\n"ada,X', /line 2: has quotes/],
    [
      'a user who is not there',
      `UserPrincipalName,Assign\neve@contoso.example,O365_BUSINESS_ESSENTIALS`,
      /line 2: the customer has no active user eve@contoso\.example/,
    ],
  ];
  for (const [name, file, data] of broken) {
    test(`400: ${name}`, async () => {
      const { customerId } = await company();
      const { status, body } = await upload(customerId, file);
      assert.deepEqual([status, body.code], [400, 2000]);
      if (file !== '') assert.match(body.data.join('\n'), data);
    });
  }
  test('400 for JSON and for bytes that are no UTF-8', async () => {
    const { customerId } = await company();
    assert.equal((await upload(customerId, '{}', '', 'application/json')).status, 400);
    const response = await fetch(`${server.origin}/v1/customers/${customerId}/licenseupdatefiles`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: Uint8Array.from([0x55, 0xff, 0xfe]),
    });
    assert.equal(response.status, 400);
  });
});
