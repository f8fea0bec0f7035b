import { defineCommand, noWords, type Outcome } from '../kit/command.ts';
import { unreachable } from '../../src/kit/brand.ts';
import { localServer, type Settings } from '../kit/settings.ts';

const PATIENCE_SECONDS = 5;

/** Tells whether the server is up and can serve. */
export const status = defineCommand({
  usage: 'server status',
  summary: 'Tell whether the server is up, and where',
  options: {},
  parse: (_values, words) => noWords(words) ?? {},
  run: (_input, settings) => askServer(settings),
});

async function askServer(settings: Settings): Promise<Outcome> {
  const local = settings.serverUrl === null ? localServer(settings) : null;
  const url = settings.serverUrl ?? local?.url;
  if (url === undefined)
    return { kind: 'refused', message: `No server runs on ${settings.dataFolder}. Start it with "npm start".`, data: { status: 'down' } };
  const state = await health(url);
  const facts = { status: state, url, ...(local === null ? {} : { pid: local.pid }) };
  switch (state) {
    case 'ok':
      return { kind: 'done', data: facts, lines: [`Upseat serves at ${url}${local === null ? '' : ` (process ${local.pid})`}.`] };
    case 'busy':
      return { kind: 'refused', message: `The server at ${url} is up, but cannot reach its database.`, data: facts };
    case 'down':
      return { kind: 'refused', message: `Nothing answers at ${url}.`, data: facts };
    default:
      return unreachable(state);
  }
}

async function health(url: string): Promise<'ok' | 'busy' | 'down'> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(PATIENCE_SECONDS * 1000) });
    await response.body?.cancel();
    return response.ok ? 'ok' : 'busy';
  } catch {
    return 'down';
  }
}
