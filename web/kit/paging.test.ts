import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPageOf } from './paging.ts';

const page = { totalCount: 1, items: [1] };
const uri = '/customers?size=50&seekOperation=Next';

test('the last page has no next one', () => {
  assert.equal(nextPageOf(page), undefined);
  assert.equal(nextPageOf({ ...page, links: {} }), undefined);
});

test('the token of the next page is in the link, under a header name in any case', () => {
  const next = { uri, headers: [{ key: 'ms-ContinuationToken', value: 'abc' }] };
  assert.deepEqual(nextPageOf({ ...page, continuationToken: 'other', links: { next } }), { uri, continuationToken: 'abc' });
});

test('without a header in the link the page itself has the token', () => {
  assert.deepEqual(nextPageOf({ ...page, continuationToken: 'abc', links: { next: { uri, headers: [] } } }), {
    uri,
    continuationToken: 'abc',
  });
});
