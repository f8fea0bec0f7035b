import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Reads the proxies in front: addresses, networks in bits (`10.1.0.0/16`) and `loopback`, with commas between; null where one is neither. */
export function readProxies(text: string): readonly string[] | null {
  const proxies = text.split(',').map((each) => each.trim().toLowerCase());
  return proxies.every(isProxy) ? proxies : null;
}

function isProxy(text: string): boolean {
  if (text === 'loopback') return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || address.includes('%') || more.length > 0) return false;
  // A network of all addresses would let everybody say who they are.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/**
 * Leaves of `X-Forwarded-For` what names callers: addresses, without ports, from the last one back to the first entry that is
 * none. What stands before that was not written by a proxy of ours.
 */
export function plainForwardedFor({ headers }: Pick<IncomingMessage, 'headers'>): void {
  const given = headers['x-forwarded-for'];
  if (given === undefined) return;
  const entries = [given].flat().join(',').split(',').map(withoutPort);
  const kept = entries.slice(entries.findLastIndex((entry) => isIP(entry) === 0) + 1);
  if (kept.length === 0) delete headers['x-forwarded-for'];
  else headers['x-forwarded-for'] = kept.join(', ');
}

function withoutPort(entry: string): string {
  const [, address] = /^\[([^\]]*)\](?::\d+)?$/.exec(entry.trim()) ?? /^([\d.]+):\d+$/.exec(entry.trim()) ?? [];
  return address ?? entry.trim();
}
