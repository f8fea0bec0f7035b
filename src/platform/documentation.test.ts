import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testServer } from '../../test/server.ts';
import { customerRoutes } from '../customers/routes.ts';
import { consoleFiles } from './console-files.ts';
import type { Db } from './db.ts';
import { documentationRoutes } from './documentation.ts';
import { renderMarkdown } from './markdown.ts';

const folder = mkdtempSync(join(tmpdir(), 'upseat-pages-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'console/assets'), { recursive: true });
writeFileSync(join(folder, 'console/index.html'), '<title>Console</title>');
writeFileSync(join(folder, 'console/assets/Index-A1b2.js'), 'console');
writeFileSync(join(folder, 'outside.txt'), 'outside');

const docsFolder = new URL('../../docs', import.meta.url).pathname;
const server = await testServer([
  customerRoutes({ db: {} as Db }),
  documentationRoutes({ version: '1', docsFolder }),
  consoleFiles({ folder: join(folder, 'console') }),
]);
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('the page of the API has every route and every schema, and nothing from elsewhere', async () => {
  const page = await server.ask('/docs/api');
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
  assert.match(page.text, /<code class="path">\/v1\/customers\/\{customerId\}<\/code>/);
  assert.match(page.text, /<div id="CustomerBillingProfile">/);
  assert.ok(!/<script|src=|href="http|url\(/.test(page.text));
  const ids = [...page.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, target] of page.text.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target);
});

test('each refusal has a page, and a list has them all', async () => {
  const list = await server.ask('/docs/refusals/');
  assert.match(list.text, /<a href="\/docs\/refusals\/conflicting_service_types"><code>conflicting_service_types<\/code><\/a>/);
  for (const [, path = ''] of list.text.matchAll(/href="(\/docs\/refusals\/[a-z_]+)"/g)) {
    const page = await server.ask(path);
    assert.deepEqual([page.status, /<h1>/.test(page.text)], [200, true], path);
  }
});

for (const code of ['nothing', '..%2Fglossary', '..', 'README.md', '%00', 'a%2fb']) {
  test(`there is no page for the refusal ${code}`, async () => {
    assert.equal(
      (await server.ask(`/docs/refusals/${code}`, { headers: { accept: 'application/json' } })).status,
      code === '%00' ? 400 : 404,
    );
  });
}

for (const path of ['/', '/customers/7/subscriptions', '/no/such/page']) {
  test(`a browser gets the console at ${path}`, async () => {
    const page = await server.ask(path, { headers: html });
    assert.deepEqual([page.status, page.text, page.headers.get('cache-control')], [200, '<title>Console</title>', 'no-cache']);
  });
}

test('a file of the console is kept for ever, and its name keeps its case', async () => {
  const file = await server.ask('/assets/Index-A1b2.js');
  assert.deepEqual([file.status, file.text, file.headers.get('cache-control')], [200, 'console', 'public, max-age=31536000, immutable']);
  assert.match(file.headers.get('content-type') ?? '', /^(text|application)\/javascript/);
  assert.equal((await server.ask('/assets/index-a1b2.js')).status, 404);
});

for (const [what, path] of [
  ['a file that is not there', '/assets/gone.js'],
  ['a path that leaves the folder', '/..%2foutside.txt'],
  ['a path that leaves it twice encoded', '/%252e%252e/outside.txt'],
] as const) {
  test(`${what} is not found`, async () => {
    const answer = await server.ask(path, { headers: html });
    assert.ok([400, 403, 404].includes(answer.status), String(answer.status));
    assert.deepEqual(Object.keys(answer.body), ['code', 'description', 'data', 'source']);
  });
}

test('an unknown path of the API is a fault, for a browser too', async () => {
  const answer = await server.ask('/v1/no/such', { headers: html });
  assert.deepEqual([answer.status, answer.body.code], [404, 1000]);
});

test('a program that forgot the version gets a fault, not a page', async () => {
  const answer = await server.ask('/customers', { headers: { accept: 'application/json' } });
  assert.deepEqual([answer.status, answer.body.code], [404, 1000]);
});

test('another method at a path of the console is a fault', async () => {
  assert.equal((await server.ask('/customers', { method: 'POST', body: {} })).status, 404);
});

const MARKDOWN: readonly [what: string, text: string, html: string][] = [
  ['a heading', '## A & B', '<h2>A &amp; B</h2>'],
  ['a paragraph of two lines', 'a\nb', '<p>a b</p>'],
  ['two paragraphs', 'a\n\nb', '<p>a</p>\n<p>b</p>'],
  ['a list with a wrapped item', '- a\n  b\n- c', '<ul><li>a b</li><li>c</li></ul>'],
  ['a numbered list', '1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
  [
    'a table',
    '| a | b |\n|---|---|\n| `c` | d |',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><code>c</code></td><td>d</td></tr></tbody></table>',
  ],
  ['fenced code', '```json\n{"a": "<b>"}\n```\nc', '<pre><code>{&quot;a&quot;: &quot;&lt;b&gt;&quot;}</code></pre>\n<p>c</p>'],
  ['bold, emphasis and code', '**a** *b* `**c**`', '<p><strong>a</strong> <em>b</em> <code>**c**</code></p>'],
  ['a link to a page', '[`a`](other_code.md)', '<p><a href="/base/other_code"><code>a</code></a></p>'],
  ['a link to the web', '[a](https://example.com/x?y=1&z)', '<p><a href="https://example.com/x?y=1&amp;z">a</a></p>'],
  ['a link that would run', '[a](javascript:run)', '<p>a</p>'],
  ['markup', '<script>alert("x")</script>', '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>'],
  ['a quote that would leave an attribute', '[a](/x"onclick="y)', '<p><a href="/x&quot;onclick=&quot;y">a</a></p>'],
];
for (const [what, text, rendered] of MARKDOWN) {
  test(`Markdown is rendered: ${what}`, () => {
    assert.equal(renderMarkdown(text, '/base/'), rendered);
  });
}
