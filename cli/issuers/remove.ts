import { declareCommand } from '../kit/declare.ts';
import { setUp } from '../kit/setup.ts';

/** Makes the tokens of an issuer count no longer. */
export const removeIssuer = declareCommand({
  name: 'issuers remove',
  summary: 'Trust an issuer no longer',
  words: { issuer: { about: 'its address' } },
  run: ({ issuer: address }) =>
    setUp({ kind: 'remove_issuer', address }, { changed: `Tokens of ${address} count no longer.`, unchanged: `${address} is not there.` }),
});
