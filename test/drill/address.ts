import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** The one address of a database whose server changes: what a proxy or a virtual address of the operator is. */
export type MovingAddress = {
  /** Leads to the database behind it, wherever that is. */
  readonly url: () => string;
  /** Parts everybody from the server before, and leads who comes from now on to this one. */
  readonly leadTo: (databaseUrl: string) => void;
  /** Leaves everybody connected, but lets nothing through any more; who comes from now on is not concerned. */
  readonly freeze: () => void;
  /** Parts everybody, and leads nowhere. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

/** Opens an address that leads to a database. */
export async function openAddress(databaseUrl: string): Promise<MovingAddress> {
  const open = new Set<Socket>();
  let target: URL | null = new URL(databaseUrl);
  const near = createServer((one) => {
    if (target === null) return void one.destroy();
    const other = connect(Number(target.port), target.hostname);
    join(one, other, open);
    join(other, one, open);
    return undefined;
  });
  await new Promise<void>((resolve) => near.listen(0, '127.0.0.1', resolve));
  const { port } = near.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.port = String(port);
  const cut = (): void => {
    target = null;
    for (const socket of open) socket.destroy();
  };
  return {
    url: () => url.href,
    leadTo: (next) => {
      cut();
      target = new URL(next);
    },
    freeze: () => {
      for (const socket of open) socket.unpipe().pause();
    },
    cut,
    close: async () => {
      cut();
      await new Promise((resolve) => near.close(resolve));
    },
  };
}

function join(from: Socket, to: Socket, open: Set<Socket>): void {
  open.add(from);
  from
    .setNoDelay()
    .on('error', () => to.destroy())
    .on('close', () => {
      open.delete(from);
      to.destroy();
    })
    .pipe(to);
}
