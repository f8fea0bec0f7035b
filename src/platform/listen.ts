import type { AddressInfo } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { Config } from './config.ts';
import type { App } from './app.ts';
import { operatorError } from './operator-error.ts';

const PORTS_TRIED_MAX = 100;
const REQUESTS_SECONDS_MAX = 10;

/** Begins to serve at the port of the settings, or at the next free one if that was only preferred. Gives the address. */
export async function listen(app: App, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  const last = port.kind === 'preferred' ? Math.min(port.number + PORTS_TRIED_MAX, 65_535) : port.number;
  await app.ready();
  for (let number = port.number; ; number += 1) {
    try {
      await app.listen({ host, port: number });
      return urlOf(app.server instanceof TlsServer ? 'https' : 'http', host, (app.server.address() as AddressInfo).port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && number < last) continue;
      throw operatorError(sentence(host, number, code), error);
    }
  }
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
