import type { Browser, BrowserContext, Page } from 'playwright-core';
import { progress } from '../src/platform/progress.ts';
import { launchBrowser, openWindow } from '../test/browser.ts';
import { median } from './measure.ts';
import type { Site } from './site.ts';
import { customerIdOf, subscriptionIdOf } from './world.ts';

/** The first useful page of the console in a real browser: a customer's subscriptions, with their names to be read. */
export type ConsoleReport = {
  /** From the address to the name of the subscription on the screen, for somebody signed in; with nothing in the browser's cache. */
  readonly consoleColdMs: number;
  /** The same in another tab afterwards. */
  readonly consoleWarmMs: number;
  /** Everything that travelled meanwhile, compressed, with the headers of the answers. */
  readonly consoleColdKb: number;
  readonly consoleWarmKb: number;
};

type Visit = { readonly milliseconds: number; readonly kilobytes: number };
type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

const USERS = 3;
const BYTES_OF_KILOBYTE = 1024;

/** Opens the page as somebody does who has never been there, and again as one who has. */
export async function benchConsole(site: Site): Promise<ConsoleReport | Record<never, never>> {
  const browser = await launchBrowser().catch((error: unknown) => {
    process.stderr.write(`The console is left out. ${(error as Error).message}\n`);
    return null;
  });
  if (browser === null) return {};
  try {
    const customer = await site.makeCustomers(1, USERS);
    const signedIn = await signIn(browser, site);
    const { consoleTimes: times } = site.size;
    const visits: { readonly cold: Visit; readonly warm: Visit }[] = [];
    await progress(`Opening the console, ${times} times cold and warm`, async () => {
      // The first one is not counted: the server reads the files of the console for the first time, and the browser its own.
      for (let turn = 0; turn <= times; turn += 1) {
        const both = await visitTwice(browser, signedIn, { origin: site.program.origin, customer });
        if (turn > 0) visits.push(both);
      }
    });
    const middle = (of: (both: (typeof visits)[number]) => number): number => median(visits.map(of));
    return {
      consoleColdMs: middle(({ cold }) => cold.milliseconds),
      consoleWarmMs: middle(({ warm }) => warm.milliseconds),
      consoleColdKb: middle(({ cold }) => cold.kilobytes),
      consoleWarmKb: middle(({ warm }) => warm.kilobytes),
    };
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, { program, world }: Site): Promise<SignedIn> {
  const window = await openWindow(browser, 'en-US');
  const page = await window.newPage();
  await page.goto(`${program.origin}/signin?returnTo=/`);
  await page.locator('input[name="username"]').fill(world.agent.username);
  await page.locator('input[name="password"]').fill(world.agent.password);
  await page.locator('button[type="submit"]').first().click();
  await page.waitForURL((address) => address.pathname === '/' || address.pathname.startsWith('/customers'));
  const signedIn = await window.storageState();
  await window.close();
  return signedIn;
}

type Place = { readonly origin: string; readonly customer: number };

async function visitTwice(browser: Browser, signedIn: SignedIn, place: Place): Promise<{ readonly cold: Visit; readonly warm: Visit }> {
  const window = await openWindow(browser, 'en-US');
  await window.addCookies(signedIn.cookies);
  const cold = await visit(await window.newPage(), place);
  const warm = await visit(await window.newPage(), place);
  await window.close();
  return { cold, warm };
}

async function visit(page: Page, { origin, customer }: Place): Promise<Visit> {
  const network = await page.context().newCDPSession(page);
  let bytes = 0;
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await network.send('Network.enable');
  const from = performance.now();
  await page.goto(`${origin}/customers/${customerIdOf(customer)}`, { waitUntil: 'commit' });
  await page
    .locator(`[id="row-${subscriptionIdOf(customer)}"]`)
    .getByRole('link')
    .first()
    .waitFor();
  const milliseconds = performance.now() - from;
  await page.waitForLoadState('networkidle');
  await page.close();
  return { milliseconds, kilobytes: bytes / BYTES_OF_KILOBYTE };
}
