import { TERM_DURATIONS, type BillingCycle, type TermDuration } from '../../catalog/catalog.ts';
import { offerIdOf } from '../new-commerce/view.ts';
import type { NextTerm } from './next-term.ts';

/** The instructions as they are sent. */
export type NextTermBody = {
  readonly product?: {
    readonly productId?: string;
    readonly skuId?: string;
    readonly availabilityId?: string;
    readonly billingCycle?: string;
    readonly termDuration?: string;
    readonly promotionId?: string;
  };
  readonly quantity?: number;
  readonly customTermEndDate?: string;
};

export type NextTermRead =
  | { readonly kind: 'said'; readonly nextTerm?: NextTerm | 'none' }
  | { readonly kind: 'malformed'; readonly member: string; readonly why: string };

/** Reads what is to be scheduled. Left out says nothing; an empty object takes back what was scheduled. */
export function nextTermIn(body: NextTermBody | undefined): NextTermRead {
  if (body === undefined) return { kind: 'said' };
  const { product, quantity } = body;
  if (product === undefined && quantity === undefined) return { kind: 'said', nextTerm: 'none' };
  const malformed = (member: string, why: string): NextTermRead => ({
    kind: 'malformed',
    member: `scheduledNextTermInstructions.${member}`,
    why,
  });
  for (const member of ['productId', 'skuId', 'availabilityId', 'billingCycle', 'termDuration'] as const) {
    if (said(product?.[member]) === null) return malformed(`product.${member}`, 'is missing');
  }
  if (quantity === undefined) return malformed('quantity', 'is missing');
  if (said(product?.promotionId) !== null) return malformed('product.promotionId', 'names a promotion that is not there');
  if (said(body.customTermEndDate) !== null) return malformed('customTermEndDate', 'cannot be chosen for these offers');
  const duration = durationIn(product?.termDuration);
  if (duration === null) return malformed('product.termDuration', `must be one of ${TERM_DURATIONS.join(', ')}`);
  const billingCycle = cycleIn(product?.billingCycle);
  if (billingCycle === null) return malformed('product.billingCycle', 'can be monthly or annual');
  const { productId = '', skuId = '', availabilityId = '' } = product ?? {};
  return { kind: 'said', nextTerm: { offerId: offerIdOf({ productId, skuId, availabilityId }), billingCycle, duration, quantity } };
}

/** A term in any case; null for what is none. */
export function durationIn(text: string | undefined): TermDuration | null {
  return TERM_DURATIONS.find((duration) => duration === text?.trim().toUpperCase()) ?? null;
}

/** A billing cycle of new commerce in any case; null for what is none. */
export function cycleIn(text: string | undefined): BillingCycle | null {
  const word = text?.trim().toLowerCase();
  return word === 'monthly' || word === 'annual' ? word : null;
}

function said(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
