import { isIP, isIPv4 } from 'node:net';

/**
 * Where an address leads: to the internet, to this machine, into a network of one's own, or to what no request of others
 * may ever reach (link-local with the metadata services of clouds, multicast, reserved, tunnels).
 */
export type Reach = 'public' | 'loopback' | 'private' | 'never';

/** Judges an IP address in any of its spellings; `never` for what is none. */
export function reachOf(address: string): Reach {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) === 0) return 'never';
  if (isIPv4(plain)) return reachOfFour(bytesOfFour(plain));
  return reachOfSix(bytesOfSix(plain));
}

/** Ranges of IPv4 by first bytes and length in bits; what is in none of them is public. */
const FOUR: readonly (readonly [range: string, bits: number, reach: Reach])[] = [
  // One address inside a shared range that is the metadata service of a cloud.
  ['100.100.100.200', 32, 'never'],
  ['127.0.0.0', 8, 'loopback'],
  ['10.0.0.0', 8, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['0.0.0.0', 8, 'never'],
  ['169.254.0.0', 16, 'never'],
  ['192.0.0.0', 24, 'never'],
  ['192.0.2.0', 24, 'never'],
  ['192.88.99.0', 24, 'never'],
  ['198.18.0.0', 15, 'never'],
  ['198.51.100.0', 24, 'never'],
  ['203.0.113.0', 24, 'never'],
  ['224.0.0.0', 4, 'never'],
  ['240.0.0.0', 4, 'never'],
];

function reachOfFour(bytes: readonly number[]): Reach {
  return FOUR.find(([range, bits]) => startsAlike(bytes, bytesOfFour(range), bits))?.[2] ?? 'public';
}

/** Of IPv6 only what is handed out to the world (2000::/3) is public, less these. */
const SIX: readonly (readonly [range: string, bits: number, reach: Reach])[] = [
  ['::1', 128, 'loopback'],
  // The metadata service of a cloud, inside the range of private networks.
  ['fd00:ec2::254', 128, 'never'],
  ['fc00::', 7, 'private'],
  // Teredo and other protocol assignments, documentation, and 6to4, whose last hop nobody sees.
  ['2001::', 23, 'never'],
  ['2001:db8::', 32, 'never'],
  ['2002::', 16, 'never'],
  ['3fff::', 20, 'never'],
  ['2000::', 3, 'public'],
];

/** Prefixes behind which an IPv4 address stands in the last four bytes, and that lead to that address. */
const FOUR_IN_SIX = ['::ffff:0:0', '64:ff9b::'];

function reachOfSix(bytes: readonly number[]): Reach {
  if (FOUR_IN_SIX.some((prefix) => startsAlike(bytes, bytesOfSix(prefix), 96))) return reachOfFour(bytes.slice(12));
  return SIX.find(([range, bits]) => startsAlike(bytes, bytesOfSix(range), bits))?.[2] ?? 'never';
}

function startsAlike(one: readonly number[], other: readonly number[], bits: number): boolean {
  return one.every((byte, i) => {
    const counted = Math.min(8, Math.max(0, bits - i * 8));
    return byte >> (8 - counted) === (other[i] ?? 0) >> (8 - counted);
  });
}

function bytesOfFour(address: string): readonly number[] {
  return address.split('.').map(Number);
}

function bytesOfSix(address: string): readonly number[] {
  const dotted = /[\d.]+\.[\d.]+$/.exec(address)?.[0];
  const four = dotted === undefined ? [] : bytesOfFour(dotted);
  const words = dotted === undefined ? address : address.slice(0, -dotted.length).replace(/([^:]):$/, '$1');
  const [front = [], last = []] = words.split('::').map((part) => part.split(':').filter(Boolean).flatMap(bytesOfWord));
  const back = [...last, ...four];
  return [...front, ...Array.from({ length: Math.max(0, 16 - front.length - back.length) }, () => 0), ...back];
}

function bytesOfWord(word: string): readonly number[] {
  const value = Number.parseInt(word, 16);
  return [value >> 8, value & 0xff];
}
