import type { HTTPMethods } from 'fastify';
import { Type } from 'typebox';
import { Fault } from '../platform/contract.ts';
import { sendFault } from '../platform/faults.ts';
import type { Routes } from '../platform/http.ts';
import { ABSENT, type Absent } from './absent.ts';
import { CAUSES } from './causes.ts';

/**
 * Answers 501 for what existing clients know and is not there. To be registered last: an address that somebody serves
 * by now is left to them.
 */
export function absentRoutes(): Routes {
  return async (app) => {
    for (const absent of ABSENT) {
      for (const { method, url } of absent.addresses.map(readAddress)) {
        if (app.hasRoute({ method, url })) continue;
        app.route({
          method,
          url,
          config: { right: 'session.own' },
          schema: {
            summary: `Not there: ${absent.what}`,
            tags: ['not there'],
            params: paramsOf(url),
            response: { 501: Fault },
          },
          handler: async (_request, reply) => sendFault(reply, 501, { code: 0, description: sentenceOf(absent), data: [absent.key] }),
        });
      }
    }
  };
}

/** What a caller is told. */
function sentenceOf({ what, why }: Absent): string {
  return `${what}: not there. ${CAUSES[why]}`;
}

function readAddress(address: string): { readonly method: HTTPMethods; readonly url: string } {
  const [method = '', url = ''] = address.split(' ');
  return { method: method, url };
}

function paramsOf(url: string) {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return Type.Object(Object.fromEntries(names.map((name) => [name, Type.String()])));
}
