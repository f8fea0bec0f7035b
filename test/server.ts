import { after } from 'node:test';
import { newId } from '../src/platform/clock.ts';
import { createHttpServer, type App, type Routes } from '../src/platform/http.ts';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any; readonly text: string };
export type Ask = {
  readonly method?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type TestServer = {
  readonly app: App;
  readonly origin: string;
  /** Sends one request over a real socket. `body` is sent as JSON, `raw` as it is. */
  readonly ask: (path: string, ask?: Ask) => Promise<Answer>;
  /** Who asks from now on; a plain object in place of a token. */
  readonly actAs: (caller: unknown) => void;
};

/** A server with some routes, on a port of its own, that checks every answer against its schema. */
export async function testServer(routes: readonly Routes[], caller: unknown = null): Promise<TestServer> {
  const app = createHttpServer({ newId, log: false, checksAnswers: true });
  let current = caller;
  app.addHook('onRequest', async (request) => {
    request.caller = current;
  });
  for (const each of routes) await app.register(each);
  await app.listen({ port: 0, host: '127.0.0.1' });
  after(() => app.close());
  const address = app.server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return {
    app,
    origin,
    ask: (path, ask) => send(origin, path, ask),
    actAs: (next) => {
      current = next;
    },
  };
}

async function send(origin: string, path: string, { method = 'GET', body, raw, headers = {} }: Ask = {}): Promise<Answer> {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...(content === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
