import type { Catalog } from '../catalog/catalog.ts';
import type { Locale } from '../kit/locale.ts';
import type { Reason } from './reasons.ts';
import { explain } from './words.ts';

/** A refusal that travels as an HTTP status instead of an `upgradeErrors` entry. */
export type RefusalStatus = {
  readonly status: number;
  readonly said: { readonly code: number; readonly description: string; readonly data: readonly string[] };
};

export const UNKNOWN_OFFER = { code: 800004, description: 'The catalogue has no such offer.' };

/**
 * Where the gravest reason is one for which the public API has a fault of its own (error codes of the API reference),
 * Submit answers with it. All others are told in `upgradeErrors` with status 200: none hides behind a lesser one.
 */
export function statusOfRefusal([gravest]: readonly Reason[], catalog: Catalog, locale: Locale): RefusalStatus | null {
  const found = gravest === undefined ? null : faultOf(gravest.code);
  if (gravest === undefined || found === null) return null;
  return { status: found.status, said: { code: found.code, description: explain(gravest, catalog, locale), data: [gravest.code] } };
}

/** Whether the public API has a fault of its own for a reason. */
export function hasFault(reason: Reason): boolean {
  return faultOf(reason.code) !== null;
}

function faultOf(code: Reason['code']): { readonly status: number; readonly code: number } | null {
  switch (code) {
    case 'quantity_out_of_range':
      return { status: 400, code: 2002 };
    case 'indirect_reseller':
      return { status: 403, code: 20002 };
    case 'customer_agreement_missing':
      return { status: 403, code: 13605 };
    case 'seat_family_full':
      return { status: 403, code: 800067 };
    case 'partner_suspended':
      return { status: 403, code: 900149 };
    default:
      return null;
  }
}
