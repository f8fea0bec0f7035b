// What every command does before its own work. Runs before anything is installed, on Node 20 as well: plain
// JavaScript, no packages.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const packageFolder = fileURLToPath(new URL('..', import.meta.url));

const NODE_MAJOR_MIN = 24;
const cacheFolder = join(packageFolder, '.cache');
const modulesFolder = join(packageFolder, 'node_modules');

/**
 * Installs the packages of the lockfile where any is missing or of another version; for `running`, only where one is that the
 * finished program needs. Where there is no lockfile, as in a container, the packages came with the program.
 */
export async function ensurePackages(purpose = 'developing') {
  if (packagesAreCurrent(purpose)) return;
  const release = await takeTurn();
  try {
    if (!packagesAreCurrent(purpose)) await step('Installing packages', installPackages);
  } finally {
    release();
  }
}

/** The Node that can run the program: this one, or the one among the packages. */
export function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN) return process.execPath;
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const bundled = join(modulesFolder, `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  throw new Advice(
    `Upseat needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}, and npm has none for ${process.platform}-${process.arch}` +
      ` (or it was left out: "npm ci --include=optional"). Install Node ${NODE_MAJOR_MIN} from https://nodejs.org and run the command again.`,
  );
}

/** Builds the console where its sources, its packages or the build itself changed. */
export async function ensureConsole(node) {
  if (!existsSync(join(packageFolder, 'web', 'index.html'))) return;
  const stamp = join(cacheFolder, 'console.sha256');
  const wanted = consoleFingerprint();
  if (existsSync(join(packageFolder, 'dist', 'console', 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted)
    return;
  await step('Building the console', async () => {
    rmSync(stamp, { force: true });
    await runQuietly(node, [join(modulesFolder, 'vite', 'bin', 'vite.js'), 'build']);
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

/**
 * Runs a program in the foreground and ends as it ends. Signals are passed on, and a program started with a channel
 * notices by it when this process is killed.
 */
export function runInForeground(command, words, environment = process.env) {
  const child = spawn(command, words, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], cwd: process.cwd(), env: environment });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  endWhenNpmDies(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(error));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** Does one step and writes one line about it: its name while it runs, then how many seconds it took. */
export async function step(name, work) {
  const from = performance.now();
  process.stderr.write(`${name} … `);
  try {
    await work();
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
  process.stderr.write(`${((performance.now() - from) / 1000).toFixed(1)} s\n`);
}

/** Ends this command over an error: advice without a stack, a fault with one. */
export function fail(error) {
  process.stderr.write(`${error instanceof Advice ? error.message : (error.stack ?? error)}\n`);
  process.exit(1);
}

/** A failure that the person at the keyboard can mend. */
class Advice extends Error {}

/** Compares with npm's own record of what it installed, so that an installation by hand counts too. */
function packagesAreCurrent(purpose) {
  const lockfile = join(packageFolder, 'package-lock.json');
  if (!existsSync(lockfile)) return true;
  const record = join(modulesFolder, '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, dev }]) => {
    if (path === '' || (dev === true && purpose === 'running')) return true;
    const found = installed[path];
    // Of the packages for other systems none is installed.
    return found === undefined ? optional === true : found.version === version;
  });
}

async function installPackages() {
  const words = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm)) return runQuietly(process.execPath, [npm, ...words]);
  return runQuietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', words);
}

/** Keeps what the program prints for the case that it fails. */
async function runQuietly(command, words) {
  const output = [];
  const child = spawn(command, words, { cwd: packageFolder, stdio: ['ignore', 'pipe', 'pipe'], shell: command.endsWith('.cmd') });
  child.stdout.on('data', (data) => output.push(data));
  child.stderr.on('data', (data) => output.push(data));
  const onExit = () => child.kill();
  process.once('exit', onExit);
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  process.removeListener('exit', onExit);
  if (code !== 0) throw new Advice(`${Buffer.concat(output).toString().trim()}\n"${command} ${words.join(' ')}" ended with code ${code}.`);
}

/** Two commands that start together must not install over each other: the second waits for the first. */
async function takeTurn() {
  mkdirSync(cacheFolder, { recursive: true });
  const file = join(cacheFolder, 'installing');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(Number(readFileSync(file, 'utf8')))) rmSync(file, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function consoleFingerprint() {
  const hash = createHash('sha256');
  const files = ['web', join('src', 'kit')].flatMap((folder) => filesIn(join(packageFolder, folder)));
  const contracts = filesIn(join(packageFolder, 'src')).filter((file) => file.endsWith('contract.ts'));
  const single = ['package-lock.json', 'vite.config.ts'].map((file) => join(packageFolder, file)).filter(existsSync);
  for (const file of [...files, ...contracts, ...single].sort(byText))
    hash.update(file.slice(packageFolder.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function byText(one, other) {
  return one < other ? -1 : 1;
}

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** When npm itself is killed, nobody is left to stop what it started. */
function endWhenNpmDies(stop) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    stop();
  }, 200);
  timer.unref();
}

/** The number of the parent and, where the system shows it, of the parent's parent: npm puts a shell between. */
function ancestors() {
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'utf8');
    return `${process.ppid} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return String(process.ppid);
  }
}
