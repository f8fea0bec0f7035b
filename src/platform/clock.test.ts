import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './clock.ts';

test('ids made later sort later, many in one millisecond too, and none comes twice', () => {
  const ids = Array.from({ length: 5_000 }, newId);
  assert.deepEqual(ids, ids.toSorted());
  assert.equal(new Set(ids).size, ids.length);
});

test('an id is a UUID of version 7, and what sorts behind its instant is random', () => {
  const ids = Array.from({ length: 1_000 }, newId);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids.map((id) => id.slice(-10))).size, ids.length);
});
