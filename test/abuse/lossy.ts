import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Random } from '../crash/random.ts';

/** What becomes of a call: half of the request arrives, or all of it, and then the caller hears nothing, or half an answer. */
export const LOSSES = ['request_cut', 'caller_gone', 'reply_lost', 'reply_cut'] as const;
export type Loss = (typeof LOSSES)[number];

/** A wire between callers and a server, which loses some of what goes over it. */
export type LossyWire = {
  readonly origin: string;
  /** Leads the connections that are made from now on to these servers by turns. */
  readonly leadTo: (...origins: readonly string[]) => void;
  readonly calls: () => number;
  readonly lost: () => Readonly<Record<Loss, number>>;
  readonly close: () => Promise<void>;
};

/** Opens a wire that leads nowhere yet. Callers send their next request when they have the last answer. */
export async function openLossyWire(share: number, random: Random): Promise<LossyWire> {
  const lost: Record<Loss, number> = { request_cut: 0, caller_gone: 0, reply_lost: 0, reply_cut: 0 };
  const open = new Set<Socket>();
  let [targets, turns, calls]: [readonly URL[], number, number] = [[], 0, 0];
  const fate = (): Loss | null => {
    calls += 1;
    const loss = random.chance(share) ? (LOSSES[Math.floor(random.next() * LOSSES.length)] ?? null) : null;
    if (loss !== null) lost[loss] += 1;
    return loss;
  };
  const server = createServer((near) => {
    const target = targets[turns++ % targets.length];
    if (target === undefined) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    return joined(near, far, fate);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (...origins) => void (targets = origins.map((origin) => new URL(origin))),
    calls: () => calls,
    lost: () => lost,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Passes calls on, each to its fate. The first bytes after an answer begin the next call. */
function joined(near: Socket, far: Socket, fate: () => Loss | null): void {
  let [isAsking, loss]: [boolean, Loss | null] = [false, null];
  const part = (): void => {
    near.destroy();
    far.destroy();
  };
  near.on('data', (bytes) => {
    if (!isAsking) loss = fate();
    isAsking = true;
    if (loss === 'request_cut') return void far.write(half(bytes), part);
    far.write(bytes);
    // The server reads all of it, and works for nobody.
    if (loss === 'caller_gone') near.destroy();
    return undefined;
  });
  far.on('data', (bytes) => {
    isAsking = false;
    if (loss === null) return void near.write(bytes);
    if (loss === 'reply_cut') return void near.write(half(bytes), part);
    return part();
  });
  near.on('close', () => far.end());
  far.on('close', () => near.destroy());
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.ceil(bytes.length / 2));
}
