import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openWindow } from './browser.ts';

const fonts = new URL('../node_modules/@fontsource-variable/noto-sans-tc/', import.meta.url);

test('a real browser shows Chinese with the font of the console', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/') return void response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE);
    const file = fileURLToPath(new URL(`.${request.url}`, fonts));
    response.setHeader('content-type', file.endsWith('.css') ? 'text/css' : 'font/woff2').end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  const browser = await launchBrowser();
  after(() => browser.close());
  const page = await (await openWindow(browser, 'zh-TW')).newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.evaluate('document.fonts.ready');

  assert.equal(await page.evaluate('navigator.language'), 'zh-TW');
  assert.equal(await page.evaluate(`matchMedia('(prefers-reduced-motion: reduce)').matches`), true);
  assert.ok(Number(await page.evaluate(`[...document.fonts].filter((face) => face.status === 'loaded').length`)) > 0);
  const shown = await page.locator('h1').screenshot(process.env['SCREENSHOT'] ? { path: process.env['SCREENSHOT'] } : {});
  const missing = await page.locator('h2').screenshot();
  assert.notDeepEqual(shown, missing, 'the characters are drawn, and not as the sign for a missing one');
  await browser.close();
});

const PAGE = `<!doctype html><html lang="zh-Hant"><link rel="stylesheet" href="/index.css">
<style>h1, h2 { font: 32px 'Noto Sans TC Variable'; margin: 0; width: 400px }</style>
<h1>立即升級 送出</h1><h2>\u{10FFFE}\u{10FFFE}\u{10FFFE}\u{10FFFE} \u{10FFFE}\u{10FFFE}</h2></html>`;
