import cluster, { type Worker } from 'node:cluster';

/** Whether this process is one of several that serve the same port for a first one. */
export const isOneOfMany = cluster.isWorker;

/** Several processes that serve one port. */
export type Servers = { readonly url: string; readonly stop: () => Promise<void> };

const AGAIN_MS = 500;

/**
 * Starts this program so many times more, with these settings changed. The system hands connections round among them.
 * One that ends is started again, until all are told to stop.
 */
export async function startServers(
  count: number,
  environment: (index: number) => Record<string, string>,
  onTrouble: (sentence: string) => void,
): Promise<Servers> {
  let stopping = false;
  const running = new Set<Worker>();
  const start = (index: number): Promise<string> => {
    const worker = cluster.fork(environment(index));
    running.add(worker);
    const ready = new Promise<string>((told, ended) => {
      worker.once('message', ({ url }: { readonly url: string }) => told(url));
      worker.once('exit', (code, signal) => ended(new Error(`a serving process ended (${signal ?? code}) before it served`)));
    });
    worker.once('exit', (code, signal) => {
      running.delete(worker);
      if (stopping) return;
      onTrouble(`A serving process ended (${signal ?? code}) and is started again.`);
      setTimeout(() => void (stopping ? undefined : start(index).catch(() => {})), AGAIN_MS).unref();
    });
    return ready;
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const ended = [...running].map((worker) => new Promise((done) => worker.once('exit', done)));
    for (const worker of running) worker.process.kill('SIGTERM');
    await Promise.all(ended);
  };
  try {
    const [url = ''] = await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Tells the first process that this one serves. */
export function tellServing(url: string): void {
  process.send?.({ url });
}
