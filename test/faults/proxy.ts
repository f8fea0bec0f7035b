import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a program and its database that can be cut, and plugged in again. */
export type Wire = {
  readonly url: string;
  /** Cuts every connection; new ones are refused until `mend`. */
  readonly cut: () => void;
  /** Leaves every connection open, but lets nothing through until `mend`. */
  readonly block: () => void;
  readonly mend: () => void;
  /** Connections to the database that go through it. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
};

/** Opens a wire to the server of a database's address. */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  // A server may be reached through a socket; the near end of the wire is always a port.
  const folder = target.searchParams.get('host');
  const port = Number(target.port || 5432);
  const there = folder?.startsWith('/') === true ? { path: `${folder}/.s.PGSQL.${port}` } : { host: folder ?? target.hostname, port };
  const open = new Set<Socket>();
  let state: 'whole' | 'cut' | 'blocked' = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    const far = connect(there);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => (open.delete(one), other.destroy()));
      one.pipe(other);
      if (state === 'blocked') one.pause();
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = (): void => {
    state = 'cut';
    for (const socket of open) socket.destroy();
  };
  return {
    url: url.href,
    cut,
    block: () => {
      state = 'blocked';
      for (const socket of open) socket.pause();
    },
    open: () => open.size,
    mend: () => {
      state = 'whole';
      for (const socket of open) socket.resume();
    },
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
