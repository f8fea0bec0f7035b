import { assign, assignAll, formGroup, hire, hireMany } from './directory.ts';
import { agree, tie, type Draft } from './draft.ts';
import { leavesBehind, startOrderly, type DemoCase } from './case.ts';
import type { UserRow } from './rows.ts';
import { holdElsewhere, sell } from './selling.ts';

const BASIC = 'm365-business-basic';
const ARCHIVING = 'exchange-online-archiving-exo';

/** The cases in which the upgrade goes through and somebody stays behind, one for each reason, and one with all of them. */
export const LEFT_BEHIND_CASES: readonly DemoCase[] = [
  leavesBehind(
    [
      'mutually_exclusive_violation',
      'dependency_violation',
      'usage_location_missing',
      'prohibited_in_usage_location_violation',
      'license_inherited_from_group',
      'count_violation',
    ],
    {
      name: 'left_behind_users',
      partner: 'northwind',
      country: 'US',
      target: 'o365-e3',
      says: '24 people, 16 of whom move; among the others is every reason to stay behind.',
      write: writeEveryReason,
    },
  ),
  leavesBehind(['mutually_exclusive_violation'], {
    name: 'left_behind_exclusive_plan',
    partner: 'northwind',
    country: 'US',
    target: 'm365-business-premium',
    says: 'One person also has Project Plan 3, whose SharePoint (Plan 2) may not stand beside the SharePoint (Plan 1) of Business Premium.',
    write: (draft) => {
      startOrderly(draft, { offer: 'm365-apps-for-business', quantity: 12 }, 9);
      const planner = withLicense(draft, 'm365-apps-for-business');
      sell(draft, { offer: 'project-plan-3', quantity: 2 });
      assign(draft, planner, draft.setting.offer('project-plan-3'));
    },
  }),
  leavesBehind(['dependency_violation'], {
    name: 'left_behind_dependent_add_on',
    partner: 'northwind',
    country: 'DE',
    target: 'o365-e3',
    says: 'One person has Exchange Online Archiving from the web, which builds on Exchange (Plan 1); Office 365 E3 brings Plan 2 instead.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 12 }, 9);
      holdElsewhere(draft, { offer: ARCHIVING, channel: 'web_direct', quantity: 1 });
      assign(draft, withLicense(draft, BASIC), draft.setting.offer(ARCHIVING));
    },
  }),
  leavesBehind(['usage_location_missing'], {
    name: 'left_behind_no_usage_location',
    partner: 'northwind',
    country: 'GB',
    target: 'm365-business-standard',
    says: 'One person has no usage location, without which no licence can be assigned.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 12 }, 9);
      withLicense(draft, BASIC, { usageLocation: null });
    },
  }),
  leavesBehind(['prohibited_in_usage_location_violation'], {
    name: 'left_behind_prohibited_location',
    partner: 'northwind',
    country: 'FR',
    target: 'm365-business-standard',
    says: 'One person works in a country in which the product may not be used.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 12 }, 9);
      withLicense(draft, BASIC, { usageLocation: forbiddenCountry(draft, 'm365-business-standard') });
    },
  }),
  leavesBehind(['count_violation'], {
    name: 'left_behind_too_few_seats',
    partner: 'northwind',
    country: 'US',
    target: 'm365-business-standard',
    says: 'Ten people share eight seats, so there are seats for eight of them; the two who came last stay behind.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 8 }, 9);
      withLicense(draft, BASIC);
    },
  }),
  leavesBehind(['license_inherited_from_group'], {
    name: 'left_behind_group',
    partner: 'northwind',
    country: 'CA',
    target: 'm365-business-standard',
    says: 'Three people have their licence from the group “Front desk”; it moves with the group, not with them.',
    write: (draft) => {
      startOrderly(draft, { offer: BASIC, quantity: 14 }, 8);
      const group = formGroup(draft, 'Front desk');
      const people = [hire(draft, { name: 'user' }), ...hireMany(draft, 2)];
      assignAll(draft, people, draft.setting.offer(BASIC), { group });
    },
  }),
];

const SEATS = 16;

/** Six people have a reason of their own; of the other eighteen two find no seat any more. */
function writeEveryReason(draft: Draft): void {
  const { setting } = draft;
  tie(draft);
  agree(draft);
  sell(draft, { offer: BASIC, name: 'source', quantity: SEATS });
  holdElsewhere(draft, { offer: 'sharepoint-plan-1', channel: 'open_license', quantity: 5 });
  holdElsewhere(draft, { offer: ARCHIVING, channel: 'web_direct', quantity: 1 });
  const group = formGroup(draft, 'Reception');

  const withSharePoint = withLicense(draft, BASIC);
  assign(draft, withSharePoint, setting.offer('sharepoint-plan-1'));
  const withArchive = hire(draft);
  assignAll(
    draft,
    [withArchive, hire(draft, { usageLocation: null }), hire(draft, { usageLocation: forbiddenCountry(draft, 'o365-e3') })],
    setting.offer(BASIC),
  );
  assign(draft, withArchive, setting.offer(ARCHIVING));
  assignAll(draft, hireMany(draft, 2), setting.offer(BASIC), { group });
  assignAll(draft, hireMany(draft, 12), setting.offer(BASIC));
  assignAll(draft, hireMany(draft, 6), setting.offer(BASIC), { disabled: ['SWAY', 'YAMMER_ENTERPRISE'] });
}

/** The person whom the case is about, with the product that is upgraded. */
function withLicense(draft: Draft, offer: string, hiring: { readonly usageLocation?: string | null } = {}): UserRow {
  const user = hire(draft, { ...hiring, name: 'user' });
  assign(draft, user, draft.setting.offer(offer));
  return user;
}

function forbiddenCountry(draft: Draft, offer: string): string {
  const [country] = draft.setting.offer(offer).prohibitedUsageLocations;
  if (country === undefined) throw new Error(`the demo world needs a country in which ${offer} may not be used`);
  return country;
}
