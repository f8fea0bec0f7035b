import type { BillingCycle } from '../../../catalog/catalog.ts';
import { one, promisedLines, type Promised } from '../../promise.ts';
import { totalOfCycle, type CycleStep } from './cycle.ts';

/** What a preview of another billing cycle promises: every subscription of the order as it will be, and the bill. */
export function promiseOfCycle(billingCycle: BillingCycle, steps: readonly CycleStep[]): Promised {
  return [
    one('billingCycle', billingCycle),
    ...steps.flatMap(({ before: { subscription, account }, restarted }, i) => {
      const what = (name: string) => (i === 0 ? name : `subscription ${i + 1} ${name}`);
      const { term, unitPriceMinor, currency } = subscription;
      return [
        one(what('subscription'), subscription.id),
        one(what('quantity'), `${subscription.quantity} to ${restarted.quantity}`),
        one(what('cycle'), `${subscription.billingCycle} to ${restarted.billingCycle}`),
        one(what('autoRenew'), `${account.autoRenew} to ${restarted.autoRenew}`),
        one(what('term'), `${term.from} ${term.until} to ${restarted.term.from} ${restarted.term.until}`),
        one(what('unitPrice'), `${unitPriceMinor} ${currency} to ${restarted.unitPriceMinor} ${restarted.currency}`),
      ];
    }),
    promisedLines(steps.flatMap((step) => step.lines)),
    one('total', totalOfCycle(steps)),
  ];
}
