import assert from 'node:assert/strict';
import { Agent, request as send } from 'node:http';
import { after, test } from 'node:test';
import { emptyHouse } from '../../../test/import-house.ts';

const { server } = await emptyHouse();
const keptConnection = new Agent({ keepAlive: true, maxSockets: 1 });
after(() => keptConnection.destroy());

const PATIENCE_MS = 15_000;

/** Over the one connection, as a client with a pool does it; fails where no answer comes. */
function ask(method: string, path: string, body: string, type = 'text/csv'): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = body === '' ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    const asking = send(`${server.origin}${path}`, { method, agent: keptConnection, headers, timeout: PATIENCE_MS }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    asking.on('timeout', () => asking.destroy(new Error('no answer')));
    asking.on('error', reject).end(body);
  });
}

for (const [what, file] of [
  ['breaks off in its second line', `CompanyName,Domain\n"Tailspin" Toys,x\n${'a,b\n'.repeat(300_000)}`],
  ['is no file of this kind', `{"k0":0${',"k":1'.repeat(300_000)}}`],
] as const)
  test(`a large file that ${what} is answered, and so is what comes next over the connection`, async () => {
    assert.equal(await ask('POST', '/v1/imports?kind=customers', file), 200);
    assert.equal(await ask('GET', '/v1/imports', ''), 200);
  });

test('where no file is taken, one is refused like any other type', async () => {
  const path = '/v1/imports/01a20458-ae5e-74c0-95bb-2b52a5ef2de8/start';
  assert.equal(await ask('POST', path, 'a=1', 'application/x-www-form-urlencoded'), await ask('POST', path, 'a=1'));
  assert.equal(await ask('POST', path, ''), 404);
});
