import { openDb, type Db } from '../../src/platform/db.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/platform/postgres.ts';

/** Databases one after the other, each new and migrated, on a PostgreSQL of our own that forgets everything. */
export type Databases = { readonly next: () => Promise<Db>; readonly stop: () => Promise<void> };

export async function ownDatabases(folder: string): Promise<Databases> {
  const postgres = await startPostgres({ folder, durable: false });
  let open: Db | null = null;
  let serial = 0;
  return {
    next: async () => {
      await open?.close();
      const first = openDb({ connectionString: postgres.connectionString, connectionsMax: 1 });
      const name = `world_${++serial}`;
      await first.read(`create database ${name}`);
      if (serial > 1) await first.read(`drop database world_${serial - 1} with (force)`);
      await first.close();
      open = openDb({ connectionString: postgres.connectionString.replace('/upseat?', `/${name}?`).replace(/\/upseat$/, `/${name}`) });
      await migrate(open);
      return open;
    },
    stop: async () => {
      await open?.close();
      await postgres.stop();
    },
  };
}
