import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changeWorld } from '../../../test/subscription-changes.ts';
import { agentOf, NOW, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import type { Role } from '../../access/caller.ts';
import { newId } from '../../platform/clock.ts';

const { db, tenant, server, basic, urlOf, customerWith, patch, preview, linesOf, nobodyWrites } = await changeWorld();

describe('ETags', () => {
  test('the one that was read goes, in the header and in the body', async () => {
    const { url } = await customerWith();
    const first = (await server.ask(url)).body.attributes.etag;
    const second = (await patch(url, { quantity: 11 }, { 'If-Match': `"${first}"` })).body.attributes.etag;
    assert.equal((await patch(url, { quantity: 12, attributes: { etag: second } })).status, 200);
    assert.equal((await patch(url, { quantity: 13 }, { 'If-Match': '*' })).status, 200);
    assert.equal((await patch(url, { quantity: 14, attributes: { etag: '' } })).status, 200);
  });
  test('412 with a stale header, 400/2055 with a stale body', async () => {
    const { url } = await customerWith();
    const stale = (await server.ask(url)).body.attributes.etag;
    await patch(url, { quantity: 11 });
    const answers = [
      await patch(url, { quantity: 12 }, { 'If-Match': stale }),
      await patch(url, { quantity: 12, attributes: { etag: stale } }),
      await patch(url, { quantity: 12 }, { 'If-Match': 'nonsense' }),
    ];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [
        [412, 2055],
        [400, 2055],
        [412, 2055],
      ],
    );
  });
  test('of two at the same time one is answered 200 and one 412, a hundred times', async () => {
    const { url, customerId } = await customerWith();
    for (let i = 0; i < 100; i += 1) {
      const { attributes } = (await server.ask(url)).body;
      const pair = await Promise.all([1, 2].map((n) => patch(url, { quantity: 20 + 2 * i + n }, { 'If-Match': `"${attributes.etag}"` })));
      assert.deepEqual(pair.map((answer) => answer.status).toSorted(), [200, 412]);
    }
    assert.equal(
      (await server.ask(url)).body.attributes.etag,
      Buffer.from(`{"id":"${url.split('/').at(-1)}","version":101}`).toString('base64'),
    );
    const { rows } = await db.read<{ total: number }>(`select sum(amount_minor)::int as total from charge where customer_id = $1`, [
      customerId,
    ]);
    const last = (await server.ask(url)).body.quantity;
    assert.equal(5000 + (rows[0]?.total ?? 0), Math.round(5000 / 3) + Math.round((last * 500 * 20) / 30));
  });
});

describe('the margin in a preview', () => {
  const resaleFor = async (url: string, ...roles: Role[]) => {
    server.actAs(agentOf(tenant.partnerId, ...roles));
    const { body } = await preview(url, { quantity: 14 });
    server.actAs(agentOf(tenant.partnerId, 'admin_agent'));
    return body.resale;
  };
  const shown: [role: Role[], isShown: boolean][] = [
    [['global_admin'], true],
    [['admin_agent'], true],
    [['sales_agent', 'billing_admin'], true],
    // A program reads the bills too.
    [[], true],
    [['sales_agent'], false],
    [['helpdesk_agent'], false],
    [['user_management_admin'], false],
  ];
  for (const [roles, isShown] of shown) {
    test(`${roles.join(' and ') || 'a program'}: ${isShown ? 'shown' : 'not shown'}`, async () => {
      const { url, customerId, partnerId } = await customerWith();
      await db.read(`insert into customer_margin (customer_id, partner_id, basis_points, set_at) values ($1, $2, 1250, $3)`, [
        customerId,
        partnerId,
        NOW,
      ]);
      // 50.00 back, 16.67 and 46.67 anew: with 12.5 % on each line −56.25, 18.75 and 52.50.
      const expected = { marginBasisPoints: 1250, total: { amount: 15, currency: 'USD' } };
      assert.deepEqual(await resaleFor(url, ...roles), isShown ? expected : undefined);
    });
  }
  test('the reseller’s holds where the customer has none of its own', async () => {
    const { url, customerId, partnerId } = await customerWith();
    const resellerId = await plantPartner(db);
    await db.read(`update relationship set reseller_partner_id = $2 where customer_id = $1`, [customerId, resellerId]);
    await db.read(`insert into reseller_margin (partner_id, reseller_partner_id, basis_points, set_at) values ($1, $2, 1000, $3)`, [
      partnerId,
      resellerId,
      NOW,
    ]);
    assert.equal((await resaleFor(url, 'global_admin')).marginBasisPoints, 1000);
    await db.read(`insert into customer_margin (customer_id, partner_id, basis_points, set_at) values ($1, $2, 0, $3)`, [
      customerId,
      partnerId,
      NOW,
    ]);
    assert.equal((await resaleFor(url, 'global_admin')).marginBasisPoints, 0);
  });
  test('nothing is put on top where no margin was set', async () => {
    const { url } = await customerWith();
    assert.deepEqual(await resaleFor(url, 'global_admin'), { marginBasisPoints: 0, total: { amount: 13.34, currency: 'USD' } });
  });
});

describe('previews', () => {
  test('201 with the bill, the next periods and who is affected; only the promise is written', async () => {
    const { url, customerId } = await customerWith({}, ['ada', 'bob', 'cyd']);
    const { status, body } = await preview(url, { quantity: 2, acceptLicenseConflict: true });
    assert.equal(status, 201);
    assert.deepEqual([body.isPossible, body.reasons, body.usersAffected, body.total], [true, [], 1, { amount: -26.66, currency: 'USD' }]);
    assert.deepEqual(
      body.lines.map((line: any) => [
        line.chargeType,
        line.chargeStartDate,
        line.chargeEndDate,
        line.days,
        line.quantity,
        line.amount.amount,
      ]),
      [
        ['Cycle instance prorate', '2026-06-01', '2026-06-30', 30, 10, -50],
        ['Cycle instance prorate', '2026-06-01', '2026-06-10', 10, 10, 16.67],
        ['Cycle instance prorate', '2026-06-11', '2026-06-30', 20, 2, 6.67],
      ],
    );
    assert.deepEqual(body.nextPeriod, {
      before: { amount: 50, currency: 'USD' },
      after: { amount: 10, currency: 'USD' },
      billingCycle: 'monthly',
      months: 1,
    });
    assert.equal(body.warnings[0].code, 'license_conflict');
    assert.deepEqual(await linesOf(customerId), []);
  });
  test('a refused one tells every reason with facts and what would help, in the asked language', async () => {
    const { url } = await customerWith({}, ['ada', 'bob']);
    const { status, body } = await server.ask(`${url}/changepreviews`, {
      method: 'POST',
      body: { quantity: 1 },
      headers: { 'X-Locale': 'zh-TW' },
    });
    assert.deepEqual([status, body.isPossible, body.lines], [201, false, []]);
    assert.equal(body.reasons[0].code, 'seats_still_assigned');
    assert.match(body.reasons[0].description, /2 位使用者/);
    assert.deepEqual(body.reasons[0].facts.usersTooMany, 1);
    assert.deepEqual(
      body.reasons[0].remedies.map((remedy: any) => remedy.kind),
      ['choose_users_to_unassign', 'accept_license_conflict'],
    );
  });
  for (const [name, change] of [
    ['seats', { quantity: 14 }],
    ['a suspension', { status: 'suspended' }],
    ['a cancellation', { status: 'deleted' }],
    ['a name', { friendlyName: '為大家' }],
  ] as const) {
    test(`carrying out ${name} by its preview alone does exactly that`, async () => {
      const { url, customerId } = await customerWith();
      const promised = (await preview(url, change)).body;
      const answer = await patch(url, { previewId: promised.id });
      assert.equal(answer.status, 200);
      assert.deepEqual(
        (await linesOf(customerId)).map((line) => line[4] / 100),
        promised.lines.map((line: any) => line.amount.amount),
      );
    });
  }
  test('carrying out a reactivation by its preview alone does exactly that', async () => {
    const { url, customerId } = await customerWith();
    await patch(url, { status: 'suspended' });
    const promised = (await preview(url, { status: 'active' })).body;
    assert.equal((await patch(url, { previewId: promised.id })).body.status, 'active');
    assert.deepEqual(
      (await linesOf(customerId)).slice(1).map((line) => line[4] / 100),
      promised.lines.map((line: any) => line.amount.amount),
    );
  });
  test('with users who lose their licence, who are named in the preview', async () => {
    const { url, customerId } = await customerWith({}, ['ada']);
    const bob = await plantUser(db, { customerId }, 'bob', [{ offer: basic }]);
    const promised = (await preview(url, { quantity: 1, unassignUserIds: [bob] })).body;
    assert.deepEqual([promised.usersAffected, promised.usersUnassigned.map((user: any) => user.displayName)], [1, ['bob']]);
    assert.equal((await patch(url, { previewId: promised.id })).status, 200);
    assert.equal((await db.read(`select 1 from license where customer_id = $1`, [customerId])).rowCount, 1);
  });
  test('409 with each difference when something changed meanwhile, and nothing is done', async () => {
    const { url } = await customerWith();
    const promised = (await preview(url, { quantity: 14 })).body;
    await patch(url, { quantity: 12 });
    await nobodyWrites(async () => {
      const answer = await patch(url, { quantity: 14, previewId: promised.id });
      assert.deepEqual([answer.status, answer.body.code], [409, 900279]);
      assert.deepEqual(
        answer.body.data.map((entry: string) => JSON.parse(entry).what),
        ['quantity', 'line 1', 'line 2', 'line 3', 'total'],
      );
    });
  });
  test('404 for one that is not there, of another subscription, or expired', async () => {
    const { url, customerId, partnerId } = await customerWith();
    const other = await plantSubscription(db, { partnerId, customerId }, { offer: tenant.offer('visio-plan-1') });
    const promised = (await preview(url, { quantity: 14 })).body;
    const answers = [await patch(url, { previewId: newId() }), await patch(urlOf(customerId, other), { previewId: promised.id })];
    await db.read(`update change_preview set expires_at = $2 where customer_id = $1`, [customerId, new Date(NOW.getTime() - 1)]);
    answers.push(await patch(url, { previewId: promised.id }));
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [0, 1, 2].map(() => [404, 1000]),
    );
  });
});
