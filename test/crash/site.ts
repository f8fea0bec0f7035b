import { mkdtempSync, readFileSync, readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tokenFrom } from '../../bench/program.ts';
import { customerIdOf, plantCustomers, plantWorld, type World } from '../../bench/world.ts';
import { openDb, type Db } from '../../src/platform/db.ts';
import { readOwner } from '../../src/platform/folder-lock.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { startPostgres } from '../../src/platform/postgres.ts';
import { USERS } from './scripts.ts';
import { supervise, type Arming, type Supervisor } from './supervisor.ts';

/** A data folder of its own with customers in it, and the server on it. */
export type Site = {
  readonly world: World;
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly server: Supervisor;
  /** The data folder. */
  readonly folder: string;
  /** The address of the running server's database. */
  readonly databaseUrl: () => string;
  /** Kills the first process of the database; false where there is none at the moment. */
  readonly killDatabase: () => boolean;
  /** What the server has said. */
  readonly said: () => string;
  /** How many webhooks arrived at the partner's receiver. */
  readonly webhooksHeard: () => number;
  /** A look into the database of the running server. */
  readonly look: <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>;
  /** Ends the server in order; gives the processes of the database that are still there then. */
  readonly stop: () => Promise<readonly number[]>;
};

export type SiteOptions = {
  readonly customers: number;
  /** False makes commits be acknowledged before they are on the disk: the fault that the test must find. */
  readonly durable: boolean;
  /** How many processes serve; one where nothing is said. */
  readonly processes?: number;
  /** Where the data folder is made; the system's folder for such things unless said. */
  readonly parentFolder?: string;
  /** Whether the partner is told of changes. */
  readonly webhooks?: boolean;
  /** Where the next server ends itself; nowhere where nothing is said. */
  readonly arming?: (crashes: number) => Arming | null;
};

/** Of every third customer one person has no usage location: an upgrade leaves that one behind. */
const STRANDED_EVERY = 3;

export function isStranded(customer: number): boolean {
  return customer % STRANDED_EVERY === 0;
}

/** Makes the data folder and starts the server on it. */
export async function openSite(options: SiteOptions): Promise<Site> {
  const folder = mkdtempSync(join(options.parentFolder ?? tmpdir(), 'upseat-crash-'));
  const databaseFolder = join(folder, 'postgres');
  const receiver = await openReceiver();
  const world = await fillFolder(folder, options, receiver.url);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let said = '';
  const server = supervise({
    // Callers of one customer may be as fast as they can.
    environment: { DATA_DIR: folder, PORT: String(port), WEB_CONCURRENCY: String(options.processes ?? 1), RATE_LIMIT_PER_MINUTE: '0' },
    arming: options.arming ?? (() => null),
    onOutput: (text) => (said = (said + withoutRequests(text)).slice(-4000)),
  });
  await server.ready();
  return {
    world,
    origin,
    headers: { authorization: `Bearer ${await tokenFrom(origin, world)}` },
    server,
    folder,
    databaseUrl: () => addressOf(folder),
    killDatabase: () => kill(join(databaseFolder, 'postmaster.pid')),
    said: () => said,
    webhooksHeard: receiver.heard,
    look: (work) => look(folder, work),
    stop: async () => {
      await server.stop();
      receiver.close();
      const left = processesIn(databaseFolder);
      rmSync(folder, { recursive: true, force: true });
      return left;
    },
  };
}

/** Makes the database of a data folder, with a partner and customers in it; `receiver` is where webhooks go, where there are any. */
export async function fillFolder(
  folder: string,
  { customers, durable, webhooks = false }: Pick<SiteOptions, 'customers' | 'durable' | 'webhooks'>,
  receiver: string = '',
): Promise<World> {
  const postgres = await startPostgres({ folder });
  const db = openDb({ connectionString: postgres.connectionString });
  try {
    await migrate(db);
    const world = await plantWorld(db);
    await plantCustomers(db, world, { first: 1, last: customers, users: USERS });
    const stranded = Array.from({ length: customers }, (_, i) => i + 1).filter(isStranded);
    await db.read(`update directory_user set usage_location = null where customer_id = any($1::uuid[]) and display_name = 'Person 1'`, [
      stranded.map(customerIdOf),
    ]);
    if (webhooks) {
      await db.read(`insert into webhook_registration values ($1, $2, '{subscription-updated}', false, now())`, [
        world.partnerId,
        receiver,
      ]);
    }
    if (!durable) {
      // The settings of a database beat those that the server was started with.
      await db.read('alter database upseat set synchronous_commit = off');
      await db.read(`alter system set wal_writer_delay = '10s'`);
    }
    return world;
  } finally {
    await db.close();
    await postgres.stop();
  }
}

async function look<Result>(folder: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = openDb({ connectionString: addressOf(folder), connectionsMax: 1, applicationName: 'upseat-crash' });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

function addressOf(folder: string): string {
  const connectionString = readOwner(folder)?.connectionString;
  if (connectionString === undefined) throw new Error('the server has no database at the moment');
  return connectionString;
}

function kill(pidFile: string): boolean {
  try {
    process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

/** The processes that work in a folder. Where the system does not say, there are none to be found. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return [];
  const place = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`) === place;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** A receiver of webhooks that hears everything. */
async function openReceiver(): Promise<{ readonly url: string; readonly heard: () => number; readonly close: () => void }> {
  let heard = 0;
  const receiver = createHttpServer((message, reply) => {
    message.resume().once('end', () => {
      heard += 1;
      reply.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const close = (): void => {
    receiver.closeAllConnections();
    receiver.close();
  };
  return { url: `http://127.0.0.1:${port}/hook`, heard: () => heard, close };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The log has a line for every request that found no database; the rest is what matters. */
function withoutRequests(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\{.*(ECONNREFUSED|"status":503|ENOENT|"code":"57P|terminat)/.test(line))
    .join('\n');
}
