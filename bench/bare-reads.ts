// Run as a child process: a server with a few statements behind it, which answers with what the database gives.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDb, type Db } from '../src/platform/db.ts';
import type { Sent } from './recording.ts';

/** The only message: the texts of the statements, and what each question asks, one statement after the other. The path `/N` asks question N. */
export type BareReadsSetting = {
  readonly connectionString: string;
  readonly texts: readonly string[];
  readonly questions: readonly (readonly { readonly text: number; readonly values: Sent['values'] }[])[];
};

process.once('message', ({ connectionString, texts, questions }: BareReadsSetting) => {
  const db = openDb({ connectionString, applicationName: 'upseat-bench' });
  const server = createServer((request, response) => {
    const asked = questions[Number((request.url ?? '/').slice(1))] ?? [];
    rowsOf(
      db,
      asked.map(({ text, values }) => ({ sql: texts[text] ?? '', values })),
    ).then(
      (rows) => {
        const body = JSON.stringify(rows);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
      },
      (error: unknown) => response.writeHead(500).end((error as Error).message),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
process.once('disconnect', () => process.exit(0));

async function rowsOf(db: Db, asked: readonly Sent[]): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const { sql, values } of asked) found.push((await db.read(sql, values)).rows);
  return found;
}
