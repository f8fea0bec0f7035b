// Run as a child process: a server with one statement behind it, which answers with what the database gives.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDb } from '../src/platform/db.ts';

/** The only message: the statement as it reads for the customer with these digits; the path names another one's. */
export type BareReadsSetting = {
  readonly connectionString: string;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly digits: string;
};

process.once('message', ({ connectionString, sql, values, digits }: BareReadsSetting) => {
  const db = openDb({ connectionString, applicationName: 'upseat-bench' });
  const server = createServer((request, response) => {
    const own = (request.url ?? '/').slice(1);
    const ofCustomer = values.map((value) => (typeof value === 'string' ? value.replaceAll(digits, own) : value));
    db.read(sql, ofCustomer).then(
      ({ rows }) => {
        const body = JSON.stringify(rows);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
      },
      (error: unknown) => response.writeHead(500).end((error as Error).message),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
process.once('disconnect', () => process.exit(0));
