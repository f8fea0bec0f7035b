import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { environmentWithout } from './config.ts';

/** As whom PostgreSQL runs. It refuses to run as root. */
export type RunAs =
  | { readonly kind: 'self' }
  /** As root, but in a user namespace where root goes by the number of an ordinary user: files stay root's own. */
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number }
  /** As another user, where root may not make user namespaces. */
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number };

/** A command line, with the user to start it as. */
export type CommandLine = { readonly command: string; readonly words: readonly string[]; readonly user: { uid?: number; gid?: number } };

/** Whether root may make a user namespace in which it goes by that number. */
export function mayUseNamespaces({ uid, gid }: { uid: number; gid: number }): boolean {
  return works('unshare', [...namespaceWords(uid, gid), 'true']);
}

/**
 * The user without rights; where there is none by that name, the first that is not root. Also in a namespace the
 * number must be one that the machine knows: initdb looks its user up by name.
 */
export function nobody(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
  const found = users.find(({ name }) => name === 'nobody') ?? users[0];
  return { uid: found?.uid ?? 65_534, gid: found?.gid ?? 65_534 };
}

/**
 * The command line that runs a program as that user. Where the system can, the program is told to shut down
 * (SIGINT) when this process dies, so that none is left behind.
 */
export function commandAs(runAs: RunAs, path: string, words: readonly string[]): CommandLine {
  // setpriv stands inside unshare: changing the namespace would forget the signal again.
  const line = endsWithParent() ? ['setpriv', '--pdeathsig', 'INT', path, ...words] : [path, ...words];
  if (runAs.kind === 'namespace') return { command: 'unshare', words: [...namespaceWords(runAs.uid, runAs.gid), ...line], user: {} };
  const user = runAs.kind === 'other' ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { command: line[0] ?? path, words: line.slice(1), user };
}

/** Our environment without the variables that would lead PostgreSQL elsewhere (PGDATA, PGPORT, …). */
export function postgresEnvironment(): Record<string, string> {
  return { ...environmentWithout('PG'), LC_ALL: 'C', TZ: 'UTC' };
}

function namespaceWords(uid: number, gid: number): string[] {
  return ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
}

let signalAtDeath: boolean | undefined;

function endsWithParent(): boolean {
  signalAtDeath ??= process.platform === 'linux' && works('setpriv', ['--pdeathsig', 'INT', 'true']);
  return signalAtDeath;
}

function works(command: string, words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}
