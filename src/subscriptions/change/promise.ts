import { among, one, promisedLines, type Promised, type PromisedPart } from '../promise.ts';
import type { Living } from '../living.ts';
import type { ChangePlan } from './plan.ts';

/** What a preview of a change promises: every subscription as it will be, the bill, and who loses a licence. */
export function promiseOf(plan: ChangePlan): Promised {
  return [
    ...plan.changed.flatMap(({ before, after }, i) => [
      one(i === 0 ? 'subscription' : `add-on ${i}`, after.subscription.id),
      ...members(before, after, i === 0 ? '' : `add-on ${i} `),
    ]),
    promisedLines(plan.lines),
    one('total', plan.total),
    one('usersWithoutSeat', plan.usersWithoutSeat),
    among(
      'unassigned',
      plan.unassigned.flatMap(({ skuId, userIds }) => userIds.map((userId) => `${userId} ${skuId}`)),
    ),
    among('releasedProducts', plan.releasedSkuIds),
  ];
}

/** What it was says as much as what it will be: two seats more than seven are not two seats more than nine. */
function members(before: Living, after: Living, prefix: string): readonly PromisedPart[] {
  const both = (what: string, read: (living: Living) => string | number | boolean) =>
    one(`${prefix}${what}`, `${read(before)} to ${read(after)}`);
  return [
    both('quantity', ({ subscription }) => subscription.quantity),
    both('status', ({ subscription }) => subscription.status),
    both('friendlyName', ({ subscription }) => JSON.stringify(subscription.friendlyName)),
    both('autoRenew', ({ account }) => account.autoRenew),
    both('nextTerm', ({ account }) => JSON.stringify(account.nextTerm ?? null)),
    both('reseller', ({ subscription }) => subscription.resellerMpnId ?? ''),
    both('term', ({ subscription }) => `${subscription.term.from} ${subscription.term.until}`),
    both('unitPrice', ({ subscription }) => `${subscription.unitPriceMinor} ${subscription.currency}`),
  ];
}
