import { declareCommand } from '../kit/declare.ts';
import { PARTNER_OPTION, setUp } from '../kit/setup.ts';

/** Shows the programs of a partner. */
export const listPrograms = declareCommand({
  name: 'programs list',
  summary: 'Show the programs of a partner',
  options: PARTNER_OPTION,
  run: ({ partner }) => setUp({ kind: 'list_programs', ...(partner === undefined ? {} : { partner }) }),
});
