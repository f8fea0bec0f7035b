import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BareReadsSetting } from './bare-reads.ts';
import { compete, runTimed, standings, type Contender, type Standing } from './contest.ts';
import { openCaller, requestText } from './http-caller.ts';
import { runCallers } from './measure.ts';
import type { Sent } from './recording.ts';
import type { Site } from './site.ts';
import type { Task } from './size.ts';

/** The same question about many places: as it is asked over HTTP, and the statements with which the program answers. */
export type Question = { readonly request: string; readonly sent: readonly Sent[] };

/** The contender beside which the program reads: a bare server that sends the same statements and answers with their rows. */
export const BARE_READS = 'bare server, same rows';
/** No answer with what was asked for is as short. */
const BYTES_MIN = 100;

/** Has the program and a bare server answer the same questions side by side. */
export async function competeInReading(
  site: Site,
  title: string,
  questions: readonly Question[],
  { tasks, warmUp }: { readonly tasks: readonly Task[]; readonly warmUp: Task },
): Promise<readonly Standing[]> {
  const bare = await startBareReads(site.ground.connectionString, questions);
  const { origin, child } = site.program;
  const own = questions.map(({ request }) => request);
  const contenders: readonly Contender[] = [
    reader('over HTTP', { origin, pid: child.pid ?? null }, own),
    reader(
      BARE_READS,
      bare,
      questions.map((_, i) => requestText('GET', `/${i}`, {})),
    ),
  ];
  try {
    for (const contender of contenders) await runTimed(site, contender, warmUp);
    return standings(await compete(site, title, contenders, tasks), tasks);
  } finally {
    bare.close();
  }
}

function reader(
  name: string,
  { origin, pid }: { readonly origin: string; readonly pid: number | null },
  requests: readonly string[],
): Contender {
  return {
    name,
    pid,
    run: async ({ callers, count }) => {
      const leg = await runCallers(callers, count, async () => {
        const caller = await openCaller(origin);
        const run = async (turn: number): Promise<void> => {
          const answer = await caller.ask(requests[turn % requests.length] ?? '');
          if (answer.status !== 200 || answer.body.length < BYTES_MIN)
            throw new Error(`${name} was answered with ${answer.status}: ${answer.body}`);
        };
        return { run, close: caller.close };
      });
      return { leg, operations: count };
    },
    close: async () => {},
  };
}

async function startBareReads(
  connectionString: string,
  questions: readonly Question[],
): Promise<{ readonly origin: string; readonly pid: number | null; readonly close: () => void }> {
  const child = fork(fileURLToPath(new URL('bare-reads.ts', import.meta.url)), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const texts = [...new Set(questions.flatMap(({ sent }) => sent.map(({ sql }) => sql)))];
  const ready = new Promise<string>((resolve, reject) => {
    child.once('message', (origin: string) => resolve(origin));
    child.once('exit', () => reject(new Error('the bare server has ended')));
  });
  child.send({
    connectionString,
    texts,
    questions: questions.map(({ sent }) => sent.map(({ sql, values }) => ({ text: texts.indexOf(sql), values }))),
  } satisfies BareReadsSetting);
  return { origin: await ready, pid: child.pid ?? null, close: () => void child.kill() };
}
