import { createPrivateKey, createPublicKey, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';

export type CertificateWish = {
  readonly organization: string;
  readonly commonName: string;
  /** The host names it is good for, where it is for a server. */
  readonly hosts?: readonly string[];
  /** Hexadecimal, at most 40 digits. */
  readonly serial: string;
  readonly from: Date;
  readonly until: Date;
  /** PEM, RSA. */
  readonly privateKey: string;
};

/** A new RSA key of 2048 bits, as PEM. Made beside the event loop: it takes a tenth of a second. */
export async function makePrivateKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return privateKey;
}

/** A certificate that the key signs for itself (X.509 version 3, SHA-256 with RSA), as PEM. */
export function selfSignedCertificate(wish: CertificateWish): string {
  const key = createPrivateKey(wish.privateKey);
  const name = sequence(namePart(OID_ORGANIZATION, wish.organization), namePart(OID_COMMON_NAME, wish.commonName));
  const content = sequence(
    tagged(0xa0, integer('02')),
    integer(wish.serial),
    SHA256_WITH_RSA,
    name,
    sequence(time(wish.from), time(wish.until)),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
    ...(wish.hosts === undefined ? [] : [tagged(0xa3, sequence(hostNames(wish.hosts)))]),
  );
  const signature = sign('sha256', content, key);
  const certificate = sequence(content, SHA256_WITH_RSA, tagged(0x03, Buffer.from([0]), signature));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** A value of ASN.1 in its distinguished encoding: tag, length, content. */
function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const short = length.subarray(length.findIndex((byte) => byte !== 0));
  return Buffer.concat([Buffer.from([tag, 0x80 | short.length]), short, content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

/** A positive number: what would read as negative gets a zero before it. */
function integer(hex: string): Buffer {
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return tagged(0x02, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(baseOf128)]));
}

function baseOf128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** `YYMMDDHHMMSSZ`, which is good until 2049. */
function time(at: Date): Buffer {
  return tagged(0x17, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(2, 14)}Z`));
}

function namePart(kind: string, text: string): Buffer {
  return tagged(0x31, sequence(oid(kind), tagged(0x0c, Buffer.from(text))));
}

function hostNames(hosts: readonly string[]): Buffer {
  const names = sequence(...hosts.map((host) => tagged(0x82, Buffer.from(host))));
  return sequence(oid('2.5.29.17'), tagged(0x04, names));
}

const OID_ORGANIZATION = '2.5.4.10';
const OID_COMMON_NAME = '2.5.4.3';
const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), tagged(0x05));
