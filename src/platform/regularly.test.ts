import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { lastDone, oneByOne, regularly } from './regularly.ts';

const EVERY_MS = 5;

/** Work that counts its looks, and ends each when it is told to. */
function counted() {
  const looks: (() => void)[] = [];
  const troubles: unknown[] = [];
  const work = () => new Promise<void>((resolve) => looks.push(resolve));
  return {
    looks,
    troubles,
    regular: { name: 'counting', everyMs: EVERY_MS, work, onTrouble: (error: unknown) => void troubles.push(error) },
  };
}

describe('work that is done regularly', () => {
  test('begins at once, and again after the time between two looks', async () => {
    const { looks, regular } = counted();
    const { stop } = regularly(regular);
    await after(1);
    assert.equal(looks.length, 1);
    looks[0]?.();
    await after(10 * EVERY_MS);
    assert.equal(looks.length, 2);
    const stopping = stop();
    looks[1]?.();
    await stopping;
  });

  test('that takes longer than the time between two looks is not done once more for each that was due meanwhile', async () => {
    const { looks, regular } = counted();
    let endsAtOnce = false;
    const { stop } = regularly({
      ...regular,
      everyMs: 50,
      work: () => (endsAtOnce ? (looks.push(() => {}), Promise.resolve()) : regular.work()),
    });
    await after(420);
    assert.equal(looks.length, 1);
    endsAtOnce = true;
    looks[0]?.();
    await after(10);
    assert.ok(looks.length <= 2, `${looks.length} looks`);
    await stop();
  });

  test('is tried again after it failed, and the failure is told', async () => {
    const { troubles, regular } = counted();
    let looks = 0;
    const { stop } = regularly({ ...regular, work: () => ((looks += 1), Promise.reject(new Error(`look ${looks}`))) });
    await after(20 * EVERY_MS);
    await stop();
    assert.ok(looks > 1);
    assert.match(String(troubles[0]), /look 1/);
  });

  test('stops once what is being done has ended, and is told to leave the rest', async () => {
    const told: boolean[] = [];
    let end = (): void => {};
    const { stop } = regularly({
      name: 'told',
      everyMs: EVERY_MS,
      work: async (isStopped) => {
        await new Promise<void>((resolve) => (end = resolve));
        told.push(isStopped());
      },
      onTrouble: (error) => assert.fail(String(error)),
    });
    await after(1);
    const stopping = stop();
    end();
    await stopping;
    await after(5 * EVERY_MS);
    assert.deepEqual(told, [true]);
  });
});

describe('when it was last done', () => {
  const atOf = (name: string) => lastDone().find((each) => each.name === name)?.at ?? assert.fail(`${name} is unknown`);
  const begin = async (name: string, work: () => Promise<unknown>) => {
    const { stop } = regularly({ name, everyMs: EVERY_MS, work, onTrouble: () => {} });
    const begunAt = atOf(name);
    await after(20 * EVERY_MS);
    return { stop, sinceMs: atOf(name) - begunAt };
  };

  test('is told of what ends, and goes no further where it hangs or fails each time', async () => {
    let release = (): void => {};
    const well = await begin('well', async () => {});
    const hanging = await begin('hanging', () => new Promise<void>((resolve) => (release = resolve)));
    const failing = await begin('failing', () => Promise.reject(new Error('again')));
    assert.ok(well.sinceMs >= EVERY_MS, `${well.sinceMs} ms`);
    assert.deepEqual([hanging.sinceMs, failing.sinceMs], [0, 0]);
    release();
    await Promise.all([well.stop(), hanging.stop(), failing.stop()]);
    assert.deepEqual(lastDone(), []);
  });
});

describe('work for many', () => {
  test('is done for all of them although one fails, whose failure is told in the end', async () => {
    const done: number[] = [];
    const work = async (number: number) => {
      if (number === 1) throw new Error('the first');
      done.push(number);
    };
    await assert.rejects(oneByOne([1, 2, 3], work), /the first/);
    assert.deepEqual(done, [2, 3]);
  });

  test('gives what came of each, and leaves the rest when it is told to stop', async () => {
    const results = await oneByOne(
      [1, 2, 3],
      async (number) => number * 2,
      () => false,
    );
    assert.deepEqual(results, [2, 4, 6]);
    let looked = 0;
    assert.deepEqual(
      await oneByOne(
        [1, 2, 3],
        async (number) => number * 2,
        () => (looked += 1) > 2,
      ),
      [2, 4],
    );
  });
});
