import type { Ground } from './ground.ts';
import type { Program } from './program.ts';
import type { Size } from './size.ts';
import { plantCustomers, type World } from './world.ts';

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
};

/** Hands out customers that nobody has had before. */
export function customerMaker({ db }: Ground, world: World): Site['makeCustomers'] {
  let next = 1;
  return async (count, users) => {
    const first = next;
    next += count;
    await plantCustomers(db, world, { first, last: next - 1, users });
    return first;
  };
}
