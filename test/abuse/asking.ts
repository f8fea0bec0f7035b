import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { requestText } from '../../bench/http-caller.ts';
import { openLine, type Line } from '../crash/load.ts';
import type { Site } from '../crash/site.ts';

/** What an abuser sees of the program. */
export type Ground = Pick<Site, 'world' | 'origin' | 'headers' | 'look'>;

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly body: object;
  readonly requestId: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = { readonly status: number; readonly text: string; readonly body: any };

/** Callers with a connection each, that stay open until they are closed. */
export type Callers = {
  /** Opens all connections, a few at a time: a server takes one new one after the other. */
  readonly connect: () => Promise<void>;
  /** Lets so many callers ask at the same time: the first asks what comes first, and so on, until nothing is left. */
  readonly askAll: (calls: readonly Call[]) => Promise<readonly Answer[]>;
  readonly askBy: (caller: number, call: Call) => Promise<Answer>;
  /** How often a caller was told to come again. */
  readonly sentAway: () => number;
  readonly close: () => void;
};

/** Opens connections to the program. A server that is busy is asked again under the same id, as every client does. */
export function openCallers({ origin, headers }: Ground, count: number): Callers {
  const lines = Array.from({ length: count }, () => openLine(origin));
  let sentAway = 0;
  const ask = (line: Line, call: Call) => askOne(line, requestOf(call, headers), () => (sentAway += 1));
  return {
    connect: () => connectAll(lines),
    sentAway: () => sentAway,
    askAll: async (calls) => {
      const answers: Answer[] = [];
      let next = 0;
      const work = async (line: Line): Promise<void> => {
        for (let i = next++; i < calls.length; i = next++) {
          const call = calls[i];
          if (call !== undefined) answers[i] = await ask(line, call);
        }
      };
      await Promise.all(lines.map(work));
      return answers;
    },
    askBy: (caller, call) => {
      const line = lines[caller % count];
      if (line === undefined) throw new Error('there are no callers');
      return ask(line, call);
    },
    close: () => lines.forEach((line) => line.close()),
  };
}

const CONNECTING = 16;

/** Opens these connections without any of them being too much at once. */
export async function connectAll(lines: readonly Line[]): Promise<void> {
  const left = [...lines];
  const work = async (): Promise<void> => {
    for (let line = left.pop(); line !== undefined; line = left.pop()) await line.ask(requestText('GET', '/health', {}));
  };
  await Promise.all(Array.from({ length: CONNECTING }, work));
}

/** Of the files that may be open those that are no connections, with room to spare. */
const OTHER_FILES = 500;
const OPEN_FILES_MIN = 1024;

/** How many connections a process may have open at the same time, as the system says. */
export function connectionsMax(): number {
  try {
    const [, files = ''] = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Number(files) - OTHER_FILES;
  } catch {
    return OPEN_FILES_MIN - OTHER_FILES;
  }
}

function requestOf({ method, path, requestId, headers, body }: Call, own: Readonly<Record<string, string>>): string {
  return requestText(method, path, { ...own, 'MS-RequestId': requestId, ...headers }, JSON.stringify(body));
}

/** Ten thousand callers of one customer have their turn one after the other. */
const PATIENCE_MS = 300_000;
const PAUSE_MS = 200;
/** Ten thousand who come again every other second would be all that the server has time for. */
const PAUSE_MS_MAX = 20_000;

async function askOne(line: Line, request: string, onBusy: () => void): Promise<Answer> {
  const until = performance.now() + PATIENCE_MS;
  for (let tries = 1; ; tries += 1) {
    const answer = await line.ask(request);
    const isOver = performance.now() > until;
    if (answer !== null && (answer.status !== 503 || isOver)) {
      return { status: answer.status, text: answer.body, body: /^[{[]/.test(answer.body) ? JSON.parse(answer.body) : undefined };
    }
    if (isOver) throw new Error(`no answer to ${request.split('\r\n')[0]}`);
    onBusy();
    // Longer each time, and not all of them at the same moment again.
    await wait(Math.min(PAUSE_MS * 2 ** (tries - 1), PAUSE_MS_MAX) * (0.5 + Math.random()));
  }
}

/** An id for the nth request of one kind about a customer. */
export function requestIdOf(customer: number, kind: number, turn: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(turn).padStart(6, '0')}${String(customer).padStart(6, '0')}`;
}
