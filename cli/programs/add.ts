import { declareCommand } from '../kit/declare.ts';
import { guid } from '../kit/forms.ts';
import { PARTNER_OPTION, setUp } from '../kit/setup.ts';

/** Registers a program of a partner, so that the tokens it gets from its issuer count here. */
export const addProgram = declareCommand({
  name: 'programs add',
  summary: 'Register a program of a partner',
  words: { name: { about: 'how the program is called' } },
  options: {
    id: {
      type: 'string',
      required: true,
      value: 'CLIENT',
      about: 'its client id at the issuer: the `appid` or `azp` of its tokens',
      form: guid,
    },
    ...PARTNER_OPTION,
  },
  run: ({ name, id, partner }) =>
    setUp(
      {
        kind: 'add_program',
        ...(partner === undefined ? {} : { partner }),
        program: { id: id.toLowerCase(), displayName: name, redirectUris: [] },
      },
      { changed: `${name} may ask now.`, unchanged: `The program ${id} is there already.` },
    ),
});
