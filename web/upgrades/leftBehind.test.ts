import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIntl } from 'react-intl';
import type { LeftBehindUser } from '../../src/upgrades/contract.ts';
import en from '../words/en/index.ts';
import { groupsOf, leftBehindCsv, wordLeftBehind } from './leftBehind.ts';

const intl = createIntl({ locale: 'en', messages: en });
const wording = {
  t: (id: string, values?: Readonly<Record<string, string | number>>) => intl.formatMessage({ id }, values),
  byCode: (id: string, values?: Readonly<Record<string, string | number>>) =>
    Object.hasOwn(en, id) ? intl.formatMessage({ id }, values) : null,
  formats: {
    list: (items: readonly string[]) => intl.formatList(items, { type: 'conjunction' }),
    anyOf: (items: readonly string[]) => intl.formatList(items, { type: 'disjunction' }),
    country: (code: string) => intl.formatDisplayName(code, { type: 'region' }) ?? code,
  },
};
const exclusive = {
  code: 'mutually_exclusive_violation',
  description: 'server text',
  services: ['Exchange Online (Plan 1)', 'Exchange Online (Plan 2)'],
  facts: {
    service: 'Exchange Online (Plan 1)',
    conflictingService: 'Exchange Online (Plan 2)',
    conflictingProduct: 'Exchange Online Plan 2',
  },
  remedies: [],
};
const noLocation = { code: 'usage_location_missing', description: 'server text', services: [], facts: {}, remedies: [] };
const user = (name: string, ...reasons: LeftBehindUser['reasons']): LeftBehindUser => ({
  userId: name,
  displayName: name,
  userPrincipalName: `${name}@contoso.example`,
  reasons,
});

test('people with the same reasons stand together, the fewest first', () => {
  const groups = groupsOf([user('Ana', noLocation), user('Ben', exclusive), user('Cy', noLocation), user('Di', noLocation, exclusive)]);
  assert.deepEqual(
    groups.map(({ users }) => users.map(({ displayName }) => displayName)),
    [['Ben'], ['Di'], ['Ana', 'Cy']],
  );
});

test('a reason names the services and the product, and says what to do', () => {
  const { title, why, todo } = wordLeftBehind(exclusive, wording);
  assert.equal(title, 'A service of another license excludes the new one');
  assert.match(why, /Exchange Online \(Plan 1\) of the new product and Exchange Online \(Plan 2\)/);
  assert.match(todo, /Remove the license of Exchange Online Plan 2/);
});

test('a code from a newer server is told in the server’s words', () => {
  assert.equal(wordLeftBehind({ ...noLocation, code: 'brand_new' }, wording).title, 'server text');
});

test('the list as a file has a row for each person and reason, with services, why and what to do', () => {
  const rows = leftBehindCsv([user('Ana', noLocation, exclusive), user('Ben', exclusive)], wording)
    .trimEnd()
    .split('\r\n');
  assert.equal(rows.length, 4);
  assert.equal(rows[0], 'Name,Account,Services,Reason,What to do');
  assert.match(rows[1] ?? '', /^Ana,Ana@contoso\.example,,Without a usage location/);
  assert.match(rows[3] ?? '', /^Ben,Ben@contoso\.example,Exchange Online \(Plan 1\) and Exchange Online \(Plan 2\),/);
});
