import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The server as an operator runs it: a process of its own. */
export type Program = {
  readonly origin: string;
  readonly child: ChildProcess;
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<void>;
  /** Asks it to end, and waits until it has. */
  readonly stop: () => Promise<void>;
};

export type ProgramOptions = {
  /** Variables of the environment beside our own; PORT is 0 unless named. */
  readonly environment: Readonly<Record<string, string>>;
  readonly entry?: string;
  /** Words for Node itself, such as `--cpu-prof`. */
  readonly nodeWords?: readonly string[];
  readonly onOutput?: (text: string) => void;
  /** Hears of the process before it is ready. */
  readonly onChild?: (child: ChildProcess) => void;
};

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const READY = /^Upseat is ready at (\S+)/m;
const START_SECONDS_MAX = 90;

/** Starts the server and waits until it says where it serves. */
export async function startProgram({ environment, entry = MAIN, nodeWords = [], onOutput, onChild }: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, [...nodeWords, entry, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ownEnvironment(), PORT: '0', ...environment },
  });
  onChild?.(child);
  // Whatever happens to us, no server is left behind.
  const onExit = (): void => void child.kill('SIGKILL');
  process.once('exit', onExit);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve(void process.removeListener('exit', onExit))));
  const origin = await readyAt(child, onOutput);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { origin, child, ended, stop };
}

/** A token for the agent, asked for as any client does. */
export async function tokenFrom(
  origin: string,
  world: {
    readonly partnerId: string;
    readonly applicationId: string;
    readonly agent: { readonly username: string; readonly password: string };
  },
): Promise<string> {
  const { username, password } = world.agent;
  const fields = {
    grant_type: 'password',
    client_id: world.applicationId,
    resource: 'https://api.partnercenter.microsoft.com',
    username,
    password,
  };
  const answer = await fetch(`${origin}/${world.partnerId}/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields) });
  const said = (await answer.json()) as { readonly access_token?: string };
  if (said.access_token === undefined) throw new Error(`no token: ${answer.status} ${JSON.stringify(said)}`);
  return said.access_token;
}

/** The memory of the serving process, without its database, in megabytes; null where it cannot be told. */
export function residentMb({ child }: Pick<Program, 'child'>): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

function readyAt(child: ChildProcess, onOutput: (text: string) => void = () => {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (data: Buffer): void => {
      const text = data.toString();
      onOutput(text);
      said = (said + text).slice(-20_000);
      const origin = READY.exec(said)?.[1];
      if (origin !== undefined) settle(() => resolve(origin));
    };
    const timer = setTimeout(
      () => settle(() => reject(new Error(`the server was not ready within ${START_SECONDS_MAX} s: ${said}`))),
      START_SECONDS_MAX * 1000,
    );
    const fail = (): void => settle(() => reject(new Error(`the server ended before it was ready: ${said}`)));
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      child.removeListener('exit', fail);
      then();
    };
    child.once('exit', fail);
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  });
}

/** Settings of whoever runs us must not lead the server elsewhere. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const settings = /^(PG|OIDC_|UPSEAT_)|^(DATABASE_URL|DATA_DIR|PORT|HOST|PUBLIC_URL|NODE_ENV)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)));
}
