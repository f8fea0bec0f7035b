import { addDays } from '../kit/dates.ts';
import { assignAll, hire, hireMany } from './directory.ts';
import { agree, tie, type Draft } from './draft.ts';
import { refused, sellAndStaff, startOrderly, type DemoCase } from './case.ts';
import { holdElsewhere, sell } from './selling.ts';
import { writeUnfinishedUpgrade } from './unfinished-upgrade.ts';

const BASIC = 'm365-business-basic';
const STANDARD = 'm365-business-standard';
const PREMIUM = 'm365-business-premium';
const APPS = 'm365-apps-for-business';

/** The cases that are refused, at least one for each reason of the law, in its order of precedence. */
export const REFUSED_CASES: readonly DemoCase[] = [
  refused('delegated_admin_permissions_disabled', {
    name: 'delegated_admin_missing',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'The customer never granted delegated admin privileges.',
    write: (draft) => startTied(draft, []),
  }),
  refused('delegated_admin_permissions_disabled', {
    name: 'delegated_admin_for_other_service',
    partner: 'northwind',
    country: 'GB',
    target: STANDARD,
    says: 'The customer granted delegated admin privileges, but only for Azure.',
    write: (draft) => startTied(draft, ['azure']),
  }),
  refused('customer_agreement_missing', {
    name: 'customer_agreement_missing',
    partner: 'northwind',
    country: 'CA',
    target: STANDARD,
    says: 'Nobody recorded that the customer accepted the Microsoft Customer Agreement.',
    write: (draft) => {
      tie(draft);
      sellAndStaff(draft, { offer: BASIC, name: 'source' }, 9);
    },
  }),
  refused('subscription_status_not_active', {
    name: 'not_active',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'The subscription is suspended. It can be reactivated.',
    write: (draft) => startOrderly(draft, { offer: BASIC, status: 'suspended' }),
  }),
  refused('subscription_status_not_active', {
    name: 'cancelled',
    partner: 'northwind',
    country: 'DE',
    target: STANDARD,
    says: 'The subscription was cancelled and is deleted for good. Only a new purchase helps.',
    write: (draft) => {
      tie(draft);
      agree(draft);
      sell(draft, { offer: BASIC, name: 'source', quantity: 6, status: 'deleted' });
      hireMany(draft, 5);
    },
  }),
  refused('subscription_not_provisioned', {
    name: 'not_provisioned',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'The subscription was bought yesterday and is not provisioned yet.',
    write: (draft) => {
      tie(draft);
      agree(draft);
      sell(draft, { offer: BASIC, name: 'source', quantity: 12, status: 'pending', boughtOn: addDays(draft.setting.today, -1) });
      hireMany(draft, 11);
    },
  }),
  refused('subscription_does_not_have_any_upgrade_paths', {
    name: 'no_path',
    partner: 'northwind',
    country: 'FR',
    target: 'o365-e5',
    says: 'Nothing leads away from Office 365 E3 in the upgrade table.',
    write: (draft) => startOrderly(draft, { offer: 'o365-e3' }, 14),
  }),
  refused('subscription_target_offer_not_found', {
    name: 'target_not_on_path',
    partner: 'northwind',
    country: 'US',
    target: 'm365-apps-for-enterprise',
    says: 'Business Basic has four targets, and Apps for enterprise is none of them.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 7),
  }),
  refused('offer_does_not_support_billing_cycle', {
    name: 'billing_cycle_not_supported',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'The seats were granted without charge and have no billing cycle; the target is billed by the month or the year.',
    write: (draft) => startOrderly(draft, { offer: BASIC, cycle: 'none' }, 5),
  }),
  refused('subscription_add_ons_present', {
    name: 'add_ons_present',
    partner: 'northwind',
    country: 'US',
    target: 'o365-e3',
    says: 'Audio Conferencing hangs on the subscription as an add-on.',
    write: (draft) => {
      const { source, users } = startOrderly(draft, { offer: BASIC }, 10);
      sell(draft, { offer: 'audio-conferencing', parent: source, quantity: 4 });
      assignAll(draft, users.slice(0, 3), draft.setting.offer('audio-conferencing'));
    },
  }),
  refused('conflicting_service_types', {
    name: 'service_already_held',
    partner: 'northwind',
    country: 'US',
    target: 'o365-e3',
    says: 'Exchange Online (Plan 2), bought here for a few mailboxes, is a service that E3 would add. E1 stays open.',
    write: (draft) => withOwnService(draft, 'active'),
  }),
  refused('conflicting_service_types', {
    name: 'service_held_suspended',
    partner: 'northwind',
    country: 'AU',
    target: 'o365-e3',
    says: 'As before, but the other subscription is suspended: it can come back, so it still counts.',
    write: (draft) => withOwnService(draft, 'suspended'),
  }),
  refused('conflicting_service_types', {
    name: 'service_held_by_other_channel',
    partner: 'northwind',
    country: 'GB',
    target: 'o365-e3',
    says: 'Apps for enterprise from a volume agreement is a service that E3 would add; the customer must cancel it there first.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 13);
      holdElsewhere(draft, { offer: 'm365-apps-for-enterprise', channel: 'volume_agreement', quantity: 20 });
    },
  }),
  refused('conflicting_service_types', {
    name: 'service_held_by_other_partner',
    partner: 'northwind',
    country: 'JP',
    target: 'o365-e3',
    says: 'Another partner, who works here too, sold Exchange Online (Plan 2) to the same tenant.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 9);
      tie(draft, { partner: 'island' });
      sell(draft, { offer: 'exchange-online-plan-2', partner: 'island', quantity: 3 });
    },
  }),
  refused('concurrency_conflicts', {
    name: 'target_already_held',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'The customer has Business Standard already, bought here.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 12);
      sellAndStaff(draft, { offer: STANDARD }, 4);
    },
  }),
  refused('concurrency_conflicts', {
    name: 'target_held_by_other_partner',
    partner: 'northwind',
    country: 'TW',
    target: 'o365-e3',
    says: 'Another partner, who works here too, sold Office 365 E3 to the same tenant.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 11);
      tie(draft, { partner: 'island' });
      sellAndStaff(draft, { offer: 'o365-e3', partner: 'island' }, 6);
    },
  }),
  refused('concurrency_conflicts', {
    name: 'target_held_by_outside_partner',
    partner: 'northwind',
    country: 'DE',
    target: 'o365-e5',
    says: 'A partner who does not work here sold Office 365 E5 to the same tenant.',
    write: (draft) => {
      startOrderly(draft, { offer: STANDARD }, 10);
      holdElsewhere(draft, { offer: 'o365-e5', channel: 'other_partner', quantity: 5 });
    },
  }),
  refused('concurrency_conflicts', {
    name: 'target_cancelled_elsewhere',
    partner: 'northwind',
    country: 'FR',
    target: STANDARD,
    says: 'Business Standard, once bought on the web, is cancelled there but not removed yet.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 6);
      holdElsewhere(draft, { offer: STANDARD, channel: 'web_direct', quantity: 3, status: 'cancelled' });
    },
  }),
  refused('concurrency_conflicts', {
    name: 'target_trial_held',
    partner: 'northwind',
    country: 'US',
    target: STANDARD,
    says: 'A trial of Business Standard runs.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC }, 8);
      sell(draft, { offer: 'm365-business-standard-trial', quantity: 25, boughtOn: addDays(draft.setting.today, -12) });
    },
  }),
  refused('upgrade_unfinished', {
    name: 'upgrade_unfinished',
    partner: 'northwind',
    country: 'US',
    target: PREMIUM,
    says: 'An upgrade to Apps for enterprise ten days ago left two people behind, who still sit on the old subscription.',
    write: writeUnfinishedUpgrade,
  }),
  {
    ...refused('quantity_out_of_range', {
      name: 'quantity_over_limit',
      partner: 'northwind',
      country: 'US',
      target: PREMIUM,
      quantity: 301,
      says: 'All 300 seats can be upgraded to Business Premium; one more, as asked for here, is over its limit, and over its family’s too.',
      write: (draft) => startOrderly(draft, { offer: APPS, quantity: 300 }, 40),
    }),
    // Every product with a limit of 300 belongs to the family with the same limit.
    reasons: ['quantity_out_of_range', 'seat_family_full'],
  },
  refused('seat_family_full', {
    name: 'seat_family_full',
    partner: 'northwind',
    country: 'CA',
    target: STANDARD,
    says: 'With 200 Business Basic (India) seats from the web, which are suspended and can be active again, 120 more pass the 300 seats of the family.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 120 }, 50);
      holdElsewhere(draft, { offer: 'm365-business-basic-india', channel: 'web_direct', quantity: 200, status: 'suspended' });
    },
  }),
  refused('partner_suspended', {
    name: 'partner_suspended',
    partner: 'lakeland',
    country: 'GB',
    target: STANDARD,
    says: 'The partner owes money and may not sell anything new.',
    write: (draft) => startOrderly(draft, { offer: BASIC }, 10),
  }),
  refused('price_missing', {
    name: 'price_missing',
    partner: 'alpen',
    country: 'DE',
    target: STANDARD,
    says: 'The partner is billed in Swiss francs, and nobody imported a price list for them.',
    write: (draft) => startOrderly(draft, { offer: BASIC, unitPriceMinor: 620 }, 9),
  }),
];

function startTied(draft: Draft, delegatedAdmin: readonly string[]): void {
  tie(draft, { delegatedAdmin });
  agree(draft);
  sellAndStaff(draft, { offer: BASIC, name: 'source' }, 10);
}

/** A second product of the same seller whose one service the enterprise products would add. */
function withOwnService(draft: Draft, status: 'active' | 'suspended'): void {
  startOrderly(draft, { offer: BASIC }, 12);
  const held = sell(draft, { offer: 'exchange-online-plan-2', quantity: 4, status, boughtOn: addDays(draft.setting.today, -300) });
  if (held.status === 'active') assignAll(draft, [hire(draft), hire(draft)], draft.setting.offer('exchange-online-plan-2'));
}
