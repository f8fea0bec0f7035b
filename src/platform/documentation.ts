import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Routes } from './app.ts';
import { NOT_FOUND, sendFault } from './faults.ts';
import { renderMarkdown } from './markdown.ts';
import { describeApi, type OpenApi } from './openapi.ts';
import { apiPage } from './openapi-page.ts';
import { htmlPage } from './page.ts';

/** `docsFolder` holds `refusals/`, one Markdown page for each code and a README.md that lists them. */
export type DocumentationOptions = { readonly version: string; readonly docsFolder: string };

/** The description of the API, as OpenAPI and as a page, and the pages of the refusals. */
export function documentationRoutes({ version, docsFolder }: DocumentationOptions): Routes {
  return async (app) => {
    const config = { right: 'public' };
    let described: OpenApi | undefined;
    // Only when it is first asked for: then all routes are there.
    const description = (): OpenApi => (described ??= describeApi(app.describedRoutes(), version));

    app.get(
      '/openapi.json',
      {
        config,
        schema: { summary: 'This description', tags: ['about'], response: { 200: Type.Object({}, { additionalProperties: true }) } },
      },
      async () => description(),
    );
    app.get('/docs/api', { config }, async (_request, reply) => sendPage(reply, apiPage(description())));
    app.get('/docs/refusals', { config }, async (_request, reply) => refusalPage(reply, docsFolder, 'README'));
    app.get('/docs/refusals/:code', { config, schema: { params: Type.Object({ code: Type.String() }) } }, async (request, reply) =>
      refusalPage(reply, docsFolder, request.params.code),
    );
  };
}

async function refusalPage(reply: FastifyReply, docsFolder: string, code: string): Promise<FastifyReply> {
  // The pattern is what keeps a path from leaving the folder.
  const text = /^([a-z][a-z0-9_]*|README)$/.test(code) ? await readPage(join(docsFolder, 'refusals', `${code}.md`)) : null;
  if (text === null) return sendFault(reply, 404, NOT_FOUND);
  const title = /^# (.*)$/m.exec(text)?.[1] ?? code;
  const back = code === 'README' ? '' : '<p class="faint"><a href="/docs/refusals">All refusals</a> · <a href="/docs/api">The API</a></p>';
  return sendPage(reply, htmlPage({ title, body: `${back}${renderMarkdown(text, '/docs/refusals/')}` }));
}

async function readPage(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
