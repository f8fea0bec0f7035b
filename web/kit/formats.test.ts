import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spaced } from './formats.ts';

const CASES: readonly [list: string, written: string][] = [
  ['Office 365 E1和Office 365 E3', 'Office 365 E1 和 Office 365 E3'],
  ['Exchange Online (方案 1)和商務用 Skype', 'Exchange Online (方案 1) 和商務用 Skype'],
  ['音訊會議或(試用)', '音訊會議或 (試用)'],
  ['系統管理代理人和銷售代理人', '系統管理代理人和銷售代理人'],
  ['Sway and Yammer', 'Sway and Yammer'],
];

test('a Chinese list leaves room between its last two names where they are Latin', () => {
  for (const [list, written] of CASES) assert.equal(spaced(list), written);
});
