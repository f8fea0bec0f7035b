import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TrustedIssuer } from './settings.ts';
import { trustList } from './trust.ts';

const issuer = (name: string, audience = 'upseat'): TrustedIssuer => ({
  issuer: `https://${name}.example.com`,
  audiences: [audience],
  jwksUri: null,
  partnerId: null,
});
const keys = async () => {
  throw new Error('nobody asks for keys here');
};

function listOf(settled: readonly TrustedIssuer[]) {
  const world = { now: 0, rows: [] as readonly TrustedIssuer[], reads: 0, isAway: false };
  const trusted = trustList({
    settled: () => settled,
    kept: async () => {
      world.reads += 1;
      if (world.isAway) throw new Error('the database is away');
      return world.rows;
    },
    keysOf: () => keys,
    nowMs: () => world.now,
  });
  const names = async () => (await trusted()).map((trust) => trust.issuer.issuer.slice(8, 9));
  return { world, trusted, names };
}

describe('whose tokens count', () => {
  test('those of the settings and those of the rows, which are read every three seconds', async () => {
    const { world, names } = listOf([issuer('a')]);
    assert.deepEqual(await names(), ['a']);
    world.rows = [issuer('b')];
    world.now = 2_999;
    assert.deepEqual(await names(), ['a']);
    world.now = 3_000;
    assert.deepEqual([await names(), world.reads], [['a', 'b'], 2]);
  });

  test('an issuer stays the same object, with its fetched keys, until it changes', async () => {
    const { world, trusted } = listOf([issuer('a')]);
    world.rows = [issuer('b')];
    const before = await trusted();
    world.now = 5_000;
    world.rows = [issuer('b'), issuer('c')];
    const after = await trusted();
    assert.ok(after[0] === before[0] && after[1] === before[1] && after.length === 3);
    world.now = 10_000;
    world.rows = [issuer('b', 'another audience')];
    const changed = await trusted();
    assert.ok(changed[0] === before[0] && changed[1] !== before[1]);
    assert.deepEqual(changed[1]?.issuer.audiences, ['another audience']);
  });

  test('the settings win over a row of the same issuer', async () => {
    const { world, trusted } = listOf([issuer('a', 'of the settings')]);
    world.rows = [issuer('a', 'of the row')];
    assert.deepEqual(
      (await trusted()).map(({ issuer: { audiences } }) => audiences),
      [['of the settings']],
    );
  });

  test('a database that is away fails the request, and is asked again by the next', async () => {
    const { world, names } = listOf([issuer('a')]);
    world.isAway = true;
    await assert.rejects(names());
    world.isAway = false;
    assert.deepEqual(await names(), ['a']);
  });
});
