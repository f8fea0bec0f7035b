import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openAddress, type MovingAddress } from './address.ts';
import { copyRunning } from './base-copy.ts';
import { placeOf, startServer, type Server, type Settings } from './server.ts';

/** A primary and the one standby that follows it. */
export type Pair = {
  readonly primary: () => Server;
  readonly standby: () => Server;
  /** Lets nothing reach the standby any more. */
  readonly cutReplication: () => void;
  /** Makes the standby the primary, and waits until it writes. */
  readonly promote: () => Promise<void>;
  /** Removes the former primary, which must have ended, and makes a standby from a copy of the one there is. */
  readonly replace: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const STANDBY = 'standby';

/** Starts a primary on the database of a data folder, and a standby, for which commits wait where it is synchronous. */
export async function openPair(dataFolder: string, isSynchronous: boolean): Promise<Pair> {
  const settings: Settings = { synchronous_standby_names: isSynchronous ? `ANY 1 (${STANDBY})` : '' };
  const first = placeOf(dataFolder);
  const home = dirname(first.databaseFolder);
  let copies = 0;
  let primary = await startServer(first, settings);
  let former: Server | null = null;
  const follow = async (): Promise<Following> => {
    const link = await openAddress(primary.url);
    const place = await copyRunning(primary, join(home, `copy-${++copies}`), 'standby.signal');
    const server = await startServer(place, { ...settings, primary_conninfo: conninfo(link.url()) });
    await untilFollowed(primary);
    return { server, link };
  };
  let standby = await follow();
  return {
    primary: () => primary,
    standby: () => standby.server,
    cutReplication: () => standby.link.cut(),
    promote: async () => {
      await standby.server.ask('select pg_promote()');
      await standby.link.close();
      [former, primary] = [primary, standby.server];
    },
    replace: async () => {
      if (former !== null) rmSync(former.place.databaseFolder, { recursive: true, force: true });
      standby = await follow();
    },
    close: async () => {
      for (const server of [standby.server, primary]) await server.kill();
      await standby.link.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Following = { readonly server: Server; readonly link: MovingAddress };

function conninfo(url: string): string {
  const { hostname, port, username, password } = new URL(url);
  return `host=${hostname} port=${port} user=${username} password=${password} application_name=${STANDBY} sslmode=disable`;
}

async function untilFollowed(primary: Server): Promise<void> {
  for (;;) {
    const rows = await primary.ask(`select from pg_stat_replication where state = 'streaming'`);
    if (rows.length > 0) return;
    await wait(20);
  }
}
