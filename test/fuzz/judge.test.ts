import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Type } from 'typebox';
import { Fault } from '../../src/platform/contract.ts';
import { faultBody, NOT_FOUND } from '../../src/platform/faults.ts';
import { describeApi } from '../../src/platform/openapi.ts';
import { judge } from './judge.ts';
import type { Asked } from './requests.ts';
import type { Outcome } from './socket.ts';

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
const answered = (status: number, body: unknown): Outcome => ({
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
  ['a failed sign-in that left its entry', asked(), answered(401, absent), ['insert partner_audit_entry'], null],
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
