import type { Catalog } from '../../../catalog/catalog.ts';
import { inLocale, type Locale } from '../../../kit/locale.ts';
import type { PurchaseReason } from '../reasons.ts';
import { faultOfPurchase } from '../refusal-status.ts';
import { explainPurchase } from '../words.ts';
import type { CycleReason } from './reasons.ts';

/** One sentence that says why a billing cycle cannot be changed. */
export function explainCycle(reason: CycleReason, catalog: Catalog, locale: Locale): string {
  if (!isOwn(reason)) return explainPurchase(reason, catalog, locale);
  const { length: count } = reason.subscriptionIds;
  return inLocale(
    {
      en: `The billing cycle is the whole order's, and ${count === 1 ? 'one of its subscriptions is' : `${count} of its subscriptions are`} not active.`,
      zhTW: `計費頻率適用於整個訂單，其中 ${count} 個訂閱不在作用中狀態。`,
    },
    locale,
  );
}

/** The fault with which the public API tells it. */
export function faultOfCycle(reason: CycleReason): { readonly status: 400 | 403 | 404 | 409; readonly code: number } {
  return isOwn(reason) ? { status: 400, code: 6000 } : faultOfPurchase(reason);
}

/** The one reason that no purchase has. */
function isOwn(reason: CycleReason | PurchaseReason): reason is Extract<CycleReason, { code: 'order_has_inactive_subscription' }> {
  return reason.code === 'order_has_inactive_subscription';
}
