import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';

/** A sign-in at one server. Secrets of programs and passwords are never part of it. */
export const SignIn = Type.Object({
  url: Type.String(),
  /** Whether a person signed in, or a program by its secret. */
  kind: Type.Enum(['person', 'program']),
  issuer: Type.String(),
  clientId: Type.String(),
  scope: Type.String(),
  token: Type.String(),
  refreshToken: Type.Optional(Type.String()),
  /** Milliseconds since 1970. */
  expiresAt: Type.Number(),
});
export type SignIn = Static<typeof SignIn>;

const SignIns = Type.Object({ current: Type.Union([Type.String(), Type.Null()]), signIns: Type.Array(SignIn) });
type SignIns = Static<typeof SignIns>;

const NONE: SignIns = { current: null, signIns: [] };

/** The sign-in at that server, or the latest one; null when there is none. */
export function findSignIn(folder: string, url: string | null): SignIn | null {
  const { current, signIns } = readSignIns(folder);
  return signIns.find((signIn) => signIn.url === (url ?? current)) ?? null;
}

/** Keeps a sign-in, in a file that only its owner can read. It is the current one from now on. */
export function keepSignIn(folder: string, signIn: SignIn): void {
  const others = readSignIns(folder).signIns.filter(({ url }) => url !== signIn.url);
  write(folder, { current: signIn.url, signIns: [...others, signIn] });
}

/** Forgets the sign-in at a server. Says whether there was one. */
export function forgetSignIn(folder: string, url: string): boolean {
  const { current, signIns } = readSignIns(folder);
  const left = signIns.filter((signIn) => signIn.url !== url);
  if (left.length === signIns.length) return false;
  write(folder, { current: current === url ? (left.at(-1)?.url ?? null) : current, signIns: left });
  return true;
}

/** Whether others on this machine could read the sign-ins: then they must count no longer. */
export function isExposed(folder: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    return (statSync(fileIn(folder)).mode & 0o077) !== 0;
  } catch {
    return false;
  }
}

function readSignIns(folder: string): SignIns {
  try {
    const content: unknown = JSON.parse(readFileSync(fileIn(folder), 'utf8'));
    return Check(SignIns, content) ? content : NONE;
  } catch {
    return NONE;
  }
}

/** Written beside and renamed, so that a file with a token is never half there, nor open for a moment. */
function write(folder: string, content: SignIns): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const beside = join(folder, `.sign-ins.${process.pid}`);
  writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, 'sign-ins.json');
}
