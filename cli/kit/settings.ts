import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the environment tells the command line. */
export type Settings = {
  /** The data folder of the server on this machine. Absolute. */
  readonly dataFolder: string;
  /** The address of the server where it runs elsewhere; null means the one on this machine. */
  readonly serverUrl: string | null;
};

/** A server on this machine, as it wrote itself down. */
export type LocalServer = { readonly url: string; readonly pid: number };

export const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  return {
    dataFolder: resolve(environment['DATA_DIR']?.trim() || join(packageFolder, 'data')),
    serverUrl: environment['UPSEAT_URL']?.trim().replace(/\/+$/, '') || null,
  };
}

/** Finds the server of the data folder; null when none runs. */
export function localServer({ dataFolder }: Settings): LocalServer | null {
  try {
    return JSON.parse(readFileSync(join(dataFolder, 'server.json'), 'utf8')) as LocalServer;
  } catch {
    return null;
  }
}
