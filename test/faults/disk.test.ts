import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { beginLoad } from '../crash/load.ts';
import { randomFrom } from '../crash/random.ts';
import { compare, untilAnswered } from '../crash/run.ts';
import { openSite } from '../crash/site.ts';

const SEED = 20_261_122;
const disk = smallDisk();

test(
  'a disk that is full for a while: requests are told to come again, nothing is lost, and all goes on by itself',
  { skip: disk === null ? 'a small disk can only be made by root on Linux' : false },
  async () => {
    const folder = disk ?? '';
    const site = await openSite({ customers: 1500, durable: true, parentFolder: folder });
    const load = beginLoad(site, 1500, randomFrom(SEED));
    try {
      await untilAnswered(site, load.memory);
      const free = fill(join(folder, 'ballast'));
      await untilNothingIsAnswered(() => load.memory.acknowledged);
      const whenFull = load.memory.acknowledged;
      await wait(1000);
      free();
      await untilAnswered(site, load.memory);
      await load.stop();
      const { problems } = await compare(site, load.memory);
      assert.deepEqual(problems, [], site.said());
      assert.ok(load.memory.acknowledged > whenFull);
      assert.ok(load.memory.repeated > 0, 'nobody was told to come again');
    } finally {
      load.abandon();
      assert.deepEqual(await site.stop(), []);
    }
  },
);

/** A disk of 160 MB in memory; null where it cannot be made. */
function smallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'upseat-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', folder]).status === 0;
  after(() => {
    if (mounted) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return mounted ? folder : null;
}

/** Fills a disk to its last block; what it gives back takes the file away. */
function fill(file: string): () => void {
  const descriptor = openSync(file, 'w');
  for (const bytes of [1 << 20, 1 << 12]) {
    const block = Buffer.alloc(bytes);
    try {
      for (;;) writeSync(descriptor, block);
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
  }
  closeSync(descriptor);
  return () => rmSync(file);
}

const QUIET_MS = 1500;
const PATIENCE_MS = 30_000;

async function untilNothingIsAnswered(count: () => number): Promise<void> {
  const from = performance.now();
  let [known, since] = [count(), performance.now()];
  while (performance.now() - since < QUIET_MS) {
    assert.ok(performance.now() - from < PATIENCE_MS, 'the disk is full and all goes on as before');
    await wait(50);
    if (count() !== known) [known, since] = [count(), performance.now()];
  }
}
