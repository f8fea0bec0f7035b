import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../program.ts';

const CONTOSO = '11111111-1111-4111-8111-111111111111';
const BASIC = '22222222-2222-4222-8222-222222222222';
const STANDARD_OFFER = '031C9E47-4802-4248-838E-778FB1D2CC05';
const scenario = {
  customers: [
    {
      name: 'contoso',
      companyName: 'Contoso',
      customerId: CONTOSO,
      subscriptions: [{ name: 'base', offer: 'm365-business-basic', quantity: 10, subscriptionId: BASIC }],
      users: [{ count: 5, licenses: [{ offer: 'm365-business-basic' }] }],
    },
  ],
};
const top = mkdtempSync(join(tmpdir(), 'upseat emulator '));
writeFileSync(join(top, 'scenario.json'), JSON.stringify(scenario));
const environment = { DATA_DIR: top, PORT: '0' };
const program = runProgram('src/main.ts', ['emulate', join(top, 'scenario.json'), '--record', join(top, 'traffic.jsonl')], environment);
const url = /http:\S+/.exec(await program.says(/Upseat is ready at http:\S+\n/))?.[0] ?? '';
const told = await program.says(/tenant +\S+\n +client id +\S+\n +client secret +\S+/);
after(async () => {
  program.process.kill('SIGTERM');
  await program.ended;
  rmSync(top, { recursive: true, force: true });
});

const [tenant = '', clientId = '', clientSecret = ''] = [...told.matchAll(/(?:tenant|client id|client secret) +(\S+)/g)].map(
  (found) => found[1],
);
const token = async (): Promise<string> => {
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: 'https://api.partnercenter.microsoft.com/.default',
  };
  const answer = await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await answer.json()) as { access_token: string }).access_token;
};
const bearer = await token();
type Ask = { readonly method?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
const ask = async (path: string, { method = 'GET', body, headers = {} }: Ask = {}) => {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
};
const subscription = `/v1/customers/${CONTOSO}/subscriptions/${BASIC}`;
const reset = (body: object = {}) => ask('/emulator/reset', { method: 'POST', body });
const seats = async () => (await ask(subscription)).body.quantity;
const setSeats = async (quantity: number) => {
  const now = await ask(subscription);
  const changed = await ask(subscription, { method: 'PATCH', body: { ...now.body, quantity } });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
};

describe('the emulator', () => {
  test('starts from its scenario, and a reset brings it back', async () => {
    assert.equal(await seats(), 10);
    await setSeats(12);
    const done = await reset();
    assert.deepEqual([done.status, done.body.customers], [200, 1]);
    assert.equal(await seats(), 10);
  });

  test('keeps a state under a name and goes back to it', async () => {
    await setSeats(14);
    assert.equal((await ask('/emulator/snapshots/fourteen', { method: 'PUT' })).status, 200);
    await reset();
    assert.equal(await seats(), 10);
    const back = await reset({ snapshot: 'fourteen' });
    assert.equal(back.status, 200, JSON.stringify(back.body));
    assert.equal(await seats(), 14);
    assert.equal((await reset({ snapshot: 'no such' })).status, 404);
    await reset();
  });

  test('begins another scenario, and refuses one that makes no sense without losing the one it has', async () => {
    const refused = await reset({ scenario: { customers: [{ name: 'x', subscriptions: [{ offer: 'nothing' }] }] } });
    assert.deepEqual(
      [refused.status, refused.body.data],
      [400, ['customers[0].subscriptions[0].offer: the catalogue has no offer "nothing"']],
    );
    const twice = await reset({ scenario: { customers: [scenario.customers[0], { ...scenario.customers[0], name: 'other' }] } });
    assert.equal(twice.status, 400);
    assert.equal(await seats(), 10);
    assert.deepEqual((await reset({ scenario: {} })).body.customers, 0);
    assert.equal((await ask(subscription)).status, 404);
    assert.deepEqual((await reset({ scenario })).body.customers, 1);
    assert.equal(await seats(), 10);
  });

  test('answers a fault on request, by header or by rule', async () => {
    const throttled = await ask(subscription, { headers: { 'x-upseat-fault': '429; retry-after=3' } });
    assert.deepEqual([throttled.status, throttled.headers.get('retry-after'), throttled.body.statusCode], [429, '3', 429]);
    const rule = await ask('/emulator/faults', {
      method: 'POST',
      body: { kind: 'status', status: 503, path: '/v1/customers/*', times: 1 },
    });
    assert.equal(rule.status, 201);
    const failed = await ask(subscription);
    assert.deepEqual([failed.status, failed.headers.get('retry-after'), failed.body.code], [503, '2', 503]);
    assert.equal(await seats(), 10);
  });

  test('takes rules away, one or all', async () => {
    const order = { kind: 'status', status: 500, times: 0 };
    const { body } = await ask('/emulator/faults', { method: 'POST', body: order });
    await ask('/emulator/faults', { method: 'POST', body: order });
    assert.equal((await ask(`/emulator/faults/${body.ruleId}`, { method: 'DELETE' })).status, 204);
    assert.equal((await ask(`/emulator/faults/${body.ruleId}`, { method: 'DELETE' })).status, 404);
    assert.equal((await ask(subscription)).status, 500);
    assert.equal((await ask('/emulator/faults', { method: 'DELETE' })).status, 204);
    assert.equal((await ask(subscription)).status, 200);
  });

  test('waits as long as it is told', async () => {
    const began = performance.now();
    await ask(subscription, { headers: { 'x-upseat-fault': 'latency=60' } });
    assert.ok(performance.now() - began >= 59);
  });

  test('refuses upgrades with the chosen error, in the list and at Submit, and upgrades nothing', async () => {
    const headers = { 'x-upseat-fault': 'upgrade-error=4' };
    const listed = await ask(`${subscription}/upgrades`, { headers });
    assert.ok(listed.body.items.length > 0);
    for (const item of listed.body.items) assert.deepEqual([item.isEligible, item.upgradeErrors[0].code], [false, 4]);
    const body = { targetOffer: { id: STANDARD_OFFER } };
    const submitted = await ask(`${subscription}/upgrades`, { method: 'POST', body, headers });
    assert.deepEqual([submitted.status, submitted.body.upgradeErrors[0].code], [200, 4]);
    assert.equal((await ask(subscription)).body.status, 'active');
  });

  test('loses an answer after the work is done, so that a client can show that it repeats safely', async () => {
    const body = { targetOffer: { id: STANDARD_OFFER } };
    const headers = { 'ms-requestid': '33333333-3333-4333-8333-333333333333' };
    await assert.rejects(
      ask(`${subscription}/upgrades`, { method: 'POST', body, headers: { ...headers, 'x-upseat-fault': 'lost-answer' } }),
    );
    const again = await ask(`${subscription}/upgrades`, { method: 'POST', body, headers });
    assert.equal(again.status, 200);
    const all = await ask(`/v1/customers/${CONTOSO}/subscriptions`);
    assert.equal(all.body.items.length, 2, 'the source and one new subscription, not two');
    await assert.rejects(ask(subscription, { headers: { 'x-upseat-fault': 'disconnect' } }));
    await reset();
  });

  test('records what was asked, without secrets, to be read, opened in a browser and kept in a file', async () => {
    await ask('/emulator/traffic', { method: 'DELETE' });
    await token();
    await ask(subscription, { headers: { 'x-upseat-fault': '429' } });
    const { body } = await ask('/emulator/traffic');
    assert.deepEqual(
      body.items.map((item: { status: number; fault?: string }) => [item.status, item.fault]),
      [
        [200, undefined],
        [429, '429'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(body), new RegExp(`${clientSecret}|${bearer.slice(0, 40)}`));
    assert.equal((await ask('/emulator/traffic.har')).body.log.entries.length, 2);
    assert.match(readFileSync(join(top, 'traffic.jsonl'), 'utf8'), /"fault":"429"/);
    const state = await ask('/emulator');
    assert.deepEqual([state.body.customers, state.body.faults], [1, []]);
  });
});

describe('the verb emulate', () => {
  const cases: readonly [string, readonly string[], Readonly<Record<string, string>>, RegExp][] = [
    ['does not run in production mode', [], { UPSEAT_MODE: 'production' }, /does not run in production mode/],
    ['never empties a database that it was given', [], { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, /leave DATABASE_URL unset/],
    ['takes one scenario', ['a.json', 'b.json'], {}, /one word too many/],
    ['takes customers of the demo world only beside it', ['--customers', '5'], {}, /belongs to --demo/],
  ];
  for (const [name, words, more, expected] of cases)
    test(name, async () => {
      const refused = runProgram('src/main.ts', ['emulate', ...words], { DATA_DIR: join(top, 'other'), ...more });
      assert.equal(await refused.ended, 2);
      assert.match(refused.written().words, expected);
    });
});

test('serves HTTPS with the operator’s certificate, and the token authority with it', async () => {
  const file = (name: string) => fileURLToPath(new URL(`../tls/${name}`, import.meta.url));
  const tls = { TLS_CERT_FILE: file('localhost.crt'), TLS_KEY_FILE: file('localhost.key') };
  const secure = runProgram('src/main.ts', ['emulate'], { DATA_DIR: join(top, 'secure'), PORT: '0', ...tls });
  const origin = /https:\S+/.exec(await secure.says(/Upseat is ready at https:\S+\n/))?.[0] ?? '';
  const ca = readFileSync(tls.TLS_CERT_FILE, 'utf8');
  const discovery = await new Promise<string>((resolve, reject) => {
    const asking = request(`${origin}/${tenant}/v2.0/.well-known/openid-configuration`, { ca }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => resolve(text));
    });
    asking.on('error', reject).end();
  });
  secure.process.kill('SIGTERM');
  await secure.ended;
  assert.match(JSON.parse(discovery).token_endpoint, new RegExp(`^${origin}/`));
});
