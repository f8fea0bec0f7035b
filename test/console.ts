import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { launchBrowser, openWindow, type Language } from './browser.ts';
import { exceptionsOf } from './console-page.ts';
import { startWholeProgram } from './whole-program.ts';

type Work = (page: Page) => Promise<void>;

/** The whole program and a browser to look at its console with. */
export async function openConsole(options: Parameters<typeof startWholeProgram>[0] = {}) {
  // Hooks run in the order in which they were set: whatever uses the server is stopped before it and its database are.
  const ends: (() => unknown)[] = [];
  after(async () => {
    for (const end of ends.toReversed()) await end();
  });
  const server = await startWholeProgram(options);
  const browser = await launchBrowser();
  ends.push(() => browser.close());
  /** A page for somebody who has not signed in; what it complains about fails the test. */
  const withVisitor = async (language: Language, work: Work): Promise<void> => {
    const window = await openWindow(browser, language);
    const page = await window.newPage();
    const exceptions = exceptionsOf(page);
    await work(page);
    assert.deepEqual(exceptions, []);
    await window.close();
  };
  /** The same for one of the cast, signed in. */
  const withPage = (language: Language, role: string, work: Work): Promise<void> =>
    withVisitor(language, async (page) => {
      await server.signIn(page, role);
      await work(page);
    });
  /** Says what a test started itself and has to stop at the end. */
  const atEnd = (end: () => unknown): void => void ends.push(end);
  return { server, browser, withVisitor, withPage, atEnd };
}
