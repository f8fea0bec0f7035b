import { moneyView } from '../billing/view.ts';
import { may } from '../access/permissions.ts';
import { generationOf } from '../access/generation.ts';
import { monthsPerPeriod } from '../billing/period.ts';
import { resaleOfLines } from '../billing/prices/margin.ts';
import { serviceChange } from '../catalog/upgrade-path.ts';
import { offerView } from '../catalog/view.ts';
import { addDays } from '../kit/dates.ts';
import type { SubscriptionId } from '../kit/ids.ts';
import type { Locale } from '../kit/locale.ts';
import { minor, sum, ZERO, type Minor } from '../kit/money.ts';
import type { LeftBehindReason } from '../licenses/transfer-reasons.ts';
import type { DoneUpgrade, PreviewOutcome } from './commands.ts';
import type { LeftBehindUser, UpgradePreview, UpgradeResult } from './contract.ts';
import { impossibleView } from './add-on-words.ts';
import type { PricedAddOn } from './add-ons.ts';
import { countUsers, type UpgradePlan, type UpgradePlanning } from './plan.ts';
import type { UpgradeFacts } from './facts.ts';
import { errorView, leftBehindViews, lineView, type Shown } from './view.ts';
import { serviceName } from './words.ts';
import { offerName } from '../catalog/names.ts';

type Previewed = Extract<PreviewOutcome, { kind: 'previewed' }>;

/** A preview as the console shows it before Submit. */
export function previewView(previewed: Previewed, locale: Locale): UpgradePreview {
  const { facts, planning } = previewed;
  const { catalog, source, customer } = facts;
  const shown = { catalog, locale, generation: generationOf(facts.caller) };
  const target = catalog.offers.get(planning.targetOfferId);
  const from = catalog.offers.get(source.offerId);
  if (target === undefined) throw new Error(`previewed without a target: ${planning.targetOfferId}`);
  const change = from === undefined ? { gained: new Set<never>(), lost: new Set<never>() } : serviceChange(catalog, from, target);
  return {
    id: previewed.id,
    promiseHash: previewed.promiseHash,
    expiresAt: previewed.expiresAt.toISOString(),
    targetOffer: offerView(catalog, target, { country: customer.country, locale }),
    upgradeType: planning.upgradeType,
    quantity: planning.quantity,
    isEligible: planning.kind === 'planned',
    upgradeErrors: planning.kind === 'planned' ? [] : planning.reasons.map((reason) => errorView(reason, source.id, shown)),
    ...(planning.kind === 'planned'
      ? { ...planned(facts, planning.plan, previewed.people, shown), ...resaleView(facts, planning.plan) }
      : { lines: [], usersToMove: 0, usersLeftBehind: [] }),
    addOns: planning.addOns.map((addOn) => addOnView(addOn, shown)),
    ...(previewed.undoableUntil === null ? {} : { undoableUntil: previewed.undoableUntil.toISOString() }),
    servicesLost: [...change.lost].map((id) => serviceName(catalog, id, locale)),
    servicesGained: [...change.gained].map((id) => serviceName(catalog, id, locale)),
    attributes: { objectType: 'UpgradePreview' },
  };
}

function planned({ source }: UpgradeFacts, plan: UpgradePlan, people: Previewed['people'], shown: Shown) {
  const { target, sourceSeatsLeft } = plan;
  const perMonth = (unitPriceMinor: number, seats: number) => minor(unitPriceMinor * seats);
  const addOns = (kept: readonly PricedAddOn[]) => sum(kept.map(periodCost));
  return {
    lines: plan.lines.map((line) => lineView(line, source.id, shown)),
    total: moneyView(plan.total, target.currency),
    nextPeriod: {
      before: moneyView(minor(perMonth(source.unitPriceMinor, source.quantity) + addOns(plan.addOns)), source.currency),
      after: moneyView(
        minor(
          perMonth(target.unitPriceMinor, target.quantity) +
            perMonth(source.unitPriceMinor, sourceSeatsLeft) +
            addOns(plan.addOns.filter(({ chosen }) => chosen === 'keep')),
        ),
        target.currency,
      ),
      billingCycle: source.billingCycle,
      months: monthsPerPeriod(source.billingCycle),
    },
    targetTerm: { startDate: target.term.from, endDate: addDays(target.term.until, -1) },
    usersToMove: countUsers(plan.moves),
    usersLeftBehind: leftBehindViews(plan.leftBehind, people, shown),
  };
}

/** Each choice with what it costs now, and in each coming period: kept, an add-on costs what it did; dropped, it gives back its rest. */
function addOnView(addOn: PricedAddOn, { catalog, locale }: Shown): UpgradePreview['addOns'][number] {
  const { currency } = addOn.addOn;
  const costs = { keep: [ZERO, periodCost(addOn)], drop: [addOn.creditTotal, ZERO] } as const;
  return {
    subscriptionId: addOn.subscriptionId,
    offerId: addOn.offerId,
    offerName: offerName(catalog, addOn.offerId, locale),
    quantity: addOn.quantity,
    ...(addOn.chosen === null ? {} : { chosen: addOn.chosen }),
    choices: addOn.choices.map((choice) => ({
      choice,
      total: moneyView(costs[choice][0], currency),
      nextPeriod: moneyView(costs[choice][1], currency),
    })),
    impossible: addOn.impossible.map((each) => impossibleView(each, { catalog, locale })),
  };
}

function periodCost({ addOn }: PricedAddOn): Minor {
  return addOn.status === 'active' ? minor(addOn.unitPriceMinor * addOn.quantity) : ZERO;
}

/** With the partner's margin on each line, for those who may know it. */
function resaleView({ caller, customer }: UpgradeFacts, { lines, target }: UpgradePlan): Pick<UpgradePreview, 'resale'> {
  if (may(caller, 'invoices.read').kind !== 'allowed') return {};
  const { marginBasisPoints } = customer;
  const total = resaleOfLines(
    lines.map((line) => line.amountMinor),
    marginBasisPoints,
  );
  return { resale: { marginBasisPoints, total: moneyView(total, target.currency) } };
}

/** The answer of Submit in the shape that the SDKs read. */
export function resultView({ id, facts, plan, people }: DoneUpgrade, locale: Locale): UpgradeResult {
  const shown = { catalog: facts.catalog, locale };
  const left = plan.upgradeType === 'upgrade_only' ? [] : leftBehindViews(plan.leftBehind, people, shown);
  return {
    sourceSubscriptionId: facts.source.id,
    targetSubscriptionId: plan.target.id,
    upgradeType: plan.upgradeType,
    upgradeErrors: [],
    licenseErrors: left.map(licenseErrorView),
    upgradeId: id,
    attributes: { objectType: 'UpgradeResult' },
  };
}

/** A refused Submit: status 200 with the reasons, and nothing done. */
export function refusedView(sourceId: SubscriptionId, refused: Extract<UpgradePlanning, { kind: 'refused' }>, shown: Shown): UpgradeResult {
  return {
    sourceSubscriptionId: sourceId,
    upgradeType: refused.upgradeType,
    upgradeErrors: refused.reasons.map((reason) => errorView(reason, sourceId, shown)),
    licenseErrors: [],
    attributes: { objectType: 'UpgradeResult' },
  };
}

/** Fault codes of the API reference: no free license, or the migration of the user's license failed. */
const CODES: Partial<Readonly<Record<LeftBehindReason['code'], number>>> = { count_violation: 60012 };
const MIGRATION_FAILED = 60000;

function licenseErrorView(user: LeftBehindUser): UpgradeResult['licenseErrors'][number] {
  return {
    userObjectId: user.userId,
    name: user.displayName,
    email: user.userPrincipalName,
    errors: user.reasons.map((reason) => ({
      code: CODES[reason.code as LeftBehindReason['code']] ?? MIGRATION_FAILED,
      description: reason.description,
      data: [reason.code, ...reason.services],
      attributes: { objectType: 'ServiceFault' },
    })),
    attributes: { objectType: 'UserLicenseError' },
  };
}
