import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { operatorError } from './operator-error.ts';

/** What the owner of a data folder leaves in it for others to read. */
export type Owner = {
  readonly pid: number;
  readonly startedAt: string;
  /** Where the owner's database can be reached, once it can. */
  readonly connectionString?: string;
  /** Folder of the database's socket, to be removed with the owner. */
  readonly socketFolder?: string;
  /** Whether the owner is about to leave. */
  readonly leaving?: boolean;
};

/** The one ownership of a data folder. */
export type FolderLock = {
  /** The owner before, when it ended without saying so. */
  readonly previous: Owner | null;
  /** Tells others more about this owner. */
  record(facts: Omit<Owner, 'pid' | 'startedAt'>): void;
  release(): void;
};

const PATIENCE_SECONDS = 2;
const PATIENCE_WITH_LEAVING_SECONDS = 30;

/**
 * Takes a data folder for this process alone, or fails with a sentence that names the process that has it. It is
 * given a moment, and more if it is about to leave: a program may be stopped and started again in one breath.
 */
export async function lockFolder(folder: string, patienceSeconds: number = PATIENCE_SECONDS): Promise<FolderLock> {
  for (let waited = 0; ; waited += 100) {
    const file = openLock(folder);
    if (file !== null) return ownership(folder, file);
    const owner = readOwner(folder);
    const patience = owner?.leaving === true ? PATIENCE_WITH_LEAVING_SECONDS : patienceSeconds;
    if (waited >= patience * 1000) throw operatorError(inUse(folder, owner));
    await wait(100);
  }
}

/** The lock is the operating system's, through a file of SQLite: it ends with the process, however that ends. */
function openLock(folder: string): DatabaseSync | null {
  const file = lockFile(folder);
  try {
    file.exec('pragma journal_mode = memory; begin exclusive');
    chmodSync(join(folder, 'lock'), 0o600);
    return file;
  } catch (error) {
    file.close();
    if (!/locked/.test((error as Error).message)) throw error;
    return null;
  }
}

function lockFile(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  } catch (error) {
    throw operatorError(
      `The data folder ${folder} cannot be written by this user (${(error as Error).message}). Set DATA_DIR to another folder.`,
      error,
    );
  }
}

function ownership(folder: string, file: DatabaseSync): FolderLock {
  const previous = readOwner(folder);
  let owner: Owner = { pid: process.pid, startedAt: new Date().toISOString() };
  writeOwner(folder, owner);
  return {
    previous,
    record: (facts) => {
      owner = { ...owner, ...facts };
      writeOwner(folder, owner);
    },
    release: () => {
      rmSync(ownerFile(folder), { force: true });
      file.close();
    },
  };
}

/** Who says that it owns the folder; null when nobody does. */
export function readOwner(folder: string): Owner | null {
  try {
    return JSON.parse(readFileSync(ownerFile(folder), 'utf8')) as Owner;
  } catch {
    return null;
  }
}

function inUse(folder: string, owner: Owner | null): string {
  const who = owner === null ? 'another process' : `process ${owner.pid}, started at ${owner.startedAt}`;
  return `The data folder ${folder} is in use by ${who}. Stop it first, or set DATA_DIR to another folder.`;
}

function writeOwner(folder: string, owner: Owner): void {
  const file = ownerFile(folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function ownerFile(folder: string): string {
  return join(folder, 'owner.json');
}
