import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startWholeProgram } from '../whole-program.ts';

// Every case of the demo world, asked over HTTP with a real token: what it says is what the program answers.
const program = await startWholeProgram();
const tokens = new Map<string, Promise<string>>();
const tokenFor = (role: string, partner: string) => {
  const key = `${role} ${partner}`;
  const known = tokens.get(key) ?? program.token(role, partner);
  tokens.set(key, known);
  return known;
};

describe('each case of the demo world', () => {
  for (const [name, example] of Object.entries(program.cast.examples)) {
    const { customerId, subscriptionId, targetOfferId, quantity } = example;
    if (subscriptionId === undefined || targetOfferId === undefined || name === 'foreign_customer') continue;
    test(`${name}: ${example.says}`, async () => {
      const token = await tokenFor(example.role ?? 'admin_agent', example.partner);
      const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`;
      const preview = await program.call('POST', `${path}/upgradepreviews`, {
        token,
        body: { targetOffer: { id: targetOfferId }, ...(quantity === undefined ? {} : { quantity }) },
      });
      if (name === 'indirect_reseller') {
        assert.deepEqual([preview.status, preview.body.data], [403, example.reasons]);
        return;
      }
      assert.equal(preview.status, 201, JSON.stringify(preview.body));
      const codes = preview.body.upgradeErrors.map((error: any) => error.reason.code);
      assert.deepEqual(codes, example.reasons);
      const left = new Set(preview.body.usersLeftBehind.flatMap((user: any) => user.reasons.map((reason: any) => reason.code)));
      for (const code of example.leftBehind) assert.ok(left.has(code), `${code} is not among ${[...left].join()}`);
    });
  }
});

test('a foreign customer and an unknown one answer alike', async () => {
  const token = await tokenFor('admin_agent', program.cast.signIns[0]?.partner ?? '');
  const foreign = program.cast.examples['foreign_customer'];
  const answers = await Promise.all(
    [foreign?.customerId, '00000000-0000-4000-8000-00000000dead'].map((id) =>
      program.call('GET', `/v1/customers/${id}/subscriptions`, { token }),
    ),
  );
  assert.deepEqual(answers[0]?.body, answers[1]?.body);
  assert.deepEqual(
    answers.map((answer) => answer.status),
    [404, 404],
  );
});

test('nothing goes without a token', async () => {
  const answer = await fetch(`${program.url}/v1/customers`);
  assert.equal(answer.status, 401);
  assert.match(answer.headers.get('www-authenticate') ?? '', /\S/);
});

test('a billing admin is told which roles may upgrade', async () => {
  const clean = program.cast.examples['clean_upgrade'] ?? program.cast.examples['upgrade_business_basic'];
  const token = await tokenFor('billing_admin', program.cast.signIns[0]?.partner ?? '');
  const answer = await program.call('POST', `/v1/customers/${clean?.customerId}/subscriptions/${clean?.subscriptionId}/upgrades`, {
    token,
    body: { targetOffer: { id: clean?.targetOfferId } },
  });
  assert.deepEqual([answer.status, answer.body.code], [403, 900150]);
  assert.ok(answer.body.data.includes('sales_agent'));
});
