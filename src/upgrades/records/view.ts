import { moneyView } from '../../billing/view.ts';
import { sum, type Currency } from '../../kit/money.ts';
import { toIso } from '../../kit/dates.ts';
import type { UpgradeRecord } from '../contract.ts';
import { leftBehindViews, lineView, type Shown } from '../view.ts';
import { offerName } from '../../catalog/names.ts';
import type { RecordedUpgrade } from './store.ts';

/** An upgrade that happened, with its bill and those who still need a person. */
export function recordView(upgrade: RecordedUpgrade, shown: Shown): UpgradeRecord {
  const { catalog, locale } = shown;
  const people = new Map(upgrade.leftBehind.map((person) => [person.userId, person]));
  const currency = upgrade.lines[0]?.currency ?? ('USD' as Currency);
  return {
    id: upgrade.id,
    sourceSubscriptionId: upgrade.sourceId,
    targetSubscriptionId: upgrade.targetId,
    sourceOffer: { id: upgrade.sourceOfferId, name: offerName(catalog, upgrade.sourceOfferId, locale) },
    targetOffer: { id: upgrade.targetOfferId, name: offerName(catalog, upgrade.targetOfferId, locale) },
    upgradeType: upgrade.upgradeType,
    quantity: upgrade.quantity,
    state: upgrade.state,
    usersMoved: upgrade.usersMoved,
    usersLeftBehind: upgrade.leftBehind.flatMap(({ userId, reasons }) => leftBehindViews([{ userIds: [userId], reasons }], people, shown)),
    lines: upgrade.lines.map((line) => lineView(line, upgrade.sourceId, shown)),
    total: moneyView(sum(upgrade.lines.map((line) => line.amountMinor)), currency),
    submittedAt: toIso(upgrade.submittedAt),
    ...(upgrade.submittedBy === null ? {} : { submittedBy: upgrade.submittedBy }),
    ...(upgrade.undoableUntil === null || upgrade.state === 'undone' ? {} : { undoableUntil: toIso(upgrade.undoableUntil) }),
    ...(upgrade.undoneAt === null ? {} : { undoneAt: toIso(upgrade.undoneAt) }),
    attributes: { objectType: 'UpgradeRecord' },
  };
}
