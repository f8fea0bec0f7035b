import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of this machine that a browser comes back to after signing in. */
export type ReturnPage = {
  /** Where the issuer sends the browser. */
  readonly address: string;
  /** The address it came back with. */
  readonly returned: Promise<URL>;
  readonly close: () => void;
};

const WAIT_MINUTES = 5;

/** Opens the page on a free port that only this machine reaches. Waits five minutes at most. */
export async function waitForBrowser(): Promise<ReturnPage> {
  const { promise: returned, resolve, reject } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', address);
    const isReturn = asked.pathname === '/' && (asked.searchParams.has('code') || asked.searchParams.has('error'));
    response.writeHead(isReturn ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', connection: 'close' });
    response.end(isReturn ? '<!doctype html><title>upseat</title><p>Signed in. You can close this page and go on in the terminal.' : '');
    if (isReturn) resolve(asked);
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', ready);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const timer = setTimeout(() => reject(new Error(`nobody signed in within ${WAIT_MINUTES} minutes`)), WAIT_MINUTES * 60_000);
  returned.catch(() => {});
  return {
    address,
    returned,
    close: () => {
      clearTimeout(timer);
      server.close();
      server.closeAllConnections();
    },
  };
}
