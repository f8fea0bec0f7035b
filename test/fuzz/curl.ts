import type { Asked } from './requests.ts';

const SHOWN_BYTES_MAX = 4000;

/** The request as a line for a shell; `$TOKEN` is a token of the role that is named behind it. */
export function curlLine(origin: string, { wire, role }: Asked): string {
  if (wire.raw !== undefined) return rawLine(origin, wire.raw.bytes, role);
  const headers = wire.headers.map(
    ([name, value]) => `-H ${quoted(`${name}: ${value.startsWith('Bearer ey') ? 'Bearer $TOKEN' : value}`)}`,
  );
  const { body } = wire;
  const isPlain = body !== null && /^[\x20-\x7e]*$/.test(body.toString('latin1')) && body.length <= SHOWN_BYTES_MAX;
  const before = body === null || isPlain ? '' : `echo ${body.subarray(0, SHOWN_BYTES_MAX).toString('base64')} | base64 -d | `;
  const cut = body !== null && body.length > SHOWN_BYTES_MAX ? ` # the first ${SHOWN_BYTES_MAX} of ${body.length} bytes` : '';
  const content = body === null ? [] : isPlain ? [`--data-binary ${quoted(body.toString())}`] : ['--data-binary @-'];
  const address = wire.path.startsWith('/') ? `${origin}${wire.path}` : wire.path;
  const words = ['curl', '-sS', '-i', '-g', '--path-as-is', `-X ${wire.method}`, ...headers, ...content, quoted(address)];
  return `${before}${words.join(' ')} # as ${role}${cut}`;
}

/** Bytes that are no request, for a shell; the token in them is as old as the run. */
function rawLine(origin: string, bytes: Buffer, role: string): string {
  const { hostname, port } = new URL(origin);
  const cut = bytes.length > SHOWN_BYTES_MAX ? `, the first ${SHOWN_BYTES_MAX} of ${bytes.length} bytes` : '';
  return `echo ${bytes.subarray(0, SHOWN_BYTES_MAX).toString('base64')} | base64 -d | nc ${hostname} ${port} # as ${role}${cut}`;
}

/** In double quotes where the shell is to fill in the token. */
function quoted(text: string): string {
  return text.includes('$TOKEN') ? `"${text}"` : `'${text.replaceAll("'", `'\\''`)}'`;
}
