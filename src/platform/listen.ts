import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Server as TlsServer } from 'node:tls';
import type { Config } from './config.ts';
import type { App } from './app.ts';
import { operatorError } from './operator-error.ts';
import { isOneOfMany } from './processes.ts';

const PORTS_TRIED_MAX = 100;
const REQUESTS_SECONDS_MAX = 10;

/** Where the system itself hands connections round among those who listen at one port (https://nodejs.org/api/net.html#serverlistenoptions-callback). */
const HANDING_ROUND = new Set<NodeJS.Platform>(['linux', 'freebsd', 'sunos', 'aix']);
/**
 * Each of several serving processes takes its own connections. Taken by the first process and handed on, a connection is
 * lost for ever when the one that should have got it ends in that very moment: whoever is at its other end waits.
 */
const OF_ITS_OWN = HANDING_ROUND.has(process.platform) ? { exclusive: true, reusePort: true } : {};

/** Begins to serve at the port of the settings, or at the next free one if that was only preferred. Gives the address. */
export async function listen(app: App, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  const last = port.kind === 'preferred' ? Math.min(port.number + PORTS_TRIED_MAX, 65_535) : port.number;
  await app.ready();
  for (let number = port.number; ; number += 1) {
    try {
      await app.listen({ host, port: number, ...(isOneOfMany ? OF_ITS_OWN : {}) });
      return urlOf(app.server instanceof TlsServer ? 'https' : 'http', host, (app.server.address() as AddressInfo).port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && number < last) continue;
      throw operatorError(sentence(host, number, code), error);
    }
  }
}

/** Those whom a killed program leaves behind give its port back as soon as they have noticed. */
const FREE_TRIES_MAX = 40;
const FREE_AGAIN_MS = 50;

/**
 * The port that several serving processes will share: the one of the settings, or the next that is free where it was only
 * preferred. Asked before any of them listens, since they would not notice that strangers share it as well.
 */
export async function sharedPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  const last = port.kind === 'preferred' ? Math.min(port.number + PORTS_TRIED_MAX, 65_535) : port.number;
  for (let [number, tries] = [port.number, 1]; ; tries += 1) {
    const found = await tryPort(host, number);
    if (found.kind === 'free') return found.port;
    const isTaken = found.code === 'EADDRINUSE';
    if (isTaken && number < last) number += 1;
    else if (isTaken && tries < FREE_TRIES_MAX) await wait(FREE_AGAIN_MS);
    else throw operatorError(sentence(host, number, found.code), null);
  }
}

type Tried = { readonly kind: 'free'; readonly port: number } | { readonly kind: 'refused'; readonly code: string | undefined };

function tryPort(host: string, port: number): Promise<Tried> {
  return new Promise((found) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) => found({ kind: 'refused', code }));
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => found({ kind: 'free', port: taken }));
    });
  });
}

/** Stops taking requests and waits for those that run, but not for ever. */
export async function closeServer(app: App): Promise<void> {
  // A connection whose last request ended stays open for the next one, unless somebody closes it.
  const idle = setInterval(() => app.server.closeIdleConnections(), 50);
  const late = setTimeout(() => app.server.closeAllConnections(), REQUESTS_SECONDS_MAX * 1000);
  await app.close();
  clearInterval(idle);
  clearTimeout(late);
}

function sentence(host: string, port: number, code: string | undefined): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Set PORT to another one, or leave it unset to take the next free one.`;
    case 'EACCES':
      return `Port ${port} needs more rights than this user has. Set PORT to one above 1023.`;
    default:
      return `Upseat cannot listen at ${host}, port ${port} (${code ?? 'unknown fault'}). HOST must be an address of this machine.`;
  }
}

/** The address to open in a browser on this machine. */
function urlOf(scheme: string, host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `${scheme}://${name}:${port}`;
}
