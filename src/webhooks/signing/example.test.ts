import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { testDatabase } from '../../../test/database.ts';
import { testServer } from '../../../test/server.ts';
import { newId } from '../../platform/clock.ts';
import { keyFinder } from './commands.ts';
import { webhookCertificateRoutes } from './routes.ts';
import { signatureHeaders } from './signature.ts';

type IsGenuine = (headers: Readonly<Record<string, string>>, body: Buffer, origin: string) => Promise<boolean>;
const db = await testDatabase();
const { origin } = await testServer([webhookCertificateRoutes({ db })]);

async function exampleOfTheDocs(): Promise<IsGenuine> {
  const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  const code = /```js\n([\s\S]+?)```/.exec(page)?.[1] ?? assert.fail('the page has no example');
  const folder = mkdtempSync(join(tmpdir(), 'upseat-'));
  after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'example.mjs'), code);
  return ((await import(pathToFileURL(join(folder, 'example.mjs')).href)) as { isGenuine: IsGenuine }).isGenuine;
}

test('the example in the docs knows what this server sent from everything else', async () => {
  const isGenuine = await exampleOfTheDocs();
  const key = await keyFinder({ db, newId })(new Date());
  const body = Buffer.from('{"EventName":"subscription-updated","ResourceName":"台北"}');
  const headersOf = (baseUrl: string, inMsHeader = false) =>
    Object.fromEntries(
      Object.entries(signatureHeaders(body.toString(), key, { baseUrl, inMsHeader })).map(([name, text]) => [name.toLowerCase(), text]),
    );
  const headers = headersOf(origin);
  assert.equal(await isGenuine(headers, body, origin), true);
  assert.equal(await isGenuine(headersOf(origin, true), body, origin), true);
  assert.equal(await isGenuine(headers, Buffer.from(`${body.toString()} `), origin), false);
  assert.equal(await isGenuine(headersOf('http://127.0.0.1:1'), body, origin), false, 'a certificate from elsewhere');
  assert.equal(await isGenuine({ ...headers, authorization: 'Signature AAAA' }, body, origin), false);
  assert.equal(await isGenuine({}, body, origin), false);
});

test('a key signs for a year, and is the same for every process', async () => {
  const find = keyFinder({ db, newId });
  const now = new Date();
  const first = await find(now);
  assert.equal((await keyFinder({ db, newId })(now)).keyId, first.keyId);
  const inDays = (days: number) => new Date(first.createdAt.getTime() + days * 86_400_000);
  assert.equal((await find(inDays(364.9))).keyId, first.keyId);
  const second = await find(inDays(365));
  assert.notEqual(second.keyId, first.keyId);
  assert.equal((await find(inDays(366))).keyId, second.keyId);
  const both = await Promise.all([first, second].map(({ keyId }) => fetch(`${origin}/webhooks/v1/certificates/${keyId}`)));
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200],
  );
});
