import { declareCommand } from '../kit/declare.ts';
import { PARTNER_OPTION, setUp } from '../kit/setup.ts';

/** Shows the people of a partner. */
export const listStaff = declareCommand({
  name: 'staff list',
  summary: 'Show the people of a partner and their roles',
  options: PARTNER_OPTION,
  run: ({ partner }) => setUp({ kind: 'list_staff', ...(partner === undefined ? {} : { partner }) }),
});
