import { Client } from 'pg';
import { withoutPassword, type Config } from './config.ts';
import { readOwner } from './folder-lock.ts';
import { operatorError } from './operator-error.ts';
import { isComingUp, PATIENCE, patiently } from './patience.ts';
import { startPostgres } from './postgres.ts';

/** A database that answers, and the way to let it go. */
export type Database = { readonly connectionString: string; readonly release: () => Promise<void> };

const SERVER_VERSION_MIN = 150_000;

/**
 * Reaches the database of the settings: the one given, or our own, which is started for it. With `join`, a program
 * beside the server uses the server's own database where that is running, and starts it only where it is not.
 */
export async function reachDatabase(config: Config, onTrouble: (sentence: string) => void, join: boolean = false): Promise<Database> {
  if (config.database.kind === 'given') {
    const { url } = config.database;
    // A wrong address is told at once; a database that is just starting or taking over is waited for.
    await patiently(() => requireAnswer(url, `DATABASE_URL (${withoutPassword(url)})`), PATIENCE, isComingUp);
    return { connectionString: url, release: async () => {} };
  }
  const running = join ? readOwner(config.dataFolder)?.connectionString : undefined;
  if (running !== undefined && (await answers(running))) return { connectionString: running, release: async () => {} };
  const own = await startPostgres({ folder: config.dataFolder, onTrouble });
  return { connectionString: own.connectionString, release: own.stop };
}

async function answers(url: string): Promise<boolean> {
  return requireAnswer(url, url).then(
    () => true,
    () => false,
  );
}

async function requireAnswer(url: string, name: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`);
    const version = rows[0]?.version ?? 0;
    if (version < SERVER_VERSION_MIN) throw new Error(`it is PostgreSQL ${Math.floor(version / 10_000)}, and Upseat needs 15 or newer`);
  } catch (error) {
    throw operatorError(`The database of ${name} cannot be used: ${(error as Error).message || String(error)}.`, error);
  } finally {
    await client.end().catch(() => {});
  }
}
