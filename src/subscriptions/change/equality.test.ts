import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agentOf } from '../../../test/callers.ts';
import { offer, smallCatalog } from '../../../test/small-catalog.ts';
import { accountOf, contoso, subscription, us } from '../../../test/tenant-facts.ts';
import { cancelLines, paidPeriod, seatChangeLines } from '../../billing/advance.ts';
import { purchaseCharge } from '../../billing/charge.ts';
import { periodOf, termFor } from '../../billing/period.ts';
import { ROUNDING_MODES } from '../../billing/rounding.ts';
import { addDays, day, type Day } from '../../kit/dates.ts';
import type { PreviewId, SubscriptionId } from '../../kit/ids.ts';
import { minor, toDecimal, type Currency } from '../../kit/money.ts';
import type { Write } from '../../platform/write.ts';
import { seatsOf, type Living } from '../living.ts';
import { LIFE_POLICY } from '../renewal/policy.ts';
import { differences } from '../promise.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import { changeIn, type ChangeBody } from './change.ts';
import type { ChangeFacts } from './facts.ts';
import { planChange } from './plan.ts';
import { promiseOf } from './promise.ts';
import type { DatedCharge } from './reduction.ts';
import { writesOf } from './steps.ts';
import { previewView } from './view.ts';

const RUNS = 4000;
const caller = agentOf(us);

const state = fc.record({
  currency: fc.constantFrom('USD', 'JPY', 'KWD').map((code) => code as Currency),
  mode: fc.constantFrom(...ROUNDING_MODES),
  cycle: fc.constantFrom('monthly' as const, 'annual' as const),
  price: fc.integer({ min: 0, max: 30_000 }),
  boughtOn: fc.integer({ min: 0, max: 1500 }).map((days) => addDays(day('2024-01-01'), days)),
  laterDays: fc.integer({ min: 0, max: 360 }),
  seats: fc.integer({ min: 1, max: 60 }),
  before: fc.integer({ min: 1, max: 60 }),
  status: fc.constantFrom('active' as const, 'active' as const, 'suspended' as const, 'deleted' as const),
  hasAddOn: fc.boolean(),
  addOnSeats: fc.integer({ min: 1, max: 60 }),
  margin: fc.integer({ min: -500, max: 3000 }),
});
type State = typeof state extends fc.Arbitrary<infer Value> ? Value : never;

const body: fc.Arbitrary<ChangeBody> = fc.oneof(
  fc.integer({ min: 0, max: 320 }).map((quantity) => ({ quantity })),
  fc.constantFrom('active', 'suspended', 'deleted', 'expired').map((status) => ({ status })),
  fc.record({ autoRenewEnabled: fc.boolean(), friendlyName: fc.constantFrom('Basic', '另一個名稱') }),
  fc.record({ quantity: fc.integer({ min: 1, max: 60 }), autoRenewEnabled: fc.boolean() }),
);

/** A subscription that was bought, changed once, and perhaps suspended, with the ledger that this left. */
function factsOf(drawn: State): ChangeFacts {
  const { boughtOn, laterDays, cycle, currency, mode, price, hasAddOn } = drawn;
  const term = termFor(boughtOn);
  const today = addDays(boughtOn, laterDays);
  const living = (id: string, offerKey: string, quantity: number, parentId: string | null): Living => {
    const own = {
      offerId: offer(offerKey),
      quantity,
      status: drawn.status,
      billingCycle: cycle,
      parentId: parentId as SubscriptionId | null,
    };
    const sold = subscription(id, { ...own, unitPriceMinor: minor(price), currency, term, createdOn: boughtOn });
    const account = accountOf(sold, {
      suspensionReasons: drawn.status === 'suspended' && parentId !== null ? ['BaseSuspended'] : [],
      suspendedOn: drawn.status === 'suspended' ? today : null,
    });
    return { subscription: sold, account, rounding: mode };
  };
  const target = living('base', 'basic', drawn.seats, null);
  const addOns = hasAddOn ? [living('add-on', 'archiving', Math.min(drawn.addOnSeats, drawn.seats), 'base')] : [];
  const customer: TenantFacts = {
    ...contoso,
    partner: { ...contoso.partner, currency, rounding: mode },
    subscriptions: [target, ...addOns].map((each) => each.subscription),
    marginBasisPoints: drawn.margin,
  };
  const ledger = [target, ...addOns].flatMap((each) => ledgerOf(each, drawn.before, today));
  const now = new Date(`${today}T10:00:00Z`);
  return { customer, target, addOns, ledger, assigned: [], people: [], reseller: null, caller, catalog: smallCatalog, today, now };
}

function ledgerOf(living: Living, before: number, today: Day): readonly DatedCharge[] {
  const { term, billingCycle, quantity, createdOn, status } = living.subscription;
  const period = periodOf(term, billingCycle, today);
  const at = (seats: number) => seatsOf(living, seats);
  const bought = [purchaseCharge(at(before), period, 'purchase')];
  const grown = [
    ...bought,
    ...(before === quantity ? [] : seatChangeLines(paidPeriod(at(before), period, bought), at(before), quantity, today)),
  ];
  const day0 = { purchasedOn: createdOn, today };
  const ended = status === 'active' ? [] : cancelLines(paidPeriod(at(quantity), period, grown), at(quantity), quantity, day0, 'cancel');
  return [...grown, ...ended].map((line) => ({ ...line, chargedAt: `${createdOn}T00:00:00Z` }));
}

let serial = 0;
const newId = () => `id-${(serial += 1)}`;
const nothing = (table: string): Write => ({ table, sql: '', rows: [] });

test(`over ${RUNS} random states a preview shows exactly what the change then writes`, () => {
  const seen = { planned: 0, refused: 0, lines: 0 };
  fc.assert(
    fc.property(state, body, (drawn, wish) => {
      const facts = factsOf(drawn);
      const change = changeIn({ ...wish, acceptLicenseConflict: true }, facts.target.subscription, facts.target.account);
      const [shown, done] = [planChange(facts, change), planChange(factsOf(drawn), change)];
      assert.deepEqual(done, shown);
      if (shown.kind === 'refused' || done.kind === 'refused') {
        seen.refused += 1;
        assert.ok(shown.kind === 'refused' && shown.reasons.length > 0);
        return;
      }
      seen.planned += 1;
      assert.deepEqual(differences(promiseOf(shown.plan), promiseOf(done.plan)), []);
      const kept = { id: 'p' as PreviewId, promiseHash: 'h', expiresAt: facts.now };
      const preview = previewView({ kind: 'previewed', ...kept, facts, planning: shown }, 'en');
      const around = {
        catalog: { current: () => smallCatalog, on: () => smallCatalog },
        policy: LIFE_POLICY,
        now: facts.now,
        newId,
        licenses: { dropLicenses: () => nothing('license'), dropProducts: () => nothing('license') },
      };
      const actor = { caller, correlationId: 'c', remoteAddress: null };
      const question = { callerId: 'c', requestId: 'r', question: 'q' };
      const writes = writesOf({ facts, plan: done.plan, actor, question, answer: { status: 200, body: {} } }, around);
      const rowsOf = (table: string) => writes.filter((write) => write.table === table).flatMap((write) => write.rows as any[]);
      const { currency } = drawn;
      const money = (amountMinor: number) => ({ amount: toDecimal({ amountMinor: minor(amountMinor), currency }), currency });
      const charges = rowsOf('charge');
      assert.deepEqual(
        preview.lines.map((line) => [
          line.subscriptionId,
          line.chargeType,
          line.chargeStartDate,
          line.days,
          line.quantity,
          line.unitPrice,
          line.amount,
        ]),
        charges.map((row, i) => [
          row.subscription_id,
          row.charge_type,
          row.charged_from,
          preview.lines[i]?.days,
          row.quantity,
          money(row.unit_price_minor),
          money(row.amount_minor),
        ]),
      );
      assert.deepEqual(preview.total, money(charges.reduce((sum, row) => sum + row.amount_minor, 0)));
      assert.deepEqual(
        preview.subscriptions.map((each) => [each.subscriptionId, each.quantity.after, each.status.after, each.term.startDate]),
        rowsOf('subscription').map((row) => [row.subscription_id, row.quantity, row.status, row.term_from]),
      );
      seen.lines += charges.length;
    }),
    { numRuns: RUNS },
  );
  assert.ok(seen.planned > RUNS / 4 && seen.refused > RUNS / 20 && seen.lines > RUNS / 4, JSON.stringify(seen));
});
