import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Cast } from '../src/demo/cast.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Marks that the dialogs' focus keeper leaves in the page: a focus that comes there is passed on at once. */
const NOT_CONTENT = [['[data-tabster-dummy]']];

type Violation = { readonly id: string; readonly help: string; readonly nodes: readonly { readonly html: string }[] };

/**
 * Fails when a screen reader, a keyboard or weak eyes would have trouble with the page as it stands. A button that is
 * just changing its colour is looked at again when it has come to rest.
 */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  await settled(page);
  let found = await violations(page);
  if (found.length > 0) {
    await page.waitForLoadState('networkidle');
    await settled(page);
    found = await violations(page);
  }
  assert.deepEqual(found, [], where);
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(${JSON.stringify({ exclude: NOT_CONTENT })}, ${JSON.stringify({ runOnly: RULES })}).then(({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, nodes })))`,
  );
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html})`);
}

/** Waits until nothing on the page moves or changes colour any more; what turns for ever, as a spinner does, does not count. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    `Promise.all(document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < 10000).map((each) => each.finished.catch(() => {})))`,
  );
}

/** Fails when the page is wider than its window. */
export async function assertNoSidewaysScrolling(page: Page, where: string): Promise<void> {
  assert.equal(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'), 0, where);
}

/** Collects what the page itself complains about: exceptions that nobody caught, and what its security policy forbade. */
export function exceptionsOf(page: Page): readonly string[] {
  const told: string[] = [];
  page.on('pageerror', (error) => told.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) told.push(message.text());
  });
  return told;
}

/** One case of the demo world: a subscription to be upgraded to a target. */
export type Case = {
  readonly customerId: string;
  readonly companyName: string;
  readonly subscriptionId: string;
  readonly targetOfferId: string;
};

/** The case of this name; the test fails where the cast has none. */
export function caseOf({ examples }: Cast, name: string): Case {
  const { customerId, companyName, subscriptionId, targetOfferId } = examples[name] ?? {};
  if (customerId === undefined || companyName === undefined || subscriptionId === undefined || targetOfferId === undefined) {
    throw new Error(`the cast has no subscription to upgrade by the name ${name}`);
  }
  return { customerId, companyName, subscriptionId, targetOfferId };
}
