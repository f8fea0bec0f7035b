import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cookieBrowser } from '../test/cookie-browser.ts';
import { runProgram } from '../test/program.ts';
import { startWholeProgram } from '../test/whole-program.ts';

// The command line as an agent uses it: a process of its own, against the whole program with the demo world.
const program = await startWholeProgram({ customers: 60 });
const folder = mkdtempSync(join(tmpdir(), 'upseat cli '));
after(() => rmSync(folder, { recursive: true, force: true }));

type Ran = {
  readonly code: number | null;
  readonly output: string;
  readonly told: string;
  readonly data: any;
  readonly items: readonly any[];
};

async function upseat(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const ran = runProgram('cli/main.ts', words, { UPSEAT_URL: program.url, UPSEAT_CONFIG_DIR: folder, ...environment });
  const code = await ran.ended;
  const { output, words: told } = ran.written();
  const isJson = words.includes('--json');
  const items =
    isJson && words.includes('list')
      ? output
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : [];
  return { code, output, told, data: isJson && items.length === 0 && output !== '' ? JSON.parse(output) : null, items };
}

const admin = { UPSEAT_TOKEN: await program.token('admin_agent') };
const island = { UPSEAT_TOKEN: await program.token('admin_agent', '島嶼雲端') };
const example = (name: string) => program.cast.examples[name] ?? assert.fail(`the cast has no ${name}`);
const clean = example('clean_upgrade');
const signInOf = (role: string) => program.cast.signIns.find((member) => member.role === role) ?? assert.fail(role);

describe('signing in', () => {
  const { username = '', password = '' } = signInOf('admin_agent');
  const file = join(folder, 'sign-ins.json');

  test('3: without it nothing is shown, and the way in is', async () => {
    const { code, output, told } = await upseat(['customers', 'list']);
    assert.deepEqual([code, output], [3, '']);
    assert.match(told, /Sign in with `upseat login`/);
  });

  test('by password, from the environment and never from the words; the token lies where only its owner reads it', async () => {
    const wrong = await upseat(['login', '--user', username], { UPSEAT_PASSWORD: 'wrong' });
    assert.equal(wrong.code, 3);
    assert.match(wrong.told, /name or the password is wrong/);
    assert.equal(existsSync(file), false);
    const { code, data, output, told } = await upseat(['login', '--user', username, '--json'], { UPSEAT_PASSWORD: password });
    assert.deepEqual([code, data.url, data.renews], [0, program.url, true]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o077, 0);
    const { token } = JSON.parse(readFileSync(file, 'utf8')).signIns[0];
    assert.ok(!`${output}${told}`.includes(token) && !readFileSync(file, 'utf8').includes(password));
    assert.equal((await upseat(['customers', 'list', '--max', '1'])).code, 0);
  });

  test('a token that has ended is renewed without a word', async () => {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    const [signIn] = kept.signIns;
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, JSON.stringify({ ...kept, signIns: [{ ...signIn, token: 'ended', expiresAt: 0 }] }), { mode: 0o600 });
    assert.equal((await upseat(['customers', 'list', '--max', '1'])).code, 0);
    assert.notEqual(JSON.parse(readFileSync(file, 'utf8')).signIns[0].token, 'ended');
  });

  test('a file that others can read is not used', async () => {
    chmodSync(file, 0o644);
    const { code, told } = await upseat(['customers', 'list']);
    assert.deepEqual([code, /chmod 600/.test(told)], [3, true]);
    chmodSync(file, 0o600);
  });

  test('in the browser, by code and PKCE on a port of this machine', async () => {
    const ran = runProgram('cli/main.ts', ['login'], { UPSEAT_URL: program.url, UPSEAT_CONFIG_DIR: folder });
    const address = await new Promise<string>((found) => {
      ran.process.stderr?.on('data', () => {
        const [said] = /http:\S+/.exec(ran.written().words) ?? [];
        if (said !== undefined) found(said);
      });
    });
    assert.match(address, /code_challenge_method=S256/);
    const page = await cookieBrowser(program.url).signIn(username, password, address);
    after(() => ran.process.kill());
    assert.match(page.text, /Signed in/);
    assert.equal(await ran.ended, 0, ran.written().words);
    assert.equal((await upseat(['customers', 'list', '--max', '1'])).code, 0);
  });

  test('as a program, by its secret', async () => {
    const { clientId, clientSecret } = signInOf('application');
    const words = ['login', '--program', '--client-id', clientId];
    assert.equal((await upseat(words, { UPSEAT_CLIENT_SECRET: 'wrong' })).code, 3);
    assert.equal((await upseat(words, { UPSEAT_CLIENT_SECRET: clientSecret })).code, 0);
    assert.equal((await upseat(['customers', 'list', '--max', '1'])).code, 0);
  });

  test('never without TLS to another machine', async () => {
    const { code, told } = await upseat(['login', '--url', 'http://upseat.example.com']);
    assert.deepEqual([code, /no https address/.test(told)], [1, true]);
  });

  test('and out again', async () => {
    assert.equal((await upseat(['logout'])).code, 0);
    assert.equal((await upseat(['customers', 'list'])).code, 3);
    assert.match((await upseat(['logout'])).output, /not signed in/);
  });
});

describe('looking', () => {
  test('a list is JSON lines for programs, every item as the API has it', async () => {
    const { code, items, told } = await upseat(['customers', 'list', '--json'], admin);
    const { body } = await program.call('GET', '/v1/customers?size=500', { token: admin.UPSEAT_TOKEN });
    assert.deepEqual([code, told], [0, '']);
    assert.deepEqual(items, body.items);
  });

  test('names in Chinese stand in columns', async () => {
    const { output } = await upseat(['customers', 'list'], island);
    const [head = '', ...rows] = output.trimEnd().split('\n');
    const before = head.slice(0, head.indexOf('Domain'));
    assert.ok(rows.some((row) => /[\u4e00-\u9fff]/.test(row)));
    for (const row of rows) {
      // A Chinese character takes two columns, and is one character of the text.
      const name = row.slice(0, row.search(/ {2}\S+\.example/) + 2);
      const wide = [...name].filter((character) => /[\u3000-\u9fff\uff00-\uff60]/.test(character)).length;
      assert.ok([...name].length + wide <= before.length, row);
      const at = [...row].findIndex(
        (_, i) => / {2}\S+\.example/.test([...row].slice(i).join('').slice(0, 60)) && [...row].slice(i, i + 2).join('') === '  ',
      );
      assert.ok(at > 0, row);
    }
  });

  test('one customer, by id, by domain and by name; an unknown one is refused', async () => {
    const [byId, byName] = await Promise.all([
      upseat(['customers', 'show', clean.customerId, '--json'], admin),
      upseat(['customers', 'show', clean.companyName.toUpperCase(), '--json'], admin),
    ]);
    assert.deepEqual(byName.data, byId.data);
    const byDomain = await upseat(['customers', 'show', byId.data.companyProfile.domain], admin);
    assert.match(byDomain.output, new RegExp(clean.companyName));
    const unknown = await upseat(['customers', 'show', 'nobody at all'], admin);
    assert.deepEqual([unknown.code, unknown.told], [1, 'There is no customer "nobody at all".\n']);
    const foreign = await upseat(['customers', 'show', clean.customerId], island);
    assert.deepEqual([foreign.code, /code 60003/.test(foreign.told)], [1, true]);
  });

  test('subscriptions, users, licences, invoices and the audit', async () => {
    const subscriptions = await upseat(['subscriptions', 'list', clean.customerId, '--json'], admin);
    assert.equal(subscriptions.items[0].id, clean.subscriptionId);
    const shown = await upseat(['subscriptions', 'show', clean.customerId, subscriptions.items[0].friendlyName], admin);
    assert.match(shown.output, new RegExp(`Id +${clean.subscriptionId}`));
    const users = await upseat(['users', 'list', clean.customerId, '--max', '2', '--json'], admin);
    assert.equal(users.items.length, 2);
    const licenses = await upseat(['licenses', 'list', clean.customerId, users.items[0].userPrincipalName], admin);
    assert.match(licenses.output, /directly/);
    const billing = { UPSEAT_TOKEN: await program.token('billing_admin') };
    assert.equal((await upseat(['invoices', 'list'], billing)).code, 0);
    assert.equal((await upseat(['audit', 'list', '--customer', clean.companyName], admin)).code, 0);
    assert.equal((await upseat(['left-behind', 'list'], admin)).code, 0);
  });

  test('an invoice as a document', async () => {
    const token = await program.token('global_admin');
    const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await program.call('POST', '/v1/invoices/runs', { token, body: { until } });
    const [invoice] = (await upseat(['invoices', 'list', '--json'], { UPSEAT_TOKEN: token })).items;
    const pdf = join(folder, 'invoice.pdf');
    assert.equal((await upseat(['invoices', 'get', invoice.id, '--pdf', pdf], { UPSEAT_TOKEN: token })).code, 0);
    assert.equal(readFileSync(pdf).subarray(0, 5).toString(), '%PDF-');
    const nowhere = await upseat(['invoices', 'get', invoice.id, '--pdf', '/nowhere/x.pdf'], { UPSEAT_TOKEN: token });
    assert.deepEqual([nowhere.code, /cannot be written/.test(nowhere.told)], [1, true]);
  });

  test('3: a role that may not, with those that may', async () => {
    const { code, told } = await upseat(['invoices', 'list'], { UPSEAT_TOKEN: await program.token('helpdesk_agent') });
    assert.deepEqual([code, /global_admin/.test(told)], [3, true], told);
  });

  test('4: a server that does not answer', async () => {
    const { code, told } = await upseat(['customers', 'list'], { ...admin, UPSEAT_URL: 'http://127.0.0.1:9' });
    assert.equal(code, 4, told);
  });
});

describe('upgrading', () => {
  const { customerId, subscriptionId, targetOfferId = '' } = clean;
  const words = ['upgrades', 'start', customerId, subscriptionId, targetOfferId];
  const state = async () => (await upseat(['upgrades', 'list', customerId, '--json'], admin)).items.length;

  test('what is possible, and why not otherwise, with what helps and the page that explains it', async () => {
    const check = await upseat(['upgrades', 'check', customerId], admin);
    assert.match(check.output, /^ {2}yes {2}/m);
    const { customerId: without } = example('customer_agreement_missing');
    const refused = await upseat(['upgrades', 'check', without], admin);
    assert.match(refused.output, /What helps: confirm customer agreement\n.*\/docs\/refusals\/customer_agreement_missing/);
  });

  test('1: a refused one says the same, and does nothing', async () => {
    const { customerId: without, subscriptionId: source, targetOfferId: target = '' } = example('customer_agreement_missing');
    const { code, told, output } = await upseat(['upgrades', 'start', without, source, target, '--yes'], admin);
    assert.deepEqual([code, output], [1, '']);
    assert.match(told, /is not possible:\n[^]*What helps:/);
  });

  test('a look shows the bill and changes nothing; so does a command that nobody agreed to', async () => {
    const look = await upseat([...words, '--dry-run'], admin);
    assert.equal(look.code, 0, look.told);
    assert.match(look.output, /Cancel fee[^]*Total now: [^]*Users who move: \d+/);
    const silent = await upseat(words, admin);
    assert.deepEqual([silent.code, /add --yes to do it/.test(silent.told)], [1, true]);
    assert.equal(await state(), 0);
  });

  test('it does what it promised, can be shown, and undone once', async () => {
    const promise = await upseat([...words, '--dry-run', '--json'], admin);
    const done = await upseat([...words, '--yes', '--json'], admin);
    assert.equal(done.code, 0, done.told);
    const { upgradeId } = done.data;
    const shown = await upseat(['upgrades', 'show', customerId, upgradeId, '--json'], admin);
    assert.deepEqual([shown.data.total, shown.data.usersMoved], [promise.data.total, promise.data.usersToMove]);
    const undo = ['upgrades', 'undo', customerId, upgradeId];
    assert.equal((await upseat([...undo, '--dry-run'], admin)).code, 0);
    assert.equal((await upseat([...undo, '--yes'], admin)).code, 0);
    const again = await upseat([...undo, '--yes'], admin);
    assert.deepEqual([again.code, /undone already/.test(again.told)], [1, true]);
  });

  test('whoever is left behind is listed, and tried again', async () => {
    const { items } = await upseat(['left-behind', 'list', '--json'], admin);
    const [task] = items;
    const { code, output, told } = await upseat(['left-behind', 'retry', task.customer.id, task.upgradeId, task.userPrincipalName], admin);
    assert.equal(code, 0, told);
    assert.match(output, /Moved: 0\. Still open: \d+\./);
  });
});

describe('seats and licences', () => {
  const { customerId, subscriptionId } = example('three_hundred_seats');

  test('fewer seats than are held are refused with what helps', async () => {
    const { code, told } = await upseat(['subscriptions', 'seats', customerId, subscriptionId, '5', '--yes'], admin);
    assert.deepEqual([code, /What helps: choose users to unassign/.test(told)], [1, true]);
  });

  test('a look at a change, and the change', async () => {
    const words = ['subscriptions', 'seats', clean.customerId, clean.subscriptionId];
    const { quantity } = (await upseat(['subscriptions', 'show', clean.customerId, clean.subscriptionId, '--json'], admin)).data;
    const look = await upseat([...words, String(quantity + 3), '--dry-run'], admin);
    assert.match(look.output, new RegExp(`${quantity} → ${quantity + 3} seats\\n[^]*Total now`));
    const { data } = await upseat([...words, String(quantity + 3), '--yes', '--json'], admin);
    assert.equal(data.quantity, quantity + 3);
  });

  test('licences are taken and given back, for hundreds in requests of a hundred', async () => {
    const holders = (await upseat(['users', 'list', customerId, '--json'], admin)).items.filter(({ products }) => products.length > 0);
    const names = holders.slice(0, 250).map(({ userPrincipalName }) => userPrincipalName as string);
    const [product] = (await upseat(['licenses', 'list', customerId, '--json'], admin)).items;
    const ids = holders.slice(0, 250).map(({ id }) => id as string);
    const look = await upseat(['licenses', 'remove', customerId, product.productSku.skuPartNumber, ...ids, '--dry-run'], admin);
    assert.deepEqual([look.code, look.output.match(/ changed /g)?.length], [0, names.length], look.told);
    const remove = await upseat(['licenses', 'remove', customerId, product.productSku.name, ...ids, '--yes'], admin);
    assert.equal(remove.code, 0, remove.told);
    const free = async () => (await upseat(['licenses', 'list', customerId, '--json'], admin)).items[0].availableUnits as number;
    assert.equal(await free(), product.availableUnits + names.length);
    const assign = await upseat(['licenses', 'assign', customerId, product.productSku.id, names[0] ?? '', ...ids.slice(1), '--yes'], admin);
    assert.equal(assign.code, 0, assign.told);
    assert.equal(await free(), product.availableUnits);
  });

  test('1: whoever is refused is told at the end, and nobody agreed is nothing done', async () => {
    const words = ['licenses', 'move', customerId, 'O365_BUSINESS_ESSENTIALS', 'O365_BUSINESS_ESSENTIALS'];
    const silent = await upseat([...words, '--all'], admin);
    assert.deepEqual([silent.code, /add --yes/.test(silent.told)], [1, true]);
    const neither = await upseat(words, admin);
    assert.deepEqual([neither.code, /--all/.test(neither.told)], [2, true]);
    const unknown = await upseat(['licenses', 'move', customerId, 'O365_BUSINESS_ESSENTIALS', 'NO_SUCH', '--all', '--yes'], admin);
    assert.match(unknown.told, /has no product "NO_SUCH"\. It has:\n {2}\S+ {2}O365_BUSINESS_ESSENTIALS/);
  });
});
