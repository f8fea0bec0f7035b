import { join } from 'node:path';
import { openCatalog } from '../src/catalog/worker.ts';
import { systemClock } from '../src/platform/clock.ts';
import { progress } from '../src/platform/progress.ts';
import type { Ground } from './ground.ts';
import { plantPortfolio } from './portfolio-world.ts';
import { databaseTime } from './processes.ts';
import { startProgram, tokenFrom, type Program } from './program.ts';
import type { Size } from './size.ts';
import { plantCustomers, plantWorld, type World } from './world.ts';

/** Where everything is measured: one database, one server, one signed-in caller. */
export type Site = {
  readonly ground: Ground;
  readonly world: World;
  readonly program: Program;
  readonly headers: Readonly<Record<string, string>>;
  readonly size: Size;
  /** Processor time of the database server until now, in milliseconds; null where it cannot be told. */
  readonly databaseMs: () => number | null;
  /** Makes so many new customers with so many people each, and gives the number of the first. */
  readonly makeCustomers: (count: number, users: number) => Promise<number>;
  /** Gives the partner a large portfolio, once for all who ask; the milliseconds that its digest took. */
  readonly plantPortfolio: () => Promise<{ readonly digestMs: number }>;
};

/** Plants the world into an empty database, starts the server on it, and signs in. `nodeWords` are for the server's Node. */
export async function openSite(ground: Ground, size: Size, nodeWords: readonly string[]): Promise<Site> {
  const world = await plantWorld(ground.db);
  const program = await progress('Starting the server', () =>
    startProgram({
      environment: { DATABASE_URL: ground.connectionString, DATA_DIR: join(ground.folder, 'server'), RATE_LIMIT_PER_MINUTE: NO_LIMIT },
      nodeWords,
    }),
  );
  try {
    return {
      ground,
      world,
      program,
      headers: { authorization: `Bearer ${await tokenFrom(program.origin, world)}` },
      size,
      databaseMs: await databaseTime(ground.db),
      makeCustomers: customerMaker(ground, world),
      plantPortfolio: portfolioPlanter(ground, world, size),
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

/** Requests are counted as ever, but nobody is sent away: one partner asks for all that a server can answer. */
const NO_LIMIT = '1000000';

/** Hands out customers that nobody has had before. */
function customerMaker({ db }: Ground, world: World): Site['makeCustomers'] {
  let next = 1;
  return async (count, users) => {
    const first = next;
    next += count;
    await plantCustomers(db, world, { first, last: next - 1, users });
    return first;
  };
}

/** Plants the portfolio at the first need. */
function portfolioPlanter({ db }: Ground, { partnerId }: World, { portfolioCustomers: customers }: Size): Site['plantPortfolio'] {
  let planted: Promise<{ readonly digestMs: number }> | null = null;
  const plant = () =>
    progress(`Making a portfolio of ${customers} customers`, async () => {
      const catalog = await openCatalog(db, systemClock);
      try {
        return await plantPortfolio({ db, catalog }, partnerId, { customers });
      } finally {
        catalog.close();
      }
    });
  return () => (planted ??= plant());
}
