import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { testSignIns } from '../../../test/sign-in.ts';
import { newId } from '../../platform/clock.ts';
import { answering } from '../../audit/commands.ts';
import { journalRoutes } from '../journal/routes.ts';
import { programRoutes } from './routes.ts';

const now = new Date('2026-06-11T09:00:00Z');
const clock = { now: () => now };
const db = await testDatabase();
const ours = await testSignIns(db, { clock });
const theirs = await testSignIns(db, { clock, name: 'fabrikam' });
const admin = ours.callerAs('global_admin');
const { ask } = await testServer(
  [programRoutes({ access: ours.access, db, clock, newId, answerOnce: answering({ db, clock }) }), journalRoutes({ db, clock })],
  admin,
);
const { applicationId } = ours.application;
const set = (id: string, clientGeneration: unknown) => ask(`/v1/applications/${id}`, { method: 'PATCH', body: { clientGeneration } });
const prove = async () => {
  const proof = await ours.access.prover.token(await ours.tokenFor('application'));
  return proof.kind === 'caller' ? (proof.caller.generation ?? 'common') : proof.reason;
};

test('the programs of the partner and no others, all of them with what every client can read', async () => {
  const { status, body } = await ask('/v1/applications');
  assert.equal(status, 200);
  assert.deepEqual(new Set(body.items.map((item: any) => item.id)), new Set([applicationId, ours.publicApplication.applicationId]));
  assert.ok(body.items.every((item: any) => item.clientGeneration === 'common' && item.disabled === false));
});

test('200: from then on its tokens say so, for people behind it too; the journal remembers', async () => {
  assert.equal(await prove(), 'common');
  const { status, body } = await set(applicationId.toUpperCase(), 'Newest');
  assert.deepEqual([status, body.clientGeneration], [200, 'newest']);
  assert.equal(await prove(), 'newest');
  const person = await ours.access.prover.token(await ours.tokenFor('sales_agent'));
  assert.equal(person.kind === 'caller' && person.caller.generation, 'newest');
  await set(applicationId, 'newest');
  const [entry, ...others] = (await ask('/v1/partnerauditrecords')).body.items;
  assert.deepEqual([entry.operationType, entry.resourceId, others.length], ['update_application', applicationId, 0]);
  await set(applicationId, 'common');
  assert.equal(await prove(), 'common');
});

test('404 for a program of others and for an unknown one; 400 for what is no generation', async () => {
  for (const id of [theirs.application.applicationId, newId()]) assert.deepEqual([(await set(id, 'newest')).status], [404]);
  assert.equal((await set(applicationId, 'oldest')).status, 400);
  assert.equal((await set('x', 'newest')).status, 400);
});
