import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deliveryWorld } from '../../../test/deliveries.ts';
import { openSender, purgeWebhooks } from './worker.ts';

const { db, deps, happen, kept, look, minutes, now, registered } = await deliveryWorld();

/** Waits for what happens on another socket; a few milliseconds each time. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((done) => setTimeout(done, 5));
}

describe('a receiver that fails', () => {
  test('is tried ten times within days, under the same id, then given up on', async () => {
    const at = await registered();
    at.receiver.answersWith = 500;
    const { eventId } = await happen(at);
    const seen: number[] = [];
    for (let day = 0; day < 6 * 24 * 60; day += 1) {
      const { state, nextAttemptAt } = day === 0 ? { state: 'waiting', nextAttemptAt: now().toISOString() } : await kept(at, eventId);
      if (state !== 'waiting' || nextAttemptAt === null) break;
      const wait = (Date.parse(nextAttemptAt) - now().getTime()) / 60_000;
      if (wait > 0) {
        minutes(wait - 0.5);
        await look();
        assert.equal(at.receiver.heard.length, seen.length, 'not before its time');
        minutes(0.5);
      }
      seen.push(wait);
      await look();
      assert.equal(at.receiver.heard.length, seen.length);
    }
    assert.deepEqual(seen, [0, 1, 4, 16, 64, 256, 1024, 1440, 1440, 1440]);
    const delivery = await kept(at, eventId);
    assert.deepEqual([delivery.state, delivery.tries, delivery.attempts.length], ['given_up', 10, 10]);
    assert.deepEqual(new Set(at.receiver.heard.map(({ headers }) => headers['ms-requestid'])), new Set([eventId]));
    assert.equal(new Set(at.receiver.heard.map(({ raw }) => raw)).size, 1);
  });

  test('and then works is told, and the log knows both', async () => {
    const at = await registered();
    at.receiver.answersWith = 503;
    const { eventId } = await happen(at);
    await look();
    at.receiver.answersWith = 204;
    minutes(1);
    await look();
    const { state, attempts } = await kept(at, eventId);
    assert.equal(state, 'delivered');
    assert.deepEqual(
      attempts.map(({ outcome }) => outcome.kind === 'answered' && outcome.status),
      [503, 204],
    );
  });

  test('one that never answers costs its own time only: others are told meanwhile', async () => {
    const hanging = await registered();
    hanging.receiver.answersWith = null;
    const events = [];
    for (let i = 0; i < 12; i += 1) events.push(await happen(hanging));
    const quick = await registered();
    const told = await happen(quick);
    const patient = openSender({ ...deps, millisecondsMax: 700 });
    await patient.look();
    await until(async () => hanging.receiver.heard.length >= 4 && (await kept(quick, told.eventId)).state !== 'waiting');
    assert.equal((await kept(quick, told.eventId)).state, 'delivered');
    assert.equal(hanging.receiver.heard.length, 4, 'four of one partner at once');
    await patient.settled();
    assert.equal(hanging.receiver.heard.length, 12);
    const [first] = (await kept(hanging, events[0]?.eventId ?? '')).attempts;
    assert.equal(first?.outcome.kind === 'unreachable' && first.outcome.cause, 'timed_out');
    hanging.receiver.answersWith = 200;
    minutes(1);
    await look();
    assert.equal(hanging.receiver.heard.length, 24);
  });

  test('a private address is refused when it is sent to, whatever was registered', async () => {
    const at = await registered({ url: 'http://10.0.0.1/' });
    const { eventId } = await happen(at);
    await look();
    const { state, attempts } = await kept(at, eventId);
    assert.equal(state, 'waiting');
    assert.equal(attempts[0]?.outcome.kind === 'unreachable' && attempts[0].outcome.cause, 'address_refused');
  });
});

describe('several senders', () => {
  test('tell each event once', async () => {
    const at = await registered();
    const events = await Promise.all(Array.from({ length: 60 }, () => happen(at)));
    const senders = [openSender(deps), openSender(deps), openSender(deps)];
    await Promise.all(senders.map((each) => look(each)));
    await Promise.all(senders.map((each) => look(each)));
    const heard = at.receiver.heard.map(({ headers }) => headers['ms-requestid']);
    assert.equal(heard.length, events.length);
    assert.deepEqual(new Set(heard), new Set(events.map(({ eventId }) => eventId)));
  });

  test('what a sender left in the middle is sent by another, once its claim has run out', async () => {
    const at = await registered();
    at.receiver.answersWith = null;
    const { eventId } = await happen(at);
    const dying = openSender({ ...deps, millisecondsMax: 600_000 });
    await dying.look();
    await until(async () => at.receiver.heard.length > 0);
    assert.equal((await kept(at, eventId)).isBeingSent, true);
    at.receiver.answersWith = 200;
    await look();
    assert.equal(at.receiver.heard.length, 1);
    minutes(1);
    await look();
    assert.equal(at.receiver.heard.length, 2);
    assert.equal((await kept(at, eventId)).state, 'delivered');
    // What the first one reports now comes too late to change anything.
    await dying.stop();
    assert.deepEqual([(await kept(at, eventId)).state, (await kept(at, eventId)).tries], ['delivered', 2]);
  });

  test('one that is stopped lets go at once, and the try does not count', async () => {
    const at = await registered();
    at.receiver.answersWith = null;
    const { eventId } = await happen(at);
    const stopped = openSender(deps);
    await stopped.look();
    await until(async () => at.receiver.heard.length > 0);
    await stopped.stop();
    const { state, tries, isBeingSent, attempts } = await kept(at, eventId);
    assert.deepEqual([state, tries, isBeingSent, attempts.length], ['waiting', 0, false, 0]);
    at.receiver.answersWith = 200;
    await look();
    assert.equal((await kept(at, eventId)).state, 'delivered');
  });
});

test('what is over is removed after its days, and what waits never', async () => {
  for (const table of ['webhook_delivery', 'announcement']) await db.read(`truncate ${table}`);
  const at = await registered();
  await happen(at);
  await look();
  at.receiver.answersWith = 500;
  const failing = await happen(at);
  for (let i = 0; i < 10; i += 1) {
    await look();
    minutes(1440);
  }
  assert.equal((await kept(at, failing.eventId)).state, 'given_up');
  const there = async () =>
    (await db.read<{ id: string }>('select delivery_id as id from webhook_delivery')).rows.map(({ id }) => id).toSorted();
  const days = (count: number) => minutes(count * 1440);
  days(19);
  await purgeWebhooks(deps);
  assert.equal((await there()).length, 2, 'twenty-nine days');
  days(2);
  assert.equal(await purgeWebhooks(deps), 3, 'the delivered one and both announcements');
  assert.deepEqual(await there(), [failing.eventId]);
  days(67);
  await purgeWebhooks(deps);
  assert.deepEqual(await there(), [failing.eventId], 'eighty-nine days');
  days(2);
  await purgeWebhooks(deps);
  assert.deepEqual(await there(), []);
});
