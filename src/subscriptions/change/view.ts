import type { Caller } from '../../access/caller.ts';
import { may } from '../../access/permissions.ts';
import type { Charge } from '../../billing/charge.ts';
import { monthsPerPeriod } from '../../billing/period.ts';
import { resaleOfLines } from '../../billing/prices/margin.ts';
import { billLineView, moneyView } from '../../billing/view.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { offerName } from '../../catalog/names.ts';
import { addDays } from '../../kit/dates.ts';
import type { OfferId, SubscriptionId } from '../../kit/ids.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { minor, sum, type Minor } from '../../kit/money.ts';
import type { Living } from '../living.ts';
import type { TenantFacts } from '../tenant/facts.ts';
import type { PreviewOutcome } from './commands.ts';
import type { ChangeLine, ChangePreview, ChangeRefusal } from './contract.ts';
import type { ChangeFacts } from './facts.ts';
import type { ChangePlan } from './plan.ts';
import type { ChangeReason } from './reasons.ts';
import { remediesFor } from './remedies.ts';
import { explain } from './words.ts';

type Shown = { readonly catalog: Catalog; readonly locale: Locale };

/** A preview as the console shows it before the change. */
export function previewView(previewed: Extract<PreviewOutcome, { kind: 'previewed' }>, locale: Locale): ChangePreview {
  const { facts, planning } = previewed;
  const shown = { catalog: facts.catalog, locale };
  const nothing = { subscriptions: [], lines: [], usersAffected: 0, usersUnassigned: [], warnings: [] };
  return {
    id: previewed.id,
    promiseHash: previewed.promiseHash,
    expiresAt: previewed.expiresAt.toISOString(),
    isPossible: planning.kind === 'planned',
    reasons: planning.kind === 'planned' ? [] : planning.reasons.map((reason) => refusalView(reason, facts.target.subscription.id, shown)),
    ...(planning.kind === 'planned' ? planView(facts, planning.plan, shown) : nothing),
    attributes: { objectType: 'SubscriptionChangePreview' },
  };
}

/** A refusal with its facts and what would help. */
export function refusalView(reason: ChangeReason, subscriptionId: SubscriptionId, { catalog, locale }: Shown): ChangeRefusal {
  const { code, ...facts } = reason;
  return {
    code,
    description: explain(reason, catalog, locale),
    facts: { ...facts, ...('offerId' in reason ? { offerName: named(reason.offerId, { catalog, locale }) } : {}) },
    remedies: [...remediesFor(reason, subscriptionId)],
  };
}

function planView(facts: ChangeFacts, plan: ChangePlan, shown: Shown) {
  const { currency, billingCycle } = facts.target.subscription;
  const lost = new Set(plan.unassigned.flatMap((each) => each.userIds));
  return {
    subscriptions: plan.changed.map(({ before, after }) => changedView(before, after, shown)),
    lines: plan.lines.map((line) => changeLineView(line, shown)),
    total: moneyView(plan.total, currency),
    nextPeriod: {
      before: moneyView(perPeriod(plan.changed.map(({ before }) => before)), currency),
      after: moneyView(perPeriod(plan.changed.map(({ after }) => after)), currency),
      billingCycle,
      months: monthsPerPeriod(billingCycle),
    },
    ...resaleView(facts.caller, facts.customer, plan.lines),
    usersAffected: plan.usersWithoutSeat + lost.size,
    usersUnassigned: facts.people
      .filter((person) => lost.has(person.userId))
      .map(({ userId, displayName, userPrincipalName }) => ({ userId, displayName, userPrincipalName })),
    warnings: warnings(plan, shown),
  };
}

/** What the customer is asked for: the partner's margin on each line, for those who may know it. */
export function resaleView(
  caller: Caller,
  { marginBasisPoints, partner }: TenantFacts,
  lines: readonly Charge[],
): Pick<ChangePreview, 'resale'> {
  if (may(caller, 'invoices.read').kind !== 'allowed') return {};
  const total = resaleOfLines(
    lines.map((line) => line.amountMinor),
    marginBasisPoints,
  );
  return { resale: { marginBasisPoints, total: moneyView(total, lines[0]?.currency ?? partner.currency) } };
}

/** What becomes of one subscription. */
export function changedView(
  { subscription: before }: Pick<Living, 'subscription'>,
  { subscription: after, account }: Living,
  shown: Shown,
) {
  return {
    subscriptionId: after.id,
    offerName: named(after.offerId, shown, account.offerName),
    friendlyName: after.friendlyName,
    isAddOn: after.parentId !== null,
    quantity: { before: before.quantity, after: after.quantity },
    status: { before: before.status, after: after.status },
    term: { startDate: after.term.from, endDate: addDays(after.term.until, -1) },
  };
}

/** What a whole period costs; nothing while it is not active. */
export function perPeriod(livings: readonly Living[]): Minor {
  return sum(
    livings
      .filter(({ subscription }) => subscription.status === 'active')
      .map(({ subscription }) => minor(subscription.unitPriceMinor * subscription.quantity)),
  );
}

function warnings({ familyWarning, usersWithoutSeat }: ChangePlan, { locale }: Shown): ChangePreview['warnings'] {
  const found: ChangePreview['warnings'] = [];
  if (familyWarning !== null) {
    const { family, seatsMax, seatsHeld } = familyWarning;
    const description = inLocale(
      {
        en: `More than the ${seatsMax} seats that these subscriptions of one customer should have together.`,
        zhTW: `超過此類訂閱合計應有的 ${seatsMax} 個授權。`,
      },
      locale,
    );
    found.push({ code: 'seat_family_full', description, facts: { family, seatsMax, seatsHeld } });
  }
  if (usersWithoutSeat > 0) {
    const description = inLocale(
      {
        en: `${usersWithoutSeat} users hold a license without a seat that they can use.`,
        zhTW: `${usersWithoutSeat} 位使用者擁有授權，但沒有可用的授權數量。`,
      },
      locale,
    );
    found.push({ code: 'license_conflict', description, facts: { users: usersWithoutSeat } });
  }
  return found;
}

/** One line of the bill, as the wire has it. */
export function changeLineView(charge: Charge, shown: Shown): ChangeLine {
  const { subscriptionId, chargeType, offerId } = charge;
  return { subscriptionId, chargeType, ...billLineView(charge, named(offerId, shown)) };
}

function named(id: OfferId, { catalog, locale }: Shown, recorded: string = id): string {
  return catalog.offers.has(id) ? offerName(catalog, id, locale) : recorded;
}
