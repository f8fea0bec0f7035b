import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isGuid } from '../kit/ids.ts';
import { newId } from '../platform/clock.ts';
import { sealOf } from './seal.ts';

const question = { callerId: newId(), requestId: newId(), question: 'a hash' };
const SAID = { password: 'correct horse', name: '密碼' };

describe('a sealed answer', () => {
  test('is opened by the same question, and tells nothing before', () => {
    const sealed = sealOf(question).close(SAID);
    assert.deepEqual(sealOf({ ...question }).open(sealed), SAID);
    assert.ok(!Buffer.from(String(sealed), 'base64').includes('horse'));
  });

  test('stands under an id that does not tell the request’s', () => {
    const kept = sealOf(question).question;
    assert.ok(isGuid(kept.requestId));
    assert.notEqual(kept.requestId, question.requestId);
    assert.deepEqual(sealOf(question).question, kept, 'and always under the same');
  });

  for (const [name, other] of [
    ['another request', { requestId: newId() }],
    ['another caller', { callerId: newId() }],
    ['another question', { question: 'another hash' }],
    ['what the database knows of it', { requestId: sealOf(question).question.requestId }],
  ] as const) {
    test(`is not opened by ${name}`, () => {
      const sealed = sealOf(question).close(SAID);
      assert.throws(() => sealOf({ ...question, ...other }).open(sealed));
    });
  }

  test('is not opened after it was changed', () => {
    const bytes = Buffer.from(String(sealOf(question).close(SAID)), 'base64');
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    assert.throws(() => sealOf(question).open(bytes.toString('base64')));
  });
});
