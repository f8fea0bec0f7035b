import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import { agentOf, clock } from '../../test/tenant.ts';
import type { PartnerId } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { answering } from './commands.ts';

const db = await testDatabase();
const answerOnce = answering({ db, clock });
const partnerId = newId() as PartnerId;
const request = (change: object = {}) => ({
  caller: agentOf(partnerId, 'global_admin'),
  id: newId(),
  method: 'POST',
  url: '/v1/things',
  body: { name: 'a' },
  ...change,
});
/** Work that counts how often it is done. */
const counted = (status = 201) => {
  let times = 0;
  return { times: () => times, work: async () => ({ status, body: { times: (times += 1) } }) };
};
const kept = async () =>
  (await db.read<{ answer: string }>('select answer from answered_request where customer_id = $1', [partnerId])).rows;

describe('a partner’s request', () => {
  test('is answered once, whoever comes again in the meantime', async () => {
    const [asked, it] = [request(), counted()];
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return it.work();
    };
    const answers = await Promise.all([answerOnce(asked, slow), answerOnce(asked, slow), answerOnce(asked, slow)]);
    answers.push(await answerOnce(asked, slow));
    for (const answer of answers) assert.deepEqual(answer, { status: 201, body: { times: 1 } });
    assert.equal(answers.length, 4);
    assert.equal(it.times(), 1);
  });

  for (const [name, change] of [
    ['with another id', { id: newId() }],
    ['with another body', { body: { name: 'b' } }],
    ['to another address', { url: '/v1/others' }],
    ['with another method', { method: 'PUT' }],
    ['of somebody else', { caller: agentOf(partnerId) }],
    ['of another partner', { caller: agentOf(newId() as PartnerId, 'global_admin') }],
  ] as const) {
    test(`${name} is another one`, async () => {
      const [asked, it] = [request(), counted()];
      await answerOnce(asked, it.work);
      await answerOnce({ ...asked, ...change }, it.work);
      assert.equal(it.times(), 2);
    });
  }

  test('that was refused is decided anew, and the next in line does what the first did not', async () => {
    const [asked, refused, done] = [request(), counted(409), counted()];
    await Promise.all([answerOnce(asked, refused.work), answerOnce(asked, refused.work)]);
    assert.equal(refused.times(), 2);
    assert.equal((await answerOnce(asked, done.work)).status, 201);
  });

  test('that failed leaves nothing behind', async () => {
    const [asked, it] = [request(), counted()];
    await assert.rejects(
      answerOnce(asked, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.deepEqual(await answerOnce(asked, it.work), { status: 201, body: { times: 1 } });
  });

  test('with nothing to say is answered with nothing again', async () => {
    const asked = request();
    const work = async () => ({ status: 204, body: null });
    for (const _ of [1, 2]) assert.deepEqual(await answerOnce(asked, work), { status: 204, body: null });
  });

  test('whose answer has a secret is told it again, and the database does not know it', async () => {
    const asked = request();
    const tell = (password: string) => answerOnce(asked, async () => ({ status: 201, body: { password } }), { hidesSecret: true });
    for (const fresh of ['correct horse', 'another'])
      assert.deepEqual(await tell(fresh), { status: 201, body: { password: 'correct horse' } });
    const rows = await kept();
    assert.ok(!JSON.stringify(rows).includes('horse'));
    const { rows: byId } = await db.read('select 1 from answered_request where request_id = $1', [asked.id]);
    assert.deepEqual(byId, [], 'nor the id that opens it');
  });
});
