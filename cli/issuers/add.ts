import { declareCommand } from '../kit/declare.ts';
import { PARTNER_OPTION, setUp } from '../kit/setup.ts';

/** Makes the tokens of an issuer count, within seconds and without a restart. */
export const addIssuer = declareCommand({
  name: 'issuers add',
  summary: 'Trust an OpenID Connect issuer for the people and programs of a partner',
  words: { issuer: { about: 'its address, exactly as its discovery document spells it' } },
  options: {
    audience: {
      type: 'string',
      multiple: true,
      value: 'AUDIENCE',
      about: 'an audience made for this installation; several times for several',
    },
    'console-client-id': {
      type: 'string',
      value: 'CLIENT',
      about: 'sign the console in here, as this client; its secret stays in OIDC_CLIENT_SECRET',
    },
    'jwks-uri': { type: 'string', value: 'ADDRESS', about: 'where its keys are, if no discovery document says' },
    unchecked: { type: 'boolean', about: 'without asking the issuer first' },
    ...PARTNER_OPTION,
  },
  run: async ({ issuer: address, audience, 'console-client-id': consoleClientId, 'jwks-uri': jwksUri, unchecked, partner }) => {
    const issuer = {
      address,
      audiences: [...audience],
      ...(jwksUri === undefined ? {} : { jwksUri }),
      ...(consoleClientId === undefined ? {} : { consoleClientId }),
    };
    const outcome = await setUp(
      { kind: 'add_issuer', ...(partner === undefined ? {} : { partner }), issuer, isAsked: !unchecked },
      { changed: `Tokens of ${address} count now.`, unchanged: `${address} is there already, just so.` },
    );
    if (outcome.kind !== 'done' || consoleClientId === undefined) return outcome;
    const start = 'The console signs in there when the server starts next. Put the secret of the client into OIDC_CLIENT_SECRET.';
    return { ...outcome, notes: [...(outcome.notes ?? []), start] };
  },
});
