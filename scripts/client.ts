import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAccess } from '../src/access/routes.ts';
import { newId, newSecret, systemClock } from '../src/platform/clock.ts';
import { createHttpServer } from '../src/platform/http.ts';
import { describeApi, type OpenApi } from '../src/platform/openapi.ts';
import { allRoutes } from '../src/routes.ts';
import { clientFiles } from './client-types.ts';

// `npm run client` writes the types of the client from the description of the API; with `-- --check` it proves that they
// are current.
const FOLDER = fileURLToPath(new URL('../client/generated/', import.meta.url));

const files = Object.entries(clientFiles(await describeProgram()));
if (process.argv.includes('--check')) {
  const stale = files.filter(([name, text]) => !isWritten(join(FOLDER, name), text)).map(([name]) => name);
  for (const name of stale) console.error(`client/generated/${name} is not what the API is: write it anew with \`npm run client\``);
  if (stale.length === 0) console.log('The types of the client are those of the API.');
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [name, text] of files) writeFileSync(join(FOLDER, name), text);
}

function isWritten(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Describes every route of the program, as `/openapi.json` does, without a database behind it. */
async function describeProgram(): Promise<OpenApi> {
  const nowhere = (): never => {
    throw new Error('there is no database here');
  };
  const db = { transaction: nowhere, read: nowhere, dedicated: nowhere, connections: nowhere, close: nowhere };
  const config = { publicUrl: () => 'http://127.0.0.1', identity: { kind: 'embedded', audiences: [] } } as const;
  const access = openAccess({ db, clock: systemClock, config });
  const catalog = { current: nowhere, on: nowhere, refresh: nowhere, close: nowhere };
  const app = createHttpServer({ newId, log: false });
  const world = { mode: 'demo', version: '', docsFolder: '' } as const;
  for (const routes of allRoutes({ db, access, catalog, clock: systemClock, newId, newSecret, ...world })) await app.register(routes);
  await app.ready();
  return describeApi(app.describedRoutes(), '');
}
