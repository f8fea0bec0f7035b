import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { addDays, dayOf, earlier, type Day } from '../src/kit/dates.ts';
import { newId } from '../src/platform/clock.ts';
import { emptied, type Happening } from './day-book.ts';
import { ADD_ON, type Move } from './money-moves.ts';
import { isOnlyWhatFellDue, note, type Story } from './money-story.ts';

/** Does one move, with whatever must hold of it. */
export async function make(story: Story, move: Move): Promise<void> {
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
        body: { billingCycle: move.cycle, lineItems: [{ offerId: story.world.offer(move.key).id, quantity: move.seats }] },
      });
    case 'add_on':
      if (chosen === undefined) return;
      return doIt(story, 'life', {
        path: `${at}/orders`,
        body: {
          billingCycle: chosen.cycle,
          lineItems: [{ offerId: story.world.offer(ADD_ON).id, quantity: move.seats, parentSubscriptionId: chosen.id }],
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
        await story.world.db.read(`update directory_user set usage_location = 'US' where customer_id = $1`, [story.customerId]);
      const body = move.how === 'retries' ? {} : { note: 'x', license: 'keep' };
      const lines = story.table.lines.length;
      await doIt(story, 'given_back', { path: `${at}/upgraderecords/${last.upgradeId}/${move.how}`, body });
      if (story.table.lines.length > lines) story.world.count(move.how);
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
  story.world.count('status' in body ? String(body.status) : what);
}

async function upgrade(story: Story, id: string, { to, only }: Extract<Move, { kind: 'upgrade' }>): Promise<void> {
  const url = `/v1/customers/${story.customerId}/subscriptions/${id}`;
  const wish = { targetOffer: { id: story.world.offer(to).id }, ...(only ? { upgradeType: 'upgrade_only' } : {}) };
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
  story.world.count('upgrade');
  if (story.table.rows.get(id)?.status === 'active') story.world.count('some stay');
}

/** The source is charged as if nothing had happened, the target never was. */
async function undo(story: Story): Promise<void> {
  const last = story.taken.at(-1);
  if (last === undefined) return;
  const path = `/v1/customers/${story.customerId}/upgraderecords/${last.upgradeId}/undo`;
  const preview = (await story.world.server.ask(path)).body;
  const before = new Map(story.books);
  const answer = await doIt(story, 'life', { path, body: undefined, preview, mustSucceed: preview?.isPossible === true });
  if (answer?.state !== 'undone') return;
  const target = before.get(last.targetId);
  assert.ok(target !== undefined);
  story.books.set(last.sourceId, last.source);
  story.books.set(last.targetId, emptied(target));
  story.taken.pop();
  story.world.count('undo');
}

/** Time passes from one day on which something falls due to the next, or with nobody looking. */
async function wait(story: Story, { days, isAsleep }: Extract<Move, { kind: 'wait' }>): Promise<void> {
  const until = addDays(dayOf(story.world.now()), days);
  // What ends on a day of its own is looked at on that day.
  const isSimple = [...story.table.rows.values()].every(
    ({ status, autoRenew, parentId }) => status === 'deleted' || (autoRenew && parentId === null),
  );
  if (isAsleep && isSimple && days <= 45) {
    story.world.at(new Date(`${until}T09:00:00Z`));
    return;
  }
  for (;;) {
    const { rows } = await story.world.db.read<{ on: Day | null }>(
      `select min(greatest(due_on, $2::date))::text as on from subscription where customer_id = $1 and status <> 'deleted' and due_on <= $3`,
      [story.customerId, dayOf(story.world.now()), until],
    );
    const next = rows[0]?.on ?? null;
    story.world.at(new Date(`${next === null ? until : earlier(next, until)}T09:00:00Z`));
    if (next === null) return;
    await story.world.settle(story);
    await note(story, 'life');
    if (dayOf(story.world.now()) >= until) return;
  }
}

/** The same request again is the same answer, and nothing more. */
async function repeat(story: Story): Promise<void> {
  if (story.sent === null) return;
  const { method, path, body, headers, text } = story.sent;
  const before = story.table;
  assert.equal((await story.world.server.ask(path, { method, headers, ...(body === undefined ? {} : { body }) })).text, text);
  await note(story, 'life');
  assert.ok(isOnlyWhatFellDue(before, story.table));
  story.world.count('repeat');
}

/** A preview; what fell due meanwhile happens before it. */
async function previewed(story: Story, path: string, body: unknown): Promise<any> {
  const { status, text, body: preview } = await story.world.server.ask(path, { method: 'POST', body });
  assert.ok(status < 300, text);
  await note(story, 'life');
  return preview;
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
  const answer = await story.world.server.ask(path, { method, headers, ...(body === undefined ? {} : { body }) });
  assert.ok(answer.status < 500, answer.text);
  const isDone = answer.status < 300 && !(answer.body?.upgradeErrors?.length > 0);
  assert.ok(isDone || !mustSucceed, `promised and refused: ${answer.text}`);
  if (preview !== undefined && preview.isPossible !== true) assert.ok(!isDone, `refused in the preview, and done: ${answer.text}`);
  const before = story.table;
  if (!isDone) {
    await note(story, 'life');
    assert.ok(isOnlyWhatFellDue(before, story.table), `refused, and written: ${answer.text}`);
    story.world.count(answer.status === 409 && answer.body.code === 900279 ? 'promise broken' : 'refused');
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
  if (what === 'cycle' && story.table.lines.length > before.lines.length) story.world.count('cycle');
  return answer.body;
}
