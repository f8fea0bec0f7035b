import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { plantCustomer, plantPartner } from '../../../test/tenant.ts';
import { newId } from '../../platform/clock.ts';
import { tellWhatRanOut } from './worker.ts';

const db = await testDatabase();
const partnerId = await plantPartner(db);
let now = new Date('2026-06-11T09:00:00Z');
const deps = { db, clock: { now: () => now }, newId, onTrouble: (_: string, error: unknown) => assert.fail(String(error)) };

async function plant(endsOn: string, change: { readonly extend?: number; readonly terminated?: boolean } = {}): Promise<string> {
  const customerId = await plantCustomer(db, partnerId);
  await db.read(
    `insert into delegated_admin_relationship (customer_id, relationship_id, partner_id, display_name, roles, duration, auto_extend_days,
       requested_at, requested_by, request_expires_at, activated_at, approved_by, ends_on, terminated_at, terminated_by)
     values ($1, $2, $3, 'Support', '{4d6ac14f-3453-41d0-bef9-a3e0c569773a}', 'P180D', $4, now(), 'a', now(), now(), 'b', $5, $6, $7)`,
    [
      customerId,
      newId(),
      partnerId,
      change.extend ?? 0,
      endsOn,
      change.terminated === true ? now : null,
      change.terminated === true ? 'partner' : null,
    ],
  );
  return customerId;
}
const told = async (customerId: string) =>
  (
    await db.read<{ what: string }>(
      'select event_name as what from announcement where customer_id = $1 union all select operation_type from audit_entry where customer_id = $1 order by 1',
      [customerId],
    )
  ).rows.map(({ what }) => what);

test('what ran out is told on its day, once, by whoever is first; what is extended or was ended is not', async () => {
  const [today, tomorrow, extended, ended] = [
    await plant('2026-06-11'),
    await plant('2026-06-12'),
    await plant('2026-06-11', { extend: 180 }),
    await plant('2026-06-11', { terminated: true }),
  ];
  const runs = await Promise.all([tellWhatRanOut(deps), tellWhatRanOut(deps)]);
  assert.equal(runs[0] + runs[1], 1);
  assert.deepEqual(await told(today), ['granular-admin-relationship-expired', 'granular_admin_relationship_expired']);
  for (const customerId of [tomorrow, extended, ended]) assert.deepEqual(await told(customerId), []);
  assert.equal(await tellWhatRanOut(deps), 0);
  now = new Date('2026-06-12T00:00:00Z');
  assert.equal(await tellWhatRanOut(deps), 1);
  assert.equal((await told(tomorrow)).length, 2);
  const { rows } = await db.read<{ who: string | null }>('select user_principal_name as who from audit_entry where customer_id = $1', [
    today,
  ]);
  assert.deepEqual(rows, [{ who: null }], 'nobody did it');
});

test('one that cannot be told keeps no other waiting', async () => {
  now = new Date('2026-06-20T00:00:00Z');
  const planted = [await plant('2026-06-20'), await plant('2026-06-20')].toSorted();
  const troubles: string[] = [];
  let ids = 0;
  // The first one finds no id for what it has to write.
  const breaking = () => {
    ids += 1;
    if (ids === 1) throw new Error('the power goes out');
    return newId();
  };
  const onTrouble = (sentence: string) => void troubles.push(sentence);
  assert.equal(await tellWhatRanOut({ ...deps, newId: breaking, onTrouble }), 1);
  assert.equal(troubles.length, 1);
  assert.equal((await Promise.all(planted.map(told))).filter((each) => each.length === 2).length, 1);
  assert.equal(await tellWhatRanOut(deps), 1);
});
