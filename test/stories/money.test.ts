import assert from 'node:assert/strict';
import { after as afterAll, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { importPriceList } from '../../src/billing/prices/commands.ts';
import type { Charge } from '../../src/billing/charge.ts';
import { profileOf } from '../../src/billing/profile.ts';
import { addDays, dayOf, earlier, type Day } from '../../src/kit/dates.ts';
import { decimalsOf, type Currency } from '../../src/kit/money.ts';
import type { CustomerId, PartnerId } from '../../src/kit/ids.ts';
import { dropLicenses, dropProducts } from '../../src/licenses/assignment/store.ts';
import { newId } from '../../src/platform/clock.ts';
import { changeRoutes } from '../../src/subscriptions/change/routes.ts';
import { orderRoutes } from '../../src/subscriptions/orders/routes.ts';
import { settleCustomer } from '../../src/subscriptions/renewal/commands.ts';
import { LIFE_POLICY } from '../../src/subscriptions/renewal/policy.ts';
import { lockCustomer } from '../../src/subscriptions/tenant/store.ts';
import { leftBehindWorkRoutes } from '../../src/upgrades/left-behind/working/routes.ts';
import { upgradeRoutes } from '../../src/upgrades/routes.ts';
import { undoRoutes } from '../../src/upgrades/undo/routes.ts';
import { testDatabase } from '../database.ts';
import { after, bought, emptied, type DayBook, type Happening, type Row } from '../day-book.ts';
import { beginning, BASES, firstDay, moves, type Move } from '../money-moves.ts';
import { testServer } from '../server.ts';
import { agentOf, NOW, plantCustomer, plantPartner, plantTenant, plantUser } from '../tenant.ts';

// One customer lives through whatever people can do to its subscriptions, over the API and on odd days. Beside it a book is
// kept of what each day should have been charged for; the ledger must say the same, and each preview what then happened.

// The same each time, so that a change is judged by itself; another one is tried by naming it.
const SEED = Number(process.env['SEED'] ?? 20_261_122);
const RUNS = Number(process.env['RUNS'] ?? 60);

const db = await testDatabase();
const { catalog, offer } = await plantTenant(db);
afterAll(() => catalog.close());
let now = NOW;
const clock = { now: () => now };
const deps = { db, catalog, clock, newId };
const server = await testServer([
  orderRoutes({ ...deps, dropProducts }),
  changeRoutes({ ...deps, licenses: { dropLicenses, dropProducts } }),
  upgradeRoutes(deps),
  undoRoutes(deps),
  leftBehindWorkRoutes(deps),
]);

// Dollars, yen without decimals, dinars with three: at odd prices, so that nearly every line is rounded.
const ADD_ON = 'audio-conferencing';
const PRICES = { USD: ['4.99', '12.53', '7.77'], JPY: ['541', '1361', '823'], KWD: ['1.537', '3.851', '2.309'] } as const;
const sellers = new Map<string, PartnerId>();
for (const [currency, prices] of Object.entries(PRICES)) {
  const seller = await plantPartner(db, { currency });
  sellers.set(currency, seller);
  const lines = [...BASES, ADD_ON].flatMap((key, i) => {
    const price = prices[i % prices.length] ?? '1';
    const annual = (Number(price) * 11).toFixed(decimalsOf(currency as Currency));
    return [`${offer(key).id},${currency},monthly,,2020-01-01,${price},`, `${offer(key).id},${currency},annual,,2020-01-01,${annual},`];
  });
  const text = ['offerId,currency,billingCycle,market,effectiveFrom,listPrice,partnerPrice', ...lines].join('\n');
  const done = await db.transaction((tx) =>
    importPriceList(tx, { partnerId: seller, file: { name: 'list', text }, actor: null }, { catalog: catalog.current(), now, newId }),
  );
  assert.equal(done.kind, 'imported');
}
await catalog.refresh();

const world = fc.record({ currency: fc.constantFrom(...Object.keys(PRICES)), from: firstDay, first: beginning, moves });
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

type Line = Charge & { readonly id: string };
type Table = {
  readonly rows: ReadonlyMap<string, Row & { readonly orderId: string; readonly parentId: string | null; readonly autoRenew: boolean }>;
  readonly lines: readonly Line[];
};
type Sent = {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly text: string;
};
type Taken = { readonly upgradeId: string; readonly sourceId: string; readonly targetId: string; readonly source: DayBook };
type Story = {
  readonly customerId: CustomerId;
  readonly partnerId: PartnerId;
  readonly decimals: number;
  readonly books: Map<string, DayBook>;
  readonly taken: Taken[];
  table: Table;
  sent: Sent | null;
};

const done: Record<string, number> = {};
const count = (what: string) => (done[what] = (done[what] ?? 0) + 1);

test('whatever is done on whatever days: each preview is what happens, and each seat is charged for each of its days once', async (t) => {
  t.diagnostic(`SEED=${SEED} RUNS=${RUNS}`);
  await fc.assert(
    fc.asyncProperty(world, async (start) => {
      const story = await begin(start);
      for (const move of start.moves) {
        await make(story, move);
        agree(story);
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  t.diagnostic(JSON.stringify(done));
  for (const what of ['seats', 'suspended', 'active', 'deleted', 'cycle', 'upgrade', 'refused', 'promise broken'])
    if (RUNS >= 60) assert.ok((done[what] ?? 0) > 0, `${what} never happened: ${JSON.stringify(done)}`);
});

async function begin({ currency, from, first }: World): Promise<Story> {
  now = new Date(`${from}T09:00:00Z`);
  const partnerId = sellers.get(currency) ?? (await plantPartner(db));
  server.actAs(agentOf(partnerId, 'global_admin', 'admin_agent'));
  const customerId = await plantCustomer(db, partnerId);
  const story: Story = {
    customerId,
    partnerId,
    decimals: decimalsOf(currency as Currency),
    books: new Map(),
    taken: [],
    table: await read(customerId),
    sent: null,
  };
  await make(story, { kind: 'buy', key: first.key, seats: first.seats, cycle: first.cycle });
  for (let i = 0; i < Math.min(first.users, first.seats); i += 1)
    await plantUser(db, { customerId }, `user${i}`, [{ offer: offer(first.key) }], i < first.nowhere ? null : 'US');
  return story;
}

async function make(story: Story, move: Move): Promise<void> {
  const at = `/v1/customers/${story.customerId}`;
  // What is gone can be chosen too, and refuses everything; seldom, since little is learnt from it.
  const rows = [...story.table.rows.values()];
  const living = rows.filter(({ status }) => status !== 'deleted');
  const all = 'of' in move && move.of < 5 && living.length > 0 ? living : rows;
  const chosen = 'of' in move ? all[move.of % Math.max(all.length, 1)] : undefined;
  switch (move.kind) {
    case 'wait':
      return wait(story, move);
    case 'repeat':
      return repeat(story);
    case 'buy':
      return doIt(story, 'life', {
        path: `${at}/orders`,
        body: { billingCycle: move.cycle, lineItems: [{ offerId: offer(move.key).id, quantity: move.seats }] },
      });
    case 'add_on':
      if (chosen === undefined) return;
      return doIt(story, 'life', {
        path: `${at}/orders`,
        body: {
          billingCycle: chosen.cycle,
          lineItems: [{ offerId: offer(ADD_ON).id, quantity: move.seats, parentSubscriptionId: chosen.id }],
        },
      });
    case 'change':
      return chosen === undefined ? undefined : change(story, chosen.id, move);
    case 'cycle': {
      if (chosen === undefined) return;
      const preview = await previewed(story, `${at}/orders/${chosen.orderId}/cyclepreviews`, { billingCycle: move.cycle });
      return doIt(story, 'cycle', {
        method: 'PATCH',
        path: `${at}/orders/${chosen.orderId}`,
        body: preview.isPossible ? { previewId: preview.id } : { billingCycle: move.cycle, lineItems: [] },
        preview,
      });
    }
    case 'upgrade':
      return chosen === undefined ? undefined : upgrade(story, chosen.id, move);
    case 'undo':
      return undo(story);
    case 'work': {
      const last = story.taken.at(-1);
      if (last === undefined) return;
      if (move.how === 'retries')
        await db.read(`update directory_user set usage_location = 'US' where customer_id = $1`, [story.customerId]);
      const body = move.how === 'retries' ? {} : { note: 'x', license: 'keep' };
      const lines = story.table.lines.length;
      await doIt(story, 'given_back', { path: `${at}/upgraderecords/${last.upgradeId}/${move.how}`, body });
      if (story.table.lines.length > lines) count(move.how);
      return;
    }
  }
}

async function change(story: Story, id: string, { body, disturbs }: Extract<Move, { kind: 'change' }>): Promise<void> {
  const url = `/v1/customers/${story.customerId}/subscriptions/${id}`;
  const wish = { ...body, acceptLicenseConflict: true };
  const preview = await previewed(story, `${url}/changepreviews`, wish);
  const what = 'quantity' in body ? 'seats' : 'status';
  if (!preview.isPossible) return doIt(story, what, { method: 'PATCH', path: url, body: wish, preview });
  const target = story.table.rows.get(id);
  if (disturbs && target?.status === 'active') {
    await doIt(story, 'seats', { method: 'PATCH', path: url, body: { quantity: target.quantity + 1 } });
    return doIt(story, what, { method: 'PATCH', path: url, body: { previewId: preview.id }, preview });
  }
  await doIt(story, what, { method: 'PATCH', path: url, body: { previewId: preview.id }, preview, mustSucceed: true });
  for (const changed of preview.subscriptions) {
    const row = story.table.rows.get(changed.subscriptionId);
    assert.deepEqual(
      [row?.quantity, row?.status, row?.term.from, row === undefined ? '' : addDays(row.term.until, -1)],
      [changed.quantity.after, changed.status.after, changed.term.startDate, changed.term.endDate],
    );
  }
  count('status' in body ? String(body.status) : what);
}

async function upgrade(story: Story, id: string, { to, only }: Extract<Move, { kind: 'upgrade' }>): Promise<void> {
  const url = `/v1/customers/${story.customerId}/subscriptions/${id}`;
  const wish = { targetOffer: { id: offer(to).id }, ...(only ? { upgradeType: 'upgrade_only' } : {}) };
  const preview = await previewed(story, `${url}/upgradepreviews`, wish);
  const source = story.books.get(id);
  const body = preview.isEligible === true ? { ...wish, previewId: preview.id } : wish;
  const answer = await doIt(story, 'given_back', {
    path: `${url}/upgrades`,
    body,
    preview: { ...preview, isPossible: preview.isEligible },
    mustSucceed: preview.isEligible === true,
  });
  if (answer?.upgradeId === undefined || source === undefined) return;
  story.taken.push({ upgradeId: answer.upgradeId, sourceId: id, targetId: answer.targetSubscriptionId, source });
  count('upgrade');
  if (story.table.rows.get(id)?.status === 'active') count('some stay');
}

/** The source is charged as if nothing had happened, the target never was. */
async function undo(story: Story): Promise<void> {
  const last = story.taken.at(-1);
  if (last === undefined) return;
  const path = `/v1/customers/${story.customerId}/upgraderecords/${last.upgradeId}/undo`;
  const preview = (await server.ask(path)).body;
  const before = new Map(story.books);
  const answer = await doIt(story, 'life', { path, body: undefined, preview, mustSucceed: preview?.isPossible === true });
  if (answer?.state !== 'undone') return;
  const target = before.get(last.targetId);
  assert.ok(target !== undefined);
  story.books.set(last.sourceId, last.source);
  story.books.set(last.targetId, emptied(target));
  story.taken.pop();
  count('undo');
}

/** Time passes from one day on which something falls due to the next, or with nobody looking. */
async function wait(story: Story, { days, isAsleep }: Extract<Move, { kind: 'wait' }>): Promise<void> {
  const until = addDays(dayOf(now), days);
  // What ends on a day of its own is looked at on that day.
  const isSimple = [...story.table.rows.values()].every(
    ({ status, autoRenew, parentId }) => status === 'deleted' || (autoRenew && parentId === null),
  );
  if (isAsleep && isSimple && days <= 45) {
    now = new Date(`${until}T09:00:00Z`);
    return;
  }
  for (;;) {
    const { rows } = await db.read<{ on: Day | null }>(
      `select min(greatest(due_on, $2::date))::text as on from subscription where customer_id = $1 and status <> 'deleted' and due_on <= $3`,
      [story.customerId, dayOf(now), until],
    );
    const next = rows[0]?.on ?? null;
    now = new Date(`${next === null ? until : earlier(next, until)}T09:00:00Z`);
    if (next === null) return;
    await db.transaction(async (tx) => {
      await lockCustomer(tx, story);
      await settleCustomer(tx, story.customerId, { catalog, policy: LIFE_POLICY, now, newId, dropProducts });
    });
    await note(story, 'life');
    if (dayOf(now) >= until) return;
  }
}

/** The same request again is the same answer, and nothing more. */
async function repeat(story: Story): Promise<void> {
  if (story.sent === null) return;
  const { method, path, body, headers, text } = story.sent;
  const before = story.table;
  assert.equal((await server.ask(path, { method, headers, ...(body === undefined ? {} : { body }) })).text, text);
  await note(story, 'life');
  assert.ok(isOnlyWhatFellDue(before, story.table));
  count('repeat');
}

/** A preview; what fell due meanwhile happens before it. */
async function previewed(story: Story, path: string, body: unknown): Promise<any> {
  const { status, text, body: preview } = await server.ask(path, { method: 'POST', body });
  assert.ok(status < 300, text);
  await note(story, 'life');
  return preview;
}

/** Whatever is asked, what fell due meanwhile may happen before it: periods and renewals are charged, the suspended removed, and nothing else. */
function isOnlyWhatFellDue(before: Table, later: Table): boolean {
  const known = new Set(before.lines.map(({ id }) => id));
  const isDue = ({ id, chargeType }: Line) => known.has(id) || chargeType === 'Cycle fee' || chargeType === 'Renew fee';
  const state = ({ status, quantity, cycle }: Row) => [status, quantity, cycle];
  return (
    later.lines.every(isDue) &&
    later.rows.size === before.rows.size &&
    [...later.rows].every(([id, row]) => {
      const was = before.rows.get(id);
      // What was suspended long enough is removed.
      const isRemoved = was?.status === 'suspended' && row.status === 'deleted';
      return was !== undefined && isDeepStrictEqual(state(isRemoved ? { ...was, status: row.status } : was), state(row));
    })
  );
}

type Doing = {
  readonly method?: string;
  readonly path: string;
  readonly body: unknown;
  readonly preview?: any;
  readonly mustSucceed?: boolean;
};

/** Sends a command; what it wrote must be what its preview said, and a refused one must have written nothing. */
async function doIt(story: Story, what: Happening, { method = 'POST', path, body, preview, mustSucceed = false }: Doing): Promise<any> {
  const headers = { 'ms-requestid': newId() };
  const answer = await server.ask(path, { method, headers, ...(body === undefined ? {} : { body }) });
  assert.ok(answer.status < 500, answer.text);
  const isDone = answer.status < 300 && !(answer.body?.upgradeErrors?.length > 0);
  assert.ok(isDone || !mustSucceed, `promised and refused: ${answer.text}`);
  if (preview !== undefined && preview.isPossible !== true) assert.ok(!isDone, `refused in the preview, and done: ${answer.text}`);
  const before = story.table;
  if (!isDone) {
    await note(story, 'life');
    assert.ok(isOnlyWhatFellDue(before, story.table), `refused, and written: ${answer.text}`);
    count(answer.status === 409 && answer.body.code === 900279 ? 'promise broken' : 'refused');
    return null;
  }
  await note(story, what);
  // Of what changed nothing no answer is kept.
  if (!isDeepStrictEqual(before, story.table)) story.sent = { method, path, body, headers, text: answer.text };
  if (preview?.lines !== undefined) {
    const known = new Set(before.lines.map(({ id }) => id));
    const written = story.table.lines.filter(({ id }) => !known.has(id));
    assert.deepEqual(
      written.map((line) => [line.chargeType, line.offerId, line.span.from, line.quantity, line.amountMinor]),
      preview.lines.map((line: any) => [
        line.chargeType,
        line.offerId,
        line.chargeStartDate,
        line.quantity,
        Math.round(line.amount.amount * 10 ** story.decimals),
      ]),
    );
    const total = written.reduce((sum, line) => sum + line.amountMinor, 0);
    if (preview.total !== undefined) assert.equal(total, Math.round(preview.total.amount * 10 ** story.decimals));
  }
  if (what === 'cycle' && story.table.lines.length > before.lines.length) count('cycle');
  return answer.body;
}

/** Reads what happened and writes it into the book. */
async function note(story: Story, what: Happening): Promise<void> {
  const before = story.table;
  story.table = await read(story.customerId);
  for (const [id, row] of story.table.rows) {
    const was = before.rows.get(id);
    const book = story.books.get(id);
    if (was === undefined || book === undefined) story.books.set(id, bought(row));
    else if (!isDeepStrictEqual(was, row) || linesOf(story.table, id).length > linesOf(before, id).length)
      story.books.set(id, after(book, was, row, what, dayOf(now)));
  }
}

function linesOf({ lines }: Table, id: string): readonly Line[] {
  return lines.filter((line) => line.subscriptionId === id);
}

/** The ledger charges the days of the book, and costs what they cost but for the rounding of its lines. */
function agree({ books, table }: Story): void {
  for (const [id, { days }] of books) {
    const lines = linesOf(table, id);
    const charged = new Map<Day, number>();
    for (const { span, seats } of profileOf(lines)) for (let on = span.from; on < span.until; on = addDays(on, 1)) charged.set(on, seats);
    for (const on of new Set([...days.keys(), ...charged.keys()]))
      assert.equal(
        charged.get(on) ?? 0,
        days.get(on)?.seats ?? 0,
        `${on} of ${id}: charged ${charged.get(on)} seats, held ${days.get(on)?.seats}`,
      );
    const exact = [...days.values()].reduce((sum, { seats, perSeat }) => sum + seats * perSeat, 0);
    const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    assert.ok(Math.abs(total - exact) <= lines.length / 2 + 1e-6, `${id}: ${total} for ${exact} in ${lines.length} lines`);
  }
}

async function read(customerId: CustomerId): Promise<Table> {
  const { rows } = await db.read<{
    subscriptions: (Row & { orderId: string; parentId: string | null; autoRenew: boolean })[];
    lines: Line[];
  }>(
    `select coalesce((select json_agg(json_build_object('id', s.subscription_id, 'status', s.status, 'quantity', s.quantity, 'price', s.unit_price_minor,
              'cycle', s.billing_cycle, 'term', json_build_object('from', s.term_from, 'until', s.term_until), 'createdOn', s.created_at::date,
              'orderId', s.order_id, 'parentId', s.parent_subscription_id, 'autoRenew', s.auto_renew) order by s.created_at, s.subscription_id)
              from subscription s where s.customer_id = $1), '[]') as subscriptions,
            coalesce((select json_agg(json_build_object('id', g.charge_id, 'subscriptionId', g.subscription_id, 'offerId', g.offer_id, 'chargeType', g.charge_type,
              'span', json_build_object('from', g.charged_from, 'until', g.charged_until), 'quantity', g.quantity, 'amountMinor', g.amount_minor)
              order by g.charge_id) from charge g where g.customer_id = $1), '[]') as lines`,
    [customerId],
  );
  const [found] = rows;
  return { rows: new Map((found?.subscriptions ?? []).map((row) => [row.id, row])), lines: found?.lines ?? [] };
}
