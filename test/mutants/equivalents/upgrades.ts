import type { Equivalent } from '../edit.ts';

/** Of the law of upgrades. */
export const UPGRADES: readonly Equivalent[] = [
  {
    file: 'src/upgrades/plan.ts',
    line: 'if (seats === 0 || paidTo(',
    what: ['0 to -1'],
    why: 'the credit for no seats is nothing, and a line over nothing is left out all the same',
  },
  {
    file: 'src/upgrades/transitions/plan.ts',
    line: 'planned without a price',
    what: ['condition always false'],
    why: 'a transition without a price was refused before',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'if (ending.length === 0) return facts;',
    what: ['condition always false', '0 to -1'],
    why: 'where no add-on ends none is left out; it only takes longer',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'if (skuIds.length === 0) return candidates;',
    what: ['0 to -1', 'condition always false'],
    why: 'without products to leave out nothing is left out; it only takes longer',
  },
  {
    file: 'src/upgrades/plan.ts',
    line: 'planned without an offer',
    what: ['condition always false'],
    why: 'an upgrade without an offer at both ends was refused before',
  },
  {
    file: 'src/upgrades/plan.ts',
    line: 'planned without a price',
    what: ['condition always false'],
    why: 'an upgrade without a price was refused before',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'isTrial: false,',
    what: ['false to true'],
    why: 'the credit does not ask whether it is a trial; the account needs the member',
  },
  {
    file: 'src/upgrades/add-ons.ts',
    line: 'autoRenew: true,',
    what: ['true to false'],
    why: 'the credit does not ask whether it renews; the account needs the member',
  },
  {
    file: 'src/upgrades/scheduled/schedule.ts',
    line: 'if (a.dueOn !== b.dueOn)',
    what: ['< to <='],
    why: 'it is only asked where the two differ',
  },
  {
    file: 'src/upgrades/scheduled/schedule.ts',
    line: 'if (rank(a) !== rank(b))',
    what: ['< to <='],
    why: 'it is only asked where the two differ',
  },
  {
    file: 'src/upgrades/scheduled/schedule.ts',
    line: "(wish.kind === 'seats' ? 0 : 1)",
    what: ['1 to 2', '0 to -1'],
    why: 'the rank only says which of the two is first',
  },
  {
    file: 'src/upgrades/undo/undo.ts',
    line: 'name === null ? undefined',
    what: ['condition always false'],
    why: 'no family has no name',
  },
];
