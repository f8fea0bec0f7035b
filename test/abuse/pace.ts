import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { WORKING_MAX } from '../../src/platform/overload.ts';
import type { OverloadReport } from './overload.ts';

/** What was measured, as far as it tells how fast the program is when there is too much to do. */
export type Pace = Pick<OverloadReport, 'peak' | 'done' | 'doneMs' | 'refused' | 'refusedMs'>;
export type PaceReport = { readonly sentences: readonly string[]; readonly problems: readonly string[] };

const DONE_SHARE_MIN = 0.9;
const REFUSED_MS_MAX = 50;
/** The last of those that are worked on has as many before it as can be let in; twice their time is bearable. */
const TURNS_MAX = 2;

/** Says whether the program keeps its pace. A machine on which others work too, `busy` of its time, proves nothing. */
export function judgePace({ peak, done, doneMs, refused, refusedMs }: Pace, processes: number, busy: number): PaceReport {
  const doneMsMax = Math.round((TURNS_MAX * 1000 * WORKING_MAX * processes) / Math.max(done, 1));
  const rules: readonly (readonly [isKept: boolean, sentence: string])[] = [
    [done >= DONE_SHARE_MIN * peak, `${done} a second were made of ${peak} that there can be; at least 90 in a hundred are wanted.`],
    [
      refused > 0 && refusedMs.median < REFUSED_MS_MAX,
      `${refused} a second were refused, in the middle after ${refusedMs.median} ms; less than ${REFUSED_MS_MAX} ms are wanted.`,
    ],
    [
      doneMs.p99 <= doneMsMax,
      `99 in a hundred of those made were made within ${doneMs.p99} ms; at most ${doneMsMax} ms are wanted: twice as long as ${WORKING_MAX * processes} at a time take.`,
    ],
  ];
  const sentences = rules.map(([isKept, sentence]) => `${isKept ? 'Kept' : 'Not kept'}: ${sentence}`);
  if (busy <= BUSY_MAX) return { sentences, problems: rules.filter(([isKept]) => !isKept).map(([, sentence]) => sentence) };
  return {
    sentences: [...sentences, `Not judged: others took ${Math.round(busy * 100)} in a hundred of the machine's time before it began.`],
    problems: [],
  };
}

const BUSY_MAX = 0.2;
const LOOK_MS = 2000;

/** Which share of the processors' time goes to whatever else there is. */
export async function busyShare(): Promise<number> {
  const [from] = [timesOf(), await wait(LOOK_MS)];
  const until = timesOf();
  return 1 - (until.idle - from.idle) / Math.max(until.all - from.all, 1);
}

function timesOf(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((each) => each.times);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) };
}
