import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BareAnswer, BareOrder, BareSetting } from './bare-changes.ts';
import type { Leg } from './measure.ts';
import type { Statements } from './recording.ts';

/** A process that sends the statements of a change and does nothing else. */
export type BareDriver = {
  readonly pid: number | null;
  readonly change: (order: BareOrder) => Promise<Leg>;
  readonly close: () => void;
};

export async function startBareDriver(connectionString: string, statements: Statements): Promise<BareDriver> {
  const child = fork(fileURLToPath(new URL('bare-changes.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await replyOf(child, { connectionString, statements });
  return {
    pid: child.pid ?? null,
    change: async (order) => {
      const { seconds, milliseconds } = await replyOf(child, order);
      return { operations: order.count, seconds, milliseconds: Float64Array.from(milliseconds) };
    },
    close: () => void child.kill(),
  };
}

function replyOf(child: ChildProcess, message: BareSetting | BareOrder): Promise<BareAnswer> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('the process that sends statements has ended'));
    child.once('exit', ended);
    child.once('message', (answer: BareAnswer) => {
      child.removeListener('exit', ended);
      resolve(answer);
    });
    child.send(message);
  });
}
