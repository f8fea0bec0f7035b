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
  /** Lets so many callers ask at the same time: the first asks what comes first, and so on, until nothing is left. */
  readonly askAll: (calls: readonly Call[]) => Promise<readonly Answer[]>;
  readonly askBy: (caller: number, call: Call) => Promise<Answer>;
  readonly close: () => void;
};

/** Opens connections to the program. A server that is busy is asked again under the same id, as every client does. */
export function openCallers({ origin, headers }: Ground, count: number): Callers {
  const lines = Array.from({ length: count }, () => openLine(origin));
  const ask = (line: Line, call: Call) => askOne(line, call, headers);
  return {
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

const BUSY_TRIES_MAX = 50;
const BUSY_MS = 200;

async function askOne(line: Line, call: Call, own: Readonly<Record<string, string>>): Promise<Answer> {
  const headers = { ...own, 'MS-RequestId': call.requestId, ...call.headers };
  const request = requestText(call.method, call.path, headers, JSON.stringify(call.body));
  for (let tries = 1; ; tries += 1) {
    const answer = await line.ask(request);
    if (answer !== null && (answer.status !== 503 || tries >= BUSY_TRIES_MAX)) {
      return { status: answer.status, text: answer.body, body: /^[{[]/.test(answer.body) ? JSON.parse(answer.body) : undefined };
    }
    if (tries >= BUSY_TRIES_MAX) throw new Error(`no answer to ${call.method} ${call.path}`);
    await wait(BUSY_MS);
  }
}

/** An id for the nth request of one kind about a customer. */
export function requestIdOf(customer: number, kind: number, turn: number): string {
  return `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(turn).padStart(6, '0')}${String(customer).padStart(6, '0')}`;
}
