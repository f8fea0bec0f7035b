import { createHash, hash as hashOf, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one try: about 50 ms of one core and 16 MB. Each hash names its own cost, so that it can be raised. */
const COST = { N: 16_384, r: 8, p: 1 };
const LENGTH_BYTES = 32;

/** Turns a password, or a program's secret, into what may be kept. The salt is 16 random bytes, another for each. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, Buffer.from(salt).toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the password is the one of the hash. Without a hash (nobody of that name) it takes as long, and is not. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = (hash ?? NOBODY).split('$');
  const [scheme, n, r, p, salt, key] = parts;
  if (scheme !== 'scrypt' || parts.length !== 6 || salt === undefined || key === undefined) return false;
  const wanted = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) });
  return wanted.length === given.length && timingSafeEqual(wanted, given) && hash !== null;
}

/** What is kept of a secret that is random enough to need no salt: a session's, a token's. */
export function digest(secret: string): string {
  return hashOf('sha256', secret, 'base64url');
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'AAAAAAAAAAAAAAAAAAAAAA', Buffer.alloc(LENGTH_BYTES).toString('base64url')].join('$');

function derive(password: string, salt: Uint8Array, { N, r, p }: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Two spellings of one letter are one password (RFC 8265).
    scrypt(password.normalize('NFKC'), salt, LENGTH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
