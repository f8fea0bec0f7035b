import type { Equivalent } from '../edit.ts';

/** Of the law of licenses. */
export const LICENSES: readonly Equivalent[] = [
  {
    file: 'src/licenses/transfer.ts',
    line: 'if (places.length <= free) return Infinity;',
    what: ['<= to <'],
    why: 'of as many seats as people the last place with a seat is the last of all',
  },
  {
    file: 'src/licenses/transfer.ts',
    line: 'Math.max(free, 0)',
    what: ['0 to -1'],
    why: 'no place comes before the first, by one or by two',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: '(free.get(skuId) ?? 0) - seats',
    what: ['0 to 1', '0 to -1'],
    why: 'of a product that is not held no seats are counted; who wants it is refused for that, and it is not told how many there are',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: '(free.get(skuId) ?? 0) < 1',
    what: ['0 to 1', '0 to -1'],
    why: 'of a product that is not held no seats are counted; who wants it is refused for that, and it is not told how many there are',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: 'return first === undefined ? []',
    what: ['condition always false'],
    why: 'licences that are alike are at least one',
  },
  {
    file: 'src/licenses/assignment/rules.ts',
    line: 'const found = added === undefined ? []',
    what: ['condition always false'],
    why: 'what is set is among what somebody has afterwards',
  },
  {
    file: 'src/licenses/assignment/plan.ts',
    line: "code: 'count_violation'",
    what: ['0 to 1', '0 to -1'],
    why: 'of a product that is not held it is not told how many seats there are',
  },
  {
    file: 'src/licenses/assignment/grant.ts',
    line: '(free.get(skuId) ?? 0) - 1',
    what: ['0 to 1', '0 to -1'],
    why: 'of a product that is not held no seats are counted; who wants it is refused for that',
  },
  {
    file: 'src/licenses/assignment/grant.ts',
    line: '(free.get(skuId) ?? 0) < 1',
    what: ['0 to 1', '0 to -1'],
    why: 'of a product that is not held no seats are counted, nor is it told how many there are',
  },
];
