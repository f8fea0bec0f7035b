import { declareCommand } from '../kit/declare.ts';
import { setUp } from '../kit/setup.ts';

/** Shows whose tokens count. */
export const listIssuers = declareCommand({
  name: 'issuers list',
  summary: 'Show the issuers whose tokens count, of the environment and of the database',
  run: () => setUp({ kind: 'list_issuers' }),
});
