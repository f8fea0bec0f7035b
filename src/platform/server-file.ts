import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes down where this process serves, for programs of the same machine. Gives the way to take that back. */
export function announceServer(dataFolder: string, url: string): () => void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, 'server.json');
  writeFileSync(`${file}.new`, `${JSON.stringify({ url, pid: process.pid })}\n`);
  renameSync(`${file}.new`, file);
  return () => {
    // Another server of the same data folder may have written itself down since.
    if (announcedPid(file) === process.pid) rmSync(file, { force: true });
  };
}

function announcedPid(file: string): number | null {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;
  } catch {
    return null;
  }
}
