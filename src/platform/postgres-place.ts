import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { operatorError } from './operator-error.ts';
import type { Binaries } from './postgres-binaries.ts';
import { mayUseNamespaces, nobody, type RunAs } from './postgres-user.ts';

/** Where our own database lies and as whom it runs. */
export type Place = {
  readonly runAs: RunAs;
  readonly binaries: Binaries;
  readonly databaseFolder: string;
  readonly passwordFile: string;
  readonly logFile: string;
};

/** A folder that every user of the machine can reach. */
const COMMON_FOLDER = '/var/lib/upseat';

/**
 * Chooses for this data folder. An ordinary user runs the database as himself; root runs it in a user namespace,
 * or, where the machine forbids those (most containers do), as the user `nobody`. A database that is there already
 * stays where it is, with the user it was made by. `namespaces` is for trying out the other way.
 */
export function choosePlace(dataFolder: string, binaries: Binaries, namespaces: boolean = true): Place {
  const home = [dataFolder, commonFolder(dataFolder)].find((folder) => existsSync(join(folder, 'postgres')));
  const owner = home === undefined ? null : statSync(join(home, 'postgres'));
  const self = process.getuid?.();
  if (self !== 0) {
    if (owner !== null && self !== undefined && owner.uid !== self) throw notOurs(dataFolder, owner.uid, self);
    return placeIn(dataFolder, dataFolder, binaries, { kind: 'self' });
  }
  if (owner !== null && owner.uid !== 0)
    return placeOfOther(home ?? dataFolder, dataFolder, binaries, { kind: 'other', uid: owner.uid, gid: owner.gid });
  const user = nobody();
  if (namespaces && mayUseNamespaces(user)) return placeIn(home ?? dataFolder, dataFolder, binaries, { kind: 'namespace', ...user });
  if (owner !== null) {
    throw operatorError(
      `The database in ${dataFolder} runs in a user namespace of root, which this machine does not allow now. Allow it, or run as an ordinary user.`,
    );
  }
  const runAs: RunAs = { kind: 'other', ...user };
  return placeOfOther(mayEnter(dataFolder, runAs) ? dataFolder : commonFolder(dataFolder), dataFolder, binaries, runAs);
}

function placeIn(folder: string, dataFolder: string, binaries: Binaries, runAs: RunAs): Place {
  const logFile = join(dataFolder, 'postgres.log');
  return { runAs, binaries, databaseFolder: join(folder, 'postgres'), passwordFile: join(folder, 'postgres-password'), logFile };
}

/** Such a user reaches neither files nor programs in the home folder of root, which is closed to others. */
function placeOfOther(folder: string, dataFolder: string, binaries: Binaries, runAs: RunAs & { kind: 'other' }): Place {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return placeIn(folder, dataFolder, mayRun(binaries, runAs) ? binaries : copied(binaries), runAs);
}

function commonFolder(dataFolder: string): string {
  return join(COMMON_FOLDER, createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));
}

function mayEnter(folder: string, { uid, gid }: { uid: number; gid: number }): boolean {
  chmodSync(folder, 0o711);
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid, gid, stdio: 'ignore' }).status === 0;
}

function mayRun(binaries: Binaries, { uid, gid }: { uid: number; gid: number }): boolean {
  return spawnSync(join(binaries.folder, 'bin', 'postgres'), ['--version'], { uid, gid, stdio: 'ignore' }).status === 0;
}

function copied(binaries: Binaries): Binaries {
  const folder = join(COMMON_FOLDER, `postgresql-${binaries.version}`);
  if (existsSync(folder)) return { ...binaries, folder };
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(binaries.folder, fresh, { recursive: true, verbatimSymlinks: true });
  renameSync(fresh, folder);
  return { ...binaries, folder };
}

function notOurs(dataFolder: string, owner: number, self: number): Error {
  return operatorError(
    `The database in ${dataFolder} belongs to the user with number ${owner}, and this is user ${self}. Run as that user, or set DATA_DIR to another folder.`,
  );
}
