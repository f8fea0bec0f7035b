import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newId } from '../../src/platform/clock.ts';
import { OF_CUSTOMERS } from './customer.ts';
import { OF_PARTNERS } from './partner.ts';
import { OF_PORTFOLIOS } from './portfolio.ts';
import { repeatWorld, type Tables } from './world.ts';

// Every route that writes, of all that the program has: the same request again, and twice at the same moment, is answered
// alike and has its effect once. A new route that writes needs its own line here, or a reason why not.
const world = await repeatWorld();
const PREPARED = { ...OF_PARTNERS, ...OF_CUSTOMERS, ...OF_PORTFOLIOS };

/** What is answered anew, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'POST /generatetoken': 'each answer is a fresh token; nothing is written',
  'POST /:tenant/oauth2/token': 'each answer is a fresh token, as OAuth 2.0 has it',
  'POST /:tenant/oauth2/v2.0/token': 'each answer is a fresh token, as OAuth 2.0 has it',
  'POST /identity/*': 'the pages and tokens of the built-in provider, as OpenID Connect has them',
  'POST /identity/sign-in/:uid': 'the form on which people sign in; it stands for one sign-in',
  'POST /signout': 'ends the session under which it would be known again',
  'POST /v1/tenant/signout': 'takes a cookie back; nothing is written',
  'POST /v1/invitations/lookup': 'reads: the secret of a link does not belong into an address',
  'POST /v1/reconciliations': 'reads: holds a file against the ledger and keeps nothing of it',
  ...Object.fromEntries(
    // An old answer would promise what no longer holds.
    ['changepreviews', 'upgradepreviews', 'scheduledchangepreviews', 'transitionpreviews'].map((preview) => [
      `POST /v1/customers/:customerId/subscriptions/:subscriptionId/${preview}`,
      'a preview asks what holds now, and changes nothing',
    ]),
  ),
  'POST /v1/customers/:customerId/orders/:orderId/cyclepreviews': 'a preview asks what holds now, and changes nothing',
};

const nameOf = ({ method, url }: { readonly method: string; readonly url: string }) => `${method} ${url}`;
const writing = world.routes.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
/** Rows that came and went, by table. */
const grown = (before: Tables, after: Tables) =>
  Object.fromEntries([...after].map(([name, { rows }]) => [name, rows - (before.get(name)?.rows ?? 0)]).filter(([, rows]) => rows !== 0));
const changed = (before: Tables, after: Tables) =>
  [...after].filter(([name, { hash }]) => before.get(name)?.hash !== hash).map(([name]) => name);

/** What an answer tells that the database must not know: passwords, and what stands in personal links. */
const secretsIn = (text: string) =>
  [...text.matchAll(/"password":"([^"]+)"|\/invitation#([\w-]+)/g)].map((found) => found[1] ?? found[2] ?? '');

test('every route that writes is tried here, or absent from the program, or has its reason', async () => {
  for (const route of writing) {
    if (nameOf(route) in EXCEPTIONS || nameOf(route) in PREPARED) continue;
    const { status } = await world.send(await world.make(route, {}));
    assert.equal(status, 501, `${nameOf(route)} needs a line of its own`);
  }
  const known = new Set(writing.map(nameOf));
  assert.deepEqual(
    [...Object.keys(EXCEPTIONS), ...Object.keys(PREPARED)].filter((name) => !known.has(name)),
    [],
    'no line is of a route that is gone',
  );
});

describe('the same request again', () => {
  for (const route of writing) {
    const prepare = PREPARED[nameOf(route)];
    if (prepare === undefined) continue;
    test(nameOf(route), async () => {
      const alone = await world.make(route, await prepare(world));
      const requestId = newId();
      const before = await world.tables();
      const first = await world.send(alone, requestId);
      const after = await world.tables();
      assert.ok(first.status < 300, `${first.status} ${first.text}`);
      assert.ok(
        changed(before, after).some((table) => table !== 'answered_request'),
        'it changes something',
      );
      assert.deepEqual(await world.send(alone, requestId), first, 'the same answer');
      assert.deepEqual(changed(after, await world.tables()), [], 'and nothing is written');
      for (const secret of secretsIn(first.text)) assert.ok(!(await world.isKept(secret)), 'no secret of the answer is kept with it');

      const both = await world.make(route, await prepare(world));
      const pairId = newId();
      const beforeBoth = await world.tables();
      const [one, other] = await Promise.all([world.send(both, pairId), world.send(both, pairId)]);
      assert.ok(one.status < 300, `${one.status} ${one.text}`);
      assert.deepEqual(one, other, 'at the same moment');
      assert.deepEqual(grown(beforeBoth, await world.tables()), grown(before, after), 'two write what one writes');
    });
  }
});
