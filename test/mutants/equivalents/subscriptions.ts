import type { Equivalent } from '../edit.ts';

/** Of the law of subscriptions. */
export const SUBSCRIPTIONS: readonly Equivalent[] = [
  {
    file: 'src/subscriptions/change/plan.ts',
    line: 'if (quantity >= seats.quantity) return adjustmentLines',
    what: ['>= to >'],
    why: 'as many seats as before are no change, and nobody asks for its lines',
  },
  {
    file: 'src/subscriptions/change/plan.ts',
    line: 'if (skuId === undefined) return total;',
    what: ['condition always false'],
    why: 'of a product that the catalogue does not know nobody has a licence, so nobody is without a seat',
  },
  {
    file: 'src/subscriptions/change/plan.ts',
    line: 'each.skuId === skuId)?.users ?? 0) - losing',
    what: ['0 to -1'],
    why: 'fewer than no users have no fewer than no seats too few',
  },
  {
    file: 'src/subscriptions/change/reduction.ts',
    line: 'Math.max(known - renewal.quantity, 0)',
    what: ['0 to -1'],
    why: 'where none are to be given back, fewer than none are not either',
  },
  {
    file: 'src/subscriptions/change/reduction.ts',
    line: 'for (let back = seats; back > 0;)',
    what: ['> to >=', '0 to -1'],
    why: 'a batch of which no seat is given back is put back as it was',
  },
  {
    file: 'src/subscriptions/new-commerce/windows.ts',
    line: 'if (hours === null) return NO_WINDOW;',
    what: ['condition always false'],
    why: 'no window is one of no hours, which is over at once',
  },
  {
    file: 'src/subscriptions/new-commerce/windows.ts',
    line: 'const isWhole = ends.length > 0 &&',
    what: ['> to >=', '0 to -1'],
    why: 'without a window no seat can be given back, and every subscription has one',
  },
  {
    file: 'src/subscriptions/change/rules.ts',
    line: 'if (skuId === undefined) return 0;',
    what: ['condition always false'],
    why: 'of a product that the catalogue does not know nobody has a licence, so nobody is without a seat',
  },
  {
    file: 'src/subscriptions/change/rules.ts',
    line: 'const users = assigned.find(',
    what: ['0 to -1'],
    why: 'fewer than no users have no fewer than no seats too few',
  },
  {
    file: 'src/subscriptions/change/rules.ts',
    line: 'if (quantity < subscription.quantity) return [windowClosed',
    what: ['< to <='],
    why: 'as many seats as before are no change, and nobody asks for it',
  },
  {
    file: 'src/subscriptions/change/rules.ts',
    line: 'if (skuId === undefined) return [];',
    what: ['condition always false'],
    why: 'of a product that the catalogue does not know there are no users too many',
  },
  {
    file: 'src/subscriptions/change/rules.ts',
    line: 'const usersAssigned = facts.assigned.find(',
    what: ['0 to 1', '0 to -1'],
    why: 'where users are too many there are some',
  },
  {
    file: 'src/subscriptions/tenant/seats.ts',
    line: 'offer.seatFamily === null ? undefined',
    what: ['condition always false'],
    why: 'no family has no name',
  },
  {
    file: 'src/subscriptions/orders/amend/cycle.ts',
    line: 'planned without a price',
    what: ['condition always false'],
    why: 'a change of the billing cycle without a price was refused before',
  },
  {
    file: 'src/subscriptions/trials/conversion.ts',
    line: 'planned without a price',
    what: ['condition always false'],
    why: 'a conversion without a price was refused before',
  },
  {
    file: 'src/subscriptions/renewal/settle.ts',
    line: 'if (known !== undefined) return known;',
    what: ['condition always false'],
    why: 'settled once more it comes to the same; it only takes longer',
  },
];
