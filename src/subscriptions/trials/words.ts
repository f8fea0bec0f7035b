import type { Catalog } from '../../catalog/catalog.ts';
import { inLocale, type Locale } from '../../kit/locale.ts';
import { statusOf } from '../change/refusal-status.ts';
import { explain } from '../change/words.ts';
import { faultOfPurchase } from '../orders/refusal-status.ts';
import { explainPurchase } from '../orders/words.ts';
import type { ConversionReason } from './conversion.ts';

/** One sentence that says why a trial cannot be converted. */
export function explainConversion(reason: ConversionReason, catalog: Catalog, locale: Locale): string {
  switch (reason.code) {
    case 'trial_not_active':
      return inLocale({ en: 'The trial is not active any more.', zhTW: '試用版已不在作用中狀態。' }, locale);
    case 'seats_still_assigned':
      return explain(reason, catalog, locale);
    default:
      return explainPurchase(reason, catalog, locale);
  }
}

/** The fault with which the public API tells it. */
export function faultOfConversion(reason: ConversionReason): { readonly status: number; readonly code: number } {
  switch (reason.code) {
    case 'trial_not_active':
      return { status: 400, code: 800012 };
    case 'seats_still_assigned':
      return statusOf(reason);
    default:
      return faultOfPurchase(reason);
  }
}
