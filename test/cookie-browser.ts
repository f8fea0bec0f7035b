import assert from 'node:assert/strict';
import { PASSWORD } from './sign-in.ts';

export type Page = { readonly status: number; readonly url: string; readonly text: string; readonly headers: Headers };
export type Visit = { readonly method?: string; readonly body?: URLSearchParams; readonly headers?: Readonly<Record<string, string>> };

/** As much of a browser as signing in takes: it keeps cookies by path and follows redirects on 127.0.0.1. */
export type CookieBrowser = {
  readonly visit: (address: string, visit?: Visit) => Promise<Page>;
  /** Starts at the sign-in page (or an address that leads there), fills it in and sends it off. */
  readonly signIn: (userPrincipalName: string, password?: string, start?: string) => Promise<Page>;
  readonly cookie: (name: string) => string;
};

export function cookieBrowser(origin: string): CookieBrowser {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  const keep = (line: string): void => {
    const [, name = '', value = '', path = '/'] = /^([^=]+)=([^;]*)(?:.*?;\s*path=([^;]+))?/i.exec(line) ?? [];
    if (value === '' || /max-age=0\b|1970/i.test(line)) jar.delete(name);
    else jar.set(name, { value, path });
  };
  const visit = async (address: string, { headers = {}, ...init }: Visit = {}): Promise<Page> => {
    const url = new URL(address, origin);
    const fitting = [...jar].filter(([, { path }]) => url.pathname.startsWith(path));
    const cookie = fitting.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      ...init,
      headers: { accept: 'text/html', ...headers, ...(cookie === '' ? {} : { cookie }) },
      redirect: 'manual',
    });
    answer.headers.getSetCookie().forEach(keep);
    const next = answer.headers.get('location');
    if (next !== null && answer.status < 400) {
      const to = new URL(next, url);
      // Programs that are signed in to need not exist: where the browser would go is what matters.
      return to.hostname === '127.0.0.1'
        ? visit(to.href, { headers })
        : { status: answer.status, url: to.href, text: '', headers: answer.headers };
    }
    return { status: answer.status, url: url.href, text: await answer.text(), headers: answer.headers };
  };
  const signIn = async (username: string, password = PASSWORD, start = '/signin?returnTo=%2Fconsole%2Fsession'): Promise<Page> => {
    const page = await visit(start);
    assert.equal(page.status, 200, page.text);
    return visit(page.url, { method: 'POST', body: new URLSearchParams({ username, password }) });
  };
  return { visit, signIn, cookie: (name) => jar.get(name)?.value ?? '' };
}
