import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { migrationFiles } from '../src/platform/migrate.ts';

test('the notes for operators have a row for every migration, in order and without a gap', () => {
  const page = readFileSync(new URL('../docs/upgrading.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (\d{4})(?:–(\d{4}))? +\| ([^|]+)\| ([^|]+)\|$/gm)];
  const noted = rows.flatMap(([, from = '', until = from]) =>
    Array.from({ length: Number(until) - Number(from) + 1 }, (_, i) => String(Number(from) + i).padStart(4, '0')),
  );
  assert.deepEqual(
    noted,
    migrationFiles().map((file) => file.slice(0, 4)),
    'docs/upgrading.md: say in a row what a migration means for operators',
  );
  for (const [, , , about = '', advice = ''] of rows) assert.ok(about.trim() !== '' && advice.trim() !== '');
});
