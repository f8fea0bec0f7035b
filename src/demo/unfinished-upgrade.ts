import { cancelCredit } from '../billing/charge.ts';
import { periodOf } from '../billing/period.ts';
import { addDays, type Day } from '../kit/dates.ts';
import { assign, formGroup, hire, hireMany, assignAll } from './directory.ts';
import { agree, tie, type Draft } from './draft.ts';
import { partnerIdOf, partnerUserIdOf } from './partners.ts';
import type { SubscriptionRow, UserRow } from './rows.ts';
import { record, seatsOf, sell, termOn, upgradeEvent } from './selling.ts';

const SEATS = 12;
const DAYS_AGO = 10;

/** A customer whose upgrade moved ten people and left two behind: the source lives on with their seats. */
export function writeUnfinishedUpgrade(draft: Draft): void {
  const { setting, rows } = draft;
  const upgradedOn = addDays(setting.today, -DAYS_AGO);
  tie(draft);
  agree(draft);
  const before = sell(draft, { offer: 'm365-apps-for-business', name: 'source', quantity: SEATS });
  const nowhere = hire(draft, { name: 'user', usageLocation: null });
  const grouped = hire(draft);
  assign(draft, nowhere, setting.offer('m365-apps-for-business'));
  const group = formGroup(draft, 'Workshop');
  assign(draft, grouped, setting.offer('m365-apps-for-business'), { group });
  const moved = hireMany(draft, SEATS - 2);

  const source: SubscriptionRow = { ...before, quantity: 2, version: 2 };
  rows.subscription.splice(rows.subscription.indexOf(before), 1, source);
  const target = sell(draft, {
    offer: 'm365-apps-for-enterprise',
    quantity: SEATS,
    boughtOn: upgradedOn,
    upgradedFrom: source.subscription_id,
  });
  credit(draft, before, target, upgradedOn);
  assignAll(draft, moved, setting.offer('m365-apps-for-enterprise'));
  const groupIds = [group.group_id];
  writeUpgrade(draft, target, {
    moved: moved.length,
    leftBehind: [
      [nowhere, [{ code: 'usage_location_missing' }]],
      [grouped, [{ code: 'license_inherited_from_group', groupIds }]],
    ],
  });
}

/** The seats that went to the target are given back, in the same event as the purchase. */
function credit(draft: Draft, before: SubscriptionRow, target: SubscriptionRow, upgradedOn: Day): void {
  const purchasedOn = before.created_at.slice(0, 10) as Day;
  const period = periodOf(termOn(purchasedOn, upgradedOn), before.billing_cycle, upgradedOn);
  const line = cancelCredit(seatsOf(before, SEATS - 2), { period, purchasedOn, today: upgradedOn }, 'upgrade_cancel');
  record(draft, before, line, target.created_at, upgradeEvent(target));
}

type People = { readonly moved: number; readonly leftBehind: readonly (readonly [user: UserRow, reasons: readonly unknown[]])[] };

function writeUpgrade(draft: Draft, target: SubscriptionRow, { moved, leftBehind }: People): void {
  const { seed } = draft.setting;
  const { seller, rows, customerId } = draft;
  const [person] = seller.people;
  const recorded = { customer_id: customerId, upgrade_id: draft.id('upgrade'), partner_id: partnerIdOf(seed, seller.key) };
  rows.upgrade.push({
    ...recorded,
    source_subscription_id: target.upgraded_from_id ?? '',
    target_subscription_id: target.subscription_id,
    upgrade_type: 'upgrade_with_license_transfer',
    quantity: target.quantity,
    users_moved: moved,
    users_left_behind: leftBehind.length,
    state: 'finishing',
    submitted_by: person === undefined ? null : partnerUserIdOf(seed, seller, person),
    submitted_at: target.created_at,
    finished_at: null,
  });
  for (const [user, reasons] of leftBehind) {
    rows.left_behind_user.push({ ...recorded, user_id: user.user_id, state: 'open', reasons, recorded_at: target.created_at });
  }
}
