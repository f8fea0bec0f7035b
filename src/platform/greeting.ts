import type { ClientBase } from 'pg';
import { operatorError } from './operator-error.ts';

/** How the server knows a connection: the number of its process, and when that began, which no other server has alike. */
export type Birth = { readonly pid: number; readonly since: string };

const births = new WeakMap<ClientBase, Birth>();

/** How the server knows this connection; null before it was greeted. */
export function birthOf(client: ClientBase): Birth | null {
  return births.get(client) ?? null;
}

/** SQL's own code for a change where only reading is possible. */
export const READ_ONLY = '25006';

/**
 * Asks a new connection where it leads, and refuses a standby unless that is enough: it is behind its primary, so that whoever
 * reads there would be told what holds no longer, or decide by it. One that says nothing for too long is cut off.
 */
export async function greet(
  client: ClientBase,
  { isStandbyEnough, millisecondsMax }: { readonly isStandbyEnough: boolean; readonly millisecondsMax: number },
): Promise<void> {
  const timer = setTimeout(() => cutOff(client, 'the database said nothing to a new connection'), millisecondsMax);
  try {
    const { rows } = await client.query<{ isStandby: boolean } & Birth>(
      `select pg_is_in_recovery() as "isStandby", pid, extract(epoch from backend_start)::text as since
         from pg_stat_get_activity(pg_backend_pid())`,
    );
    const [found] = rows;
    if (found === undefined) return;
    if (found.isStandby && !isStandbyEnough)
      throw Object.assign(operatorError('The database is a standby, which only reads. Lead DATABASE_URL to its primary.'), {
        code: READ_ONLY,
      });
    births.set(client, { pid: found.pid, since: found.since });
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a connection without asking the other side, which may be gone: whoever waits for an answer on it fails with the reason. */
export function cutOff(client: ClientBase, reason: string): void {
  const { connection } = client as ClientBase & { readonly connection?: { readonly stream: { destroy: (error: Error) => void } } };
  connection?.stream.destroy(Object.assign(new Error(reason), { code: 'ECONNRESET' }));
}
