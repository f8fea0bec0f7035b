import { openDb } from '../src/platform/db.ts';
import { lintSchema } from '../src/platform/schema-lint.ts';

// `npm run lint:schema`: holds a migrated database against the rules that keep the schema shardable.
const connectionString = process.env['DATABASE_URL'] ?? process.env['TEST_DATABASE_URL'];
if (connectionString === undefined) {
  console.error('DATABASE_URL must name a migrated database; `npm test` checks a fresh one by itself.');
  process.exit(2);
}
const db = openDb({ connectionString, connectionsMax: 1 });
const findings = await lintSchema(db);
await db.close();
for (const { problem, object } of findings) console.log(`${object}: ${problem}`);
console.log(`${findings.length} findings`);
process.exit(findings.length === 0 ? 0 : 1);
