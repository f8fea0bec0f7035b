import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the environment tells the command line. */
export type Settings = {
  /** The data folder of the server on this machine. Absolute. */
  readonly dataFolder: string;
  /** The address of the server where it runs elsewhere; null means where one is signed in, or the one on this machine. */
  readonly serverUrl: string | null;
  /** A token to send, instead of signing in; null to use the sign-in. */
  readonly token: string | null;
  /** Where sign-ins are kept. Absolute. */
  readonly configFolder: string;
  /** The secret of a program that signs in by itself, and the password of a person of the demo: never words of a command. */
  readonly clientSecret: string | null;
  readonly password: string | null;
};

/** A server on this machine, as it wrote itself down. */
export type LocalServer = { readonly url: string; readonly pid: number };

export const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const value = (name: string): string | null => environment[name]?.trim() || null;
  return {
    dataFolder: resolve(value('DATA_DIR') ?? join(packageFolder, 'data')),
    serverUrl: value('UPSEAT_URL')?.replace(/\/+$/, '') ?? null,
    token: value('UPSEAT_TOKEN'),
    configFolder: resolve(value('UPSEAT_CONFIG_DIR') ?? join(value('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'upseat')),
    clientSecret: value('UPSEAT_CLIENT_SECRET'),
    password: value('UPSEAT_PASSWORD'),
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
