// Asks the registry for known weaknesses of the packages that run the finished program. Fails over those of high or critical
// severity; where the registry cannot be asked, says so and goes on: that is no fault of the packages.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SECONDS_MAX = 30;
const WORDS = ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=0', `--fetch-timeout=${SECONDS_MAX * 500}`];
const GRAVE = new Set(['high', 'critical']);

const answer = await ask();
const { vulnerabilities } = answer;
if (vulnerabilities === undefined) {
  process.stdout.write(`Packages were NOT checked for known weaknesses: ${whyNot(answer)}\n`);
} else {
  const all = Object.values(vulnerabilities);
  const grave = all.filter(({ severity }) => GRAVE.has(severity));
  for (const { name, severity, via } of grave) process.stdout.write(`${severity}: ${name}: ${via.map(sentence).join('; ')}\n`);
  process.stdout.write(`Known weaknesses in packages that run the program: ${grave.length} grave, ${all.length - grave.length} other.\n`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}

/** What npm prints as JSON: its report, or what kept it from one. */
async function ask() {
  const isWindows = process.platform === 'win32';
  const folder = fileURLToPath(new URL('..', import.meta.url));
  const npm = spawn(isWindows ? 'npm.cmd' : 'npm', WORDS, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], shell: isWindows });
  const timer = setTimeout(() => npm.kill('SIGKILL'), SECONDS_MAX * 1000);
  const parts = [];
  npm.stdout.on('data', (part) => parts.push(part));
  const signal = await new Promise((ended) =>
    npm.once('error', (error) => ended(error.message)).once('close', (_code, killedBy) => ended(killedBy)),
  );
  clearTimeout(timer);
  try {
    return JSON.parse(Buffer.concat(parts).toString());
  } catch {
    return { message: signal === 'SIGKILL' ? `no answer within ${SECONDS_MAX} s` : `npm said nothing (${signal ?? 'no signal'})` };
  }
}

function whyNot({ message, error, statusCode, method }) {
  return message ?? error?.summary ?? error?.code ?? `${method ?? 'it'} was answered ${statusCode ?? 'otherwise'}`;
}

/** A weakness of its own has a title; one that comes from another package only names that. */
function sentence(cause) {
  return typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`;
}
