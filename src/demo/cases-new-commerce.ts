import { addDays } from '../kit/dates.ts';
import { goesWell, startOrderly, type DemoCase } from './case.ts';
import { sell } from './selling.ts';

const BASIC = 'm365-business-basic-nce';
const STANDARD = 'm365-business-standard-nce';

/** Subscriptions of new commerce: what can be given back, and what they can become. None of them is upgraded the old way. */
export const NEW_COMMERCE_CASES: readonly DemoCase[] = [
  goesWell({
    name: 'new_commerce_window',
    partner: 'northwind',
    country: 'US',
    says: 'Bought three days ago: seats can be given back, and all of it cancelled, for four more days.',
    write: (draft) => startOrderly(draft, { offer: BASIC, quantity: 12, boughtOn: addDays(draft.setting.today, -3) }, 8),
  }),
  goesWell({
    name: 'new_commerce_transition',
    partner: 'northwind',
    country: 'US',
    says: 'Bought months ago: nothing can be given back, but all or some of the seats can become Business Standard or Office 365 E1.',
    write: (draft) => startOrderly(draft, { offer: BASIC, boughtOn: addDays(draft.setting.today, -100) }, 10),
  }),
  goesWell({
    name: 'new_commerce_destination',
    partner: 'northwind',
    country: 'US',
    says: 'A subscription of Business Standard is there already and can take in the seats of Business Basic.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, friendlyName: 'Warehouse', boughtOn: addDays(draft.setting.today, -100) }, 6);
      sell(draft, {
        offer: STANDARD,
        name: 'destination',
        friendlyName: 'Head office',
        quantity: 20,
        boughtOn: addDays(draft.setting.today, -60),
      });
    },
  }),
];
