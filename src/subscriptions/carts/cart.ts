import type { CustomerId } from '../../kit/ids.ts';
import type { Wish } from '../orders/wish.ts';

/** What somebody is about to buy, kept until it is ordered or has expired. */
export type Cart = {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly status: 'active' | 'ordered';
  readonly lines: readonly CartLine[];
  /** The orders that the checkout made. */
  readonly orderIds: readonly string[];
  readonly createdAt: string;
  readonly modifiedAt: string;
  /** The person or program who changed it last. */
  readonly modifiedBy: string;
  readonly expiresAt: string;
};

/** A line of a cart: what is wished for, and what of it the catalogue never has. */
export type CartLine = { readonly wish: Wish; readonly promotionId: string | null; readonly customTermEndDate: string | null };

/** What the operator may decide about carts. */
export type CartPolicy = {
  /** How long a cart is kept after its last change. */
  readonly days: number;
};

export const CART_POLICY: CartPolicy = { days: 7 };

/** When a cart that is changed now is forgotten. */
export function expiryOf({ days }: CartPolicy, now: Date): Date {
  return new Date(now.getTime() + days * 86_400_000);
}
