import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { ROLES } from '../access/caller.ts';
import { day } from '../kit/dates.ts';
import { isGuid } from '../kit/ids.ts';
import { demoCast, DEMO_CUSTOMERS, DEMO_SEED, mainSignIns } from './cast.ts';
import { castText, readDemoWords } from './words.ts';
import { demoWorld } from './world.ts';
import { printedCast, shippedCatalog } from './worker.ts';

const today = day('2026-11-22');
const catalog = shippedCatalog(today);
const cast = demoCast({ seed: DEMO_SEED, catalog, baseUrl: 'http://127.0.0.1:8480' });

describe('the cast', () => {
  test('has a sign-in for each role of the first partner, an admin agent for every other, and a program for each', () => {
    const first = cast.signIns.filter((signIn) => signIn.partner === 'Northwind Cloud');
    assert.deepEqual(first.map((signIn) => signIn.role).toSorted(), [...ROLES, 'application'].toSorted());
    for (const partner of new Set(cast.signIns.map((signIn) => signIn.partner))) {
      const roles = cast.signIns.filter((signIn) => signIn.partner === partner).map((signIn) => signIn.role);
      assert.ok(roles.includes('admin_agent') && roles.includes('application'), partner);
    }
    for (const signIn of cast.signIns) {
      assert.ok(isGuid(signIn.clientId) && signIn.tokenUrl === `http://127.0.0.1:8480/${signIn.partnerId}/oauth2/v2.0/token`);
      assert.equal(signIn.username === undefined, signIn.role === 'application');
    }
    assert.deepEqual(
      mainSignIns().map((signIn) => signIn.username),
      first.flatMap((signIn) => signIn.username ?? []),
    );
  });

  test('names rows that the world really has', () => {
    const world = [...demoWorld({ seed: DEMO_SEED, customers: 0, today, catalog })];
    for (const [name, example] of Object.entries(cast.examples)) {
      const customer = world.find(({ customer: [row] }) => row?.customer_id === example.customerId);
      assert.equal(customer?.customer[0]?.company_name, example.companyName, name);
      assert.ok(
        customer.subscription.some((row) => row.subscription_id === example.subscriptionId),
        name,
      );
      assert.ok(example.userId === undefined || customer.directory_user.some((row) => row.user_id === example.userId), name);
      assert.ok(example.targetOfferId === undefined || [...catalog.offers.keys()].some((id) => id === example.targetOfferId), name);
      assert.ok(
        cast.signIns.some((signIn) => signIn.partner === example.partner && signIn.role === example.role),
        name,
      );
    }
    assert.equal(world.length, Object.keys(cast.examples).length);
  });

  test('survives JSON, and is another for another seed', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(cast)), cast);
    const other = demoCast({ seed: 1, catalog, baseUrl: '' });
    const ids = new Set(Object.values(cast.examples).map((example) => example.customerId));
    assert.ok(Object.values(other.examples).every((example) => !ids.has(example.customerId)));
  });

  test('is listed in the manual, name by name and person by person, and nothing else is', () => {
    const manual = readFileSync(new URL('../../docs/demo-world.md', import.meta.url), 'utf8');
    const listed = [...manual.matchAll(/^\| `(\w+)` *\| ([^|]+)\|/gm)].map((match) => [match[1], match[2]?.trim()]);
    assert.deepEqual(
      listed,
      Object.entries(cast.examples).map(([name, { companyName }]) => [name, companyName]),
    );
    const people = [...manual.matchAll(/`([a-z.]+@[a-z.-]+\.example)`/g)].map((match) => match[1]);
    assert.deepEqual(
      [...new Set(people)].toSorted(),
      [...cast.signIns, ...cast.customerSignIns].flatMap((signIn) => signIn.username ?? []).toSorted(),
    );
  });

  test('reads well without JSON', () => {
    const text = castText(cast);
    for (const name of Object.keys(cast.examples)) assert.ok(text.includes(`  ${name}\n`), name);
    assert.ok(text.split('\n').every((line) => line.length < 170));
  });
});

describe('the printed cast', () => {
  const folder = mkdtempSync(join(tmpdir(), 'upseat-cast-'));
  after(() => rmSync(folder, { recursive: true }));

  test('names the usual address where no server runs, and otherwise that of the server', () => {
    const printed = () => JSON.parse(printedCast({ seed: DEMO_SEED, json: true }, { today, dataFolder: folder })) as typeof cast;
    assert.deepEqual(printed(), JSON.parse(JSON.stringify(cast)));
    writeFileSync(join(folder, 'server.json'), JSON.stringify({ url: 'http://127.0.0.1:9999', pid: 1 }));
    assert.ok(printed().signIns.every((signIn) => signIn.tokenUrl.startsWith('http://127.0.0.1:9999/')));
    assert.equal(printedCast({ seed: DEMO_SEED, json: false }, { today, dataFolder: folder }), castText(cast));
  });
});

describe('the words after “demo”', () => {
  const cases: readonly [words: string, asked: object][] = [
    ['', { kind: 'load', seed: DEMO_SEED, customers: DEMO_CUSTOMERS, grow: false }],
    ['--customers 20000', { kind: 'load', seed: DEMO_SEED, customers: 20_000, grow: false }],
    ['--customers 500 --add --seed 7', { kind: 'load', seed: 7, customers: 500, grow: true }],
    ['--cast --json', { kind: 'cast', seed: DEMO_SEED, json: true }],
    ['--cast', { kind: 'cast', seed: DEMO_SEED, json: false }],
  ];
  for (const [words, asked] of cases)
    test(`“${words}”`, () => assert.deepEqual(readDemoWords(words.split(' ').filter((word) => word !== '')), asked));

  for (const words of [
    '--customers many',
    '--customers -1',
    '--customers 1.5',
    '--customers 10000001',
    '--seed x',
    '--cast --add',
    '--cast --customers 5',
    'cast',
    '--what',
  ]) {
    test(`“${words}” is refused in a sentence`, () => {
      const asked = readDemoWords(words.split(' '));
      assert.equal(asked.kind, 'misused');
      assert.match(asked.kind === 'misused' ? asked.message : '', /\.$/);
    });
  }
});
