import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from '../src/platform/config.ts';

const page = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');
const rows = (page.split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const namesOf = (cell = ''): readonly string[] => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name);

test('the page for operators names every setting that the program reads, and no other', () => {
  const read = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get(_, name) {
        read.add(String(name));
        return undefined;
      },
    },
  );
  assert.equal(readConfig(environment).kind, 'config');
  assert.deepEqual(rows.flatMap(([, name]) => namesOf(name)).sort(), [...read].sort());
});

test('each setting has a meaning and a default', () => {
  assert.ok(rows.every(([, , meaning = '', fallback = '']) => meaning !== '' && fallback !== ''));
});
