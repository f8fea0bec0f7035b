import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';

/** The two languages of the console, as a browser asks for them. */
export type Language = 'zh-TW' | 'en-US';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PACKAGE = '@sparticuz/chromium';
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Starts a real browser: the one that CHROME_PATH names, else one that is installed, else the one of the npm package,
 * which is unpacked once. Without any the tests that need one fail, and the message says what to do.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  const places = named ? [named] : INSTALLED.filter(existsSync);
  const failures: string[] = [];
  for (const place of places) {
    try {
      return await launch(place, {});
    } catch (error) {
      failures.push(`${place}: ${(error as Error).message.split('\n')[0]}`);
    }
  }
  if (!named && process.platform === 'linux' && process.arch === 'x64') return launchUnpacked();
  throw new Error(`No browser was found. Install Chrome or Chromium, or set CHROME_PATH to one. ${failures.join('; ')}`);
}

/** A window of its own, without cookies, that asks for this language. Nothing in it moves. */
export function openWindow(browser: Browser, language: Language): Promise<BrowserContext> {
  return browser.newContext({ locale: language, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 }, timezoneId: 'UTC' });
}

const INSTALLED = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`),
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

async function launch(executablePath: string, environment: Readonly<Record<string, string>>): Promise<Browser> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return chromium.launch({ executablePath, args: FLAGS, env: { ...Object.fromEntries(inherited), ...environment } });
}

/** The package's browser. Its own libraries are used only where the system lacks them; its font is there for all. */
async function launchUnpacked(): Promise<Browser> {
  const folder = unpackedBrowser();
  const executable = join(folder, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const complete = spawnSync(executable, ['--version'], { stdio: 'ignore' }).status === 0;
  return launch(executable, complete ? fonts : { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') });
}

/** Unpacks beside and renames: test files that run at the same time must not find half a browser. */
function unpackedBrowser(): string {
  const home = dirname(dirname(fileURLToPath(import.meta.resolve(PACKAGE))));
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const cache = join(packageFolder, '.cache');
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'].map((name) => join(home, 'bin', name));
  // The package unpacks to the folder for temporary files of its process; this gives it one of ours.
  const code = `const { inflate } = await import(${JSON.stringify(import.meta.resolve(PACKAGE))}); await Promise.all(process.argv.slice(1).map(inflate));`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, ...archives], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: fresh },
  });
  if (status !== 0) throw new Error(`The browser of ${PACKAGE} cannot be unpacked: ${stderr}`);
  writeFileSync(join(fresh, 'fonts.conf'), fontSettings(folder));
  try {
    renameSync(fresh, folder);
  } catch {
    // Another test file was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

/** The system's fonts, and one of the package for machines that have none. */
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}
