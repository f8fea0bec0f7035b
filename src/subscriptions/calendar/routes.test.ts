import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, plantCustomer, plantPartner, plantSubscription, type SubscriptionSeed } from '../../../test/tenant.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { calendarRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((parts) => [calendarRoutes(parts)]);
server.actAs(agentOf(tenant.partnerId, 'helpdesk_agent'));
const basic = tenant.offer('m365-business-basic');
const trial = tenant.offer('m365-business-standard-trial');

// The tests' world stands still on 2026-06-11.
type Planting = {
  readonly seed?: Partial<SubscriptionSeed>;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly partnerId?: PartnerId;
};
async function plant({ seed = {}, change = {}, partnerId = tenant.partnerId }: Planting = {}) {
  const customerId = await plantCustomer(db, partnerId);
  const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, createdOn: '2025-07-01', ...seed });
  for (const [column, value] of Object.entries(change))
    await db.read(`update subscription set ${column} = $2 where subscription_id = $1`, [id, value]);
  return { customerId, id, url: `/v1/customers/${customerId}/comingdates` };
}
const told = (body: any) => body.items.map((item: any) => [item.kind, item.date, item.daysLeft]);

describe('the coming dates of one customer', () => {
  const cases: [name: string, planting: Planting, expected: unknown[]][] = [
    ['a renewal', {}, [['renewal', '2026-07-01', 20]]],
    ['a term that ends', { change: { auto_renew: false } }, [['term_end', '2026-07-01', 20]]],
    [
      'a removal',
      { seed: { status: 'suspended', createdOn: '2026-01-01' }, change: { suspended_at: '2026-06-01T00:00:00Z' } },
      [['removal', '2026-08-30', 80]],
    ],
    [
      'a trial',
      { seed: { offer: trial, billingCycle: 'none', unitPriceMinor: 0, createdOn: '2026-06-01' }, change: { term_until: '2026-07-01' } },
      [['trial_end', '2026-07-01', 20]],
    ],
    [
      'a trial that ends tomorrow',
      { seed: { offer: trial, billingCycle: 'none', unitPriceMinor: 0, createdOn: '2026-06-01' }, change: { term_until: '2026-06-12' } },
      [['trial_end', '2026-06-12', 1]],
    ],
    ['one that ends today, which nobody can stop any more', { change: { term_until: '2026-06-11' } }, []],
    [
      'an add-on that comes back with its base',
      { seed: { status: 'suspended' }, change: { suspended_at: '2026-06-01T00:00:00Z', suspension_reasons: ['BaseSuspended'] } },
      [],
    ],
    ['deleted', { seed: { status: 'deleted' } }, []],
    ['being set up', { seed: { status: 'pending' } }, []],
  ];
  for (const [name, planting, expected] of cases) {
    test(name, async () => {
      const { url } = await plant(planting);
      const answer = await server.ask(url);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(told(answer.body), expected);
    });
  }
  test('a renewal says what it will cost, at the price of that day, and what can be done', async () => {
    const { url, id } = await plant({ seed: { quantity: 7, unitPriceMinor: 123 } });
    const [item] = (await server.ask(url, { headers: { 'X-Locale': 'zh-TW' } })).body.items;
    assert.deepEqual(
      [item.cost, item.subscriptionId, item.offerName, item.actions],
      [{ amount: 49, currency: 'USD' }, id, 'Microsoft 365 商務基本版', ['change_seats', 'switch_off_auto_renew', 'upgrade']],
    );
  });
  test('only between the days that are asked for', async () => {
    const { url } = await plant();
    assert.equal((await server.ask(`${url}?from=2026-07-01&to=2026-07-01`)).body.totalCount, 1);
    assert.equal((await server.ask(`${url}?From=2026-07-02`)).body.totalCount, 0);
    assert.equal((await server.ask(`${url}?to=2026-06-30`)).body.totalCount, 0);
  });
  test('404 for an unknown and a foreign customer alike', async () => {
    const foreign = await plant({ partnerId: await plantPartner(db) });
    const answers = [await server.ask(foreign.url), await server.ask(`/v1/customers/${newId()}/comingdates`)];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.text]),
      [
        [404, answers[0]?.text],
        [404, answers[0]?.text],
      ],
    );
  });
  for (const query of ['from=x', 'to=2026-02-30', 'from=2026-07-02&to=2026-07-01', 'size=501']) {
    test(`400/2000 for ${query}`, async () => {
      const { url } = await plant();
      const answer = await server.ask(`${url}?${query}`);
      assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
    });
  }
});

describe('the coming dates of a partner', () => {
  test('all customers by date, page by page, and nothing of other partners', async () => {
    const partnerId = await plantPartner(db);
    await plant({ partnerId: await plantPartner(db) });
    const days = ['2025-07-05', '2025-06-20', '2025-07-05', '2025-08-30', '2025-06-12', '2026-01-01'];
    for (const createdOn of days) await plant({ partnerId, seed: { createdOn } });
    for (const since of ['2026-03-25', '2026-04-06', '2026-05-01'])
      await plant({ partnerId, seed: { status: 'suspended', createdOn: '2026-01-01' }, change: { suspended_at: `${since}T23:59:59Z` } });
    server.actAs(agentOf(partnerId, 'billing_admin'));
    const answered = (await server.ask('/v1/comingdates')).body;
    const firstId = answered.items[0].customerId;
    const whole = told(answered);
    const dates = whole.map(([, date]: string[]) => date);
    assert.deepEqual(dates, dates.toSorted());
    assert.deepEqual(whole.map(([kind, date]: string[]) => `${date} ${kind}`).toSorted(), [
      '2026-06-12 renewal',
      '2026-06-20 renewal',
      '2026-06-23 removal',
      '2026-07-05 removal',
      '2026-07-05 renewal',
      '2026-07-05 renewal',
      '2026-07-30 removal',
      '2026-08-30 renewal',
    ]);
    const paged: unknown[] = [];
    let answer = await server.ask('/v1/comingdates?size=3');
    for (let i = 0; i < 10; i += 1) {
      paged.push(...told(answer.body));
      const { next } = answer.body.links;
      if (next === undefined) break;
      answer = await server.ask(`/v1/${next.uri}`, { headers: { 'MS-ContinuationToken': next.headers[0].value } });
    }
    assert.deepEqual(paged, whole);
    assert.equal(whole.length, 8);
    // A page is not cut short by customers whom the partner no longer looks after.
    await db.read(`update relationship set state = 'ended' where partner_id = $1 and customer_id = $2`, [partnerId, firstId]);
    const shorter = await server.ask('/v1/comingdates?size=1');
    assert.deepEqual([shorter.body.items.length, shorter.body.links.next === undefined], [0, false]);
    const broken = await server.ask('/v1/comingdates', { headers: { 'MS-ContinuationToken': 'eyJ9' } });
    assert.deepEqual([broken.status, broken.body.data], [400, ['MS-ContinuationToken']]);
    server.actAs(agentOf(tenant.partnerId, 'helpdesk_agent'));
  });
});

test('what is suspended and ends with its term, in both lists: new commerce, and a trial', async () => {
  const partnerId = await plantPartner(db);
  const since = { suspended_at: '2026-06-01T00:00:00Z' };
  const newCommerce = { offer: tenant.offer('m365-business-basic-nce'), status: 'suspended', createdOn: '2025-07-01' };
  const ending = { offer: trial, status: 'suspended', billingCycle: 'none', unitPriceMinor: 0, createdOn: '2026-06-01' };
  const planted = [
    await plant({ partnerId, seed: newCommerce, change: { ...since, auto_renew: false } }),
    await plant({ partnerId, seed: ending, change: { ...since, term_until: '2026-07-05' } }),
  ];
  server.actAs(agentOf(partnerId, 'helpdesk_agent'));
  const ofCustomers = [];
  for (const { url } of planted) ofCustomers.push(...told((await server.ask(url)).body));
  const expected = [
    ['term_end', '2026-07-01', 20],
    ['trial_end', '2026-07-05', 24],
  ];
  assert.deepEqual(ofCustomers, expected);
  assert.deepEqual(told((await server.ask('/v1/comingdates')).body), expected);
  server.actAs(agentOf(tenant.partnerId, 'helpdesk_agent'));
});

test('what is scheduled stands on its day, in both lists, once beside a renewal of the same day', async () => {
  const partnerId = await plantPartner(db);
  const { customerId, id, url } = await plant({ partnerId });
  for (const [dueOn, wish] of [
    ['2026-06-20', { kind: 'seats', mode: 'by', seats: -2, acceptLicenseConflict: false }],
    ['2026-07-01', { kind: 'upgrade', targetOfferId: tenant.offer('m365-business-standard').id, upgradeType: null, addOns: [] }],
  ]) {
    await db.read(
      `insert into scheduled_change (customer_id, schedule_id, partner_id, subscription_id, wish, at_renewal, due_on, state, base_quantity, look_on,
         asked_by_kind, asked_by, asked_by_name, created_at, changed_at)
       values ($1, $2, $3, $4, $5, false, $6::date, 'pending', 10, $6::date, 'user', $2, 'Kim', now(), now())`,
      [customerId, newId(), partnerId, id, wish, dueOn],
    );
  }
  server.actAs(agentOf(partnerId, 'helpdesk_agent'));
  const ofCustomer = (await server.ask(url)).body;
  const ofPartner = (await server.ask('/v1/comingdates')).body;
  const expected = [
    ['scheduled_change', '2026-06-20', 9],
    ['renewal', '2026-07-01', 20],
    ['scheduled_change', '2026-07-01', 20],
  ];
  assert.deepEqual(told(ofCustomer).toSorted(), expected.toSorted());
  assert.deepEqual(told(ofPartner).toSorted(), expected.toSorted());
  const changes = ofPartner.items.flatMap((item: any) => (item.scheduledChange === undefined ? [] : [item.scheduledChange]));
  assert.deepEqual(
    changes.map(({ kind, quantityChange, targetOfferName, wouldFail }: any) => [kind, quantityChange, targetOfferName, wouldFail]),
    [
      ['seats', -2, undefined, false],
      ['upgrade', undefined, 'Microsoft 365 Business Standard', false],
    ],
  );
  server.actAs(agentOf(tenant.partnerId, 'helpdesk_agent'));
});
