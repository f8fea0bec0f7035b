import { storyOf } from './operator-error.ts';

/** What a program opened and must close again, and the one way in which it ends. */
export type Lifetime = {
  /** Has this done when the program ends. What was opened last is closed first. */
  readonly atEnd: (close: Close) => void;
  /** Has this done before any of that: whoever asks from outside gets an answer while everything is still open. */
  readonly beforeEnd: (close: Close) => void;
  /** Closes everything and ends the process. A second call changes nothing. */
  readonly end: (code: number) => Promise<void>;
  /** Ends over an error and tells it; one that comes while the program ends already is a consequence, and is not told. */
  readonly fail: (error: unknown) => Promise<void>;
};

type Close = () => Promise<void> | void;

const CLOSE_SECONDS_MAX = 40;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the program in order when it is asked to: by a signal, or by the end of whatever started it (the command
 * that npm runs holds a channel to us). Signals that come twice, as after Ctrl-C under npm, count once.
 */
export function openLifetime(): Lifetime {
  const [doors, closers]: [Close[], Close[]] = [[], []];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> => (ending ??= endWith(code, [...closers, ...doors]));

  for (const signal of SIGNALS) process.on(signal, () => void end(0));
  process.once('disconnect', () => void end(0));
  process.channel?.unref();
  const fail = (error: unknown): Promise<void> => {
    if (ending === undefined) process.stderr.write(`${storyOf(error)}\n`);
    return end(1);
  };
  return { atEnd: (close) => void closers.push(close), beforeEnd: (close) => void doors.push(close), end, fail };
}

async function endWith(code: number, closers: readonly Close[]): Promise<void> {
  setTimeout(() => process.exit(1), CLOSE_SECONDS_MAX * 1000).unref();
  let outcome = code;
  for (const close of closers.toReversed()) {
    try {
      await close();
    } catch (error) {
      // The rest must be closed all the same.
      process.stderr.write(`${storyOf(error)}\n`);
      outcome = 1;
    }
  }
  process.exit(outcome);
}
