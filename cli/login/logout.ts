import { serverUrlOf } from '../kit/connection.ts';
import { declareCommand } from '../kit/declare.ts';
import { forgetSignIn } from '../kit/sign-ins.ts';

/** Forgets the sign-in at a server. */
export const logout = declareCommand({
  name: 'logout',
  summary: 'Forget the sign-in at a server',
  options: { url: { type: 'string', value: 'ADDRESS', about: 'the server; the last one when left out' } },
  run: async ({ url = '' }, settings) => {
    const at = url.replace(/\/+$/, '') || serverUrlOf(settings);
    if (at !== null && forgetSignIn(settings.configFolder, at)) return { kind: 'done', data: { url: at }, lines: [`Signed out at ${at}.`] };
    return { kind: 'done', data: { url: at }, lines: ['You were not signed in.'] };
  },
});
