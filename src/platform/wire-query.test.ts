import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { testServer } from '../../test/server.ts';
import type { Routes } from './http.ts';
import { readFilter } from './wire-filter.ts';

const Query = Type.Object({
  size: Type.Optional(Type.Integer()),
  filter: Type.Optional(Type.String()),
  seekOperation: Type.Optional(Type.Enum(['Next', 'Previous', 'First', 'Last', 'PageIndex'])),
  include_price: Type.Optional(Type.Boolean()),
  licenseGroupIds: Type.Optional(Type.Array(Type.Enum(['none', 'group1', 'group2']))),
  startDate: Type.Optional(Type.String()),
});

const echo: Routes = async (app) => {
  app.get(
    '/v1/echo',
    { config: { right: 'public' }, schema: { querystring: Query, response: { 200: Query } } },
    async (request) => request.query,
  );
};
const server = await testServer([echo]);

const READ: readonly [what: string, query: string, read: object][] = [
  ['no query', '', {}],
  ['names in another case', 'SIZE=2&FILTER=a', { size: 2, filter: 'a' }],
  ['plus for a blank (.NET)', 'filter=Contoso+Ltd', { filter: 'Contoso Ltd' }],
  ['%2B for a plus', 'filter=a%2Bb', { filter: 'a+b' }],
  [
    'an encoded filter',
    `filter=${encodeURIComponent('{"Field":"CompanyName","Value":"Ü & Co","Operator":"starts_with"}')}`,
    { filter: '{"Field":"CompanyName","Value":"Ü & Co","Operator":"starts_with"}' },
  ],
  ['unknown parameters', 'country=US&api-version=1&size=1', { size: 1 }],
  ['parameters named null (Java)', 'null=group1&null=group2', {}],
  ['an empty parameter', 'size=&filter=', {}],
  ['the same parameter twice', 'size=1&size=2', { size: 2 }],
  ['a list by repetition (.NET)', 'licenseGroupIds=Group1&licenseGroupIds=Group2', { licenseGroupIds: ['group1', 'group2'] }],
  ['a list by commas (Python)', 'licenseGroupIds=Group1,Group2', { licenseGroupIds: ['group1', 'group2'] }],
  ['a list in two spellings of its name', 'licenseGroupIds=group1&LicenseGroupIds=GROUP2', { licenseGroupIds: ['group1', 'group2'] }],
  ['a truth in Pascal case (.NET)', 'include_price=False', { include_price: false }],
  ['a word in another case', 'seekoperation=next', { seekOperation: 'Next' }],
  ['a date with an encoded blank', 'startDate=10/23/2026%2005:53:14', { startDate: '10/23/2026 05:53:14' }],
  ['a name of every object', '__proto__=1&constructor=2&size=3', { size: 3 }],
];

for (const [what, query, read] of READ) {
  test(`a query is read: ${what}`, async () => {
    assert.deepEqual((await server.ask(`/v1/echo?${query}`)).body, read);
  });
}

const REFUSED: readonly [what: string, query: string, name: string][] = [
  ['a word for a number', 'size=many', 'size'],
  ['a broken number', 'size=1.5', 'size'],
  ['an unknown word', 'seekOperation=Sideways', 'seekOperation'],
  ['an unknown word in a list', 'licenseGroupIds=group1,group9', 'licenseGroupIds[1]'],
  ['a truth that is none', 'include_price=perhaps', 'include_price'],
  ['a zero character', 'filter=%00', 'filter'],
];

for (const [what, query, name] of REFUSED) {
  test(`a query is refused: ${what}`, async () => {
    const answer = await server.ask(`/v1/echo?${query}`);
    assert.deepEqual([answer.status, answer.body.code, answer.body.data], [400, 2000, [name]]);
  });
}

const FILTERS: readonly [client: string, text: string, operator: string][] = [
  ['official .NET SDK', '{"Field":"CompanyName","Value":"Co","Operator":"starts_with"}', 'starts_with'],
  ['community .NET SDK', '{"Field":"CompanyName","Value":"Co","Operator":"StartsWith"}', 'starts_with'],
  ['Java SDK', '{"value":"Co","field":"CompanyName","fieldType":"String","operator":"StartsWith"}', 'starts_with'],
  ['documentation', '{"Field":"CompanyName","Value":"Co","Operator":"equals"}', 'equals'],
];

for (const [client, text, operator] of FILTERS) {
  test(`a filter is read as written by: ${client}`, () => {
    assert.deepEqual(readFilter(text), { kind: 'filter', filter: { field: 'CompanyName', value: 'Co', operator } });
  });
}

for (const text of [
  '',
  '{',
  '[]',
  'null',
  '"a"',
  '{}',
  '{"Field":"A","Value":"b"}',
  '{"Field":"A","Operator":"equals"}',
  '{"Value":"b","Operator":"equals"}',
  '{"Field":"A","Value":"b","Operator":"like"}',
  '{"Field":"A","Value":{},"Operator":"equals"}',
  '{"LeftFilter":{},"RightFilter":{},"Operator":"and"}',
  '{"Field":"A","Value":"\\u0000","Operator":"equals"}',
]) {
  test(`a filter is refused: ${text}`, () => {
    assert.equal(readFilter(text).kind, 'malformed');
  });
}
