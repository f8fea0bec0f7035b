import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { RunAs } from './postgres-user.ts';

/**
 * Where our own database listens: a socket in a folder that only its user may enter, or, where there are no such
 * sockets, a free port of this machine behind a password.
 */
export type Address = { readonly kind: 'socket'; readonly folder: string } | { readonly kind: 'loopback'; readonly port: number };

/** The path of a Unix socket may have no more bytes than this on any system we run on. */
const SOCKET_PATH_BYTES_MAX = 103;
const PORT = 5432;
const PREFIX = 'upseat-';

export async function newAddress(runAs: RunAs, kind: Address['kind']): Promise<Address> {
  if (kind === 'loopback') return { kind, port: await freePort() };
  // The data folder may lie too deep for a socket, the system's folder for temporary files never does.
  const folders = [tmpdir(), '/tmp'];
  const parent = folders.find((folder) => Buffer.byteLength(socketIn(join(folder, `${PREFIX}abcdef`))) <= SOCKET_PATH_BYTES_MAX) ?? '/tmp';
  const folder = mkdtempSync(join(parent, PREFIX));
  if (runAs.kind === 'other') chownSync(folder, runAs.uid, runAs.gid);
  return { kind, folder };
}

/** The settings that make the server listen there and nowhere else. */
export function listenSettings(address: Address): Record<string, string> {
  return address.kind === 'socket'
    ? { listen_addresses: '', unix_socket_directories: `"${address.folder}"`, unix_socket_permissions: '0700', port: String(PORT) }
    : { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(address.port) };
}

export function connectionString(address: Address, database: string, passwordFile: string): string {
  if (address.kind === 'socket')
    return `postgres://postgres@localhost:${PORT}/${database}?host=${encodeURIComponent(address.folder)}&sslmode=disable`;
  return `postgres://postgres:${readFileSync(passwordFile, 'utf8')}@127.0.0.1:${address.port}/${database}?sslmode=disable`;
}

/** Removes a socket folder, ours or one of an owner that was killed. */
export function removeSocketFolder(folder: string | undefined): void {
  if (folder !== undefined && basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true });
}

/** Makes the password of the database's superuser, once for each data folder. */
export function ensurePassword(passwordFile: string, runAs: RunAs): void {
  if (existsSync(passwordFile)) return;
  writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (runAs.kind === 'other') chownSync(passwordFile, runAs.uid, runAs.gid);
}

function socketIn(folder: string): string {
  return join(folder, `.s.PGSQL.${PORT}.lock`);
}

/** A port that is free now. Another program could take it before the database does; then the start fails and says so. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
