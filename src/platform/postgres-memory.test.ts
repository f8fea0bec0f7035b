import assert from 'node:assert/strict';
import { totalmem } from 'node:os';
import { test } from 'node:test';
import { memoryOfMachine, sharedBuffers } from './postgres-memory.ts';

const GB = 1024 ** 3;
const MACHINES: readonly [memory: number, keeps: string][] = [
  [0.5 * GB, '128MB'],
  [1 * GB, '128MB'],
  [1 * GB + 8 * 1024 ** 2, '129MB'],
  [2 * GB, '256MB'],
  [24 * GB, '3072MB'],
  [64 * GB, '8192MB'],
  [512 * GB, '8192MB'],
];
for (const [memory, keeps] of MACHINES)
  test(`on ${memory / GB} GB the database keeps pages in ${keeps}`, () => assert.equal(sharedBuffers(memory), keeps));

test('a machine has some memory, and no more than there is', () => {
  assert.ok(memoryOfMachine() > 0.1 * GB && memoryOfMachine() <= totalmem(), String(memoryOfMachine()));
});
