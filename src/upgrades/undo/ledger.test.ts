import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDesk } from '../../../test/desk.ts';
import { agentOf, NOW, plantCustomer, plantPartner, plantSubscription, plantUser } from '../../../test/tenant.ts';
import { importPriceList } from '../../billing/prices/commands.ts';
import { newId } from '../../platform/clock.ts';
import { upgradeRecordRoutes } from '../records/routes.ts';
import { upgradeRoutes } from '../routes.ts';
import { undoRoutes } from './routes.ts';

const { db, tenant, parts, server, at } = await testDesk((of) => [upgradeRoutes(of), upgradeRecordRoutes(of), undoRoutes(of)]);
const { catalog, offer } = tenant;
const { clock } = parts;
after(() => catalog.close());

// Dollars, yen without decimals, dinars with three. Odd prices, so that every credit is rounded.
const KEYS = ['m365-business-basic', 'm365-business-standard', 'o365-e1', 'o365-e3', 'o365-e5'];
const CURRENCIES = { USD: ['4.99', '12.53'], JPY: ['541', '1361'], KWD: ['1.537', '3.851'] } as const;
const sellers = new Map<string, Awaited<ReturnType<typeof plantPartner>>>();
for (const [currency, [low, high]] of Object.entries(CURRENCIES)) {
  const seller = await plantPartner(db, { currency });
  sellers.set(currency, seller);
  const lines = KEYS.map((key, i) => `${offer(key).id},${currency},monthly,,2020-01-01,${i === 0 ? low : high},`);
  const text = ['offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice', ...lines].join('\n');
  const done = await db.transaction((tx) =>
    importPriceList(tx, { partnerId: seller, file: { name: 'list', text }, actor: null }, { catalog: catalog.current(), now: NOW, newId }),
  );
  assert.equal(done.kind, 'imported');
}
await catalog.refresh();

type Sent = { readonly path: string; readonly body: unknown; readonly headers: Record<string, string>; readonly text: string };
type Move =
  | { readonly kind: 'upgrade'; readonly to: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'retry' }
  | { readonly kind: 'wait'; readonly hours: number };
const moves = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('m365-business-standard', 'o365-e3', 'o365-e5').map((to): Move => ({ kind: 'upgrade', to })) },
    { weight: 3, arbitrary: fc.constant<Move>({ kind: 'undo' }) },
    { weight: 2, arbitrary: fc.constant<Move>({ kind: 'retry' }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }).map((hours): Move => ({ kind: 'wait', hours })) },
  ),
  { minLength: 2, maxLength: 10 },
);

test('no sequence of purchases, upgrades, undos and retries gains or loses a minor unit', async () => {
  let upgrades = 0;
  let undos = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(CURRENCIES)), fc.integer({ min: 1, max: 25 }), moves, async (currency, seats, all) => {
      at(NOW);
      const partnerId = sellers.get(currency) ?? (await plantPartner(db));
      server.actAs(agentOf(partnerId, 'global_admin'));
      const place = { partnerId, customerId: await plantCustomer(db, partnerId) };
      const unitPriceMinor = Number(CURRENCIES[currency as keyof typeof CURRENCIES][0].replace('.', ''));
      const first = await plantSubscription(db, place, { offer: offer('m365-business-basic'), quantity: seats, unitPriceMinor });
      await plantUser(db, place, 'ada', [{ offer: offer('m365-business-basic') }]);
      // The model: what the customer has, what each upgrade cost by its own preview, and which of them stand.
      const stack: { source: string; target: string; cost: number; record: string }[] = [];
      let current: string = first;
      const sent: Sent[] = [];
      const post = async (path: string, body: unknown) => {
        const headers = { 'ms-requestid': newId() };
        const answer = await server.ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
        if (answer.status === 200 && !(answer.body.upgradeErrors?.length > 0)) sent.push({ path, body, headers, text: answer.text });
        return answer;
      };
      for (const move of all) {
        if (move.kind === 'wait') at(new Date(clock.now().getTime() + move.hours * 3_600_000));
        const last = sent.at(-1);
        if (move.kind === 'retry' && last !== undefined) {
          const { path, body, headers, text } = last;
          assert.equal((await server.ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) })).text, text);
        }
        if (move.kind === 'upgrade') {
          const url = `/v1/customers/${place.customerId}/subscriptions/${current}`;
          const body = { targetOffer: { id: offer(move.to).id } };
          const preview = (await server.ask(`${url}/upgradepreviews`, { method: 'POST', body })).body;
          const done = await post(`${url}/upgrades`, body);
          if (done.status === 200 && done.body.upgradeErrors.length === 0) {
            upgrades += 1;
            const record = `/v1/customers/${place.customerId}/upgraderecords/${done.body.upgradeId}`;
            stack.push({ source: current, target: done.body.targetSubscriptionId, cost: preview.total.amount, record });
            current = done.body.targetSubscriptionId;
          }
        }
        const top = stack.at(-1);
        if (move.kind === 'undo' && top !== undefined) {
          const done = await post(`${top.record}/undo`, undefined);
          if (done.status === 200) {
            undos += 1;
            assert.equal(done.body.total.amount, top.cost === 0 ? 0 : -top.cost);
            stack.pop();
            current = top.source;
          }
        }
        await agrees(
          place.customerId,
          currency,
          stack.map(({ cost }) => cost),
          current,
          seats,
        );
      }
    }),
    { numRuns: 40 },
  );
  assert.ok(upgrades > 20 && undos > 5, `${upgrades} upgrades and ${undos} undos say little`);
});

/** The ledger is worth what the standing upgrades cost, one subscription is active, with all its seats. */
async function agrees(customerId: string, currency: string, costs: readonly number[], current: string, seats: number): Promise<void> {
  const decimals = { USD: 100, JPY: 1, KWD: 1000 }[currency] ?? 1;
  const { rows } = await db.read<{ sum: number; active: string[]; quantities: number[]; events: number }>(
    `select coalesce((select sum(amount_minor) from charge where customer_id = $1), 0)::bigint as sum,
            (select count(distinct event_id) from charge where customer_id = $1 and cause <> 'undo') as events,
            array_agg(subscription_id::text) as active, array_agg(quantity) as quantities
       from subscription where customer_id = $1 and status = 'active'`,
    [customerId],
  );
  const expected = costs.reduce((sum, cost) => sum + Math.round(cost * decimals), 0);
  assert.deepEqual([rows[0]?.sum, rows[0]?.active, rows[0]?.quantities], [expected, [current], [seats]]);
}
