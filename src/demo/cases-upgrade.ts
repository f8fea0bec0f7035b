import { addDays } from '../kit/dates.ts';
import { assign, assignAll, hire, hireMany } from './directory.ts';
import { agree, tie } from './draft.ts';
import { goesWell, movesNobody, sellAndStaff, startOrderly, type DemoCase } from './case.ts';
import { holdElsewhere, lastMonthEnd, sell } from './selling.ts';

const BASIC = 'm365-business-basic';
const STANDARD = 'm365-business-standard';

/** The cases in which the seats can be upgraded, but nobody moves along. */
export const UNMOVED_CASES: readonly DemoCase[] = [
  movesNobody('user_context_required', {
    name: 'user_context_required',
    partner: 'northwind',
    signIn: 'application',
    country: 'US',
    target: STANDARD,
    says: 'A program without a person may upgrade the seats, but it may not touch the directory: sign in as the application.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 9),
  }),
  movesNobody('insufficient_granular_admin_permissions', {
    name: 'no_directory_rights',
    partner: 'northwind',
    signIn: 'sales_agent',
    country: 'GB',
    target: STANDARD,
    says: 'A sales agent may upgrade the seats and leaves the people to an admin or helpdesk agent: sign in as the sales agent.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 8),
  }),
  movesNobody('license_transfer_ambiguous', {
    name: 'two_subscriptions_of_product',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'Two subscriptions of one product: nobody can say whose seat a person holds, so the upgrade goes without moving them.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, friendlyName: 'Head office', quantity: 14 }, 12);
      sell(draft, { offer: BASIC, name: 'second', friendlyName: 'Warehouse', quantity: 6, boughtOn: addDays(draft.setting.today, -75) });
    },
  }),
];

/** The cases in which everything goes well, and those that are there to look at. */
export const UPGRADE_CASES: readonly DemoCase[] = [
  goesWell({
    name: 'clean_upgrade',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'Everything is in order: all 15 people move.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 15),
  }),
  goesWell({
    name: 'upgrade_apps_for_business',
    partner: 'northwind',
    country: 'US',
    target: 'm365-business-premium',
    says: 'The first row of the upgrade table: Apps for business to Business Premium, Apps for enterprise, E3 or E5.',
    write: (draft) => startOrderly(draft, { offer: 'm365-apps-for-business' }, 11),
  }),
  goesWell({
    name: 'upgrade_business_standard',
    partner: 'northwind',
    country: 'AU',
    target: 'o365-e3',
    says: 'The second row of the upgrade table: Business Standard to E3 or E5. Some services come, and some go.',
    write: (draft) => startOrderly(draft, { offer: STANDARD }, 16),
  }),
  goesWell({
    name: 'upgrade_business_basic',
    partner: 'island',
    country: 'TW',
    target: 'o365-e1',
    says: 'The third row of the upgrade table: Business Basic to Business Standard, E1, E3 or E5.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 18),
  }),
  goesWell({
    name: 'india',
    partner: 'deccan',
    country: 'IN',
    target: 'm365-business-standard-india',
    says: 'Business Basic (India) goes to Business Standard (India), and never to the ordinary one.',
    write: (draft) => startOrderly(draft, { offer: 'm365-business-basic-india' }, 14),
  }),
  goesWell({
    name: 'india_apps_for_business',
    partner: 'deccan',
    country: 'IN',
    target: 'm365-business-standard-india',
    says: 'Apps for business (India) goes to Business Standard (India).',
    write: (draft) => startOrderly(draft, { offer: 'm365-apps-for-business-india' }, 9),
  }),
  goesWell(
    {
      name: 'disabled_plans_kept',
      partner: 'northwind',
      country: 'GB',
      target: STANDARD,
      says: 'Sway and Yammer are switched off for four people, one of whom is named here; they stay off after the upgrade.',
      write: (draft) => {
        startOrderly(draft, { offer: BASIC, quantity: 12 }, 6);
        const people = [hire(draft, { name: 'user' }), ...hireMany(draft, 3)];
        assignAll(draft, people, draft.setting.offer(BASIC), { disabled: ['SWAY', 'YAMMER_ENTERPRISE'] });
      },
    },
    { hasUser: true },
  ),
  goesWell({
    name: 'full_credit',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'Bought ten days ago: the whole period comes back.',
    write: (draft) => startOrderly(draft, { offer: BASIC, boughtOn: addDays(draft.setting.today, -10) }),
  }),
  goesWell({
    name: 'annual_billing',
    partner: 'northwind',
    country: 'DE',
    target: 'o365-e3',
    says: 'Billed by the year, 200 days ago: the days that are left come back.',
    write: (draft) => startOrderly(draft, { offer: STANDARD, cycle: 'annual' }, 12),
  }),
  goesWell({
    name: 'month_end_anniversary',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'Bought on one of the last days of a month: the paid term began on the first of the next.',
    write: (draft) => startOrderly(draft, { offer: BASIC, boughtOn: lastMonthEnd(draft.setting) }),
  }),
  goesWell({
    name: 'three_hundred_seats',
    partner: 'northwind',
    country: 'US',
    target: 'o365-e3',
    says: 'All 300 seats that a small-business product allows, with 298 people to move at once.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 298),
  }),
  goesWell({
    name: 'one_seat',
    partner: 'northwind',
    country: 'FR',
    target: STANDARD,
    says: 'The smallest subscription there is: one seat, one person.',
    write: (draft) => startOrderly(draft, { offer: BASIC, quantity: 1 }, 1),
  }),
  goesWell({
    name: 'one_seat_below_limit',
    partner: 'northwind',
    country: 'US',
    target: 'm365-business-premium',
    quantity: 300,
    says: '299 seats; the upgrade may ask for one more, as here, and not for two.',
    write: (draft) => startOrderly(draft, { offer: 'm365-apps-for-business', quantity: 299 }, 30),
  }),
  goesWell({
    name: 'seat_family_just_fits',
    partner: 'northwind',
    country: 'CA',
    target: STANDARD,
    says: 'With 180 Business Basic (India) seats from the web, these 120 fill the 300 seats of the family exactly; 200 cancelled ones do not count.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 120 }, 30);
      holdElsewhere(draft, { offer: 'm365-business-basic-india', channel: 'web_direct', quantity: 180 });
      holdElsewhere(draft, { offer: BASIC, channel: 'web_direct', quantity: 200, status: 'cancelled' });
    },
  }),
  goesWell({
    name: 'two_partners',
    partner: 'northwind',
    country: 'TW',
    target: STANDARD,
    says: 'Two partners who both work here sell to one tenant; what the other sold is not in the way.',
    write: (draft) => {
      const { users } = startOrderly(draft, { offer: BASIC }, 10);
      tie(draft, { partner: 'island', delegatedAdmin: [] });
      sell(draft, { offer: 'power-bi-pro', partner: 'island', quantity: 3 });
      assignAll(draft, users.slice(0, 2), draft.setting.offer('power-bi-pro'));
    },
  }),
  {
    ...goesWell({
      name: 'indirect_reseller',
      partner: 'formosa',
      seller: 'island',
      reseller: 'formosa',
      country: 'TW',
      target: STANDARD,
      says: 'Sold by an indirect provider, looked after by its reseller, who cannot order and is told whom to ask.',
      write: (draft) => startOrderly(draft, { offer: BASIC }, 12),
    }),
    reasons: ['indirect_reseller'],
  },
  goesWell({
    name: 'every_channel',
    partner: 'northwind',
    country: 'JP',
    target: STANDARD,
    says: 'Holds something from every other channel, and none of it is in the way.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 10);
      holdElsewhere(draft, { offer: 'visio-plan-2', channel: 'other_partner', quantity: 2 });
      holdElsewhere(draft, { offer: 'power-bi-pro', channel: 'web_direct', quantity: 4 });
      holdElsewhere(draft, { offer: 'aip-p1', channel: 'volume_agreement', quantity: 25 });
      holdElsewhere(draft, { offer: 'sharepoint-plan-2', channel: 'open_license', quantity: 3 });
      holdElsewhere(draft, { offer: 'project-plan-5', channel: 'retail_key', quantity: 1 });
      holdElsewhere(draft, { offer: 'aad-premium-p1', channel: 'advisor', quantity: 10 });
    },
  }),
  goesWell({
    name: 'every_status',
    partner: 'northwind',
    country: 'CA',
    says: 'One subscription in every state, and a trial.',
    write: (draft) => {
      startOrderly(draft, { offer: 'o365-e3' }, 20);
      sell(draft, { offer: 'visio-plan-2', quantity: 3, status: 'suspended' });
      sell(draft, { offer: 'project-plan-3', quantity: 2, status: 'deleted' });
      sell(draft, { offer: 'power-bi-pro', quantity: 5, status: 'pending', boughtOn: addDays(draft.setting.today, -1) });
      sell(draft, { offer: 'o365-e5-trial', quantity: 25, boughtOn: addDays(draft.setting.today, -5) });
    },
  }),
  goesWell(
    {
      name: 'deleted_user',
      partner: 'northwind',
      country: 'US',
      target: STANDARD,
      says: 'One person was deleted lately and can be restored; no licence is left.',
      write: (draft) => {
        startOrderly(draft, { offer: BASIC }, 9);
        hire(draft, { name: 'user', state: 'soft_deleted' });
      },
    },
    { hasUser: true },
  ),
  goesWell(
    {
      name: 'foreign_customer',
      partner: 'northwind',
      seller: 'island',
      country: 'TW',
      target: STANDARD,
      says: '島嶼雲端 sells to it. For Northwind Cloud it does not exist: every question is answered as for an id that nobody has.',
      write: (draft) => {
        tie(draft);
        agree(draft);
        sellAndStaff(draft, { offer: BASIC, name: 'source', quantity: 12 }, 9);
        assign(draft, hire(draft, { name: 'user' }), draft.setting.offer(BASIC));
      },
    },
    { hasUser: true },
  ),
  goesWell({
    name: 'large_directory',
    partner: 'northwind',
    country: 'US',
    says: 'Two thousand people, most of them on Office 365 E3.',
    write: (draft) => {
      startOrderly(draft, { offer: 'o365-e3', cycle: 'annual' }, 1_480);
      sellAndStaff(draft, { offer: 'o365-f3', cycle: 'annual' }, 500);
      for (let i = 0; i < 20; i += 1) hire(draft, i < 12 ? { state: 'inactive' } : { usageLocation: null });
    },
  }),
];
