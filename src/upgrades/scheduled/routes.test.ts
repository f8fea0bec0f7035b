import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, fingerprint, plantAgent, plantCustomer, plantPartner, plantSubscription } from '../../../test/tenant.ts';
import type { PartnerId } from '../../kit/ids.ts';
import { newId } from '../../platform/clock.ts';
import { scheduledListRoutes } from './lists/routes.ts';
import { scheduledChangeRoutes } from './routes.ts';

const { db, tenant, server } = await testDesk((of) => [scheduledChangeRoutes(of), scheduledListRoutes(of)]);
const agent = agentOf(tenant.partnerId, 'admin_agent');
await plantAgent(db, agent, ['admin_agent']);
const basic = tenant.offer('m365-business-basic');
const standard = tenant.offer('m365-business-standard');
const SEATS = { kind: 'seats', when: 'date', date: '2026-06-21', quantity: 50 };

async function plant(partnerId: PartnerId = tenant.partnerId) {
  const customerId = await plantCustomer(db, partnerId);
  const id = await plantSubscription(db, { partnerId, customerId }, { offer: basic, quantity: 40, createdOn: '2025-07-01' });
  const url = `/v1/customers/${customerId}/subscriptions/${id}`;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    server.ask(`${url}/scheduledchanges`, { method: 'POST', body, headers });
  return { customerId, id, url, post };
}

describe('POST scheduledchanges', () => {
  test('201 with what it will do on its day, in both languages', async () => {
    const it = await plant();
    const answer = await it.post(
      { kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id.toLowerCase() } },
      { 'X-Locale': 'zh-TW' },
    );
    assert.equal(answer.status, 201, answer.text);
    const { kind, when, date, state, seatsNow, seatsAfter, targetOffer, scheduledBy } = answer.body;
    assert.deepEqual(
      { kind, when, date, state, seatsNow, seatsAfter, scheduledBy },
      { kind: 'upgrade', when: 'renewal', date: '2026-07-01', state: 'pending', seatsNow: 40, seatsAfter: 40, scheduledBy: 'Agent' },
    );
    assert.equal(targetOffer.name, 'Microsoft 365 商務標準版');
  });

  test('a repeat under the same request id schedules once', async () => {
    const it = await plant();
    const headers = { 'MS-RequestId': newId() };
    const answers = [await it.post(SEATS, headers), await it.post(SEATS, headers)];
    assert.equal(answers[1]?.body.id, answers[0]?.body.id);
    assert.equal((await server.ask(`${it.url}/scheduledchanges`)).body.totalCount, 1);
  });

  test('what would fail is scheduled all the same, and says so', async () => {
    const it = await plant();
    const answer = await it.post({ ...SEATS, quantity: 100_000 });
    assert.deepEqual(
      [answer.status, answer.body.wouldFail, answer.body.reasons[0].code],
      [201, true, 'quantity_out_of_range'],
      answer.text,
    );
  });

  const malformed: [name: string, body: object][] = [
    ['today', { ...SEATS, date: '2026-06-11' }],
    ['more than three years ahead', { ...SEATS, date: '2029-06-12' }],
    ['no day', { ...SEATS, date: 'soon' }],
    ['a day and the renewal', { ...SEATS, when: 'renewal' }],
    ['no seats named', { kind: 'seats', when: 'renewal' }],
    ['both numbers', { ...SEATS, quantityChange: 3 }],
    ['no change', { kind: 'seats', when: 'renewal', quantityChange: 0 }],
    ['as many as there are', { ...SEATS, quantity: 40 }],
    ['fewer than one left', { kind: 'seats', when: 'renewal', quantityChange: -40 }],
    ['an upgrade to nothing', { kind: 'upgrade', when: 'renewal' }],
    ['an upgrade of some seats', { kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id }, quantity: 3 }],
  ];
  for (const [name, body] of malformed) {
    test(`400/2000 and nothing written: ${name}`, async () => {
      const it = await plant();
      const before = await fingerprint(db);
      const answer = await it.post(body);
      assert.deepEqual([answer.status, answer.body.code], [400, 2000], answer.text);
      assert.equal(await fingerprint(db), before);
    });
  }

  test('403 for a role that may not upgrade', async () => {
    const it = await plant();
    server.actAs(agentOf(tenant.partnerId, 'billing_admin'));
    const answer = await it.post({ kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id } });
    server.actAs(agent);
    assert.deepEqual([answer.status, answer.body.code], [403, 900150]);
  });

  test('404 for a foreign customer and an unknown subscription', async () => {
    const foreign = await plant(await plantPartner(db));
    const own = await plant();
    const unknown = await server.ask(`/v1/customers/${own.customerId}/subscriptions/${newId()}/scheduledchanges`, {
      method: 'POST',
      body: SEATS,
    });
    const answers = [await foreign.post(SEATS), unknown];
    assert.deepEqual(
      answers.map((answer) => [answer.status, answer.body.code]),
      [
        [404, 60003],
        [404, 20003],
      ],
    );
  });
});

describe('POST scheduledchangepreviews', () => {
  test('200 with the money of that day, and nothing written', async () => {
    const it = await plant();
    const before = await fingerprint(db);
    const send = (body: object) => server.ask(`${it.url}/scheduledchangepreviews`, { method: 'POST', body });
    const soon = await send({ ...SEATS, date: '2026-06-12' });
    const later = await send({ ...SEATS, date: '2026-06-21' });
    const upgrade = await send({ kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id } });
    assert.deepEqual([soon.status, later.status, upgrade.status], [200, 200, 200], soon.text + upgrade.text);
    assert.equal(later.body.seats.lines.at(-1).chargeStartDate, '2026-06-21');
    assert.ok(later.body.seats.total.amount < soon.body.seats.total.amount);
    assert.deepEqual([upgrade.body.date, upgrade.body.upgrade.targetTerm.startDate], ['2026-07-01', '2026-07-01']);
    assert.equal(await fingerprint(db), before);
  });

  test('200 with the reasons where it would not be possible', async () => {
    const it = await plant();
    const { status, body } = await server.ask(`${it.url}/scheduledchangepreviews`, {
      method: 'POST',
      body: { ...SEATS, quantity: 100_000 },
    });
    assert.deepEqual(
      [status, body.isPossible, body.reasons[0].code, body.reasons[0].remedies[0].kind],
      [200, false, 'quantity_out_of_range', 'change_quantity'],
    );
  });

  test('400, 403 and 404 as when it is scheduled', async () => {
    const it = await plant();
    const send = (url: string, body: object) => server.ask(`${url}/scheduledchangepreviews`, { method: 'POST', body });
    assert.equal((await send(it.url, { ...SEATS, date: 'x' })).status, 400);
    assert.equal((await send((await plant(await plantPartner(db))).url, SEATS)).status, 404);
    server.actAs(agentOf(tenant.partnerId, 'billing_admin'));
    assert.equal((await send(it.url, { kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id } })).status, 403);
    server.actAs(agent);
  });
});

describe('PATCH and DELETE of one', () => {
  test('200: another day and number, on the seats of today', async () => {
    const it = await plant();
    const { id } = (await it.post(SEATS)).body;
    const url = `${it.url}/scheduledchanges/${id}`;
    const changed = await server.ask(url, { method: 'PATCH', body: { date: '2026-06-22', quantityChange: -5 } });
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual(
      [changed.body.id, changed.body.date, changed.body.seatsAfter, changed.body.quantity],
      [id, '2026-06-22', 35, undefined],
    );
    const moved = await server.ask(url, { method: 'PATCH', body: { when: 'renewal' } });
    assert.deepEqual([moved.body.when, moved.body.date, moved.body.quantityChange], ['renewal', '2026-07-01', -5]);
    const [item] = (await server.ask(`${it.url}/scheduledchanges`)).body.items;
    assert.deepEqual([item.date, item.seatsAfter], ['2026-07-01', 35]);
  });

  test('200: taken back; then 409, because it waits no more', async () => {
    const it = await plant();
    const { id } = (await it.post(SEATS)).body;
    const url = `${it.url}/scheduledchanges/${id}`;
    const taken = await server.ask(url, { method: 'DELETE' });
    assert.deepEqual([taken.status, taken.body.state], [200, 'cancelled'], taken.text);
    const again = [await server.ask(url, { method: 'DELETE' }), await server.ask(url, { method: 'PATCH', body: { date: '2026-06-22' } })];
    assert.deepEqual(
      again.map((answer) => [answer.status, answer.body.code]),
      [
        [409, 900279],
        [409, 900279],
      ],
    );
  });

  test('400, 403 and 404', async () => {
    const it = await plant();
    const { id } = (await it.post({ kind: 'upgrade', when: 'renewal', targetOffer: { id: standard.id } })).body;
    const url = `${it.url}/scheduledchanges/${id}`;
    assert.equal((await server.ask(url, { method: 'PATCH', body: { date: 'x' } })).status, 400);
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { body: {} } : {};
      assert.equal((await server.ask(`${it.url}/scheduledchanges/${newId()}`, { method, ...body })).status, 404);
      const other = await plant();
      assert.equal((await server.ask(`${other.url}/scheduledchanges/${id}`, { method, ...body })).status, 404);
      server.actAs(agentOf(tenant.partnerId, 'billing_admin'));
      assert.equal((await server.ask(url, { method, ...body })).status, 403);
      server.actAs(agent);
    }
  });
});

describe('the list of a partner', () => {
  test('by day, page by page, of one state, and nothing of other partners', async () => {
    const partnerId = await plantPartner(db);
    server.actAs(agentOf(partnerId, 'admin_agent'));
    for (const [date, quantity] of [
      ['2026-06-25', 50],
      ['2026-06-20', 100_000],
      ['2026-06-22', 50],
    ] as const)
      await (await plant(partnerId)).post({ ...SEATS, date, quantity });
    const first = (await server.ask('/v1/scheduledchanges?size=2')).body;
    assert.deepEqual(
      first.items.map((item: any) => item.date),
      ['2026-06-20', '2026-06-22'],
    );
    const headers = { 'MS-ContinuationToken': first.continuationToken };
    const second = (await server.ask('/v1/scheduledchanges?size=2', { headers })).body;
    assert.deepEqual([second.items.map((item: any) => item.date), second.continuationToken], [['2026-06-25'], undefined]);
    assert.equal((await server.ask('/v1/scheduledchanges?state=done')).body.totalCount, 0);
    assert.equal((await server.ask('/v1/scheduledchanges?state=all')).body.totalCount, 3);
    // Nobody of this partner is known, so all of them would fail.
    assert.equal((await server.ask('/v1/scheduledchanges?onlyTroubled=true')).body.totalCount, 3);
    server.actAs(agent);
  });
  for (const query of ['size=501', 'state=x']) {
    test(`400 for ${query}`, async () => assert.equal((await server.ask(`/v1/scheduledchanges?${query}`)).status, 400));
  }
  test('400 for a token of another list', async () => {
    const answer = await server.ask('/v1/scheduledchanges', { headers: { 'MS-ContinuationToken': 'x' } });
    assert.deepEqual([answer.status, answer.body.code], [400, 2000]);
  });
});

test('404 for the list of a foreign customer and an unknown subscription', async () => {
  const foreign = await plant(await plantPartner(db));
  const own = await plant();
  const unknown = `/v1/customers/${own.customerId}/subscriptions/${newId()}/scheduledchanges`;
  assert.deepEqual([(await server.ask(`${foreign.url}/scheduledchanges`)).status, (await server.ask(unknown)).status], [404, 404]);
});
