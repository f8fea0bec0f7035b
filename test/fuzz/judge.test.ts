import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { Fault } from '../../src/platform/contract.ts';
import { faultBody, NOT_FOUND } from '../../src/platform/faults.ts';
import { describeApi } from '../../src/platform/openapi.ts';
import type { Raw } from './bytes.ts';
import { judge, judgeRaw } from './judge.ts';
import type { Asked } from './requests.ts';
import type { Outcome, RawOutcome, WireAnswer } from './socket.ts';

const THEIRS = '0a0a0a0a-0000-4000-8000-000000000001';
const route = {
  method: 'POST',
  url: '/v1/things/:thingId',
  right: 'subscriptions.read',
  schema: { summary: 'Things', params: Type.Object({ thingId: Type.String() }), response: { 200: Type.Object({}), 404: Fault } },
};
const reading = { ...route, method: 'GET' };
const site = {
  api: describeApi([route, reading], 'test'),
  marks: { ids: new Set([THEIRS]), names: new Set(['theirs.example']) },
  said: () => 'a reason at src/things.ts',
};

function asked(change: Partial<Asked['wire']> = {}, mutation: Asked['mutation'] = 'none'): Asked {
  const wire = { method: 'POST', path: '/v1/things/1', headers: [], body: Buffer.from('{}'), ...change };
  return { route: wire.method === 'GET' ? reading : route, role: 'admin_agent', mutation, wire };
}
const answered = (status: number, body: unknown): WireAnswer => ({
  kind: 'answered',
  status,
  headers: new Map(),
  text: typeof body === 'string' ? body : JSON.stringify(body),
  milliseconds: 1,
});
const absent = faultBody(NOT_FOUND);

const cases: readonly [name: string, request: Asked, outcome: Outcome, written: readonly string[], what: string | null][] = [
  ['a success that wrote', asked(), answered(200, {}), ['insert thing'], null],
  ['a declared refusal that wrote nothing', asked(), answered(404, absent), [], null],
  ['what the request named itself', asked({ path: `/v1/things/${THEIRS}` }), answered(404, { ...absent, data: [THEIRS] }), [], null],
  ['a failed sign-in that left its entry', asked(), answered(401, absent), ['insert sign_in_failure'], null],
  ['a refusal that is in the journal', asked(), answered(404, absent), ['insert partner_audit_entry'], 'refused, and written'],
  ['a body that is too long', asked({}, 'bytes'), answered(413, absent), [], null],
  ['no answer', asked(), { kind: 'silent', milliseconds: 20_000 }, [], 'no answer in time'],
  ['a closed connection', asked(), { kind: 'cut', milliseconds: 1 }, [], 'the connection was closed without an answer'],
  ['a server error', asked(), answered(500, absent), [], 'a server error 500'],
  ['a refusal for want of the database', asked(), answered(503, absent), [], 'a server error 503'],
  ['a status that is not declared', asked(), answered(409, absent), [], 'the undeclared status 409'],
  ['a refusal in other words', asked(), answered(404, 'not found'), [], 'the refusal 404 is no fault'],
  ['an id of another tenant', asked(), answered(200, { id: THEIRS }), [], 'tells of another tenant'],
  ['a person of another tenant', asked(), answered(200, { name: 'Kim@theirs.example' }), [], 'tells of another tenant'],
  ['a refusal that wrote', asked(), answered(404, absent), ['update thing'], 'refused, and written'],
  ['a reading that wrote', asked({ method: 'GET' }), answered(200, {}), ['delete thing'], 'read, and written'],
];

describe('what no request may bring about', () => {
  for (const [name, request, outcome, written, what] of cases)
    test(`${name}: ${what === null ? 'all is well' : 'is found'}`, () => {
      const found = judge(site, request, outcome, written).map((fault) => fault.what);
      assert.deepEqual(found, what === null ? [] : [what]);
    });
});

const malformed = { code: 2000, description: 'no', data: [], source: 'Upseat' };
const sent = (must: Raw['must'], more: Partial<Raw> = {}): Raw => ({
  bytes: Buffer.alloc(0),
  must,
  closes: true,
  requests: 1,
  isHeadSound: false,
  leaves: false,
  ...more,
});
const heard = (answers: readonly WireAnswer[], more: Partial<RawOutcome> = {}): RawOutcome => ({
  answers,
  rest: '',
  isClosed: true,
  milliseconds: 1,
  ...more,
});
const [done, refused] = [answered(200, {}), answered(400, malformed)];
const part = 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc';
const refusal = 'HTTP/1.1 400 Bad Request\r\n';

const rawCases: readonly [name: string, raw: Raw, outcome: RawOutcome, written: readonly string[], what: string | null][] = [
  ['no request, refused', sent('be_refused'), heard([refused]), [], null],
  ['no request, and the connection closed', sent('be_refused'), heard([]), [], null],
  ['no request, of another version', sent('be_refused'), heard([answered(505, malformed)]), [], null],
  ['an unusual request, done', sent('be_answered', { closes: false }), heard([done]), ['insert thing'], null],
  ['two requests, two answers', sent('be_answered', { requests: 2 }), heard([done, done]), [], null],
  ['nonsense behind a request, whose answer breaks off', sent('be_unmixed'), heard([], { rest: part }), [], null],
  ['nonsense behind a request that was done unheard', sent('be_unmixed'), heard([]), ['insert thing'], null],
  ['no request, done', sent('be_refused'), heard([done]), [], 'no request, and done'],
  ['no request, refused and written', sent('be_refused'), heard([refused]), ['insert thing'], 'refused, and written'],
  ['no request, unheard and written', sent('be_refused'), heard([]), ['insert thing'], 'no request, and written'],
  ['no request, a server error', sent('be_refused'), heard([answered(500, malformed)]), [], 'a server error 500'],
  ['no request, no answer', sent('be_refused'), heard([], { isClosed: false }), [], 'no answer in time'],
  [
    'no request, and the next one is waited for',
    sent('be_refused'),
    heard([refused], { isClosed: false }),
    [],
    'the connection stays open',
  ],
  ['an unusual request, not answered', sent('be_answered'), heard([]), [], 'the connection was closed without an answer'],
  ['a request within a body, answered', sent('be_refused'), heard([refused, refused]), [], 'more answers than requests'],
  [
    'an answer in the middle of a text',
    sent('be_unmixed'),
    heard([answered(200, `ab${refusal}`)]),
    [],
    'an answer in the middle of another',
  ],
  [
    'an answer in the middle of one that breaks off',
    sent('be_unmixed'),
    heard([], { rest: `${part}${refusal}` }),
    [],
    'an answer in the middle of another',
  ],
  ['an answer that is none', sent('be_unmixed'), heard([answered(0, 'broken')]), [], 'an answer in the middle of another'],
  ['a refusal in part', sent('be_refused'), heard([], { rest: part }), [], 'an answer in part'],
];

describe('what no bytes may bring about', () => {
  for (const [name, raw, outcome, written, what] of rawCases)
    test(`${name}: ${what === null ? 'all is well' : 'is found'}`, () => {
      const found = judgeRaw(site, asked({}, 'raw'), raw, outcome, written).map((fault) => fault.what);
      assert.deepEqual(found, what === null ? [] : [what]);
    });
});

test('what only reads may be answered before the rest of it is looked at', () => {
  const question = asked({ method: 'GET' }, 'raw');
  assert.deepEqual(judgeRaw(site, question, sent('be_refused', { isHeadSound: true }), heard([done]), []), []);
  assert.equal(judgeRaw(site, question, sent('be_refused'), heard([done]), [])[0]?.what, 'no request, and done');
});
