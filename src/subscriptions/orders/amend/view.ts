import { moneyView } from '../../../billing/view.ts';
import type { Caller } from '../../../access/caller.ts';
import { monthsPerPeriod } from '../../../billing/period.ts';
import { unreachable } from '../../../kit/brand.ts';
import { addDays } from '../../../kit/dates.ts';
import type { Locale } from '../../../kit/locale.ts';
import type { Minor } from '../../../kit/money.ts';
import type { BillingCycle, Catalog } from '../../../catalog/catalog.ts';
import type { ChangeRefusal } from '../../change/contract.ts';
import { changeLineView, perPeriod, resaleView } from '../../change/view.ts';
import { withChange, type Living } from '../../living.ts';
import type * as wire from '../contract.ts';
import { purchaseReasonView } from '../reason-view.ts';
import type { CyclePreviewOutcome } from './commands.ts';
import { totalOfCycle, type CycleStep } from './cycle.ts';
import type { CycleReason } from './reasons.ts';
import { explainCycle } from './words.ts';

type Previewed = Extract<CyclePreviewOutcome, { kind: 'previewed' }>;

/** What another billing cycle would do and cost, as the wire has it. */
export function cyclePreviewView(previewed: Previewed, caller: Caller, locale: Locale): wire.CyclePreview {
  const { facts, plan, id, promiseHash, billingCycle } = previewed;
  const { catalog } = facts;
  const expiresAt = previewed.expiresAt.toISOString();
  const kept = { id, promiseHash, expiresAt };
  const empty = {
    ...kept,
    billingCycle,
    isPossible: false,
    subscriptions: [],
    lines: [],
    attributes: { objectType: 'OrderCyclePreview' as const },
  };
  switch (plan.kind) {
    case 'refused':
      return { ...empty, reasons: plan.reasons.map((reason) => reasonView(reason, catalog, locale)) };
    case 'planned': {
      const { steps } = plan;
      const term = steps[0]?.restarted.term;
      const { currency } = facts.customer.partner;
      return {
        ...empty,
        isPossible: true,
        reasons: [],
        subscriptions: steps.map(stepView),
        lines: steps.flatMap(({ lines }) => lines.map((line) => changeLineView(line, { catalog, locale }))),
        total: moneyView(totalOfCycle(steps), currency),
        ...nextPeriod(steps, billingCycle),
        ...resaleView(
          caller,
          facts.customer,
          steps.flatMap(({ lines }) => lines),
        ),
        ...(term === undefined ? {} : { term: { startDate: term.from, endDate: addDays(term.until, -1) } }),
      };
    }
    default:
      return unreachable(plan);
  }
}

function nextPeriod(steps: readonly CycleStep[], after: BillingCycle): Pick<wire.CyclePreview, 'nextPeriod'> {
  const [first] = steps;
  if (first === undefined) return {};
  const period = (livings: readonly Living[], billingCycle: BillingCycle) => ({
    total: moneyView(perPeriod(livings), first.restarted.currency),
    billingCycle,
    months: monthsPerPeriod(billingCycle),
  });
  const restarted = steps.map(({ before, restarted: { unitPriceMinor } }) => withChange(before, { unitPriceMinor }, {}));
  return {
    nextPeriod: {
      before: period(
        steps.map(({ before }) => before),
        first.before.subscription.billingCycle,
      ),
      after: period(restarted, after),
    },
  };
}

function stepView({ before: { subscription }, restarted }: CycleStep): wire.CyclePreview['subscriptions'][number] {
  const { id, friendlyName, parentId, quantity, currency } = subscription;
  const money = (amountMinor: Minor) => moneyView(amountMinor, currency);
  return {
    subscriptionId: id,
    friendlyName,
    isAddOn: parentId !== null,
    quantity,
    unitPrice: { before: money(subscription.unitPriceMinor), after: money(restarted.unitPriceMinor) },
  };
}

function reasonView(reason: CycleReason, catalog: Catalog, locale: Locale): ChangeRefusal {
  if (reason.code !== 'order_has_inactive_subscription') return purchaseReasonView(reason, catalog, locale);
  const { code, ...facts } = reason;
  return {
    code,
    description: explainCycle(reason, catalog, locale),
    facts,
    remedies: reason.subscriptionIds.map((subscriptionId) => ({ kind: 'reactivate', subscriptionId })),
  };
}
