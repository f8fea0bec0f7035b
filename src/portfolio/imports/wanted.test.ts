import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainWanted, type Wanted } from './wanted.ts';

const cases: readonly [wanted: Wanted, en: string, zhTW: string][] = [
  [{ what: 'one_of', words: ['yes', 'no'] }, 'one of yes, no', '下列其中之一：yes、no'],
  [{ what: 'day_after', column: 'heldSince' }, 'a day after heldSince', '晚於 heldSince 的日期'],
  [{ what: 'users_at_most', seats: 2 }, 'at most 2 users: so many seats the customer has', '最多 2 位使用者，即客戶擁有的授權數'],
  [
    { what: 'price_not_listed', per: 'year', currency: 'TWD', term: 'P1Y' },
    'the price of one seat for one year in TWD, since your price list has none (P1Y)',
    '每個授權每年的 TWD 價格，因為您的價目表沒有此價格（P1Y）',
  ],
  [
    { what: 'readable', why: 'not_json' },
    'a row that can be read: this line is no JSON, and what follows it was not looked at',
    '可讀取的資料列：此行不是 JSON，之後的內容未檢查',
  ],
  [{ what: 'told', words: 'a text' }, 'a text', 'a text'],
  [{ what: 'guid_or_nothing' }, 'a GUID, or nothing', 'GUID，或留空'],
];
for (const [wanted, en, zhTW] of cases)
  test(`what should stand there: ${wanted.what}`, () => {
    assert.equal(explainWanted(wanted, 'en'), en);
    assert.equal(explainWanted(wanted, 'zh-TW'), zhTW);
  });
