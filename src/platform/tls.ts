import { readFileSync } from 'node:fs';
import type { Config } from './config.ts';
import { operatorError } from './operator-error.ts';

/** A certificate with its chain and its key, as PEM. */
export type Tls = { readonly cert: string; readonly key: string };

/** Reads the files of the settings; null where plain HTTP is served. */
export function readTls(files: Config['tls']): Tls | null {
  if (files === null) return null;
  try {
    return { cert: readFileSync(files.certFile, 'utf8'), key: readFileSync(files.keyFile, 'utf8') };
  } catch (error) {
    throw operatorError(`The certificate of TLS_CERT_FILE and TLS_KEY_FILE cannot be read: ${(error as Error).message}.`, error);
  }
}
