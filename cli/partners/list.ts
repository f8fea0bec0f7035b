import { declareCommand } from '../kit/declare.ts';
import { setUp } from '../kit/setup.ts';

/** Shows the partners of this installation. */
export const listPartners = declareCommand({
  name: 'partners list',
  summary: 'Show the partners in the database of this installation',
  run: () => setUp({ kind: 'list_partners' }),
});
