import fastifyStatic from '@fastify/static';
import type { Routes } from './app.ts';
import { isApiPath, namesFile } from './paths.ts';

/**
 * Serves the built console: its files, and its one page for every other path that a browser asks for. A program that
 * asks at such a path gets a fault, never a page.
 */
export function consoleFiles({ folder }: { readonly folder: string }): Routes {
  return async (app) => {
    await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, index: false, preCompressed: true });
    app.get('/*', { config: { right: 'public' } }, async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/';
      if (isApiPath(path)) return reply.callNotFound();
      if (namesFile(path)) {
        // The build puts a hash of the content into the names of these, so they never change.
        reply.header('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
        return reply.sendFile(fileIn(path));
      }
      // At the front door everyone gets the page; further in only who can read it.
      if (path !== '/' && request.headers.accept?.includes('text/html') !== true) return reply.callNotFound();
      reply.header('Cache-Control', 'no-cache');
      return reply.sendFile('index.html');
    });
  };
}

function fileIn(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
